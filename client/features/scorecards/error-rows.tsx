import { useFormat, useT } from '#client/lib/i18n.ts'
import { Row } from '#client/ui/row.tsx'
import type { Counts } from '#shared/audits/views.ts'
import { amongOf, estimateOf, rateOf } from '#shared/scorecards/rate-rules.ts'
import type { Targets } from '#shared/scorecards/views.ts'
import { percentageFloor } from '#shared/statistics/floors.ts'
import { useAmong } from './among.tsx'
import { commonAxis } from './figures.ts'
import { casesLink } from './links.ts'
import { RateBar } from './rate-bar.tsx'

type Props = {
  personId: string
  teamId: string
  counts: Counts
  targets: Targets
  weeks: { from: string; to: string } | null
}

/** The two kinds of error, each with its count, its bar and the way to its cases. */
export function ErrorRows({ personId, teamId, counts, targets, weeks }: Props) {
  const t = useT()
  const format = useFormat()
  const among = useAmong()
  const metrics = ['missed', 'over_enforced'] as const
  // Both are shares of the same decisions, so they share an axis.
  const axis = commonAxis(
    metrics.map((metric) => rateOf(counts, metric)),
    { metric: 'missed', targets },
  )
  return (
    <ul className="hairline-top">
      {metrics.map((metric) => {
        const rate = rateOf(counts, metric)
        return (
          <Row
            key={metric}
            title={t(`score.metric.${metric}`)}
            detail={[format.xOfN(rate.x, rate.n), among(counts, amongOf[metric])].filter(Boolean).join(' · ')}
            aside={
              rate.kind !== 'refused' && estimateOf(rate).n < percentageFloor ? undefined : (
                <RateBar metric={metric} of={rate} targets={targets} axis={axis} />
              )
            }
            to={casesLink(personId, { metric, teamId, weeks })}
          />
        )
      })}
    </ul>
  )
}
