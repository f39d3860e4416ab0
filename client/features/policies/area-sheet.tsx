import { fieldsNamed, readWith } from '#client/forms/reading.ts'
import { useT } from '#client/lib/i18n.ts'
import { useUnsentEdit } from '#client/lib/unsent-edit.ts'
import { TextField } from '#client/ui/text-field.tsx'
import { addAreaInput, policies } from '#shared/policies/contracts.ts'
import { useAskPolicies, usePolicyForm } from './data.ts'
import { PolicySheet } from './policy-sheet.tsx'

const fields = ['code', 'nameKo', 'nameEn'] as const

/** Adds an area that policies are placed in, named in both languages. */
export function AreaSheet({ onClose }: { onClose: () => void }) {
  const t = useT()
  const ask = useAskPolicies()
  const form = usePolicyForm({
    fields,
    initial: { code: '', nameKo: '', nameEn: '' },
    read: (values) => readWith(addAreaInput, values, fieldsNamed(fields)),
    send: (input) => ask(policies.addArea, input, { base: null }),
  })
  useUnsentEdit(form.dirty)
  return (
    <PolicySheet title={t('policy.area.add')} form={form} saved={t('policy.area.saved')} onClose={onClose}>
      <TextField label={t('policy.area.ko')} maxLength={200} autoComplete="off" {...form.field('nameKo')} />
      <TextField label={t('policy.area.en')} maxLength={200} autoComplete="off" {...form.field('nameEn')} />
      <TextField
        label={t('policy.area.code')}
        hint={t('policy.area.code.hint')}
        maxLength={200}
        autoComplete="off"
        {...form.field('code')}
      />
    </PolicySheet>
  )
}
