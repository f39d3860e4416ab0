import { escalationsOnPhone } from '#client/commands/escalations.ts'
import { useT } from '#client/lib/i18n.ts'
import { useOffline } from '#client/offline/react/offline-context.ts'
import { Row } from '#client/ui/row.tsx'
import { Sheet } from '#client/ui/sheet.tsx'
import { leadsNowhere, pauseReasons } from '#shared/escalations/rules.ts'
import type { Step } from '#shared/escalations/step-rules.ts'
import type { EscalationView } from '#shared/escalations/views.ts'
import { AssignSheet } from './assign-sheet.tsx'
import { FollowUps, useFollowUps } from './follow-ups.tsx'
import { Mentions, useMentions } from './mentions.tsx'
import { OtherSheet } from './other-sheet.tsx'
import { SeveritySheet } from './severity-sheet.tsx'
import { TextSheet } from './text-sheet.tsx'
import { useStep } from './use-step.ts'

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
  const of = (name: Step) => ({ view, open: step === name, onClose })
  return (
    <>
      <CommentSheet {...of('comment')} />
      <PauseSheet {...of('pause')} />
      <SeveritySheet {...of('changeSeverity')} />
      <AssignSheet {...of('assign')} />
      <OtherSheet {...of('link')} step="link" />
      <OtherSheet {...of('merge')} step="merge" />
      <AskSheet {...of('requestApproval')} />
      <ResolveSheet {...of('resolve')} />
      <EndSheet {...of('close')} step="close" />
      <EndSheet {...of('reopen')} step="reopen" />
    </>
  )
}

function CommentSheet({ view, ...sheet }: Props) {
  const t = useT()
  const take = useStep()
  const { platform } = useOffline().outbox
  const { escalationId, category } = view
  const { mentions, clear, ...choice } = useMentions(escalationId, sheet.open)
  const child = category === 'child_safety'
  return (
    <TextSheet
      {...sheet}
      title={t('esc.step.comment')}
      lead={child ? t('raise.child') : undefined}
      parts={[
        {
          ...{ name: 'text', label: t('esc.comment.text'), most: child ? 200 : 4000, rows: 3 },
          fault: (text) => (child && !leadsNowhere(text) ? t('raise.refused.summary') : undefined),
        },
      ]}
      submit={t('esc.comment.send')}
      onSubmit={async ({ text }) => {
        const input = { escalationId, commentId: platform.newId(), text: text ?? '', mentions }
        const kept = await take(escalationsOnPhone.comment, input)
        if (kept) clear()
        return kept
      }}
    >
      <Mentions {...choice} mentions={mentions} />
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

function AskSheet({ view: { escalationId }, ...sheet }: Props) {
  const t = useT()
  const take = useStep()
  const { platform } = useOffline().outbox
  return (
    <TextSheet
      {...sheet}
      title={t('esc.step.requestApproval')}
      lead={t('esc.ask.how')}
      parts={[
        { name: 'question', label: t('esc.ask.question'), most: 200 },
        { name: 'recommendation', label: t('esc.ask.recommendation'), most: 2000, rows: 3 },
        { name: 'ifApproved', label: t('esc.ask.ifApproved'), most: 500 },
        { name: 'ifRejected', label: t('esc.ask.ifRejected'), most: 500 },
      ]}
      submit={t('esc.step.requestApproval')}
      onSubmit={({ question, recommendation, ifApproved, ifRejected }) =>
        take(escalationsOnPhone.requestApproval, {
          ...{ escalationId, requestId: platform.newId(), question: question ?? '' },
          ...{
            recommendation: recommendation ?? '',
            ifApproved: ifApproved ?? '',
            ifRejected: ifRejected ?? '',
          },
        })
      }
    />
  )
}

function ResolveSheet({ view, ...sheet }: Props) {
  const { escalationId, category } = view
  const t = useT()
  const take = useStep()
  const { take: followUpsOf, clear, ...followUps } = useFollowUps(view, sheet.open)
  const child = category === 'child_safety'
  const fault = (text: string) => (child && !leadsNowhere(text) ? t('raise.refused.summary') : undefined)
  return (
    <TextSheet
      {...sheet}
      title={t('esc.step.resolve')}
      lead={child ? t('raise.child') : undefined}
      parts={[
        { name: 'resolution', label: t('esc.resolve.text'), most: 4000, rows: 3, fault },
        { name: 'whatChanged', label: t('esc.resolve.changed'), most: 2000, optional: true, fault },
      ]}
      more={<FollowUps {...followUps} />}
      submit={t('esc.step.resolve')}
      onSubmit={async ({ resolution, whatChanged }) => {
        const actions = followUpsOf((title) => (title === '' ? t('esc.missing') : fault(title)))
        if (!actions) return false
        const input = { escalationId, resolution: resolution ?? '', whatChanged, followUps: actions }
        const kept = await take(escalationsOnPhone.resolve, input)
        if (kept) clear()
        return kept
      }}
    />
  )
}

function EndSheet({ view: { escalationId }, step, ...sheet }: Props & { step: 'close' | 'reopen' }) {
  const t = useT()
  const take = useStep()
  return (
    <TextSheet
      {...sheet}
      title={t(`esc.step.${step}`)}
      parts={[{ name: 'reason', label: t(`esc.${step}.reason`), most: 1000, optional: step === 'close' }]}
      submit={t(`esc.step.${step}`)}
      onSubmit={({ reason }) =>
        step === 'close'
          ? take(escalationsOnPhone.close, { escalationId, reason })
          : take(escalationsOnPhone.reopen, { escalationId, reason: reason ?? '' })
      }
    />
  )
}
