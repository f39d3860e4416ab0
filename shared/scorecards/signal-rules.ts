import { betaBinomialUpperTail, binomialUpperTail } from '#shared/statistics/distributions.ts'
import { percentageFloor } from '#shared/statistics/floors.ts'
import { newcombeDifference, type Proportion } from '#shared/statistics/interval.ts'
import { type BetaPrior, estimatePrior } from '#shared/statistics/shrinkage.ts'
import type { Metric } from './rules.ts'

/** An analyst's counted decisions of one week, by its number from the first week that is read. */
export interface AuditedWeek {
  index: number
  n: number
  /** Own errors of every kind: missed, over-enforced, wrong selection. */
  x: number
  /** True where the audits had unlike chances of being drawn: such a week says more of what was looked for. */
  uneven?: boolean
}

export interface Watched {
  /** The analyst's weeks in order; a week without audits is absent. */
  weeks: readonly AuditedWeek[]
  /** Those of everybody in the team, the analyst among them: a baseline is shrunken towards them. */
  team: readonly (readonly AuditedWeek[])[]
  /** The number of weeks, from the first one, that are over. */
  complete: number
  /** In the order in which they were said. */
  renewals?: readonly Renewal[] | undefined
}

/** A lead's word that an analyst's present rate of errors is their usual one. */
export interface Renewal {
  /** The first week of the baseline that begins with it. */
  from: number
  /** The weeks, from the first one, that were over when it was said: the tests from there on know it. */
  known: number
}

/** Says with what a baseline began: the first week that is read, another way of drawing audits, or a lead's word. */
export type BaselineBegin = 'start' | 'draw' | Renewal

/** Weeks that one test speaks of. */
export const testedWeeks = 4
/** Audited weeks of a frozen baseline; with fewer it is provisional. */
export const frozenWeeks = 12
/** Largest difference between the shares of audits in uneven weeks at which weeks are compared: one week of the four. */
export const alikeWithin = 0.3
/** Audited weeks, and audits, without which there is no baseline. */
const fewestWeeks = 4
const fewestAudits = 30

/**
 * Levels of the test. The exact binomial one takes the baseline as known; the beta-binomial one asks for as much again of what
 * is not known of it, which matters where few audits made it. `npm run bench -- signals` measures both.
 */
export const begins = { binomial: 0.003, predictive: 0.006 } as const
/** An episode lasts until its four weeks are no rarer than this: between the two levels nothing begins and nothing ends. */
export const endsAbove = 0.05

/** Beta(a, b) of an analyst's usual rate of errors. */
export interface SignalBaseline {
  a: number
  b: number
  rate: number
  /** Audited weeks in it, and the first of them. */
  weeks: number
  first: number
  begin: BaselineBegin
  /** Share of its audits that are of uneven weeks. */
  uneven: number
  provisional: boolean
}

export interface Tested extends Proportion {
  /** P(X >= x) for X ~ Binomial(n, the baseline's rate). */
  p: number
}

/** Weeks in which an analyst made more errors than their baseline has, from the test that said so first. */
export interface Episode {
  since: number
  /** The first week at whose end it was over; null while it lasts. */
  until: number | null
  baseline: SignalBaseline
  /** The weeks that were furthest out. */
  worst: Tested
  /** A lead's word ended it. */
  renewed?: boolean
}

export type Finding = { from: number; to: number; now: Tested; episode: Episode } & (
  | { kind: 'more_errors' }
  | { kind: 'recovery' }
)

/**
 * Returns what the data of an analyst say now: more errors than usual, a recovery from that in its first four weeks, or
 * nothing. The weeks are replayed from the first, so that the same weeks give the same episodes to whoever asks, on any day.
 */
export function findingOf(watched: Watched): Finding | undefined {
  const { complete } = watched
  const episode = episodesOf(watched).at(-1)
  const to = complete - 1
  const recent = sumOf(watched.weeks, to - testedWeeks + 1, to)
  if (!episode || recent.n < percentageFloor) return undefined
  const found = { from: to - testedWeeks + 1, to, now: tested(recent, episode.baseline), episode }
  if (episode.until === null) return { kind: 'more_errors', ...found }
  // What is usual by now is no recovery.
  if (episode.renewed) return undefined
  const fell = (newcombeDifference(recent, episode.worst)?.high ?? 1) < 0
  const isNew = complete - episode.until <= testedWeeks
  return isNew && fell && found.now.p > endsAbove ? { kind: 'recovery', ...found } : undefined
}

