import { useState } from 'react'
import { v7 as uuidv7 } from 'uuid'
import { fieldsNamed, readWith } from '#client/forms/reading.ts'
import { useT } from '#client/lib/i18n.ts'
import { useUnsentEdit } from '#client/lib/unsent-edit.ts'
import { DateField } from '#client/ui/date-field.tsx'
import { TextArea } from '#client/ui/text-area.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { policies, saveVersionInput } from '#shared/policies/contracts.ts'
import type { PolicyVersion, PolicyView } from '#shared/policies/views.ts'
import { useAskPolicies, usePolicyForm } from './data.ts'
import { PolicySheet } from './policy-sheet.tsx'

const fields = ['label', 'effectiveFrom', 'changedKo', 'changedEn'] as const
const written = (text: string) => (text.trim() === '' ? null : text)

/** A new version of a policy, or another wording for one that is there. */
export function VersionSheet({
  policy,
  version,
  onClose,
}: {
  policy: PolicyView
  version: PolicyVersion | undefined
  onClose: () => void
}) {
  const t = useT()
  const ask = useAskPolicies()
  const [versionId] = useState(() => version?.versionId ?? uuidv7())
  const form = usePolicyForm({
    fields,
    initial: {
      label: version?.label ?? '',
      effectiveFrom: version?.effectiveFrom ?? '',
      changedKo: version?.changedKo ?? '',
      changedEn: version?.changedEn ?? '',
    },
    read: ({ changedKo, changedEn, ...values }) =>
      readWith(
        saveVersionInput,
        {
          ...{ versionId, policy: policy.code, ...values },
          ...{ changedKo: written(changedKo), changedEn: written(changedEn) },
        },
        fieldsNamed(fields),
      ),
    send: (input) => ask(policies.saveVersion, input, { base: version?.version ?? null }),
  })
  useUnsentEdit(form.dirty)

  return (
    <PolicySheet
      title={version ? t('policy.version.edit', { label: version.label }) : t('policy.version.add')}
      form={form}
      saved={t('policy.version.saved', { label: form.values.label })}
      onClose={onClose}
    >
      <TextField
        label={t('policy.version.label')}
        hint={t('policy.version.label.hint')}
        maxLength={50}
        autoComplete="off"
        {...form.field('label')}
      />
      <DateField label={t('policy.version.from')} {...form.field('effectiveFrom')} />
      <TextArea label={t('policy.changed.ko')} maxLength={2000} optional {...form.field('changedKo')} />
      <TextArea label={t('policy.changed.en')} maxLength={2000} optional {...form.field('changedEn')} />
    </PolicySheet>
  )
}
