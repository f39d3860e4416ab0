import type { Step } from '#shared/escalations/step-rules.ts'
import type { EscalationView } from '#shared/escalations/views.ts'

/** Without pausing what stands still and going on with what runs: the clocks say it, the status does not. */
export function stepsByClock(view: EscalationView): Step[] {
  const running = view.clocks.some((clock) => clock.stoppedAt === null && clock.pausedAt === null)
  const paused = view.clocks.some((clock) => clock.pausedAt && !clock.stoppedAt)
  return view.steps.filter((step) => (step === 'pause' ? running : step === 'resume' ? paused : true))
}
