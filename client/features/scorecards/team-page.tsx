import './score.css'
import { useQuery } from '@tanstack/react-query'
import BookOpen from 'lucide-react/icons/book-open'
import ChartScatter from 'lucide-react/icons/chart-scatter'
import Import from 'lucide-react/icons/file-up'
import Grid from 'lucide-react/icons/grid-3x3'
import Sample from 'lucide-react/icons/list-filter'
import Target from 'lucide-react/icons/target'
import UserPlus from 'lucide-react/icons/user-plus'
import UsersRound from 'lucide-react/icons/users-round'
import { type ReactNode, useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import { paths as calibrationPaths } from '#client/commands/calibration-paths.ts'
import { paths as drawPaths } from '#client/commands/draws-paths.ts'
import { paths as policyPaths } from '#client/commands/policies-paths.ts'
import { paths as scorecardPaths } from '#client/commands/scorecards-paths.ts'
import { useT } from '#client/lib/i18n.ts'
import { type Team, teamsLed, useMe } from '#client/lib/me.ts'
import { paths } from '#client/lib/paths.ts'
import { trpc } from '#client/lib/trpc.ts'
import { Button, ButtonLink } from '#client/ui/button.tsx'
import { ChipGroup } from '#client/ui/chips.tsx'
import { Loaded } from '#client/ui/loaded.tsx'
import { TabPage } from '#client/ui/page.tsx'
import { EmptyState } from '#client/ui/states.tsx'
import type { TeamScorecard } from '#shared/scorecards/views.ts'
import { WrongSelection } from './among.tsx'
import { countsIn } from './figures.ts'
import { MachineRow } from './machine-row.tsx'
import { MetricTiles } from './metric-tiles.tsx'
import { OrderSheet } from './order-sheet.tsx'
import { asOrdered } from './own-order.ts'
import { PeopleRows } from './people-rows.tsx'
import { PeriodBar, usePeriod } from './period-bar.tsx'
import { PutRightRows } from './put-right-rows.tsx'
import { useVerdict, WeekChart } from './week-chart.tsx'

type Composed = { aside?: ReactNode; dock?: ReactNode }

/** How a team decides, and the way to each of its people. The app composes what stands in its header and below it. */
export function TeamPage({ aside, dock }: Composed) {
  const t = useT()
  const teams = teamsLed(useMe())
  const { teamId } = useParams()
  const team = teams.find((team) => team.teamId === teamId) ?? teams[0]
  if (!team)
    return (
      <TabPage title={t('tab.team')} aside={aside}>
        <EmptyState text={t('team.none')} />
      </TabPage>
    )
  return <OneTeam key={team.teamId} team={team} teams={teams} aside={aside} dock={dock} />
}

function OneTeam({ team, teams, aside, dock }: Composed & { team: Team; teams: readonly Team[] }) {
  const t = useT()
  const navigate = useNavigate()
  const query = useQuery(trpc.scorecards.team.queryOptions({ teamId: team.teamId }))
  return (
    <TabPage
      title={teams.length > 1 ? t('tab.team') : team.name}
      asOf={query.dataUpdatedAt || undefined}
      aside={aside}
      dock={dock}
    >
      {teams.length > 1 && (
        <div className="inset">
          <ChipGroup
            scroll
            label={t('team.choose')}
            value={team.teamId}
            onChange={(next) => navigate(paths.team(next), { replace: true })}
            options={teams.map(({ teamId, name }) => ({ value: teamId, label: name }))}
          />
        </div>
      )}
      <Loaded query={query} rows={6}>
        {(data) => <Figures data={data} team={team} />}
      </Loaded>
    </TabPage>
  )
}

function Figures({ data, team }: { data: TeamScorecard; team: Team }) {
  const t = useT()
  const [period, setPeriod] = usePeriod()
  const [ordering, setOrdering] = useState(false)
  const { sentence } = useVerdict(data.weeks, 'accuracy')
  const people = asOrdered(data.people, team.people)
  const toImport = (
    <>
      <ButtonLink variant="secondary" icon={Import} to={paths.importAudits(data.teamId)}>
        {t('team.import')}
      </ButtonLink>
      <ButtonLink variant="text" icon={UserPlus} to={paths.inviteAnalyst(data.teamId)}>
        {t('team.invite')}
      </ButtonLink>
      <ButtonLink variant="text" icon={Grid} to={scorecardPaths.trends(data.teamId)}>
        {t('trends.title')}
      </ButtonLink>
      <ButtonLink variant="text" icon={BookOpen} to={policyPaths.ledger(data.teamId)}>
        {t('ledger.title')}
      </ButtonLink>
      <ButtonLink variant="text" icon={UsersRound} to={calibrationPaths.rounds}>
        {t('calibration.title')}
      </ButtonLink>
      <ButtonLink variant="text" icon={Sample} to={drawPaths.draws(data.teamId)}>
        {t('draw.title')}
      </ButtonLink>
      <ButtonLink variant="text" icon={Target} to={scorecardPaths.targets(data.teamId)}>
        {t('targets.title')}
      </ButtonLink>
    </>
  )
  if (data.dataThrough === null) return <EmptyState text={t('team.empty')}>{toImport}</EmptyState>
  return (
    <>
      <PeriodBar period={period} onChange={setPeriod} of={data} />
      <p className="score-sentence inset">{sentence}</p>
      <WeekChart whose={t('score.by.team')} weeks={data.weeks} breaks={data} metric="accuracy" />
      <MetricTiles
        counts={countsIn(data.weeks, period)}
        to={(metric) => scorecardPaths.metric(data.teamId, metric)}
      />
      {people.length === 0 ? (
        <EmptyState text={t('team.nobody')} />
      ) : (
        <PeopleRows
          team={data}
          people={people}
          metric="accuracy"
          period={period}
          to={(person) => paths.person(person.personId)}
          aside={
            <Button variant="text" size="row" flush onClick={() => setOrdering(true)}>
              {t('team.order')}
            </Button>
          }
        />
      )}
      <MachineRow team={data} metric="accuracy" period={period} />
      <PutRightRows teamId={data.teamId} leads />
      <div className="score-end inset">
        <WrongSelection counts={countsIn(data.weeks, period)} />
        <p className="text-label text-quiet">{t('score.whose.team')}</p>
        {people.length > 0 && (
          <ButtonLink variant="secondary" icon={ChartScatter} to={scorecardPaths.comparison(data.teamId)}>
            {t('funnel.open')}
          </ButtonLink>
        )}
        {toImport}
      </div>
      <OrderSheet teamId={data.teamId} people={people} open={ordering} onClose={() => setOrdering(false)} />
    </>
  )
}
