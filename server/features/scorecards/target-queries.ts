import { sql } from 'kysely'
import type { ActorDb, WriteDb } from '#server/db/actor-db.ts'
import type { Metric } from '#shared/scorecards/rules.ts'

/** Returns a team's own targets, with the day that it is there; undefined where the reader does not see the team. */
export async function teamOfTargets(db: ActorDb, teamId: string) {
  return await db.query
    .selectFrom('team')
    .select(['team_id', 'name', 'target_accuracy', 'limit_missed', 'limit_over_enforced'])
    .select(sql<string>`(now() at time zone zone)::date`.as('today'))
    .where('org_id', '=', db.org)
    .where('team_id', '=', teamId)
    .executeTakeFirst()
}

/** Returns every time that a target of the team was set or taken back, in that order, with who did it where the reader may know. */
export async function entriesOf(db: ActorDb, teamId: string) {
  return await db.query
    .selectFrom('team_target as t')
    .leftJoin('person as p', (join) =>
      join.onRef('p.org_id', '=', 't.org_id').onRef('p.person_id', '=', 't.set_by'),
    )
    .select(['t.number', 't.metric', 't.effective_from', 't.rate', 't.set_by', 't.set_at', 'p.name'])
    .where('t.org_id', '=', db.org)
    .where('t.team_id', '=', teamId)
    .orderBy('t.number')
    .execute()
}

interface NewEntry {
  teamId: string
  number: number
  metric: Metric
  effectiveFrom: string
  rate: number | null
}

/** Adds the entry of that number. Returns when; undefined where somebody else's has the number. */
export async function insertEntry(
  db: WriteDb,
  { teamId, number, metric, effectiveFrom, rate }: NewEntry,
): Promise<string | undefined> {
  const row = await db.query
    .insertInto('team_target')
    .values({
      ...{ org_id: db.org, team_id: teamId, number, metric, effective_from: effectiveFrom, rate },
      set_by: db.person,
    })
    .onConflict((conflict) => conflict.columns(['org_id', 'team_id', 'number']).doNothing())
    .returning('set_at')
    .executeTakeFirst()
  return row?.set_at
}

/** Returns the analysts who are in the team today: they are measured by its targets. */
export async function analystsOf(db: ActorDb, teamId: string): Promise<string[]> {
  const { rows } = await sql<{ person_id: string }>`select m.person_id from app.membership_today m
    where m.org_id = ${db.org} and m.team_id = ${teamId} and m.role = 'analyst'`.execute(db.query)
  return rows.map(({ person_id }) => person_id)
}
