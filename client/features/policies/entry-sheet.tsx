import { useState } from 'react'
import { v7 as uuidv7 } from 'uuid'
import { fieldsNamed, readWith } from '#client/forms/reading.ts'
import { useT } from '#client/lib/i18n.ts'
import { usePolicyOptions } from '#client/lib/policy-options.ts'
import { useUnsentEdit } from '#client/lib/unsent-edit.ts'
import { SelectField } from '#client/ui/select-field.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { openEntryInput, policies } from '#shared/policies/contracts.ts'
import { clausesIn, type LedgerCause, ledgerCauses } from '#shared/policies/rules.ts'
import { useAskPolicies, useBoth, useInForce, usePolicies, usePolicyForm } from './data.ts'
import { PolicySheet } from './policy-sheet.tsx'

const fields = ['policy', 'clauseId', 'cause', 'caseRef'] as const
const none = 'none'

/** A new entry of a team's ledger, about a policy as it is in force today. */
export function EntrySheet({ teamId, onClose }: { teamId: string; onClose: () => void }) {
  const t = useT()
  const both = useBoth()
  const ask = useAskPolicies()
  const inForce = useInForce()
  const { data = [] } = usePolicies()
  const policyOptions = usePolicyOptions(data)
  const [entryId] = useState(() => uuidv7())
  const initial: { policy: string; clauseId: string; cause: LedgerCause | ''; caseRef: string } = {
    ...{ policy: '', clauseId: none, cause: '', caseRef: '' },
  }
  const form = usePolicyForm({
    fields,
    initial,
    read: ({ clauseId, caseRef, policy, cause }) =>
      readWith(
        openEntryInput,
        {
          ...{ entryId, teamId },
          policy: policy || null,
          cause: cause || null,
          clauseId: clauseId === none ? null : clauseId,
          caseRef: caseRef.trim() === '' ? null : caseRef,
        },
        fieldsNamed(fields),
      ),
    send: (input) => ask(policies.openEntry, input),
  })
  useUnsentEdit(form.dirty)
  const policy = data.find(({ code }) => code === form.values.policy)
  const version = policy && inForce(policy)
  const clauses = policy && version ? clausesIn(version, policy) : []

  return (
    <PolicySheet title={t('ledger.add')} form={form} saved={t('ledger.added')} onClose={onClose}>
      <SelectField
        label={t('ledger.policy')}
        placeholder={t('ledger.choose')}
        value={form.values.policy}
        error={form.errorAt('policy')}
        onChange={(code) => form.change({ policy: code, clauseId: none })}
        options={policyOptions}
      />
      <SelectField
        label={t('ledger.clause')}
        {...form.field('clauseId')}
        options={[
          { value: none, label: t('ledger.clause.none') },
          ...clauses.map(({ clauseId, number, titleKo, titleEn }) => ({
            value: clauseId,
            label: `${number} ${both(titleKo, titleEn).text ?? ''}`,
          })),
        ]}
      />
      <SelectField
        label={t('ledger.cause')}
        placeholder={t('ledger.choose')}
        {...form.field('cause')}
        options={ledgerCauses.map((cause) => ({ value: cause, label: t(`ledger.cause.${cause}`) }))}
      />
      <TextField
        label={t('ledger.case')}
        hint={t('ledger.case.hint')}
        maxLength={200}
        autoComplete="off"
        optional
        {...form.field('caseRef')}
      />
    </PolicySheet>
  )
}
