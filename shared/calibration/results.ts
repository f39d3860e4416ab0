import { computeAgreement } from '#shared/statistics/agreement.ts'
import { agreementDisplay } from '#shared/statistics/agreement-floors.ts'
import { cleanRatings } from '#shared/statistics/clean-ratings.ts'
import { type GivenRating, longForm } from './long-form.ts'
import type { CalibrationLevel, Option } from './rules.ts'
import type { CaseResult, PairResult, PersonResult, RoundAgreement, RoundResult } from './views.ts'

export interface ResultScale {
  level: CalibrationLevel
  options: readonly Pick<Option, 'value'>[]
  seed: number
}
export interface ResultCase {
  caseId: string
  reference: string
  repeatOf: string | null
  /** The gold label, where the reader may read it. */
  expected: string | null
  /** When a newer version of the policy came into force, under which the gold label may be wrong; null while none did. */
  supersededAt: string | null
}
/** Computes agreement as `dure agreement` does of the same table: a case shown again is no unit of its own. */
export function agreementOf(
  { level, options, seed }: ResultScale,
  cases: readonly ResultCase[],
  ratings: readonly GivenRating[],
): RoundAgreement {
  const { ratings: cleaned, raters } = cleanRatings(longForm(cases, ratings), { level })
  const order = options.map(({ value }) => value)
  const { low, high, intervals, ...computed } = computeAgreement(cleaned, level, order, { seed })
  return {
    ...computed,
    raters,
    ...sayable(computed),
    intervals: { ...intervals, alpha: low === null || high === null ? null : { low, high } },
  }
}

function sayable({ alpha, pairableUnits }: Pick<RoundAgreement, 'alpha' | 'pairableUnits'>) {
  const display = agreementDisplay(alpha, pairableUnits)
  return {
    enough: display.kind !== 'too-few-units',
    band: display.kind === 'band' ? display.band : null,
  }
}

/** Returns the value that was given most often; null where two share the first place, and without any. */
export function consensusOf(values: readonly string[]): string | null {
  const counts = [...Map.groupBy(values, (value) => value)].map(([value, { length }]) => ({ value, length }))
  const [first, second] = counts.toSorted((left, right) => right.length - left.length)
  return first && first.length !== second?.length ? first.value : null
}

interface Rated {
  cases: readonly ResultCase[]
  ratings: readonly GivenRating[]
}

/** First ratings of cases that are no repeats: what people are compared by. */
const firstRatings = ({ cases, ratings }: Rated): Map<string, GivenRating[]> => {
  const repeats = new Set(cases.flatMap(({ caseId, repeatOf }) => (repeatOf ? [caseId] : [])))
  return Map.groupBy(
    ratings.filter(({ caseId }) => !repeats.has(caseId)),
    ({ caseId }) => caseId,
  )
}

/** Returns every case with its marks, the most split first; where it is repeated only the first showing is counted. */
export function caseResults(
  rated: Rated,
  { isLead, inLedger }: { isLead: boolean; inLedger: ReadonlySet<string> },
): CaseResult[] {
  const byCase = firstRatings(rated)
  return rated.cases
    .filter(({ repeatOf }) => repeatOf === null)
    .map(({ caseId, expected, supersededAt }) => {
      const marks = byCase.get(caseId) ?? []
      const values = marks.map(({ value }) => value)
      return {
        caseId,
        split: splitOf(values),
        consensus: consensusOf(values),
        expected,
        supersededAt: expected === null ? null : supersededAt,
        marks: marks.map(markOf),
        inLedger: isLead ? inLedger.has(caseId) : null,
      }
    })
    .toSorted((left, right) => (right.split ?? -1) - (left.split ?? -1))
}

/** Returns the marks of the second showings: they are counted in no figure but a rater's own. */
export const repeatMarks = ({ cases, ratings }: Rated): RoundResult['repeats'] =>
  cases
    .filter(({ repeatOf }) => repeatOf !== null)
    .map(({ caseId }) => ({
      caseId,
      marks: ratings.filter((rating) => rating.caseId === caseId).map(markOf),
    }))

const markOf = ({ personId, value, comment }: GivenRating) => ({ personId, value, comment })

