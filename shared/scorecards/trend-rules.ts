import { addCounts, noCounts } from '#shared/audits/rules.ts'
import type { Counts } from '#shared/audits/views.ts'
import { colourFloor, percentageFloor } from '#shared/statistics/floors.ts'
import { type Difference, newcombeDifference, z998 } from '#shared/statistics/interval.ts'
import { estimateOf, type Rate, rateOf } from './rate-rules.ts'
import type { TargetBreak } from './target-rules.ts'
import type { TeamTrends, TrendCell, TrendCells } from './trend-views.ts'

/** How a team's work is divided. Languages are never compared but within one queue. */
export const trendDimensions = ['policy', 'queue', 'language', 'error'] as const
export type TrendDimension = (typeof trendDimensions)[number]

/** Weeks of a view of trends, the last being that of the data date. */
export const trendWeeks = 13

/** Kinds of error that a part of the work is counted by; 'errors' are all of them. */
export const trendErrors = ['missed', 'over_enforced', 'other_error'] as const
export type TrendMeasure = 'errors' | (typeof trendErrors)[number]

/** A part of the work in thirteen weeks. */
export interface TrendPart {
  /** Tells parts of one group apart. */
  key: string
  /** The code, empty where the log does not say it; null for parts of fewer than three people in one sum; the kind of error. */
  code: string | null
  measure: TrendMeasure
  weeks: readonly Counts[]
}
/** Parts that may be compared with one another. `queue` is the one that languages are compared within. */
export interface TrendGroup {
  queue: string | null
  parts: readonly TrendPart[]
}

/** Returns the counts of a cell. */
function countsOf([
  ,
  ,
  ,
  n,
  correct,
  missed,
  overEnforced,
  unverified,
  acted,
  unsided,
  weights,
]: TrendCell): Counts {
  const counted = { n, correct, missed, overEnforced, unverified, acted, unsided }
  return weights ? { ...counted, weights } : counted
}

/** Adds cells up by week. */
function weeksOf(cells: readonly TrendCell[]): Counts[] {
  const weeks = Array.from({ length: trendWeeks }, () => noCounts)
  for (const cell of cells) {
    const before = weeks[cell[0]]
    if (before) weeks[cell[0]] = addCounts(before, countsOf(cell))
  }
  return weeks
}

const totalOf = (weeks: readonly Counts[]): Counts => weeks.reduce(addCounts, noCounts)
/** Returns the counts of the last weeks of a part. */
export const countsWithin = ({ weeks }: Pick<TrendPart, 'weeks'>, last: number): Counts =>
  totalOf(weeks.slice(-last))

/** Returns the parts by what `nameOf` calls their cells: the most frequent first, those without a name last. */
function partsBy(cells: readonly TrendCell[], nameOf: (cell: TrendCell) => string | null): TrendPart[] {
  const sizes = new Map<TrendPart, number>()
  for (const [code, group] of Map.groupBy(cells, nameOf)) {
    const weeks = weeksOf(group)
    const { n, unverified } = totalOf(weeks)
    sizes.set({ key: code ?? 'joined', code, measure: 'errors', weeks }, n + unverified)
  }
  const size = (part: TrendPart) => (part.code ? (sizes.get(part) ?? 0) : part.code === '' ? -1 : -2)
  return [...sizes.keys()].sort((a, b) => size(b) - size(a) || a.key.localeCompare(b.key, 'en'))
}

/**
 * Returns the work divided in one way, as groups whose parts may be compared. A language whose queue is not known is compared
 * with nothing: it stands in one part with the others.
 */
export function trendGroups(cells: TrendCells, dimension: TrendDimension): TrendGroup[] {
  if (dimension === 'policy') return grouped(partsBy(cells.policies, ([, policy]) => policy))
  if (dimension === 'queue') return grouped(partsBy(cells.places, ([, queue]) => queue))
  if (dimension === 'error') {
    const weeks = weeksOf(cells.policies)
    if (totalOf(weeks).n === 0) return []
    return grouped(trendErrors.map((measure) => ({ key: measure, code: measure, measure, weeks })))
  }
  return partsBy(cells.places, ([, queue]) => queue).map(({ code }) => ({
    queue: code,
    parts: partsBy(
      cells.places.filter(([, queue]) => queue === code),
      ([, , language]) => (code ? language : code),
    ),
  }))
}

