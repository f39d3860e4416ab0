import { cleanCell } from '#shared/tables/clean.ts'
import { startOfDay } from './import-date-rules.ts'
import type { Membership } from './import-queries.ts'

interface Analyst {
  personId: string
  /** Milliseconds since the epoch, half open, in order. */
  spans: { from: number; to: number }[]
}

export interface Analysts {
  /** Who is meant, where they were an analyst of the team at that moment. */
  on(called: string, timestamp: number): string | undefined
  /** Nobody of the organisation is called so, and the file has made nobody of that name. */
  isNobody(called: string): boolean
  /** Returns the references that tell apart those whom a name means; undefined where it means at most one of them. */
  severalCalled(called: string): readonly string[] | undefined
  /** Says why they are not taken into the team; undefined where `admit` takes them. */
  obstacle(called: string, timestamp: number): NotAdmitted | undefined
  /** Takes them into the team, for every decision before their first known day; undefined where there is an obstacle. */
  admit(called: string, timestamp: number): Admitted | undefined
  /** Whom `admit` took in and since when. */
  admitted(): Admission[]
}
/**
 * `nobody`: no person of the organisation is called so; `earlier`: an analyst of the team whose first day is later, which may
 * be asked about; `absent`: somebody who was in another team on that day, or in none.
 */
type NotAdmitted = 'nobody' | 'earlier' | 'absent'
export interface Admitted {
  personId: string
  /** Nobody of that reference was known: the person is to be made. */
  isNew: boolean
}
export interface Admission {
  personId: string
  from: number
  /** Where their known standing begins. */
  to: number | null
}

/** Holds who may be brought into the team, beside those who are in it. */
export interface Admissible {
  /** People whom nobody knows are made. */
  make: boolean
  /** Days before the first known one are taken. */
  earlier: boolean
  /** Names and references of everybody in the organisation. */
  known: ReadonlySet<string>
  /** By reference: people of the organisation who may be taken into the team without being made anew. */
  elsewhere: ReadonlyMap<string, string>
  /** The people whose first day of all is in the team; undefined where that does not matter. */
  firstHere: ReadonlySet<string> | undefined
}

/**
 * Finds the team's analysts by what a file calls them: the reference, else a name that only one of them has. Memberships
 * of every date count, because history keeps the team of that day.
 */
export function analystsOf(
  memberships: readonly Membership[],
  { zone, may, makeId }: { zone: string; may: Admissible; makeId: () => string },
): Analysts {
  const byId = new Map<string, Analyst>()
  const byReference = new Map<string, Analyst>()
  const byName = new Map<string, Analyst | 'several'>()
  const referencesOf = new Map<string, Set<string>>()
  for (const { person_id, name, reference, starts_on, ends_on } of memberships) {
    const analyst = byId.get(person_id) ?? { personId: person_id, spans: [] }
    byId.set(person_id, analyst)
    analyst.spans.push({
      from: startOfDay(starts_on, zone),
      to: ends_on === null ? Number.POSITIVE_INFINITY : startOfDay(ends_on, zone),
    })
    const key = cleanCell(name)
    if (reference !== null) {
      byReference.set(cleanCell(reference), analyst)
      referencesOf.set(key, (referencesOf.get(key) ?? new Set()).add(reference))
    }
    const named = byName.get(key)
    byName.set(key, named === undefined || named === analyst ? analyst : 'several')
  }
  const admissions = new Map<string, Admission>()

  const known = (called: string): Analyst | 'several' | undefined =>
    byReference.get(called) ?? byName.get(called)
  const covers = (analyst: Analyst, timestamp: number) =>
    analyst.spans.some(({ from, to }) => from <= timestamp && timestamp < to)

  const firstOf = ({ spans }: Analyst) =>
    spans.reduce((least, { from }) => Math.min(least, from), Number.POSITIVE_INFINITY)
  function obstacle(called: string, timestamp: number): NotAdmitted | undefined {
    const analyst = known(called)
    if (analyst === 'several') return 'absent'
    if (!analyst) {
      if (!may.elsewhere.has(called) && may.known.has(called)) return 'absent'
      return may.make ? undefined : 'nobody'
    }
    const first = firstOf(analyst)
    // From the first known day on the dates are somebody's decision, and a file does not overrule it.
    if (timestamp >= first) return 'absent'
    if (!Number.isFinite(first)) return undefined
    if (may.firstHere && !may.firstHere.has(analyst.personId)) return 'absent'
    return may.earlier ? undefined : 'earlier'
  }

  return {
    on(called, timestamp) {
      const analyst = known(called)
      return typeof analyst === 'object' && covers(analyst, timestamp) ? analyst.personId : undefined
    },
    isNobody: (called) => known(called) === undefined && !may.known.has(called) && !may.elsewhere.has(called),
    severalCalled: (called) =>
      known(called) === 'several' ? [...(referencesOf.get(called) ?? [])] : undefined,
    obstacle,
    admit(called, timestamp) {
      let analyst = known(called)
      if (analyst === 'several' || obstacle(called, timestamp)) return undefined
      const isNew = analyst === undefined && !may.elsewhere.has(called)
      if (!analyst) {
        analyst = { personId: may.elsewhere.get(called) ?? makeId(), spans: [] }
        byReference.set(called, analyst)
      }
      const { personId } = analyst
      const first = firstOf(analyst)
      const from = Math.min(timestamp, admissions.get(personId)?.from ?? timestamp)
      admissions.set(personId, { personId, from, to: Number.isFinite(first) ? first : null })
      return { personId, isNew }
    },
    admitted: () => [...admissions.values()],
  }
}