/** Returns what a note about errors begins with: the kind that is more than half of all, else how many decisions were right. */
export function pointOf({
  x,
  n,
  missed,
  overEnforced,
}: Proportion & { missed: number; overEnforced: number }): {
  metric: Metric
} & Proportion {
  if (2 * missed > x) return { metric: 'missed', x: missed, n }
  if (2 * overEnforced > x) return { metric: 'over_enforced', x: overEnforced, n }
  return { metric: 'accuracy', x: n - x, n }
}

/**
 * One test for each complete week, on all own errors of the last four weeks, against the analyst's first twelve audited weeks.
 * The baseline is frozen: weeks that raised something, and those being tested, are never in it. Until there are twelve it
 * grows, and says that it is provisional. A week that brings no audits begins nothing; four weeks under ten audits end nothing.
 * Where audits were drawn in another way than those of the baseline, nothing is compared: an episode ends, and the baseline
 * begins anew with the first of the four weeks. A lead's word ends an episode in the same way, and its baseline begins with the
 * week that it states, though weeks from there on had raised something.
 */
export const episodesOf = (watched: Watched): Episode[] => replay(watched).episodes

/** Returns the baseline of an analyst as the newest test has it; undefined where there are too few weeks. */
export function baselineOf(watched: Watched): SignalBaseline | undefined {
  const replayed = replay(watched)
  const last = replayed.episodes.at(-1)
  if (last?.until === null) return last.baseline
  return replayed.frozen ?? baselineAt(watched.complete - 1, { ...watched, ...replayed })
}

/** Returns the first and the last week with which a lead may let the baseline begin anew; undefined where nothing is raised. */
export function renewableWeeks(watched: Watched): { first: number; last: number } | undefined {
  const finding = findingOf(watched)
  if (finding?.kind !== 'more_errors') return undefined
  return { first: Math.max(0, finding.episode.since - testedWeeks + 1), last: watched.complete }
}

function replay({ weeks, team, complete, renewals = [] }: Watched): Replayed {
  const episodes: Episode[] = []
  const audited = new Map(weeks.map((week) => [week.index, week]))
  let place: BaselinePlace = { start: 0, begin: 'start', forgiven: 0 }
  let frozen: SignalBaseline | undefined
  const waiting = [...renewals]
  function renewUntil(index: number) {
    while (waiting[0] && waiting[0].known <= index) {
      const [renewal] = waiting.splice(0, 1)
      if (!renewal) return
      const last = episodes.at(-1)
      if (last?.until === null) Object.assign(last, { until: renewal.known, renewed: true })
      place = { start: renewal.from, begin: renewal, forgiven: episodes.length }
      frozen = undefined
    }
  }
  for (let index = (weeks[0]?.index ?? complete) + testedWeeks; index < complete; index += 1) {
    renewUntil(index)
    const recent = sumOf(weeks, index - testedWeeks + 1, index)
    if (recent.n < percentageFloor) continue
    const last = episodes.at(-1)
    const isOpen = last?.until === null
    const known = isOpen ? last.baseline : (frozen ?? baselineAt(index, { weeks, team, episodes, ...place }))
    if (known && Math.abs(recent.uneven - known.uneven) > alikeWithin) {
      if (isOpen) last.until = index
      place = { ...place, start: index - testedWeeks + 1, begin: 'draw' }
      frozen = undefined
      continue
    }
    if (last && isOpen) {
      const now = tested(recent, last.baseline)
      if (now.p > endsAbove) last.until = index
      else if (now.p < last.worst.p) last.worst = now
      continue
    }
    if (!audited.has(index)) continue
    const baseline = known
    if (!baseline) continue
    if (!baseline.provisional) frozen = baseline
    const now = tested(recent, baseline)
    if (now.p > begins.binomial || predictive(recent, baseline) > begins.predictive) continue
    // Out again within the weeks of one test: it had not ended.
    if (last && last.until !== null && !last.renewed && index - last.until < testedWeeks) last.until = null
    else episodes.push({ since: index, until: null, baseline, worst: now })
  }
  renewUntil(complete)
  return { episodes, frozen, ...place }
}

