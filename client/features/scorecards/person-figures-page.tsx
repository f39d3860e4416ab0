import './score.css'
import './person-figures.css'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import ChevronLeft from 'lucide-react/icons/chevron-left'
import ChevronRight from 'lucide-react/icons/chevron-right'
import { Link, useParams, useSearchParams } from 'react-router'
import { paths as scorecardPaths } from '#client/commands/scorecards-paths.ts'
import { download } from '#client/lib/download.ts'
import { createFormat } from '#client/lib/format.ts'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { findPerson, useMe } from '#client/lib/me.ts'
import { useNames } from '#client/lib/names.ts'
import { paths } from '#client/lib/paths.ts'
import { trpc } from '#client/lib/trpc.ts'
import { Button } from '#client/ui/button.tsx'
import { ChipGroup } from '#client/ui/chips.tsx'
import { Icon } from '#client/ui/icon.tsx'
import { Loaded } from '#client/ui/loaded.tsx'
import { DetailPage } from '#client/ui/page.tsx'
import { EmptyState } from '#client/ui/states.tsx'
import type { CriticalKind } from '#shared/rubrics/rules.ts'
import { againstPast, meanAgainstPast } from '#shared/scorecards/past-rules.ts'
import {
  dayAfter,
  dayBefore,
  isComplete,
  isImmature,
  neighbours,
  type PeriodUnit,
  periodUnits,
} from '#shared/scorecards/period-rules.ts'
import type { PeriodScorecard } from '#shared/scorecards/period-views.ts'
import { amongOf, rateOf } from '#shared/scorecards/rate-rules.ts'
import { metrics } from '#shared/scorecards/rules.ts'
import { percentageFloor } from '#shared/statistics/floors.ts'
import { AmongFigure, WrongSelection } from './among.tsx'
import { personCsv } from './csv-files.ts'
import { casesOfDays } from './days-link.ts'
import { PastLines } from './past-lines.tsx'
import { MeanFigure, PlainFigure } from './period-figure.tsx'
import { PeriodPolicies, PeriodTrail } from './period-rows.tsx'
import { RateFigure } from './rate-figure.tsx'
import { usePrint } from './use-print.ts'

/** All figures of a person by week, month or quarter, each with its n, interval, target, past, and the way to its cases. */
export function PersonFiguresPage() {
  const { personId = '' } = useParams()
  const t = useT()
  const me = useMe()
  const [search, setSearch] = useSearchParams()
  const unit = periodUnits.find((known) => known === search.get('unit')) ?? 'month'
  const asked = /^\d{4}-\d{2}-\d{2}$/.exec(search.get('day') ?? '')
  const day = asked ? asked[0] : null
  const query = useQuery({
    ...trpc.scorecards.period.queryOptions({ personId, unit, day }),
    placeholderData: keepPreviousData,
  })
  const own = me.person.personId === personId
  const name = findPerson(me, personId)?.person.name ?? query.data?.person.name ?? ''
  const print = usePrint()
  const data = query.isPlaceholderData ? undefined : query.data
  const choose = (next: PeriodUnit, nextDay: string | null) =>
    setSearch(
      (before) => {
        before.set('unit', next)
        if (nextDay === null) before.delete('day')
        else before.set('day', nextDay)
        return before
      },
      { replace: true, preventScrollReset: true },
    )
  return (
    <DetailPage
      title={own ? t('figures.title.own') : t('figures.title', { name })}
      back={own ? paths.record : paths.person(personId)}
      asOf={query.dataUpdatedAt || undefined}
      more={
        data
          ? [
              {
                label: t('figures.csv'),
                onSelect: () => download(csvName(data), personCsv(data, isComplete(data))),
              },
              { label: t('figures.print'), onSelect: print },
            ]
          : []
      }
    >
      <div className="inset print-hidden">
        <ChipGroup<PeriodUnit>
          label={t('score.period')}
          value={unit}
          onChange={(next) => choose(next, day)}
          options={periodUnits.map((value) => ({ value, label: t(`figures.unit.${value}`) }))}
        />
      </div>
      <Loaded query={query} rows={6} notFound={t('score.empty')}>
        {(shown) =>
          shown.dataThrough === null ? (
            <EmptyState text={t('score.empty')} />
          ) : (
            <Figures data={shown} own={own} onStep={(next) => choose(shown.unit, next)} />
          )
        }
      </Loaded>
    </DetailPage>
  )
}

