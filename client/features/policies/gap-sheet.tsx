import { useState } from 'react'
import { policiesOnPhone } from '#client/commands/policies.ts'
import { fieldsNamed, readWith } from '#client/forms/reading.ts'
import { useForm } from '#client/forms/use-form.ts'
import { useT } from '#client/lib/i18n.ts'
import { useUnsentEdit } from '#client/lib/unsent-edit.ts'
import { useEnqueue, useOffline } from '#client/offline/react/offline-context.ts'
import { Button } from '#client/ui/button.tsx'
import { SelectField } from '#client/ui/select-field.tsx'
import { Sheet } from '#client/ui/sheet.tsx'
import { TextArea } from '#client/ui/text-area.tsx'
import { markInput } from '#shared/policies/contracts.ts'
import type { PolicyUpdate } from '#shared/policies/update-views.ts'
import type { PolicyClause } from '#shared/policies/views.ts'
import { useBoth } from './data.ts'

const fields = ['text', 'clauseId'] as const
const whole = 'whole'

type Props = {
  update: PolicyUpdate
  /** The clauses of the version. */
  clauses: readonly PolicyClause[]
  onClose: () => void
}

/** Takes the words of a gap; the first gap of a person also names its clause. */
export function GapSheet({ update, clauses, onClose }: Props) {
  const t = useT()
  const both = useBoth()
  const enqueue = useEnqueue()
  const { platform } = useOffline().outbox
  const { versionId, teamId, mark: before } = update
  const [entryId] = useState(() => platform.newId())
  const form = useForm({
    initial: { text: before?.mark === 'gap' ? (before.text ?? '') : '', clauseId: whole },
    read: ({ text, clauseId }) =>
      readWith(
        markInput,
        { versionId, teamId, mark: 'gap', entryId, text, clauseId: clauseId === whole ? null : clauseId },
        fieldsNamed(fields),
      ),
    send: (input) => enqueue(policiesOnPhone.mark, { input, base: null }),
    say: () => t('update.text.missing'),
    refusal: () => ({ text: t('update.failed') }),
  })
  useUnsentEdit(form.dirty)

  async function save() {
    if (await form.submit()) onClose()
  }

  return (
    <Sheet
      open
      onClose={onClose}
      title={t('update.act.gap')}
      footer={
        <Button size="wide" disabled={form.busy} onClick={() => void save()}>
          {t('update.send.gap')}
        </Button>
      }
    >
      <div className="stack">
        {!before?.flagged && (
          <SelectField
            label={t('ledger.clause')}
            {...form.field('clauseId')}
            options={[
              { value: whole, label: t('ledger.clause.none') },
              ...clauses.map(({ clauseId, number, titleKo, titleEn }) => ({
                value: clauseId,
                label: `${number} ${both(titleKo, titleEn).text ?? ''}`.trim(),
              })),
            ]}
          />
        )}
        <TextArea
          label={t('update.text.gap')}
          hint={t('update.text.gap.hint')}
          minRows={3}
          maxLength={2000}
          {...form.field('text')}
        />
        <p role="alert" className="field-error" hidden={!form.failure}>
          {form.failure}
        </p>
      </div>
    </Sheet>
  )
}
