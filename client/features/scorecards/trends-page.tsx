import './score.css'
import './trends.css'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useParams, useSearchParams } from 'react-router'
import { download } from '#client/lib/download.ts'
import { useT } from '#client/lib/i18n.ts'
import { teamsLed, useMe } from '#client/lib/me.ts'
import { useNames } from '#client/lib/names.ts'
import { paths } from '#client/lib/paths.ts'
import { trpc } from '#client/lib/trpc.ts'
import { ChipGroup } from '#client/ui/chips.tsx'
import { Loaded } from '#client/ui/loaded.tsx'
import { DetailPage } from '#client/ui/page.tsx'
import { EmptyState } from '#client/ui/states.tsx'
import { type Period, periodWeeks } from '#shared/scorecards/rules.ts'
import {
  leakOf,
  type TrendDimension,
  type TrendGroup,
  trendDimensions,
  trendGroups,
} from '#shared/scorecards/trend-rules.ts'
import type { TeamTrends } from '#shared/scorecards/trend-views.ts'
import { PeriodBar, usePeriod } from './period-bar.tsx'
import { PutRightRows } from './put-right-rows.tsx'
import { TrendGroupView } from './trend-group.tsx'
import { useErrorSentence, useLeakSentence } from './trend-sentences.ts'
import { usePrint } from './use-print.ts'
import { VersionChanges } from './version-changes.tsx'

/** A team's errors by policy, queue, language and kind, week by week, and around each version of a policy. */
export function TrendsPage() {
  const t = useT()
  const { teamId = '' } = useParams()
  const print = usePrint()
  const [period, setPeriod] = usePeriod()
  const isLed = teamsLed(useMe()).some((team) => team.teamId === teamId)
  const query = useQuery(trpc.scorecards.trends.queryOptions({ teamId }))
  const { data } = query
  return (
    <DetailPage
      title={data ? t('trends.titleOf', { team: data.teamName }) : t('trends.title')}
      back={isLed ? paths.team(teamId) : paths.teamFigures(teamId)}
      asOf={query.dataUpdatedAt || undefined}
      more={
        data
          ? [
              {
                label: t('figures.csv'),
                onSelect: () => void save(data),
              },
              { label: t('figures.print'), onSelect: print },
            ]
          : []
      }
    >
      <Loaded query={query} rows={6} notFound={t('error.NOT_FOUND')}>
        {(shown) =>
          shown.dataThrough === null ? (
            <EmptyState text={t('team.empty')} />
          ) : (
            <Trends trends={shown} period={period} setPeriod={setPeriod} isLed={isLed} />
          )
        }
      </Loaded>
    </DetailPage>
  )
}

/** Downloads them; what writes the file comes with the first one that is asked for. */
async function save(trends: TeamTrends): Promise<void> {
  const { trendsCsv } = await import('./trends-csv.ts')
  download(`dure-trends-${trends.firstWeek}.csv`, trendsCsv(trends))
}

type Props = {
  trends: TeamTrends
  period: Period
  setPeriod: (period: Period) => void
  /** The reader leads the team. */
  isLed: boolean
}

function Trends({ trends, period, setPeriod, isLed }: Props) {
  const t = useT()
  const [search, setSearch] = useSearchParams()
  const dimension = trendDimensions.find((known) => known === search.get('by')) ?? 'policy'
  const groups = useMemo(() => trendGroups(trends.people, dimension), [trends, dimension])
  const machines = useMemo(() => trendGroups(trends.machines, dimension), [trends, dimension])
  const nameOfGroup = useGroupName(dimension)
  const shared = { trends, dimension, period }
  return (
    <>
      <PeriodBar period={period} onChange={setPeriod} of={trends} />
      <div className="inset print-hidden">
        <ChipGroup<TrendDimension>
          scroll
          label={t('trends.by')}
          value={dimension}
          onChange={(value) =>
            setSearch(
              (before) => {
                before.set('by', value)
                return before
              },
              { replace: true, preventScrollReset: true },
            )
          }
          options={trendDimensions.map((value) => ({ value, label: t(`trends.by.${value}`) }))}
        />
      </div>
      {dimension === 'error' ? (
        <ErrorSentence groups={groups} period={period} />
      ) : (
        <LeakSentence {...{ groups, period, dimension }} />
      )}
      {groups.map((group) => (
        <TrendGroupView key={group.queue} {...shared} group={group} heading={nameOfGroup(group, false)} />
      ))}
      {dimension === 'policy' && <VersionChanges trends={trends} />}
      {machines.map((group) => (
        <TrendGroupView key={group.queue} {...shared} group={group} heading={nameOfGroup(group, true)} />
      ))}
      <PutRightRows teamId={trends.teamId} leads={isLed} />
      <div className="score-end inset">
        {trends.joined && <p className="text-label text-quiet">{t('trends.joined.why')}</p>}
        <p className="text-label text-quiet">{t('score.whose.team')}</p>
        <p className="text-label text-quiet">{t('trends.drawn')}</p>
      </div>
    </>
  )
}

/** Returns a function that names a group: how the work is divided, or the queue whose languages it holds. */
function useGroupName(dimension: TrendDimension): (group: TrendGroup, isMachine: boolean) => string {
  const t = useT()
  const names = useNames()
  return ({ queue }, isMachine) => {
    if (dimension !== 'language') return isMachine ? t('team.machines') : t(`trends.by.${dimension}`)
    const name =
      queue === null ? t('trends.joined') : queue === '' ? t('trends.unknown.queue') : names.queue(queue)
    return isMachine ? `${t('team.machines')} · ${name}` : name
  }
}

function LeakSentence({
  groups,
  period,
  dimension,
}: {
  groups: readonly TrendGroup[]
  period: Period
  dimension: Exclude<TrendDimension, 'error'>
}) {
  const leak = useMemo(() => leakOf(groups, periodWeeks[period]), [groups, period])
  return <p className="trends-sentence inset">{useLeakSentence(leak, dimension)}</p>
}

function ErrorSentence({ groups, period }: { groups: readonly TrendGroup[]; period: Period }) {
  return <p className="trends-sentence inset">{useErrorSentence(groups, periodWeeks[period])}</p>
}