/** Written out, so that this page does not bring the rules of rubrics along. */
const kinds = ['user_harm', 'rights', 'legal'] as const satisfies readonly CriticalKind[]

const csvName = ({ from, to }: PeriodScorecard) => `dure-scorecard-${from}-${to}.csv`

type Props = { data: PeriodScorecard; own: boolean; onStep: (day: string) => void }

function Figures({ data, own, onStep }: Props) {
  const t = useT()
  const { personId, name } = data.person
  const whose = own ? t('score.by.own') : t('score.by.person', { name })
  const { counts, before, baseline, targets } = data
  const reviews = `${own ? paths.record : paths.person(personId)}?part=reviews`
  const cases = (filter: 'all' | 'missed' | 'over_enforced', counted = true) =>
    casesOfDays(personId, { filter, teamId: data.teamId, from: data.from, to: data.to, counted })
  return (
    <>
      <Stepper data={data} onStep={onStep} />
      <Notes data={data} />
      <div className="person-figures-columns">
        {metrics.map((metric) => {
          const rate = rateOf(counts, metric)
          return (
            <div key={metric} className="person-figures-part">
              <RateFigure
                metric={metric}
                of={rate}
                targets={targets}
                whose={whose}
                unverified={metric === 'accuracy' ? counts.unverified : 0}
              />
              <PastLines
                before={againstPast(rate, rateOf(before.counts, metric))}
                baseline={baseline && againstPast(rate, rateOf(baseline.counts, metric))}
                provisional={baseline?.provisional ?? false}
                to={rate.n > 0 ? cases(metric === 'accuracy' ? 'all' : metric) : undefined}
                n={metric === 'accuracy' ? rate.n : rate.x}
              />
              {metric !== 'accuracy' && <AmongFigure counts={counts} measure={amongOf[metric]} />}
            </div>
          )
        })}
        <div className="inset">
          <WrongSelection counts={counts} />
        </div>
        <PlainFigure
          label={t('figures.critical')}
          of={data.critical}
          past={againstPast(data.critical, before.critical)}
          better="above"
          unit={t('figures.reviews', { n: data.critical.n })}
          source={reviews}
          notes={kinds
            .filter((kind) => data.criticalKinds[kind] > 0)
            .map((kind) =>
              t('review.figure.kind', { kind: t(`rubric.kind.${kind}`), n: data.criticalKinds[kind] }),
            )}
        />
        <MeanFigure mean={data.mean} past={meanAgainstPast(data.mean, before.mean)} source={reviews} />
        <PlainFigure
          label={t('figures.overturned')}
          of={data.overturned}
          past={againstPast(data.overturned, before.overturned)}
          better="below"
          unit={t('figures.appeals', { n: data.overturned.n })}
          notes={[
            ...(isImmature(data) ? [t('figures.immature')] : []),
            ...(data.overturned.n > 0 ? [t('figures.overturned.note')] : []),
          ]}
          to={data.overturned.n > 0 ? cases('all', false) : undefined}
        />
        <PlainFigure
          label={t('figures.agreed')}
          of={data.agreed}
          past={againstPast(data.agreed, before.agreed)}
          better="above"
          unit={t('figures.seconded', { n: data.agreed.n })}
          notes={data.agreed.n === 0 ? [t('figures.agreed.none')] : []}
        />
        <Volume data={data} to={cases('all', false)} />
      </div>
      <PeriodTrail data={data} />
      <PeriodPolicies data={data} />
      <div className="score-end inset">
        <p className="text-label text-quiet">
          {own ? t('score.whose.own') : t('score.whose.person', { name })} {t('figures.floors')}
        </p>
        <Link to={scorecardPaths.targets(data.teamId)} className="score-viewers">
          {t('targets.title')}
        </Link>
      </div>
    </>
  )
}

