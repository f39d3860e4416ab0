import './effect.css'
import { useQuery } from '@tanstack/react-query'
import { useLocation, useParams } from 'react-router'
import { calendarDay } from '#client/lib/calendar-day.ts'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { useMe } from '#client/lib/me.ts'
import { useNames } from '#client/lib/names.ts'
import { paths } from '#client/lib/paths.ts'
import { trpc } from '#client/lib/trpc.ts'
import { type Axis, axisFor } from '#client/ui/axis.ts'
import { Heading } from '#client/ui/heading.tsx'
import { IntervalBar } from '#client/ui/interval-bar.tsx'
import { Loaded } from '#client/ui/loaded.tsx'
import { DetailPage } from '#client/ui/page.tsx'
import { EmptyState } from '#client/ui/states.tsx'
import type { NoteCriterion } from '#shared/coaching/fields.ts'
import type { NoteView } from '#shared/coaching/views.ts'
import type { EffectView } from '#shared/scorecards/effect-views.ts'
import { percentageFloor } from '#shared/statistics/floors.ts'
import { type Proportion, wilson } from '#shared/statistics/interval.ts'
import { useNote } from './data.ts'

type Measured = Extract<EffectView, { kind: 'measured' }>

/** Shows what came after a note about one point: the baseline before it, the weeks after it, and the team in the same weeks. */
export function EffectPage() {
  const t = useT()
  const { noteId = '' } = useParams()
  const { search } = useLocation()
  const query = useNote(noteId)
  const note = query.data?.found
  return (
    <DetailPage title={t('effect.title')} back={{ pathname: paths.note(noteId), search }}>
      <Loaded query={query} notFound={t('note.gone')}>
        {({ found: { criterion } }) =>
          note && criterion ? (
            <EffectOf note={note} criterion={criterion} />
          ) : (
            <EmptyState text={t('effect.none.no_point')} />
          )
        }
      </Loaded>
    </DetailPage>
  )
}

function EffectOf({ note, criterion }: { note: NoteView; criterion: NoteCriterion }) {
  const t = useT()
  const format = useFormat()
  const names = useNames()
  const me = useMe()
  const zone = me.teams.find(({ teamId }) => teamId === note.teamId)?.zone ?? format.timeZone
  const { metric, policy } = criterion
  const query = useQuery(
    trpc.scorecards.effect.queryOptions({
      ...{ personId: note.subject.personId, metric, policy },
      day: calendarDay(Date.parse(note.createdAt), zone),
    }),
  )
  const point = t(metric === 'accuracy' ? 'effect.errors' : `score.metric.${metric}`)
  return (
    <>
      <p className="inset text-label text-quiet">
        {[t('effect.of', { name: note.subject.name, point }), policy && names.policy(policy)]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <Loaded query={query} rows={4} notFound={t('effect.none.no_baseline')}>
        {(effect) =>
          effect.kind === 'none' ? (
            <EmptyState text={t(`effect.none.${effect.reason}`)} />
          ) : (
            <EffectFigures effect={effect} label={point} />
          )
        }
      </Loaded>
    </>
  )
}

function EffectFigures({ effect, label }: { effect: Measured; label: string }) {
  const t = useT()
  const format = useFormat()
  const { before, after, between, change, team, provisional } = effect
  const sides = [before, after, ...(team ? [team.before, team.after] : [])]
  const intervals = sides.flatMap(({ x, n }) => (n < percentageFloor ? [] : (wilson(x, n) ?? [])))
  const axis = axisFor(intervals, 'below')
  const inPoints = usePoints()
  return (
    <>
      <p className="effect-said inset text-prose">{useEffectSentence()(effect)}</p>
      <Side heading={t('effect.before')} counts={before} label={label} axis={axis} window={before} />
      <Side heading={t('effect.after')} counts={after} label={label} axis={axis} window={after} />
      {team && (
        <>
          <Side heading={t('effect.team.before')} counts={team.before} label={label} axis={axis} />
          <Side heading={t('effect.team.after')} counts={team.after} label={label} axis={axis} />
        </>
      )}
      <div className="effect-notes inset text-label">
        {change && (
          <p>{t('effect.change', { before: format.percent(change.before), ...inPoints(change) })}</p>
        )}
        {team && <p>{t('effect.beyond', inPoints(team.beyond))}</p>}
        {!team && change && <p>{t('effect.alone')}</p>}
        {provisional && <p>{t('effect.provisional')}</p>}
        <p>{t('effect.between', { counts: format.xOfN(between.x, between.n) })}</p>
      </div>
    </>
  )
}

type SideProps = {
  heading: string
  counts: Proportion
  label: string
  axis: Axis
  window?: { from: string; to: string }
}

function Side({ heading, counts: { x, n }, label, axis, window }: SideProps) {
  const t = useT()
  const format = useFormat()
  const interval = wilson(x, n)
  return (
    <section className="effect-side inset">
      <Heading level={2} variant="label">
        {heading}
      </Heading>
      {window && (
        <p className="text-label text-quiet">
          {t('effect.weeks', { from: format.shortDate(window.from), to: format.shortDate(window.to) })}
        </p>
      )}
      <p className="effect-figure">
        {interval && n >= percentageFloor && <strong>{format.percent(x / n)}</strong>}
        <span className="text-label">{format.xOfN(x, n)}</span>
      </p>
      {interval && n >= percentageFloor && (
        <IntervalBar label={label} x={x} n={n} low={interval.low} high={interval.high} axis={axis} />
      )}
    </section>
  )
}

/** Says a difference of errors in points with its interval: fewer errors are a fall. */
function usePoints() {
  const { number } = useFormat()
  const inPoints = (value: number) => {
    const rounded = Math.round(value * 1000) / 10
    return `${rounded > 0 ? '+' : rounded < 0 ? '\u2212' : ''}${number(Math.abs(rounded))}`
  }
  return ({ difference, low, high }: { difference: number; low: number; high: number }) => ({
    difference: inPoints(-difference),
    low: inPoints(-high),
    high: inPoints(-low),
  })
}

/** The words follow from the figures, and say no more. */
function useEffectSentence() {
  const t = useT()
  const { number } = useFormat()
  return ({ team, change }: Measured): string => {
    if (!change) return t('effect.said.few')
    if (!team) return t('effect.said.alone')
    const { verdict, moreAudits } = team
    if (verdict === 'not_enough' && moreAudits !== null)
      return t('effect.said.more', { n: number(moreAudits) })
    return t(`effect.said.${verdict}`)
  }
}