function baselineAt(
  index: number,
  { weeks, team, ...known }: Pick<Watched, 'weeks' | 'team'> & Known,
): SignalBaseline | undefined {
  const own = ownWeeksAt(index, { weeks, ...known })
  const { x, n, uneven } = sumOf(own, 0, index)
  const [first, last] = [own[0], own.at(-1)]
  if (!first || !last || own.length < fewestWeeks || n < fewestAudits) return undefined
  const prior = estimatePrior(team.map((member) => sumOf(member, first.index, last.index)))
  const place = { first: first.index, begin: known.begin }
  // A lead said that this rate is not the team's.
  const towards = typeof known.begin === 'object' ? { mean: 0, strength: 0 } : prior
  return towards ? { ...shrunken({ x, n }, towards, own.length), ...place, uneven } : undefined
}

/** Holds the first week that a baseline may have, and why; and how many episodes are usual by a lead's word. */
interface BaselinePlace {
  start: number
  begin: BaselineBegin
  forgiven: number
}
/** Holds what was found until a week. */
interface Known extends BaselinePlace {
  episodes: readonly Episode[]
}
interface Replayed extends Known {
  episodes: Episode[]
  /** The baseline once it has its twelve weeks. */
  frozen: SignalBaseline | undefined
}

/** The first weeks before those of a test, without any that raised something. */
function ownWeeksAt(
  index: number,
  { weeks, episodes, start, forgiven }: Pick<Watched, 'weeks'> & Known,
): readonly AuditedWeek[] {
  const raised = (week: number) =>
    episodes.slice(forgiven).some(({ since, until }) => week > since - testedWeeks && week < (until ?? index))
  return weeks
    .filter((week) => week.index >= start && week.index <= index - testedWeeks && !raised(week.index))
    .slice(0, frozenWeeks)
}

export interface BaselineWeeks {
  /** The weeks that are in it, in order, with the first and the last. */
  indices: number[]
  first: number
  last: number
  provisional: boolean
}

/** Returns the weeks of an analyst's baseline as the newest test has it; null where there are too few. */
export function baselineWeeksOf(watched: Watched): BaselineWeeks | null {
  const own = ownWeeksAt(watched.complete - 1, { weeks: watched.weeks, ...replay(watched) })
  const [first, last] = [own[0], own.at(-1)]
  const audits = own.reduce((sum, { n }) => sum + n, 0)
  if (!first || !last || own.length < fewestWeeks || audits < fewestAudits) return null
  return {
    indices: own.map(({ index }) => index),
    first: first.index,
    last: last.index,
    provisional: own.length < frozenWeeks,
  }
}

/** Half an error more on either side (Jeffreys), so that a team without any error has a rate above 0. */
function shrunken(
  { x, n }: Proportion,
  { mean, strength }: Pick<BetaPrior, 'mean' | 'strength'>,
  weeks: number,
): Omit<SignalBaseline, 'uneven' | 'first' | 'begin'> {
  const a = mean * strength + x + 0.5
  const b = (1 - mean) * strength + n - x + 0.5
  return { a, b, rate: a / (a + b), weeks, provisional: weeks < frozenWeeks }
}

const tested = ({ x, n }: Proportion, { rate }: SignalBaseline): Tested => ({
  x,
  n,
  p: binomialUpperTail(x, n, rate),
})
const predictive = ({ x, n }: Proportion, baseline: SignalBaseline) => betaBinomialUpperTail(x, n, baseline)

/** Sums weeks; `uneven` is the share of their audits that are of uneven ones. */
function sumOf(weeks: readonly AuditedWeek[], from: number, to: number): Proportion & { uneven: number } {
  const sum = { x: 0, n: 0 }
  let uneven = 0
  for (const week of weeks) {
    if (week.index < from || week.index > to) continue
    sum.x += week.x
    sum.n += week.n
    if (week.uneven) uneven += week.n
  }
  return { ...sum, uneven: sum.n > 0 ? uneven / sum.n : 0 }
}
