import './score.css'
import { useQuery } from '@tanstack/react-query'
import BookOpen from 'lucide-react/icons/book-open'
import FileSearch from 'lucide-react/icons/file-search'
import Grid from 'lucide-react/icons/grid-3x3'
import Sample from 'lucide-react/icons/list-filter'
import Target from 'lucide-react/icons/target'
import { useParams } from 'react-router'
import { paths as drawPaths } from '#client/commands/draws-paths.ts'
import { paths as policyPaths } from '#client/commands/policies-paths.ts'
import { paths as reviewPaths } from '#client/commands/reviews-paths.ts'
import { paths as scorecardPaths } from '#client/commands/scorecards-paths.ts'
import { useT } from '#client/lib/i18n.ts'
import { paths } from '#client/lib/paths.ts'
import { trpc } from '#client/lib/trpc.ts'
import { ButtonLink } from '#client/ui/button.tsx'
import { Loaded } from '#client/ui/loaded.tsx'
import { DetailPage } from '#client/ui/page.tsx'
import { EmptyState } from '#client/ui/states.tsx'
import { rateOf } from '#shared/scorecards/rate-rules.ts'
import type { TeamsRollup } from '#shared/scorecards/views.ts'
import { countsIn } from './figures.ts'
import { MetricTiles } from './metric-tiles.tsx'
import { PeriodBar, usePeriod } from './period-bar.tsx'
import { PutRightRows } from './put-right-rows.tsx'
import { RateFigure } from './rate-figure.tsx'
import { useVerdict, WeekChart } from './week-chart.tsx'

type Team = TeamsRollup['teams'][number]

/** One team as its manager sees it: the figures, and no person. */
export function TeamFiguresPage() {
  const t = useT()
  const { teamId } = useParams()
  const query = useQuery(trpc.scorecards.teams.queryOptions())
  const team = query.data?.teams.find((team) => team.teamId === teamId)
  return (
    <DetailPage
      title={team?.teamName ?? t('tab.teams')}
      back={paths.teams}
      asOf={query.dataUpdatedAt || undefined}
    >
      <Loaded query={query}>
        {() => (team ? <Figures team={team} /> : <EmptyState text={t('error.NOT_FOUND')} />)}
      </Loaded>
    </DetailPage>
  )
}

function Figures({ team }: { team: Team }) {
  const t = useT()
  const [period, setPeriod] = usePeriod()
  const counts = countsIn(team.weeks, period)
  const { sentence } = useVerdict(team.weeks, 'accuracy')
  if (team.dataThrough === null) return <EmptyState text={t('team.empty')} />
  return (
    <>
      <PeriodBar period={period} onChange={setPeriod} of={team} />
      <p className="score-sentence inset">{sentence}</p>
      <WeekChart whose={t('score.by.team')} weeks={team.weeks} breaks={team} metric="accuracy" />
      <MetricTiles counts={counts} />
      <RateFigure
        metric="accuracy"
        of={rateOf(counts, 'accuracy')}
        targets={team.targets[period]}
        whose={t('score.by.team')}
        unverified={counts.unverified}
      />
      <PutRightRows teamId={team.teamId} leads={false} />
      <div className="score-end inset">
        <p className="text-label text-quiet">{t('score.whose.team')}</p>
        <ButtonLink variant="secondary" icon={Grid} to={scorecardPaths.trends(team.teamId)}>
          {t('trends.title')}
        </ButtonLink>
        <ButtonLink variant="text" icon={BookOpen} to={policyPaths.ledger(team.teamId)}>
          {t('ledger.title')}
        </ButtonLink>
        <ButtonLink variant="text" icon={FileSearch} to={reviewPaths.disputes(team.teamId)}>
          {t('disputes.title')}
        </ButtonLink>
        <ButtonLink variant="text" icon={Sample} to={drawPaths.draws(team.teamId)}>
          {t('draw.title')}
        </ButtonLink>
        <ButtonLink variant="text" icon={Target} to={scorecardPaths.targets(team.teamId)}>
          {t('targets.title')}
        </ButtonLink>
      </div>
    </>
  )
}