const grouped = (parts: readonly TrendPart[]): TrendGroup[] =>
  parts.length > 0 ? [{ queue: null, parts }] : []

/** Returns the share of wrong decisions of any kind: weighted back and refused as accuracy is. */
export function errorRateOf(counts: Counts): Rate {
  const rate = rateOf(counts, 'accuracy')
  const x = rate.n - rate.x
  if (rate.kind === 'refused') return { ...rate, x }
  const { estimate } = rate
  return { ...rate, x, estimate: { x: Math.max(0, estimate.n - estimate.x), n: estimate.n } }
}

/** Returns what a part is measured by. */
export const trendRateOf = (measure: TrendMeasure, counts: Counts): Rate =>
  measure === 'errors' ? errorRateOf(counts) : rateOf(counts, measure)

/** Tells whether one part of the work has more errors than the rest of its group. */
export type Leak =
  /** Nothing was verified. */
  | { kind: 'none' }
  /** Fewer than two parts of any group have thirty audits, and a rest with as many. */
  | { kind: 'few' }
  /** Each part's range of the difference holds 0. */
  | { kind: 'alike'; compared: number; smallest: number }
  | {
      kind: 'apart'
      group: TrendGroup
      part: TrendPart
      rate: Rate
      rest: Rate
      /** In fractions of 1, with its 99.8 % interval. */
      difference: Difference
      compared: number
      smallest: number
    }

/**
 * Returns the part that lies apart from the rest of its group, by Newcombe's interval at 99.8 %, because many parts are looked at
 * each week; of several the one whose interval begins highest. Only parts of thirty audits and more, with as large a rest, are
 * compared, by effective audits where draws were weighted; never people.
 */
export function leakOf(groups: readonly TrendGroup[], last: number): Leak {
  const found = groups.flatMap((group) => comparedIn(group, last))
  if (groups.every(({ parts }) => parts.every((part) => countsWithin(part, last).n === 0)))
    return { kind: 'none' }
  if (found.length === 0) return { kind: 'few' }
  const smallest = Math.floor(Math.min(...found.map(({ rate }) => estimateOf(rate).n)))
  const highest = found.reduce((a, b) => (b.difference.low > a.difference.low ? b : a))
  const compared = found.length
  if (highest.difference.low <= 0) return { kind: 'alike', compared, smallest }
  return { kind: 'apart', ...highest, compared, smallest }
}

function comparedIn(group: TrendGroup, last: number) {
  return group.parts.flatMap((part) => {
    if (!part.code || part.measure !== 'errors') return []
    const rate = errorRateOf(countsWithin(part, last))
    const others = group.parts.filter((other) => other !== part).map((other) => countsWithin(other, last))
    const rest = errorRateOf(totalOf(others))
    const [own, elsewhere] = [estimateOf(rate), estimateOf(rest)]
    const difference = newcombeDifference(own, elsewhere, z998)
    if (!difference || own.n < colourFloor || elsewhere.n < colourFloor) return []
    return [{ group, part, rate, rest, difference }]
  })
}

const weekDays = 7
const daysBetween = (from: string, to: string): number =>
  Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to)).total('days')

/** Returns the Mondays of the weeks of a view. */
export function trendMondays(firstWeek: string): string[] {
  const start = Temporal.PlainDate.from(firstWeek)
  return Array.from({ length: trendWeeks }, (_, weeks) => start.add({ weeks }).toString())
}

/** Returns how many of the weeks are over, by the data date: the last one may not be. */
function completeWeeks({ dataThrough, zone, firstWeek }: TeamTrends): number {
  if (dataThrough === null) return 0
  const day = Temporal.Instant.from(dataThrough).toZonedDateTimeISO(zone).toPlainDate().toString()
  return Math.min(trendWeeks, Math.floor((daysBetween(firstWeek, day) + 1) / weekDays))
}

