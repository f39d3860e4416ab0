import { escalationsOnPhone } from '#client/commands/escalations.ts'
import { fieldsNamed, readWith, withFaults } from '#client/forms/reading.ts'
import { useT } from '#client/lib/i18n.ts'
import { useEnqueue, useOffline } from '#client/offline/react/offline-context.ts'
import { Row } from '#client/ui/row.tsx'
import { Sheet } from '#client/ui/sheet.tsx'
import {
  closeInput,
  commentInput,
  reopenInput,
  requestApprovalInput,
  resolveInput,
} from '#shared/escalations/contracts.ts'
import { isPlain, pauseReasons } from '#shared/escalations/rules.ts'
import type { Step } from '#shared/escalations/step-rules.ts'
import type { EscalationView } from '#shared/escalations/views.ts'
import { addressFaults } from './address-faults.ts'
import { AssignSheet } from './assign-sheet.tsx'
import { type FollowUpDraft, FollowUps } from './follow-ups.tsx'
import { Mentions } from './mentions.tsx'
import { OtherSheet } from './other-sheet.tsx'
import { SeveritySheet } from './severity-sheet.tsx'
import { TextSheet } from './text-sheet.tsx'
import { useStep } from './use-step.ts'
import { useStepForm } from './use-step-form.ts'

type Props = { view: EscalationView; open: boolean; onClose: () => void }

/** Every step that needs more than a tap, each with its sheet. They stay while the page does, so that none loses its text. */
export function StepSheets({
  view,
  step,
  onClose,
}: {
  view: EscalationView
  step: Step | undefined
  onClose: () => void
}) {
  const sheetOf = (name: Step) => ({ view, open: step === name, onClose })
  return (
    <>
      <CommentSheet {...sheetOf('comment')} />
      <PauseSheet {...sheetOf('pause')} />
      <SeveritySheet {...sheetOf('changeSeverity')} />
      <AssignSheet {...sheetOf('assign')} />
      <OtherSheet {...sheetOf('link')} step="link" />
      <OtherSheet {...sheetOf('merge')} step="merge" />
      <AskSheet {...sheetOf('requestApproval')} />
      <ResolveSheet {...sheetOf('resolve')} />
      <EndSheet {...sheetOf('close')} step="close" />
      <EndSheet {...sheetOf('reopen')} step="reopen" />
    </>
  )
}

function CommentSheet({ view, ...sheet }: Props) {
  const t = useT()
  const enqueue = useEnqueue()
  const { platform } = useOffline().outbox
  const { escalationId, category } = view
  const child = category === 'child_safety'
  const form = useStepForm({
    onClose: sheet.onClose,
    initial: { text: '', mentions: [] as string[] },
    read: (values) =>
      withFaults(
        child ? addressFaults({ text: values.text }) : {},
        readWith(
          commentInput,
          { escalationId, commentId: platform.newId(), ...values },
          fieldsNamed(['text', 'mentions']),
        ),
      ),
    send: (input) => enqueue(escalationsOnPhone.comment, { input, base: null }),
  })
  return (
    <TextSheet
      {...sheet}
      title={t('esc.step.comment')}
      lead={child ? t('raise.child') : undefined}
      parts={[{ name: 'text', label: t('esc.comment.text'), limit: child ? 200 : 4000, rows: 3 }]}
      submit={t('esc.comment.send')}
      form={form}
    >
      <Mentions escalationId={escalationId} enabled={sheet.open} {...form.field('mentions')} />
    </TextSheet>
  )
}

/** A clock stands still for a reason of a closed list, and for no other. */
function PauseSheet({ view: { escalationId }, open, onClose }: Props) {
  const t = useT()
  const take = useStep()
  return (
    <Sheet open={open} onClose={onClose} title={t('esc.pause.why')}>
      <ul className="sheet-rows">
        {pauseReasons.map((reason) => (
          <Row
            key={reason}
            title={t(`esc.pause.${reason}`)}
            onOpen={() =>
              void take(escalationsOnPhone.pause, { escalationId, reason }).then((kept) => kept && onClose())
            }
          />
        ))}
      </ul>
    </Sheet>
  )
}

