import { fieldsNamed, readWith } from '#client/forms/reading.ts'
import { useT } from '#client/lib/i18n.ts'
import { usePolicyOptions } from '#client/lib/policy-options.ts'
import { useUnsentEdit } from '#client/lib/unsent-edit.ts'
import { SelectField } from '#client/ui/select-field.tsx'
import { placePolicyInput, policies } from '#shared/policies/contracts.ts'
import { isCircle } from '#shared/policies/tree-rules.ts'
import type { PolicyView } from '#shared/policies/views.ts'
import { useAskPolicies, usePolicyForm } from './data.ts'
import { PolicySheet } from './policy-sheet.tsx'

const fields = ['parent'] as const
const top = 'top of all'

type Props = { policy: PolicyView; all: readonly PolicyView[]; onClose: () => void }

/** Places a policy under another one, or at the top; its decisions, versions and clauses stay with it. */
export function PlaceSheet({ policy: { code, parent }, all, onClose }: Props) {
  const t = useT()
  const ask = useAskPolicies()
  const options = usePolicyOptions(all.filter((other) => !isCircle(code, other.code, all)))
  const form = usePolicyForm({
    fields,
    initial: { parent: parent ?? top },
    read: (values) =>
      readWith(
        placePolicyInput,
        { policy: code, from: parent, parent: values.parent === top ? null : values.parent },
        fieldsNamed(fields),
      ),
    send: (input) => ask(policies.place, input, { base: null }),
  })
  useUnsentEdit(form.dirty)
  return (
    <PolicySheet title={t('policy.place')} form={form} saved={t('policy.place.saved')} onClose={onClose}>
      <SelectField
        label={t('policy.place.under')}
        hint={t('policy.place.hint')}
        {...form.field('parent')}
        options={[{ value: top, label: t('policy.place.top') }, ...options]}
      />
    </PolicySheet>
  )
}
