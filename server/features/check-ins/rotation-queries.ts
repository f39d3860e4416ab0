import { sql } from 'kysely'
import type { ActorDb, WriteDb } from '#server/db/actor-db.ts'
import type { RotationOutcome, RotationState } from '#shared/check-ins/rotation-rules.ts'

/** Returns every policy by its code, and whether the actor asked to be left out of it. */
export async function topicRows(db: ActorDb): Promise<{ policy: string; leftOut: boolean }[]> {
  const { rows } = await sql<{ policy: string; leftOut: boolean }>`
    select p.code as policy, o.policy is not null as "leftOut"
    from policy p left join topic_opt_out o on o.org_id = p.org_id and o.policy = p.code and o.person_id = ${db.person}
    where p.org_id = ${db.org} order by p.code`.execute(db.query)
  return rows
}

/** Returns the policies that the actor asked to be left out of. */
export async function ownTopics(db: ActorDb): Promise<ReadonlySet<string>> {
  const rows = await db.query
    .selectFrom('topic_opt_out')
    .select('policy')
    .where('org_id', '=', db.org)
    .where('person_id', '=', db.person)
    .execute()
  return new Set(rows.map(({ policy }) => policy))
}

/** Sets whether the actor is left out of a policy. Returns false where there is no such policy. */
export async function putTopic(db: WriteDb, policy: string, leftOut: boolean): Promise<boolean> {
  if (!leftOut) {
    await db.query
      .deleteFrom('topic_opt_out')
      .where('org_id', '=', db.org)
      .where('person_id', '=', db.person)
      .where('policy', '=', policy)
      .execute()
    return true
  }
  const { rows } = await sql<{ known: boolean }>`with known as (
      select org_id, code from policy where org_id = ${db.org} and code = ${policy}
    ), added as (
      insert into topic_opt_out (org_id, person_id, policy) select org_id, ${db.person}::uuid, code from known
      on conflict do nothing
    ) select exists (select from known) as known`.execute(db.query)
  return rows[0]?.known ?? false
}

/** Returns the policies of which a round of this team leaves out every case; for who leads the team. */
export async function topicsNotRated(db: ActorDb, teamId: string): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ policy: string }>`
    select policy from app.topics_not_rated(${teamId}::uuid) policy`.execute(db.query)
  return new Set(rows.map(({ policy }) => policy))
}

export async function readSuggests(db: ActorDb): Promise<boolean> {
  const row = await db.query
    .selectFrom('rotation_setting')
    .select('suggests')
    .where('org_id', '=', db.org)
    .where('person_id', '=', db.person)
    .executeTakeFirst()
  return row?.suggests ?? false
}

export async function putSuggests(db: WriteDb, suggests: boolean): Promise<void> {
  await db.query
    .insertInto('rotation_setting')
    .values({ org_id: db.org, person_id: db.person, suggests })
    .onConflict((conflict) => conflict.columns(['org_id', 'person_id']).doUpdateSet({ suggests }))
    .execute()
}

/** Returns the team that the actor is an analyst of, the one of longest standing first; undefined for nobody's analyst. */
export async function analystTeam(db: ActorDb): Promise<string | undefined> {
  const { rows } = await sql<{ team_id: string }>`select team_id from app.membership_today
    where org_id = ${db.org} and person_id = ${db.person} and role = 'analyst'
    order by starts_on, team_id limit 1`.execute(db.query)
  return rows[0]?.team_id
}

/** Returns who leads this team of the actor's today. */
export async function leadsAbove(db: ActorDb, teamId: string): Promise<string[]> {
  const { rows } = await sql<{ person_id: string }>`select person_id from app.people_above()
    where rank = 0 and via = ${teamId}`.execute(db.query)
  return rows.map(({ person_id }) => person_id)
}

export interface RotationRow {
  rotation_id: string
  person_id: string
  team_id: string
  state: RotationState
  asked_at: string
  ended_at: string | null
  version: number
}
const columns = ['rotation_id', 'person_id', 'team_id', 'state', 'asked_at', 'ended_at', 'version'] as const

/** Returns the actor's own requests, the newest first. */
export async function ownRotations(db: ActorDb): Promise<RotationRow[]> {
  return await db.query
    .selectFrom('rotation_request')
    .select(columns)
    .where('org_id', '=', db.org)
    .where('person_id', '=', db.person)
    .orderBy('asked_at', 'desc')
    .execute()
}

/** Returns one request that the actor may see, and whether its person is an analyst of the team today. */
export async function rotationById(
  db: ActorDb,
  rotationId: string,
): Promise<(RotationRow & { in_team: boolean }) | undefined> {
  const { rows } = await sql<RotationRow & { in_team: boolean }>`
    select ${sql.join(columns.map((name) => sql.ref(`r.${name}`)))},
      exists (select from app.membership_today m where m.org_id = r.org_id and m.team_id = r.team_id
        and m.person_id = r.person_id and m.role = 'analyst') as in_team
    from rotation_request r where r.org_id = ${db.org} and r.rotation_id = ${rotationId}`.execute(db.query)
  return rows[0]
}

/** Returns the open requests of others that the actor may see, the oldest first. */
export async function openRotations(
  db: ActorDb,
): Promise<{ rotation_id: string; person_id: string; name: string; asked_at: string; version: number }[]> {
  return await db.query
    .selectFrom('rotation_request as r')
    .innerJoin('person as p', (join) =>
      join.onRef('p.org_id', '=', 'r.org_id').onRef('p.person_id', '=', 'r.person_id'),
    )
    .select(['r.rotation_id', 'r.person_id', 'p.name', 'r.asked_at', 'r.version'])
    .where('r.org_id', '=', db.org)
    .where('r.person_id', '<>', db.person)
    .where('r.state', '=', 'open')
    .orderBy('r.asked_at')
    .execute()
}

/** Adds a request of the actor's. Returns when; undefined where one is open or the id is taken. */
export async function insertRotation(
  db: WriteDb,
  { rotationId, teamId }: { rotationId: string; teamId: string },
): Promise<string | undefined> {
  const row = await db.query
    .insertInto('rotation_request')
    .values({ org_id: db.org, rotation_id: rotationId, person_id: db.person, team_id: teamId })
    .onConflict((conflict) => conflict.doNothing())
    .returning('asked_at')
    .executeTakeFirst()
  return row?.asked_at
}

/** Ends an open request. Returns its version; undefined where it was ended before. */
export async function endRotation(
  db: WriteDb,
  rotationId: string,
  state: RotationOutcome | 'withdrawn',
): Promise<number | undefined> {
  const row = await db.query
    .updateTable('rotation_request')
    .set({
      state,
      settled_by: state === 'withdrawn' ? null : db.person,
      ended_at: sql<string>`clock_timestamp()`,
      version: sql<number>`version + 1`,
    })
    .where('org_id', '=', db.org)
    .where('rotation_id', '=', rotationId)
    .where('state', '=', 'open')
    .returning('version')
    .executeTakeFirst()
  return row?.version
}
