import { sql } from 'kysely'
import type { OwnerDb } from '#server/db/database.ts'
import { noCounts } from '#shared/audits/rules.ts'
import type { Counts } from '#shared/audits/views.ts'

export interface AnalystCounts {
  /** What imports call the person, or the name where they have no such reference. */
  analyst: string
  n: number
  correct: number
  missed: number
  over_enforced: number
  /** Audits with a stored chance of being drawn, and the sums of their weights. */
  drawn: number
  w: number
  w2: number
  w_correct: number
  w2_correct: number
}

/** Returns what an accuracy is computed from. */
export function accuracyCounts({ n, correct, drawn, w, w2, w_correct, w2_correct }: AnalystCounts): Counts {
  const none = { missed: 0, overEnforced: 0, acted: 0, missed2: 0, overEnforced2: 0, acted2: 0 }
  const weights = { ...none, drawn, w, w2, correct: w_correct, correct2: w2_correct }
  return { ...noCounts, n, correct, ...(drawn > 0 ? { weights } : {}) }
}

/** As the owner: the team of that name with its zone; undefined where there is none, or more than one. */
export async function teamNamed(db: OwnerDb, name: string) {
  const teams = await db
    .selectFrom('team')
    .select(['org_id', 'team_id', 'zone'])
    .where(sql`lower(name)`, '=', name.toLowerCase())
    .execute()
  return teams.length === 1 ? teams[0] : undefined
}

/** As the owner: what imports call each of these people, or the name where they have no such reference. */
export async function referencesOf(
  db: OwnerDb,
  org: string,
  people: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (people.length === 0) return new Map()
  const rows = await db
    .selectFrom('person')
    .select(['person_id', sql<string>`coalesce(reference, name)`.as('analyst')])
    .where('org_id', '=', org)
    .where('person_id', 'in', [...people])
    .execute()
  return new Map(rows.map(({ person_id, analyst }) => [person_id, analyst]))
}

/**
 * As the owner: every analyst with verified audits in the team between two days of its zone, both included. Undefined
 * where no team, or more than one, has the name.
 */
export async function countsBetween(
  db: OwnerDb,
  { team, from, to }: { team: string; from: string; to: string },
): Promise<AnalystCounts[] | undefined> {
  const found = await teamNamed(db, team)
  if (!found) return undefined
  return await db
    .selectFrom('audit_day as d')
    .innerJoin('person as p', (join) =>
      join.onRef('p.org_id', '=', 'd.org_id').onRef('p.person_id', '=', 'd.analyst_id'),
    )
    .select([
      sql<string>`coalesce(p.reference, p.name)`.as('analyst'),
      sql<number>`sum(d.n)::int`.as('n'),
      sql<number>`sum(d.correct)::int`.as('correct'),
      sql<number>`sum(d.missed)::int`.as('missed'),
      sql<number>`sum(d.over_enforced)::int`.as('over_enforced'),
      sql<number>`sum(d.drawn)::int`.as('drawn'),
      sql<number>`sum(d.w)`.as('w'),
      sql<number>`sum(d.w2)`.as('w2'),
      sql<number>`sum(d.w_correct)`.as('w_correct'),
      sql<number>`sum(d.w2_correct)`.as('w2_correct'),
    ])
    .where('d.org_id', '=', found.org_id)
    .where('d.team_id', '=', found.team_id)
    .where('d.day', '>=', from)
    .where('d.day', '<=', to)
    .groupBy(['p.person_id', 'p.reference', 'p.name'])
    .orderBy(sql`coalesce(p.reference, p.name)`)
    .execute()
}
