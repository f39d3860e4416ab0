import type { Step } from '#shared/escalations/step-rules.ts'
import type { EscalationView } from '#shared/escalations/views.ts'

export type NextStep = Step | 'decide'

/** Steps that move it on, the nearest first; everything else waits in the menu. */
const onwards: readonly Step[] = [
  'submit',
  'acknowledge',
  'resume',
  'requestApproval',
  'start',
  'resolve',
  'close',
]

/** Returns what this reader should do next with it; undefined where it is somebody else's turn. */
export function nextStep(
  view: Pick<EscalationView, 'steps' | 'request' | 'severity' | 'status'>,
): NextStep | undefined {
  const { request, severity, status } = view
  if (request?.state === 'open' && request.refusal === null) return 'decide'
  const waits = request?.state === 'open'
  return onwards.find((step) => {
    if (!view.steps.includes(step)) return false
    // At P0 one acts first; who waits for an answer does not ask again.
    if (step === 'requestApproval') return !waits && (severity !== 'P0' || status === 'resolved')
    return step !== 'close' || status === 'resolved'
  })
}

/** The steps of the more-menu: all that can be taken, in the order of the table, without what the dock offers. */
export function otherSteps(steps: readonly Step[], next: NextStep | undefined): Step[] {
  return steps.filter((step) => step !== next && step !== 'comment')
}
