import { useT } from '#client/lib/i18n.ts'
import { useMe } from '#client/lib/me.ts'
import { ToggleChips } from '#client/ui/chips.tsx'
import { Label } from '#client/ui/label.tsx'
import { useEscalationPeople } from './data.ts'

type Props = {
  escalationId: string
  enabled: boolean
  value: readonly string[]
  onChange: (personIds: string[]) => void
}

/** Chooses who is notified of a comment, among those who may read the escalation. */
export function Mentions({ escalationId, enabled, value, onChange }: Props) {
  const t = useT()
  const me = useMe().person.personId
  const { data = [] } = useEscalationPeople(escalationId, enabled)
  const people = data.filter(({ personId }) => personId !== me)
  if (people.length === 0) return null
  return (
    <div>
      <Label>{t('esc.comment.mention')}</Label>
      <ToggleChips
        label={t('esc.comment.mention')}
        values={value}
        onChange={onChange}
        options={people.map(({ personId, name }) => ({ value: personId, label: t('ui.person', { name }) }))}
      />
    </div>
  )
}
