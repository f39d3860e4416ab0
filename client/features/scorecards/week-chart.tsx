import './week-chart.css'
import { useMemo } from 'react'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { useNames } from '#client/lib/names.ts'
import { ControlChart } from '#client/ui/control-chart.tsx'
import { Heading } from '#client/ui/heading.tsx'
import type { Metric } from '#shared/scorecards/rules.ts'
import type { TeamsRollup, WeekCounts } from '#shared/scorecards/views.ts'
import { proportionOf, weekChart } from '#shared/scorecards/week-chart.ts'
import { percentageFloor } from '#shared/statistics/floors.ts'
import type { NelsonRule } from '#shared/statistics/nelson.ts'
import { countsIn } from './figures.ts'
import { type Verdict, verdictOf, worseAt } from './verdict.ts'

/** A Monday or a span of weeks in words. */
export function useWeekMessage() {
  const { shortDate } = useFormat()
  return (week: string) => shortDate(week)
}

/** Returns what the chart of a metric says; shown above it, and its name for who does not see it. */
export function useVerdict(
  weeks: readonly WeekCounts[],
  metric: Metric,
): { kind: Verdict['kind']; sentence: string } {
  const t = useT()
  const say = useWeekMessage()
  const verdict = useMemo(() => verdictOf(weekChart(weeks, metric), weeks, metric), [weeks, metric])
  const { kind } = verdict
  if (verdict.kind === 'stable')
    return { kind, sentence: t('team.sentence.stable', { weeks: verdict.weeks }) }
  if (verdict.kind !== 'signal') return { kind, sentence: t(`team.sentence.${verdict.kind}`) }
  const { side, week } = verdict
  return { kind, sentence: t('team.sentence.signal', { metric: verdict.metric, side, week: say(week) }) }
}

type Rule = Extract<NelsonRule, 1 | 2 | 3 | 5>
const isSpoken = (rule: NelsonRule | undefined): rule is Rule =>
  rule === 1 || rule === 2 || rule === 3 || rule === 5

type Props = {
  weeks: readonly WeekCounts[]
  metric: Metric
  /** Whose decisions it speaks of. */
  whose: string
  /** Versions of policies that came into force, and changed targets: figures on both sides of one compare less. */
  breaks?: Pick<TeamsRollup['teams'][number], 'policyBreaks' | 'targetBreaks'> | undefined
}

/** All thirteen weeks of a metric between their limits, whatever period the figures beside it speak of. */
export function WeekChart({ weeks, metric, whose, breaks }: Props) {
  const t = useT()
  const say = useWeekMessage()
  const names = useNames()
  const { percent } = useFormat()
  const { sentence } = useVerdict(weeks, metric)
  const chart = useMemo(() => weekChart(weeks, metric), [weeks, metric])
  const all = proportionOf(countsIn(weeks, '13w'), metric)
  // No week with ten decisions: not one point could be drawn, and a centre line alone would be a percentage of too few.
  if (weeks.every(({ counts }) => counts.n < percentageFloor)) return null
  const centre = chart.baseline?.centre ?? all.x / all.n
  const points = weeks.map(({ week, counts }, index) => {
    const { value = null, low = null, high = null } = chart.points[index] ?? {}
    const rule = worseAt(chart, index, metric)
    const next = weeks[index + 1]?.week
    const within = ({ effectiveFrom: day }: { effectiveFrom: string }) =>
      day >= week && (next === undefined || day < next)
    const changed = breaks?.policyBreaks.filter(within) ?? []
    const aimed = breaks?.targetBreaks.find((each) => each.metric === metric && within(each))
    return {
      key: week,
      label: t('score.weekOf', { day: say(week) }),
      n: counts.n,
      value,
      low,
      high,
      version:
        [
          changed[0] && t('score.version', { policy: names.policy(changed[0].policy), n: changed.length }),
          aimed && t('score.target', { metric, before: percent(aimed.before), now: percent(aimed.rate) }),
        ]
          .filter(Boolean)
          .join(' · ') || undefined,
      signal: isSpoken(rule) ? t(`score.rule.${rule}`) : undefined,
    }
  })
  return (
    <div className="week-chart inset">
      <Heading level={2} variant="label">
        {t('score.chart', { metric })} · {whose}
      </Heading>
      <ControlChart
        sentence={`${t('score.chart', { metric })}: ${sentence}`}
        points={points}
        centre={centre}
        legend={t(chart.baseline ? 'score.chart.legend' : 'score.chart.legend.mean', {
          centre: percent(centre),
        })}
      />
    </div>
  )
}
