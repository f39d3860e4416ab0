import './score.css'
import './funnel.css'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useParams, useSearchParams } from 'react-router'
import { download } from '#client/lib/download.ts'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { paths } from '#client/lib/paths.ts'
import { trpc } from '#client/lib/trpc.ts'
import { axisFor } from '#client/ui/axis.ts'
import { ChipGroup } from '#client/ui/chips.tsx'
import { IntervalBar } from '#client/ui/interval-bar.tsx'
import { Loaded } from '#client/ui/loaded.tsx'
import { DetailPage } from '#client/ui/page.tsx'
import { PersonName } from '#client/ui/person.tsx'
import { Row } from '#client/ui/row.tsx'
import { RowGroup } from '#client/ui/row-group.tsx'
import { EmptyState } from '#client/ui/states.tsx'
import {
  type Compared,
  type ComparedMeasure,
  comparedMeasures,
  comparisonOf,
  isOutside,
  isWorseBy,
  type Comparison as TeamComparison,
} from '#shared/scorecards/comparison-rules.ts'
import { estimateOf } from '#shared/scorecards/rate-rules.ts'
import type { Period } from '#shared/scorecards/rules.ts'
import type { TeamScorecard } from '#shared/scorecards/views.ts'
import { wilson } from '#shared/statistics/interval.ts'
import { teamCsv } from './csv-files.ts'
import { countsIn, spanOf } from './figures.ts'
import { FunnelPlot } from './funnel-plot.tsx'
import { casesLink, errorsLink } from './links.ts'
import { PeriodBar, usePeriod } from './period-bar.tsx'
import { usePrint } from './use-print.ts'

/** The people of a team held against chance: a funnel from eight on, an interval each below; never an order by a figure. */
export function Comparison() {
  const t = useT()
  const { locale } = useFormat()
  const { teamId = '' } = useParams()
  const [period, setPeriod] = usePeriod()
  const print = usePrint()
  const query = useQuery(trpc.scorecards.team.queryOptions({ teamId }))
  return (
    <DetailPage
      title={t('funnel.title')}
      back={paths.team(teamId)}
      asOf={query.dataUpdatedAt || undefined}
      more={[
        ...(query.data
          ? [{ label: t('figures.csv'), onSelect: () => downloadTeam(query.data, period, locale) }]
          : []),
        { label: t('figures.print'), onSelect: print },
      ]}
    >
      <Loaded query={query} rows={6}>
        {(data) =>
          data.people.length === 0 ? (
            <EmptyState text={t('team.nobody')} />
          ) : (
            <Compare data={data} period={period} setPeriod={setPeriod} />
          )
        }
      </Loaded>
    </DetailPage>
  )
}

const byName = <P extends { name: string }>(people: readonly P[], locale: string): P[] =>
  people.toSorted((a, b) => a.name.localeCompare(b.name, locale))

function downloadTeam(data: TeamScorecard, period: Period, locale: string): void {
  const weeks = spanOf(data.weeks, period)
  const people = byName(data.people, locale).map(({ name, weeks }) => ({
    name,
    counts: countsIn(weeks, period),
  }))
  const machines = data.machines && countsIn(data.machines.weeks, period)
  download(
    `dure-team-${weeks?.from ?? ''}.csv`,
    teamCsv({ ...data, targets: data.targets[period], weeks, people, machines }),
  )
}

const centres = ['team', 'target'] as const

type CompareProps = { data: TeamScorecard; period: Period; setPeriod: (period: Period) => void }

function Compare({ data, period, setPeriod }: CompareProps) {
  const t = useT()
  const { locale } = useFormat()
  const [search, setSearch] = useSearchParams()
  const measure = comparedMeasures.find((known) => known === search.get('measure')) ?? 'accuracy'
  // Only all verified decisions have a target; a share of violating cases or of actions has none.
  const aimed = measure === 'accuracy' && search.get('centre') === 'target'
  const choose = (name: string, value: string) =>
    setSearch(
      (before) => {
        before.set(name, value)
        return before
      },
      { replace: true, preventScrollReset: true },
    )
  const target = data.targets[period].accuracy
  const people = useMemo(() => byName(data.people, locale), [data.people, locale])
  const comparison = useMemo(
    () =>
      comparisonOf(
        people.map(({ personId, weeks }) => ({ personId, counts: countsIn(weeks, period) })),
        { measure, centre: aimed ? target : undefined },
      ),
    [people, period, measure, aimed, target],
  )
  const names = new Map(people.map(({ personId, name }) => [personId, name]))
  const nameOf = (personId: string) => names.get(personId) ?? ''
  const sentence = useComparisonSentence(comparison, aimed)
  const positionOf = usePosition()
  const weeks = spanOf(data.weeks, period)
  const to = ({ personId }: Compared) =>
    measure === 'accuracy'
      ? errorsLink(personId, { teamId: data.teamId, weeks })
      : casesLink(personId, { metric: metricOf[measure], teamId: data.teamId, weeks })
  return (
    <>
      <PeriodBar period={period} onChange={setPeriod} of={data} />
      <div className="funnel-choices inset">
        <ChipGroup<ComparedMeasure>
          scroll
          label={t('funnel.measure')}
          value={measure}
          onChange={(value) => choose('measure', value)}
          options={comparedMeasures.map((value) => ({ value, label: t(`funnel.measure.${value}`) }))}
        />
        {measure === 'accuracy' && (
          <ChipGroup
            label={t('funnel.centre')}
            value={aimed ? 'target' : 'team'}
            onChange={(value) => choose('centre', value)}
            options={centres.map((value) => ({ value, label: t(`funnel.centre.${value}`) }))}
          />
        )}
      </div>
      <p className="score-sentence inset">{sentence}</p>
      {comparison.kind === 'funnel' ? (
        <>
          <div className="inset">
            <FunnelPlot {...{ sentence, measure, comparison, nameOf, positionOf }} />
          </div>
          <Outside {...{ comparison, measure, nameOf, positionOf, to }} />
        </>
      ) : (
        <Bars {...{ comparison, measure, nameOf, to }} target={target} />
      )}
      <div className="score-end inset">
        <p className="text-label text-quiet">{t('funnel.mix')}</p>
        <p className="text-label text-quiet">{t('score.whose.team')}</p>
      </div>
    </>
  )
}

