import { useT } from '#client/lib/i18n.ts'
import { SelectField } from '#client/ui/select-field.tsx'
import type { PersonRef } from '#shared/people/views.ts'

type Props = {
  label: string
  value: string | undefined
  /** With how they stand to the reader, where that is not plain. */
  people: readonly (PersonRef & { role?: string })[]
  onChange: (personId: string) => void
}

/** One of a few people, by name, with the phone's own picker. */
export function PersonSelect({ label, value, people, onChange }: Props) {
  const t = useT()
  return (
    <SelectField
      label={label}
      hideLabel
      value={value ?? ''}
      onChange={onChange}
      options={people.map(({ personId, name, role }) => ({
        value: personId,
        label: [t('ui.person', { name }), role].filter(Boolean).join(' · '),
      }))}
    />
  )
}