function AskSheet({ view: { escalationId, category }, ...sheet }: Props) {
  const t = useT()
  const enqueue = useEnqueue()
  const { platform } = useOffline().outbox
  const child = category === 'child_safety'
  const form = useStepForm({
    onClose: sheet.onClose,
    initial: { question: '', recommendation: '', ifApproved: '', ifRejected: '' },
    read: (values) =>
      withFaults(
        child ? addressFaults(values) : {},
        readWith(
          requestApprovalInput,
          { escalationId, requestId: platform.newId(), ...values },
          fieldsNamed(['question', 'recommendation', 'ifApproved', 'ifRejected']),
        ),
      ),
    send: (input) => enqueue(escalationsOnPhone.requestApproval, { input, base: null }),
  })
  return (
    <TextSheet
      {...sheet}
      title={t('esc.step.requestApproval')}
      lead={child ? t('raise.child') : t('esc.ask.how')}
      parts={[
        { name: 'question', label: t('esc.ask.question'), limit: 200 },
        { name: 'recommendation', label: t('esc.ask.recommendation'), limit: 2000, rows: 3 },
        { name: 'ifApproved', label: t('esc.ask.ifApproved'), limit: 500 },
        { name: 'ifRejected', label: t('esc.ask.ifRejected'), limit: 500 },
      ]}
      submit={t('esc.step.requestApproval')}
      form={form}
    />
  )
}

function ResolveSheet({ view, ...sheet }: Props) {
  const { escalationId, category } = view
  const t = useT()
  const enqueue = useEnqueue()
  const child = category === 'child_safety'
  const form = useStepForm({
    onClose: sheet.onClose,
    initial: { resolution: '', whatChanged: '', followUps: [] as FollowUpDraft[] },
    read({ resolution, whatChanged, followUps }) {
      const titles = followUps.map((_, index) => `followUps.${index}.title` as const)
      const texts = [resolution, whatChanged, ...followUps.map(({ title }) => title)]
      const fields = ['resolution', 'whatChanged', ...titles] as const
      const refused = fields.filter((_, index) => child && !isPlain(texts[index] ?? ''))
      const sent = { escalationId, resolution, whatChanged: whatChanged.trim() || null, followUps }
      return withFaults(
        Object.fromEntries(refused.map((field) => [field, 'refused'])),
        readWith(resolveInput, sent, fieldsNamed(fields)),
      )
    },
    send: (input) => enqueue(escalationsOnPhone.resolve, { input, base: null }),
  })
  return (
    <TextSheet
      {...sheet}
      title={t('esc.step.resolve')}
      lead={child ? t('raise.child') : undefined}
      parts={[
        { name: 'resolution', label: t('esc.resolve.text'), limit: 4000, rows: 3 },
        { name: 'whatChanged', label: t('esc.resolve.changed'), limit: 2000, optional: true },
      ]}
      more={
        <FollowUps
          view={view}
          enabled={sheet.open}
          value={form.values.followUps}
          onChange={(followUps) => form.change({ followUps })}
          title={(timestamp) => form.field(`followUps.${timestamp}.title`)}
        />
      }
      submit={t('esc.step.resolve')}
      form={form}
    />
  )
}

function EndSheet({
  view: { escalationId, category },
  step,
  ...sheet
}: Props & { step: 'close' | 'reopen' }) {
  const t = useT()
  const enqueue = useEnqueue()
  const form = useStepForm({
    onClose: sheet.onClose,
    initial: { reason: '' },
    read: ({ reason }) =>
      withFaults(
        category === 'child_safety' ? addressFaults({ reason }) : {},
        readWith(
          step === 'close' ? closeInput : reopenInput,
          { escalationId, reason: reason.trim() || null },
          fieldsNamed(['reason']),
        ),
      ),
    send: ({ reason }) =>
      step === 'close'
        ? enqueue(escalationsOnPhone.close, { input: { escalationId, reason }, base: null })
        : enqueue(escalationsOnPhone.reopen, { input: { escalationId, reason: reason ?? '' }, base: null }),
  })
  return (
    <TextSheet
      {...sheet}
      title={t(`esc.step.${step}`)}
      parts={[{ name: 'reason', label: t(`esc.${step}.reason`), limit: 1000, optional: step === 'close' }]}
      submit={t(`esc.step.${step}`)}
      form={form}
    />
  )
}