/** Goes to the like period before and after; the days of the chosen one are always written out. */
function Stepper({ data, onStep }: Pick<Props, 'data' | 'onStep'>) {
  const t = useT()
  const format = useFormat()
  const { earlier, later } = neighbours(data)
  return (
    <div className="person-figures-stepper inset">
      <Button
        variant="text"
        className="print-hidden"
        aria-label={t('figures.earlier')}
        disabled={!earlier}
        onClick={() => onStep(dayBefore(data.from))}
      >
        <Icon icon={ChevronLeft} />
      </Button>
      <output className="text-strong">
        {t('figures.days', { from: format.shortDate(data.from), to: format.shortDate(data.to) })}
      </output>
      <Button
        variant="text"
        className="print-hidden"
        aria-label={t('figures.later')}
        disabled={!later}
        onClick={() => onStep(dayAfter(data.to))}
      >
        <Icon icon={ChevronRight} />
      </Button>
    </div>
  )
}

/** The data date, that the period is not over, and what breaks the comparison with the period before. */
function Notes({ data }: { data: PeriodScorecard }) {
  const t = useT()
  const { locale, percent, shortDate } = useFormat()
  const names = useNames()
  const time = createFormat(locale, data.zone).dateTime(data.dataThrough ?? '')
  const notes = [
    `${data.teamName} · ${t('data.asOf', { time })}`,
    ...(isComplete(data) ? [] : [t('figures.incomplete')]),
    ...data.policyBreaks.map(({ policy, effectiveFrom }) =>
      t('figures.break.policy', { policy: names.policy(policy), day: shortDate(effectiveFrom) }),
    ),
    ...data.targetBreaks.map(({ metric, effectiveFrom, before, rate }) =>
      t('figures.break.target', {
        ...{ metric, before: percent(before), now: percent(rate), day: shortDate(effectiveFrom) },
      }),
    ),
    ...(data.rubricVersions > 1 ? [t('figures.break.rubric', { n: data.rubricVersions })] : []),
  ]
  return (
    <ul className="person-figures-notes inset text-label text-quiet">
      {notes.map((note) => (
        <li key={note}>{note}</li>
      ))}
    </ul>
  )
}

function Volume({ data, to }: { data: PeriodScorecard; to: string }) {
  const t = useT()
  const format = useFormat()
  const { audit, appeal, feedback, policyQuestion } = data.volume
  const all = audit + appeal + feedback + policyQuestion
  const earlier = Object.values(data.before.volume).reduce((sum, n) => sum + n, 0)
  return (
    <>
      <PlainFigure
        label={t('figures.volume')}
        value={t('figures.rows', { n: all })}
        notes={[
          [
            t('figures.volume.audit', { n: audit }),
            t('figures.volume.appeal', { n: appeal }),
            t('figures.volume.feedback', { n: feedback }),
            t('figures.volume.question', { n: policyQuestion }),
          ].join(' · '),
          t('figures.volume.before', { n: format.number(earlier) }),
        ]}
        to={all > 0 ? to : undefined}
      />
      <Turnaround data={data} />
    </>
  )
}

/** Shows the turnaround: the median by the clock, which no weekend and no night is taken out of. */
function Turnaround({ data: { turnaround, before } }: { data: PeriodScorecard }) {
  const t = useT()
  const format = useFormat()
  const long = (minutes: number) => format.duration(minutes * 60_000)
  const label = t('figures.turnaround')
  if (!turnaround)
    return <PlainFigure label={label} value={t('figures.unmeasured')} notes={[t('figures.turnaround.why')]} />
  const { n, median, interval } = turnaround
  if (n < percentageFloor || !interval)
    return <PlainFigure label={label} value={t('figures.turnaround.few', { n })} notes={[]} />
  const earlier = before.turnaround
  return (
    <PlainFigure
      label={label}
      value={long(median)}
      notes={[
        t('figures.turnaround.range', { n, low: long(interval.low), high: long(interval.high) }),
        t('figures.turnaround.how'),
        ...(earlier && earlier.n >= percentageFloor
          ? [t('figures.turnaround.before', { n: earlier.n, median: long(earlier.median) })]
          : []),
      ]}
    />
  )
}
