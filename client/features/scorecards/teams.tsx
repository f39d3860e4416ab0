import './score.css'
import { createFormat } from '#client/lib/format.ts'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { paths } from '#client/lib/paths.ts'
import { Row } from '#client/ui/row.tsx'
import { EmptyState } from '#client/ui/states.tsx'
import { noCounts } from '#shared/audits/rules.ts'
import { rateOf } from '#shared/scorecards/rate-rules.ts'
import type { TeamsRollup } from '#shared/scorecards/views.ts'
import { commonAxis, countsIn } from './figures.ts'
import { PeriodBar, usePeriod } from './period-bar.tsx'
import { AxisLine, RateBar } from './rate-bar.tsx'

/** Every team below a manager, in an order that never changes, and nobody in it. */
export function Teams({ teams }: TeamsRollup) {
  const t = useT()
  const { locale } = useFormat()
  const [period, setPeriod] = usePeriod()
  const [first] = teams
  if (!first) return <EmptyState text={t('teams.none')} />
  const figures = teams.map(({ weeks }) => rateOf(countsIn(weeks, period), 'accuracy'))
  const axis = commonAxis(figures, { metric: 'accuracy', targets: first.targets[period] })
  // One date above where it is everybody's, otherwise each its own.
  const shared = teams.every(({ dataThrough }) => dataThrough === first.dataThrough)
  const message = ({ dataThrough, zone }: TeamsRollup['teams'][number], n: number) => {
    if (dataThrough === null) return t('team.empty.short')
    if (shared) return t('team.n', { n })
    const time = createFormat(locale, zone).dateTime(dataThrough)
    return `${t('team.n', { n })} · ${t('data.upTo', { time })}`
  }
  return (
    <>
      <PeriodBar
        period={period}
        onChange={setPeriod}
        of={{ dataThrough: shared ? first.dataThrough : null, zone: first.zone }}
      />
      <AxisLine metric="accuracy" targets={first.targets[period]} axis={axis} />
      <ul>
        {teams.map((team, index) => {
          const rate = figures[index] ?? rateOf(noCounts, 'accuracy')
          return (
            <Row
              key={team.teamId}
              title={team.teamName}
              detail={message(team, rate.n)}
              aside={<RateBar metric="accuracy" of={rate} targets={team.targets[period]} axis={axis} />}
              to={paths.teamFigures(team.teamId)}
            />
          )
        })}
      </ul>
      <div className="score-end inset">
        <p className="text-label text-quiet">{t('score.whose.team')}</p>
      </div>
    </>
  )
}