function splitOf(values: readonly string[]): number | null {
  const m = values.length
  if (m < 2) return null
  const counts = [...Map.groupBy(values, (value) => value).values()].map(({ length }) => length)
  const agreeing = counts.reduce((total, count) => total + count * (count - 1), 0)
  return 1 - agreeing / (m * (m - 1))
}

type Rater = PersonResult['person'] & {
  /** When they say that they submitted. */
  ratedAt: string | null
}
interface Compared {
  people: readonly Rater[]
  /** Who wrote the gold labels, and is not tested by them; null where none of the raters did. */
  labelledBy: string | null
}

/**
 * Compares each person with what most of the others gave, their own rating left out: a tie of the others is none, and so
 * is one other alone. Beside it with the gold labels that still held when they rated, and with themselves on cases that were
 * shown twice.
 */
export function personResults(rated: Rated, { people, labelledBy }: Compared): PersonResult[] {
  const byCase = firstRatings(rated)
  const givenBy = new Map(
    rated.ratings.map(({ caseId, personId, value }) => [`${caseId} ${personId}`, value]),
  )
  const repeats = rated.cases.filter(({ repeatOf }) => repeatOf !== null)
  const hasGold = rated.cases.some(({ expected }) => expected !== null)
  return people.map(({ ratedAt, ...person }) => {
    const holds = ({ supersededAt }: ResultCase) =>
      supersededAt === null || (ratedAt !== null && Date.parse(ratedAt) < Date.parse(supersededAt))
    const given = (caseId: string) => givenBy.get(`${caseId} ${person.personId}`)
    const others = { x: 0, n: 0 }
    const gold = { x: 0, n: 0 }
    const self = { x: 0, n: 0 }
    for (const item of rated.cases) {
      const { caseId, repeatOf, expected } = item
      const own = given(caseId)
      if (own === undefined) continue
      if (repeatOf !== null) {
        const first = given(repeatOf)
        if (first !== undefined) count(self, first === own)
        continue
      }
      const rest = (byCase.get(caseId) ?? []).filter(({ personId }) => personId !== person.personId)
      const consensus = rest.length < 2 ? null : consensusOf(rest.map(({ value }) => value))
      if (consensus !== null) count(others, consensus === own)
      if (expected !== null && holds(item)) count(gold, expected === own)
    }
    const isTested = hasGold && person.personId !== labelledBy
    return { person, others, gold: isTested ? gold : null, self: repeats.length > 0 ? self : null }
  })
}

function count(counted: { x: number; n: number }, agreed: boolean): void {
  counted.n += 1
  if (agreed) counted.x += 1
}

/** Compares every two people who share a case, in their order. */
export function pairResults(rated: Rated, people: readonly { personId: string }[]): PairResult[] {
  const byCase = [...firstRatings(rated).values()].map(
    (marks) => new Map(marks.map(({ personId, value }) => [personId, value])),
  )
  return people.flatMap(({ personId: first }, place) =>
    people.slice(place + 1).flatMap(({ personId: second }): PairResult[] => {
      const agreed = { x: 0, n: 0 }
      for (const values of byCase) {
        const [left, right] = [values.get(first), values.get(second)]
        if (left !== undefined && right !== undefined) count(agreed, left === right)
      }
      return agreed.n > 0 ? [{ people: [first, second], agreed }] : []
    }),
  )
}

/** Counts pairs of ratings of one case by their two values. */
export function disagreementMatrix(rated: Rated, options: ResultScale['options']): RoundResult['matrix'] {
  const places = new Map(options.map(({ value }, place) => [value, place]))
  const cells = new Map<string, { a: number; b: number; n: number }>()
  for (const marks of firstRatings(rated).values()) {
    const found = marks.flatMap(({ value }) => places.get(value) ?? []).toSorted((a, b) => a - b)
    found.forEach((a, place) => {
      for (const b of found.slice(place + 1)) {
        const cell = cells.get(`${a} ${b}`) ?? { a, b, n: 0 }
        cell.n += 1
        cells.set(`${a} ${b}`, cell)
      }
    })
  }
  return [...cells.values()].toSorted((left, right) => left.a - right.a || left.b - right.b)
}