/** A policy before and after one of its versions, in windows of as many whole weeks each. */
export interface VersionChange {
  policy: string
  label: string
  effectiveFrom: string
  /** Whole weeks on either side; 0 where there is not yet one on both. */
  weeks: number
  /** The first and last Monday of the windows; null without weeks. */
  windows: { before: [string, string]; after: [string, string] } | null
  /** The version came in the middle of a week, which is in neither window. */
  split: boolean
  before: Rate
  after: Rate
  /** After minus before with Newcombe's 95 % interval; null where either rests on fewer than ten audits or is refused. */
  difference: Difference | null
  /** Chances of being drawn were stored, or varied, on one side alone: the audits are not alike. */
  drawnOtherwise: boolean
  /** Targets and limits that changed after the first day of the windows, up to their last. */
  targetBreaks: readonly TargetBreak[]
  /** All other policies in the same windows. */
  others: { before: Rate; after: Rate }
}

/** Returns what became of each policy that got a version in the weeks, the newest first. */
export function versionChanges(trends: TeamTrends): VersionChange[] {
  const parts = trendGroups(trends.people, 'policy').flatMap((group) => group.parts)
  const mondays = trendMondays(trends.firstWeek)
  const complete = completeWeeks(trends)
  /** The week that a version begins to hold for in whole, and the one that it first touches. */
  const placed = trends.versions.map((version) => {
    const days = daysBetween(trends.firstWeek, version.effectiveFrom)
    return { ...version, touched: Math.floor(days / weekDays), whole: Math.ceil(days / weekDays) }
  })
  return placed
    .flatMap((version) => {
      const part = parts.find(({ code }) => code === version.policy)
      if (!part) return []
      const siblings = placed.filter((other) => other !== version && other.policy === version.policy)
      const from = Math.max(
        0,
        ...siblings.filter((other) => other.whole <= version.touched).map(({ whole }) => whole),
      )
      const to = Math.min(
        complete,
        ...siblings.filter((other) => other.touched >= version.whole).map(({ touched }) => touched),
      )
      const weeks = Math.max(0, Math.min(version.touched - from, to - version.whole))
      const span = (weeksOfPart: readonly Counts[]) => ({
        before: totalOf(weeksOfPart.slice(version.touched - weeks, version.touched)),
        after: totalOf(weeksOfPart.slice(version.whole, version.whole + weeks)),
      })
      const own = span(part.weeks)
      const others = parts.filter((other) => other !== part).map((other) => span(other.weeks))
      const [before, after] = [errorRateOf(own.before), errorRateOf(own.after)]
      const monday = (week: number) => mondays[week] ?? ''
      const within = ({ effectiveFrom }: TargetBreak) => {
        const week = daysBetween(trends.firstWeek, effectiveFrom) / weekDays
        return week > version.touched - weeks && week < version.whole + weeks
      }
      return [
        {
          ...{ policy: version.policy, label: version.label, effectiveFrom: version.effectiveFrom, weeks },
          windows:
            weeks > 0
              ? {
                  before: [monday(version.touched - weeks), monday(version.touched - 1)] as [string, string],
                  after: [monday(version.whole), monday(version.whole + weeks - 1)] as [string, string],
                }
              : null,
          split: version.whole !== version.touched,
          ...{ before, after },
          difference: differenceOf(after, before),
          drawnOtherwise: isDrawnOtherwise(own.before, own.after),
          targetBreaks: weeks > 0 ? trends.targetBreaks.filter(within) : [],
          others: {
            before: errorRateOf(totalOf(others.map((other) => other.before))),
            after: errorRateOf(totalOf(others.map((other) => other.after))),
          },
        },
      ]
    })
    .reverse()
}

function differenceOf(after: Rate, before: Rate): Difference | null {
  const [now, past] = [estimateOf(after), estimateOf(before)]
  if (now.n < percentageFloor || past.n < percentageFloor) return null
  return newcombeDifference(now, past)
}

function isDrawnOtherwise(before: Counts, after: Counts): boolean {
  if (before.n === 0 || after.n === 0) return false
  const drawn = ({ weights }: Counts) => (weights?.drawn ?? 0) > 0
  return drawn(before) !== drawn(after) || rateOf(before, 'accuracy').kind !== rateOf(after, 'accuracy').kind
}
