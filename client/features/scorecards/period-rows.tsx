import { useState } from 'react'
import { paths as scorecardPaths } from '#client/commands/scorecards-paths.ts'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { useNames } from '#client/lib/names.ts'
import { ChipGroup } from '#client/ui/chips.tsx'
import { Row } from '#client/ui/row.tsx'
import { RowGroup } from '#client/ui/row-group.tsx'
import type { PeriodScorecard } from '#shared/scorecards/period-views.ts'
import { rateOf } from '#shared/scorecards/rate-rules.ts'
import { type Metric, metrics } from '#shared/scorecards/rules.ts'
import { casesOfDays } from './days-link.ts'
import { commonAxis } from './figures.ts'
import { AxisLine, RateBar } from './rate-bar.tsx'

type Props = { data: PeriodScorecard }

/** A metric over the shown period and the like ones before it, the newest first; each row leads to that period. */
export function PeriodTrail({ data }: Props) {
  const t = useT()
  const format = useFormat()
  const [metric, setMetric] = useState<Metric>('accuracy')
  const { trail, targets, person, unit } = data
  if (trail.length < 2) return null
  const rows = trail.map((period) => ({ ...period, of: rateOf(period.counts, metric) })).toReversed()
  const axis = commonAxis(
    rows.map(({ of }) => of),
    { metric, targets },
  )
  return (
    <RowGroup
      heading={t(`figures.trail.${unit}`)}
      limit={rows.length}
      lead={
        <>
          <div className="inset print-hidden">
            <ChipGroup<Metric>
              label={t('figures.trail.metric')}
              value={metric}
              onChange={setMetric}
              options={metrics.map((value) => ({ value, label: t(`score.metric.${value}`) }))}
            />
          </div>
          <AxisLine metric={metric} targets={targets} axis={axis} />
        </>
      }
    >
      {rows.map(({ from, to, of }) => (
        <Row
          key={from}
          title={t('figures.days', { from: format.shortDate(from), to: format.shortDate(to) })}
          detail={of.n === 0 ? t('figures.none') : t('team.n', { n: of.n })}
          aside={<RateBar metric={metric} of={of} targets={targets} axis={axis} />}
          to={`${scorecardPaths.personFigures(person.personId)}?${new URLSearchParams({ unit, day: from })}`}
        />
      ))}
    </RowGroup>
  )
}

/** Accuracy by policy in the period, the most frequent first, down to the cases. */
export function PeriodPolicies({ data }: Props) {
  const t = useT()
  const names = useNames()
  const { from, to, teamId, targets, person } = data
  const rows = data.policies
    .map(({ policy, counts }) => ({ policy, of: rateOf(counts, 'accuracy') }))
    .filter(({ of }) => of.n > 0)
    .sort((a, b) => b.of.n - a.of.n || a.policy.localeCompare(b.policy))
  const axis = commonAxis(
    rows.map(({ of }) => of),
    { metric: 'accuracy', targets },
  )
  return (
    <RowGroup
      heading={t('score.policies')}
      limit={rows.length}
      lead={<AxisLine metric="accuracy" targets={targets} axis={axis} />}
    >
      {rows.map(({ policy, of }) => (
        <Row
          key={policy}
          title={names.policy(policy)}
          detail={t('team.n', { n: of.n })}
          aside={<RateBar metric="accuracy" of={of} targets={targets} axis={axis} />}
          to={casesOfDays(person.personId, { filter: 'all', teamId, from, to, counted: true, policy })}
        />
      ))}
    </RowGroup>
  )
}
