import './score.css'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { useNames } from '#client/lib/names.ts'
import { Part } from '#client/ui/part.tsx'
import { Row } from '#client/ui/row.tsx'
import { RowGroup } from '#client/ui/row-group.tsx'
import { rateOf } from '#shared/scorecards/rate-rules.ts'
import type { Period } from '#shared/scorecards/rules.ts'
import type { AnalystScorecard } from '#shared/scorecards/views.ts'
import { wilson } from '#shared/statistics/interval.ts'
import { bestKept, commonAxis, countsIn, spanOf } from './figures.ts'
import { casesLink } from './links.ts'
import { AxisLine, RateBar } from './rate-bar.tsx'

type Props = { data: AnalystScorecard; period: Period }

/** The policy that was kept best, where several have enough decisions to say so. */
export function BestKept({ data, period }: Props) {
  const t = useT()
  const format = useFormat()
  const names = useNames()
  const best = bestKept(data.policies, period)
  const interval = best && wilson(best.proportion.x, best.proportion.n)
  if (!best || !interval) return null
  const { x, n } = best.proportion
  return (
    <Part heading={t('score.best')} gap="none" className="score-best inset hairline-top">
      <p className="text-strong">{names.policy(best.policy)}</p>
      <p className="text-label text-quiet">
        {t('score.interval', {
          p: format.percent(x / n),
          range: format.percentRange(interval.low, interval.high),
        })}{' '}
        · {t('team.n', { n: Math.floor(n) })}
      </p>
    </Part>
  )
}

/** Accuracy by policy, the most frequent first: what is decided often tells most. */
export function PolicyRows({ data, period }: Props) {
  const t = useT()
  const names = useNames()
  const rows = data.policies
    .map((policy) => ({ policy, of: rateOf(countsIn(policy.weeks, period), 'accuracy') }))
    .filter(({ of }) => of.n > 0)
    .sort((a, b) => b.of.n - a.of.n || a.policy.policy.localeCompare(b.policy.policy))
  if (rows.length === 0) return null
  const axis = commonAxis(
    rows.map(({ of }) => of),
    { metric: 'accuracy', targets: data.targets[period] },
  )
  const weeks = spanOf(data.weeks, period)
  return (
    <RowGroup
      heading={t('score.policies')}
      lead={<AxisLine metric="accuracy" targets={data.targets[period]} axis={axis} />}
    >
      {rows.map(({ policy, of }) => (
        <Row
          key={policy.policy}
          title={names.policy(policy.policy)}
          detail={t('team.n', { n: of.n })}
          aside={<RateBar metric="accuracy" of={of} targets={data.targets[period]} axis={axis} />}
          to={casesLink(data.person.personId, {
            metric: 'accuracy',
            teamId: data.teamId,
            policy: policy.policy,
            weeks,
          })}
        />
      ))}
    </RowGroup>
  )
}
