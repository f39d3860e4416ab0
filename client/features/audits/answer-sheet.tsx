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
import { FinalFields, noFinal } from './final-fields.tsx'

type Status = AnswerAnotherLookInput['status']
const missing = {
  status: 'recheck.answer.missing.status',
  final: 'recheck.answer.missing.final',
  answer: 'recheck.answer.missing',
} as const
type Props = { view: CaseView; recheck: RecheckView; open: boolean; onClose: () => void }

/**
 * Keeps the verified decision, makes the analyst's the verified one, or states a third verdict, always with a reason. Closing
 * keeps what was written.
 */
export function AnswerSheet({ view, recheck, open, onClose }: Props) {
  const t = useT()
  const enqueue = useEnqueue()
  const names = useNames()
  const initial = { status: null as Status | null, final: noFinal, answer: '' }
  const form = useForm({
    initial,
    read: ({ final, ...values }) =>
      readWith(
        answerAnotherLookInput,
        { lookId: recheck.lookId, ...values, ...(values.status === 'partly' ? { final } : {}) },
        fieldsNamed(['status', 'final', 'answer']),
      ),
    // A request of this phone that is not sent yet has no version; whose it is cannot be who answers.
    send: (input) =>
      enqueue(auditsOnPhone.answerAnotherLook, { input, base: recheck.version > 0 ? recheck.version : null }),
    say: (field) => t(missing[field]),
    refusal: () => ({ field: 'answer', text: t('recheck.failed') }),
  })
  const { status, final } = form.values
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
    partly: () =>
      final.decision !== '' && final.outcome
        ? t('recheck.effect.partly', {
            decision: names.decision(final.decision),
            outcome: t(`case.outcome.${final.outcome}`),
          })
        : t('recheck.effect.partly.open'),
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
            onChange={(next) => form.change({ status: next })}
            options={[
              { value: 'kept', label: t('recheck.answer.kept') },
              { value: 'partly', label: t('recheck.answer.partly') },
              { value: 'changed', label: t('recheck.answer.changed') },
            ]}
          />
          <p className="text-label text-quiet case-recheck-effect" aria-live="polite">
            {status && effects[status]()}
          </p>
        </div>
        {status === 'partly' && (
          <FinalFields
            view={view}
            value={final}
            error={form.errorAt('final')}
            onChange={(chosen) => form.change({ final: chosen })}
          />
        )}
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
