import './approval-sheet.css'
import { useT } from '#client/lib/i18n.ts'
import { Heading } from '#client/ui/heading.tsx'
import { SeverityChip } from '#client/ui/marks.tsx'
import type { EscalationView, RequestView } from '#shared/escalations/views.ts'
import { ClockText } from './clock.tsx'
import { levelOf, useTitle } from './escalation-text.ts'

type Props = { view: EscalationView; request: RequestView; now: number }

/** How severe, which of how many, what is left; and the question. */
export function RequestHead({ view, request, now }: Props) {
  const t = useT()
  const title = useTitle()(view)
  const { severity } = view
  // A decision that waits for its effect still has the place that it is given in.
  const given = request.decisions.filter(({ takesEffectAt }) => Date.parse(takesEffectAt) <= now).length
  const place =
    severity === 'P0'
      ? t('approve.confirm')
      : request.needed > 1 && request.state === 'open'
        ? t('approve.step', { n: Math.min(given + 1, request.needed), of: request.needed })
        : undefined
  const clock =
    view.clocks.find(({ kind }) => kind === (severity === 'P0' ? 'confirm' : 'decide')) ?? view.clock
  return (
    <header>
      <p className="approval-sheet-head">
        <SeverityChip level={levelOf(severity)} word={t(`esc.severity.${severity}`)} />
        {place && <span>{place}</span>}
        {clock && <ClockText clock={clock} now={now} />}
      </p>
      <Heading level={3} variant="heading" className="approval-sheet-question">
        {request.question}
      </Heading>
      <p className="text-label text-quiet">{title}</p>
    </header>
  )
}
