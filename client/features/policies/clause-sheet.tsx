import { useState } from 'react'
import { v7 as uuidv7 } from 'uuid'
import { fieldsNamed, readWith } from '#client/forms/reading.ts'
import { useT } from '#client/lib/i18n.ts'
import { useUnsentEdit } from '#client/lib/unsent-edit.ts'
import { SelectField } from '#client/ui/select-field.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { policies, saveClauseInput } from '#shared/policies/contracts.ts'
import type { PolicyClause, PolicyView } from '#shared/policies/views.ts'
import { useAskPolicies, usePolicyForm } from './data.ts'
import { PolicySheet } from './policy-sheet.tsx'

const fields = ['number', 'titleKo', 'titleEn', 'introducedIn', 'retiredIn'] as const
const never = 'never'
const written = (text: string) => (text.trim() === '' ? null : text)

/** A new clause of a policy, or another number, title and span of versions for one that is there. */
export function ClauseSheet({
  policy,
  clause,
  onClose,
}: {
  policy: PolicyView
  clause: PolicyClause | undefined
  onClose: () => void
}) {
  const t = useT()
  const ask = useAskPolicies()
  const [clauseId] = useState(() => clause?.clauseId ?? uuidv7())
  const form = usePolicyForm({
    fields,
    initial: {
      number: clause?.number ?? '',
      titleKo: clause?.titleKo ?? '',
      titleEn: clause?.titleEn ?? '',
      introducedIn: clause?.introducedIn ?? policy.versions[0]?.versionId ?? '',
      retiredIn: clause?.retiredIn ?? never,
    },
    read: ({ titleKo, titleEn, retiredIn, ...values }) =>
      readWith(
        saveClauseInput,
        {
          ...{ clauseId, policy: policy.code, ...values },
          ...{ titleKo: written(titleKo), titleEn: written(titleEn) },
          retiredIn: retiredIn === never ? null : retiredIn,
        },
        fieldsNamed(fields),
      ),
    send: (input) => ask(policies.saveClause, input, { base: clause?.version ?? null }),
  })
  useUnsentEdit(form.dirty)
  const versions = policy.versions.map(({ versionId, label }) => ({ value: versionId, label }))

  return (
    <PolicySheet
      title={clause ? t('policy.clause.edit', { number: clause.number }) : t('policy.clause.add')}
      form={form}
      saved={t('policy.clause.saved', { number: form.values.number })}
      onClose={onClose}
    >
      <TextField
        label={t('policy.clause.number')}
        maxLength={20}
        autoComplete="off"
        {...form.field('number')}
      />
      <TextField
        label={t('policy.clause.ko')}
        maxLength={200}
        autoComplete="off"
        optional
        {...form.field('titleKo')}
      />
      <TextField
        label={t('policy.clause.en')}
        maxLength={200}
        autoComplete="off"
        optional
        {...form.field('titleEn')}
      />
      <SelectField label={t('policy.clause.introduced')} {...form.field('introducedIn')} options={versions} />
      <SelectField
        label={t('policy.clause.retired')}
        {...form.field('retiredIn')}
        options={[{ value: never, label: t('policy.clause.stays') }, ...versions]}
      />
    </PolicySheet>
  )
}
