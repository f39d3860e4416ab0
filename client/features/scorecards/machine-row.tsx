import { useFormat, useT } from '#client/lib/i18n.ts'
import { Row } from '#client/ui/row.tsx'
import { RowGroup } from '#client/ui/row-group.tsx'
import { rateOf } from '#shared/scorecards/rate-rules.ts'
import type { Metric, Period } from '#shared/scorecards/rules.ts'
import type { TeamScorecard } from '#shared/scorecards/views.ts'
import { commonAxis, countsIn } from './figures.ts'
import { AxisLine, RateBar } from './rate-bar.tsx'

type Props = { team: Pick<TeamScorecard, 'machines' | 'targets'>; metric: Metric; period: Period }

/** Shows what machines decided, by the yardstick of people: a group of its own and the last, never among them. */
export function MachineRow({ team, metric, period }: Props) {
  const t = useT()
  const format = useFormat()
  if (!team.machines) return null
  const rate = rateOf(countsIn(team.machines.weeks, period), metric)
  if (rate.n === 0) return null
  const axis = commonAxis([rate], { metric, targets: team.targets })
  return (
    <RowGroup
      heading={t('team.machines')}
      lead={<AxisLine metric={metric} targets={team.targets} axis={axis} />}
    >
      <Row
        title={t('team.machines.automated')}
        detail={metric === 'accuracy' ? t('team.n', { n: rate.n }) : format.xOfN(rate.x, rate.n)}
        aside={<RateBar metric={metric} of={rate} targets={team.targets} axis={axis} />}
      />
    </RowGroup>
  )
}
