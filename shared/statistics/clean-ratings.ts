import { cleanCell, foldCell } from '#shared/tables/clean.ts'
import { missingRatings } from '#shared/tables/no-value.ts'
import { computeAgreement, type Rating } from './agreement.ts'
import type { Level } from './ratings.ts'

/** Rules for the second rating of a unit by the same rater. */
export const repeatRules = ['first', 'last', 'all', 'refuse'] as const
export type RepeatRule = (typeof repeatRules)[number]

/** A rating as a file has it, with its row. */
export interface RawRating {
  row: number
  unit: string
  rater: string
  value: string
}

export interface Repeats {
  rule: RepeatRule
  /** Second and further ratings that say the same as the first, and those that contradict it. */
  identical: number
  contradicting: number
  /** Agreement of raters with themselves over the units that they rated more than once; null without any. */
  intraRater: { pairs: number; percentAgreement: number | null; alpha: number | null } | null
}

export interface CleanedRatings {
  ratings: Rating[]
  /** Raters of the ratings; with `all` a repeat counts as one more rating and as no more raters. */
  raters: number
  missing: { word: string; rows: number }[]
  /** Words whose spellings differ in blanks or composition alone, of values in case too, and became one. */
  merged: { column: 'unit' | 'rater' | 'value'; value: string; spellings: string[] }[]
  repeats: Repeats
}

interface CleanOptions {
  level: Level
  /** Words that are no rating; by default those of spreadsheets and programs. An empty cell never is one. */
  missing?: readonly string[] | undefined
  repeats?: RepeatRule
}

/** Cleans a table of ratings as an import cleans its cells. What it changes by that is told. */
export function cleanRatings(
  raw: readonly RawRating[],
  { level, missing = missingRatings, repeats = 'first' }: CleanOptions,
): CleanedRatings {
  const isMissing = matcherOf(missing)
  const missed = new Map<string, number>()
  const spelled = { unit: spellings(cleanCell), rater: spellings(cleanCell), value: spellings(foldCell) }
  const given: RawRating[] = []
  for (const rating of raw) {
    const value = readable(rating.value, level)
    if (isMissing(value)) {
      missed.set(value, (missed.get(value) ?? 0) + 1)
      continue
    }
    spelled.unit.add(rating.unit)
    spelled.rater.add(rating.rater)
    spelled.value.add(rating.value)
    given.push({ ...rating, unit: cleanCell(rating.unit), rater: cleanCell(rating.rater), value })
  }
  const labelled = given.map((rating) => ({ ...rating, value: spelled.value.labelOf(rating.value) }))
  const { kept, found } = withoutRepeats(labelled, repeats, level)
  return {
    ratings: kept,
    raters: new Set(labelled.map(({ rater }) => rater)).size,
    missing: [...missed].map(([word, rows]) => ({ word, rows })).sort((a, b) => b.rows - a.rows),
    merged: (['unit', 'rater', 'value'] as const).flatMap((column) =>
      spelled[column].merged().map((found) => ({ column, ...found })),
    ),
    repeats: found,
  }
}

/** A number's thousands may stand apart. */
function readable(text: string, level: Level): string {
  const value = cleanCell(text)
  return level === 'nominal' ? value : value.replace(/(?<=\d) (?=\d{3}\b)/g, '')
}

/**
 * Matches the words, an empty cell always. Abbreviations count in either case, but None as a program writes it does not
 * take the label "none" along.
 */
function matcherOf(labels: readonly string[]): (value: string) => boolean {
  const exact = new Set(['', ...labels.map(cleanCell)])
  const folded = new Set(labels.filter((word) => word.toLowerCase() !== 'none').map(foldCell))
  return (value) => exact.has(value) || folded.has(foldCell(value))
}

/** Gathers the spellings of words that are one by that key. */
function spellings(keyOf: (text: string) => string) {
  const found = new Map<string, Map<string, number>>()
  const labelOf = (text: string) => cleanCell(commonest(found.get(keyOf(text)) ?? new Map([[text, 1]])))
  return {
    add(text: string) {
      const key = keyOf(text)
      const known = found.get(key) ?? new Map<string, number>()
      found.set(key, known)
      known.set(text, (known.get(text) ?? 0) + 1)
    },
    /** The most frequent spelling. */
    labelOf,
    merged: () =>
      [...found.values()]
        .filter((known) => known.size > 1)
        .map((known) => ({ value: cleanCell(commonest(known)), spellings: [...known.keys()] })),
  }
}

const commonest = (known: ReadonlyMap<string, number>): string =>
  [...known].reduce((best, each) => (each[1] > best[1] ? each : best))[0]

function withoutRepeats(ratings: readonly RawRating[], rule: RepeatRule, level: Level) {
  const groups = Map.groupBy(ratings, ({ unit, rater }) => JSON.stringify([unit, rater]))
  const repeated = [...groups].filter(([, group]) => group.length > 1)
  const later = repeated.flatMap(([, [first, ...rest]]) => rest.map(({ value }) => value === first?.value))
  const identical = later.filter(Boolean).length
  const own = repeated.flatMap(([key, group]) =>
    group.map(({ value }, n) => ({ unit: key, rater: String(n), value })),
  )
  const found: Repeats = {
    rule,
    identical,
    contradicting: later.length - identical,
    intraRater: repeated.length === 0 ? null : agreementWithin(own, repeated.length, level),
  }
  const kept = [...groups.values()].flatMap((group) => {
    if (rule === 'all') return group.map((rating, n) => ({ ...rating, rater: `${rating.rater}\0${n}` }))
    if (rule === 'refuse') return group
    const rating = rule === 'first' ? group[0] : group.at(-1)
    return rating ? [rating] : []
  })
  return { kept: kept.map(({ unit, rater, value }): Rating => ({ unit, rater, value })), found }
}

/** Treats each rater's unit as a unit of its own. A scale that needs an order is read as names. */
function agreementWithin(own: readonly Rating[], pairs: number, level: Level): Repeats['intraRater'] {
  const numbers = level !== 'ordinal' && own.every(({ value }) => Number.isFinite(Number(value)))
  const { percentAgreement, alpha } = computeAgreement(own, numbers ? level : 'nominal')
  return { pairs, percentAgreement, alpha }
}
