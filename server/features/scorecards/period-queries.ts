import { type Kysely, sql } from 'kysely'
import type { Schema } from '#server/db/schema.ts'

export interface AnalystCounts {
  /** What imports call the person, or the name where they have no such reference. */
  analyst: string
  n: number
  correct: number
  missed: number
  over_enforced: number
}

/**
 * As the owner: every analyst with verified audits in the team between two days of its zone, both included. Undefined
 * where no team, or more than one, has the name.
 */
export async function countsBetween(
  db: Kysely<Schema>,
  { team, from, to }: { team: string; from: string; to: string },
): Promise<AnalystCounts[] | undefined> {
  const teams = await db
    .selectFrom('team')
    .select(['org_id', 'team_id'])
    .where(sql`lower(name)`, '=', team.toLowerCase())
    .execute()
  const [found] = teams
  if (!found || teams.length > 1) return undefined
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
    ])
    .where('d.org_id', '=', found.org_id)
    .where('d.team_id', '=', found.team_id)
    .where('d.day', '>=', from)
    .where('d.day', '<=', to)
    .groupBy(['p.person_id', 'p.reference', 'p.name'])
    .orderBy(sql`coalesce(p.reference, p.name)`)
    .execute()
}
