import './score.css'
import { useQuery } from '@tanstack/react-query'
import { useParams } from 'react-router'
import { useT } from '#client/lib/i18n.ts'
import { teamsLed, useMe } from '#client/lib/me.ts'
import { paths } from '#client/lib/paths.ts'
import { trpc } from '#client/lib/trpc.ts'
import { Loaded } from '#client/ui/loaded.tsx'
import { DetailPage } from '#client/ui/page.tsx'
import { EmptyState } from '#client/ui/states.tsx'
import { metric as metricSchema } from '#shared/scorecards/fields.ts'
import { amongOf, rateOf } from '#shared/scorecards/rate-rules.ts'
import type { Metric } from '#shared/scorecards/rules.ts'
import type { TeamScorecard } from '#shared/scorecards/views.ts'
import { AmongFigure, WrongSelection } from './among.tsx'
import { countsIn, spanOf } from './figures.ts'
import { casesLink } from './links.ts'
import { MachineRow } from './machine-row.tsx'
import { asOrdered } from './own-order.ts'
import { PeopleRows } from './people-rows.tsx'
import { PeriodBar, usePeriod } from './period-bar.tsx'
import { RateFigure } from './rate-figure.tsx'
import { useVerdict, WeekChart } from './week-chart.tsx'

/** One metric of a team: the figure, its weeks, and whose cases it is made of. */
export function MetricFigures() {
  const t = useT()
  const { teamId = '', metric: named } = useParams()
  const metric = metricSchema.safeParse(named)
  const query = useQuery(trpc.scorecards.team.queryOptions({ teamId }))
  return (
    <DetailPage
      title={t(`score.metric.${metric.success ? metric.data : 'accuracy'}`)}
      back={paths.team(teamId)}
      asOf={query.dataUpdatedAt || undefined}
    >
      {metric.success ? (
        <Loaded query={query} rows={6}>
          {(data) => <OneMetric data={data} metric={metric.data} />}
        </Loaded>
      ) : (
        <EmptyState text={t('error.NOT_FOUND')} />
      )}
    </DetailPage>
  )
}

function OneMetric({ data, metric }: { data: TeamScorecard; metric: Metric }) {
  const t = useT()
  const [period, setPeriod] = usePeriod()
  const counts = countsIn(data.weeks, period)
  const { sentence } = useVerdict(data.weeks, metric)
  const ordered = teamsLed(useMe()).find(({ teamId }) => teamId === data.teamId)?.people ?? []
  const weeks = spanOf(data.weeks, period)
  return (
    <>
      <PeriodBar period={period} onChange={setPeriod} of={data} />
      <RateFigure
        metric={metric}
        of={rateOf(counts, metric)}
        targets={data.targets[period]}
        whose={t('score.by.team')}
        unverified={counts.unverified}
      />
      {metric !== 'accuracy' && <AmongFigure counts={counts} measure={amongOf[metric]} />}
      <p className="score-sentence inset">{sentence}</p>
      <WeekChart whose={t('score.by.team')} weeks={data.weeks} breaks={data} metric={metric} />
      <PeopleRows
        team={data}
        people={asOrdered(data.people, ordered)}
        metric={metric}
        period={period}
        to={(person) => casesLink(person.personId, { metric, teamId: data.teamId, weeks })}
      />
      <MachineRow team={data} metric={metric} period={period} />
      <div className="score-end inset">
        <WrongSelection counts={counts} />
        <p className="text-label text-quiet">{t('score.whose.team')}</p>
        <p className="text-label text-quiet">{t(`score.meaning.${metric}`)}</p>
      </div>
    </>
  )
}
