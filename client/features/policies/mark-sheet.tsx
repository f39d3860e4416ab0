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
import type { UpdateMark } from '#shared/policies/update-rules.ts'
import type { PolicyUpdate } from '#shared/policies/update-views.ts'
import type { PolicyClause } from '#shared/policies/views.ts'
import { useBoth } from './data.ts'

const fields = ['text', 'clauseId'] as const
const whole = 'whole'

type Props = {
  mark: Exclude<UpdateMark, 'read'>
  update: PolicyUpdate
  /** The clauses of the version. */
  clauses: readonly PolicyClause[]
  onClose: () => void
}

/** Takes the words of a question or of a gap; the first gap of a person also names its clause. */
export function MarkSheet({ mark, update, clauses, onClose }: Props) {
  const t = useT()
  const both = useBoth()
  const enqueue = useEnqueue()
  const { platform } = useOffline().outbox
  const { versionId, teamId, mark: before } = update
  const [newId] = useState(() => platform.newId())
  const entryId = mark === 'gap' ? newId : null
  const form = useForm({
    initial: { text: before?.mark === mark ? (before.text ?? '') : '', clauseId: whole },
    read: ({ text, clauseId }) =>
      readWith(
        markInput,
        { versionId, teamId, mark, entryId, text, clauseId: clauseId === whole ? null : clauseId },
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
      title={t(`update.act.${mark}`)}
      footer={
        <Button size="wide" disabled={form.busy} onClick={() => void save()}>
          {t(`update.send.${mark}`)}
        </Button>
      }
    >
      <div className="stack">
        {mark === 'gap' && !before?.flagged && (
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
          label={t(`update.text.${mark}`)}
          hint={t(`update.text.${mark}.hint`)}
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
