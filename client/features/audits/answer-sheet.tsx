import './case.css'
import { auditsOnPhone } from '#client/commands/audits.ts'
import { fieldsNamed, readWith } from '#client/forms/reading.ts'
import { useForm } from '#client/forms/use-form.ts'
import { useT } from '#client/lib/i18n.ts'
import { useNames } from '#client/lib/names.ts'
import { useUnsentEdit } from '#client/lib/unsent-edit.ts'
import { useEnqueue } from '#client/offline/react/offline-context.ts'
import { Button } from '#client/ui/button.tsx'
import { ChipGroup } from '#client/ui/chips.tsx'
import { Sheet } from '#client/ui/sheet.tsx'
import { TextArea } from '#client/ui/text-area.tsx'
import { type AnswerAnotherLookInput, answerAnotherLookInput } from '#shared/audits/contracts.ts'
import type { CaseView, RecheckView } from '#shared/audits/views.ts'

type Status = AnswerAnotherLookInput['status']
type Props = { view: CaseView; recheck: RecheckView; open: boolean; onClose: () => void }

/** The lead keeps the verified decision or changes it, always with a reason. Closing keeps what was written. */
export function AnswerSheet({ view, recheck, open, onClose }: Props) {
  const t = useT()
  const enqueue = useEnqueue()
  const names = useNames()
  const initial = { status: null as Status | null, answer: '' }
  const form = useForm({
    initial,
    read: (values) =>
      readWith(
        answerAnotherLookInput,
        { lookId: recheck.lookId, ...values },
        fieldsNamed(['status', 'answer']),
      ),
    // A request of this phone that is not sent yet has no version; whose it is cannot be who answers.
    send: (input) =>
      enqueue(auditsOnPhone.answerAnotherLook, { input, base: recheck.version > 0 ? recheck.version : null }),
    say: (field) => t(field === 'status' ? 'recheck.answer.missing.status' : 'recheck.answer.missing'),
    refusal: () => ({ field: 'answer', text: t('recheck.failed') }),
  })
  const { status, answer } = form.values
  useUnsentEdit(form.dirty)

  async function send() {
    if (!(await form.submit())) return
    form.reset({ ...initial, status })
    onClose()
  }

  const effects = {
    kept: () =>
      t('recheck.effect.kept', {
        verified: view.verifiedDecision === null ? t('case.unknown') : names.decision(view.verifiedDecision),
      }),
    changed: () => t('recheck.effect.changed', { decision: names.decision(view.decision) }),
  }
  return (
    <Sheet
      open={open}
      onClose={onClose}
      title={t('recheck.answer.title')}
      footer={<Button onClick={() => void send()}>{t('recheck.send')}</Button>}
    >
      <div className="stack">
        <p className="text-prose case-recheck-reason">{recheck.reason}</p>
        <div>
          <ChipGroup<Status>
            label={t('recheck.answer.choice')}
            value={status ?? undefined}
            onChange={(next) => form.change({ status: next, answer })}
            options={[
              { value: 'kept', label: t('recheck.answer.kept') },
              { value: 'changed', label: t('recheck.answer.changed') },
            ]}
          />
          <p className="text-label text-quiet case-recheck-effect" aria-live="polite">
            {status && effects[status]()}
          </p>
        </div>
        <TextArea
          label={t('recheck.answer.reason')}
          maxLength={2000}
          {...form.field('answer')}
          error={form.errorAt('answer') ?? form.errorAt('status')}
        />
      </div>
    </Sheet>
  )
}
