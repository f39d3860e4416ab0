import { useFormat, useT } from '#client/lib/i18n.ts'
import { Row } from '#client/ui/row.tsx'
import type { Counts } from '#shared/audits/views.ts'
import type { Targets } from '#shared/scorecards/views.ts'
import { proportionOf } from '#shared/scorecards/week-chart.ts'
import { percentageFloor } from '#shared/statistics/floors.ts'
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
  const metrics = ['missed', 'over_enforced'] as const
  // Both are shares of the same decisions, so they share an axis.
  const axis = commonAxis(
    metrics.map((metric) => proportionOf(counts, metric)),
    { metric: 'missed', targets },
  )
  return (
    <ul className="hairline-top">
      {metrics.map((metric) => {
        const proportion = proportionOf(counts, metric)
        return (
          <Row
            key={metric}
            title={t(`score.metric.${metric}`)}
            detail={format.xOfN(proportion.x, proportion.n)}
            aside={
              proportion.n < percentageFloor ? undefined : (
                <RateBar metric={metric} of={proportion} targets={targets} axis={axis} />
              )
            }
            to={casesLink(personId, { metric, teamId, weeks })}
          />
        )
      })}
    </ul>
  )
}