const metricOf = {
  missed_among_violating: 'missed',
  over_enforced_among_actions: 'over_enforced',
} as const

function useComparisonSentence(comparison: TeamComparison, aimed: boolean): string {
  const t = useT()
  const { percent } = useFormat()
  if (comparison.kind === 'none') return t('funnel.none')
  if (comparison.kind === 'bars') return t(comparison.reason === 'few' ? 'funnel.bars' : 'funnel.alike')
  const { people, tau } = comparison
  const judged = people.filter(({ position }) => position !== null)
  const count = (wanted: Compared['position']) => judged.filter(({ position }) => position === wanted).length
  const [beyond95, beyond998] = [count('beyond95'), count('beyond998')]
  const outside = beyond95 + beyond998 > 0
  return [
    ...(tau > 0 ? [t('funnel.beyond', { tau: percent(tau).replace('%', '') })] : []),
    // Somebody who is out by chance's own limits differs by more than it.
    ...(tau === 0 && !outside ? [t('funnel.chance')] : []),
    outside
      ? t(aimed ? 'funnel.outside.target' : 'funnel.outside.team', { beyond95, beyond998, n: judged.length })
      : t(aimed ? 'funnel.inside.target' : 'funnel.inside.team', { n: judged.length }),
  ].join(' ')
}

/** Returns a function that says where somebody lies; nothing more than that it is too little under thirty audits. */
function usePosition(): (person: Compared) => string {
  const t = useT()
  return ({ position, side, rate, value }) => {
    if (rate.kind === 'refused') return t('score.refused.short')
    if (value === null) return t('funnel.position.few')
    if (position === null) return t('funnel.position.unjudged')
    return position === 'inside' ? t('funnel.position.inside') : t(`funnel.position.${position}.${side}`)
  }
}

type RowsProps = {
  measure: ComparedMeasure
  nameOf: (personId: string) => string
  to: (person: Compared) => string
}

/** Lists who lies outside, in the order of names, with the way to the cases: the worse side alone asks for a look at them. */
function Outside({
  comparison,
  measure,
  nameOf,
  positionOf,
  to,
}: RowsProps & { comparison: TeamComparison; positionOf: (person: Compared) => string }) {
  const t = useT()
  const { percent } = useFormat()
  const outside = comparison.people.filter(isOutside)
  return (
    <RowGroup heading={t('funnel.outside.heading')} limit={outside.length}>
      {outside.map((person) => {
        const { personId, value, n } = person
        return (
          <Row
            key={personId}
            title={<PersonName name={nameOf(personId)} />}
            name={nameOf(personId)}
            detail={`${positionOf(person)} · ${percent(value ?? 0)} · ${t('team.n', { n })}`}
            to={isWorseBy(measure, person) ? to(person) : paths.person(personId)}
          />
        )
      })}
    </RowGroup>
  )
}

/** An interval each beside the target, in the order of names. */
function Bars({
  comparison,
  measure,
  nameOf,
  to,
  target,
}: RowsProps & { comparison: TeamComparison; target: number }) {
  const t = useT()
  const format = useFormat()
  const better = measure === 'accuracy' ? 'above' : 'below'
  const aim = measure === 'accuracy' ? target : undefined
  const bars = comparison.people.map((person) => {
    const { x, n } = estimateOf(person.rate)
    return { person, interval: person.value === null ? null : wilson(x, n) }
  })
  const axis = axisFor(
    bars.flatMap(({ interval }) => interval ?? []),
    better,
    aim,
  )
  return (
    <RowGroup
      heading={t('team.people')}
      limit={bars.length}
      lead={
        <p className="text-caption inset">
          {[
            t(`funnel.measure.${measure}`),
            ...(aim === undefined ? [] : [t('interval.target', { p: format.percent(aim) })]),
            format.percentRange(axis.from, axis.to),
          ].join(' · ')}
        </p>
      }
    >
      {bars.map(({ person, interval }) => {
        const { personId, rate, value, n } = person
        return (
          <Row
            key={personId}
            title={<PersonName name={nameOf(personId)} />}
            name={nameOf(personId)}
            detail={
              rate.kind === 'refused'
                ? t('score.refused.short')
                : value === null
                  ? format.xOfN(rate.x, rate.n)
                  : t('team.n', { n })
            }
            aside={
              interval && (
                <IntervalBar
                  label={t(`funnel.measure.${measure}`)}
                  x={rate.x}
                  n={n}
                  value={value ?? undefined}
                  {...{ ...interval, target: aim, better, axis }}
                />
              )
            }
            to={to(person)}
          />
        )
      })}
    </RowGroup>
  )
}
