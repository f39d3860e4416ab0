import { useFormat, useT } from '#client/lib/i18n.ts'
import type { ApprovalCell } from '#client/ui/approval-line.tsx'
import type { DecisionView, EscalationView, RequestView } from '#shared/escalations/views.ts'

/** Which places a line has: one who confirms, one who approves, or two. */
export function placesOf(
  { needed }: RequestView,
  confirms: boolean,
): ('confirm' | 'only' | 'first' | 'second')[] {
  if (confirms) return ['confirm']
  return needed > 1 ? ['first', 'second'] : ['only']
}

type Seen = {
  now: number
  /** Stamped a moment ago, under the reader's eyes. */
  fresh?: DecisionView | undefined
}

/** The approval line of an escalation: who asked, then each place with its stamp or empty. */
export function useApprovalCells() {
  const t = useT()
  const format = useFormat()
  return (view: EscalationView, { now, fresh }: Seen): ApprovalCell[] => {
    const { request } = view
    if (!request) return []
    const known = request.decisions.filter(({ decisionId }) => decisionId !== fresh?.decisionId)
    const decisions = fresh ? [...known, fresh] : known
    const asked: ApprovalCell = {
      ...{ key: 'requester', role: t('esc.line.requester'), name: request.author.name },
      ...{ time: format.due(request.at), state: 'signed' },
    }
    return [
      asked,
      ...placesOf(request, view.severity === 'P0').map((place, index): ApprovalCell => {
        const decision = decisions.find((decision) => decision.place === index + 1)
        const role = t(`esc.line.${place}`)
        if (!decision) {
          const waits = request.state === 'open'
          return { key: place, role, state: 'empty', time: waits ? t('esc.line.waiting') : undefined }
        }
        const pending = Date.parse(decision.takesEffectAt) > now
        const rejected = decision.verdict === 'reject'
        return {
          ...{ key: place, role, name: decision.decider.name, forName: decision.for?.name },
          ...{ time: format.due(decision.at), word: t(rejected ? 'esc.line.rejected' : 'esc.line.approved') },
          state: rejected ? 'rejected' : pending ? 'pending' : 'approved',
          fresh: decision.decisionId === fresh?.decisionId,
        }
      }),
    ]
  }
}
