import { type Kysely, sql } from 'kysely'
import type { OwnerDb } from '#server/db/database.ts'
import type { Schema } from '#server/db/schema.ts'

/** A person of an organisation. */
export interface PersonKey {
  org: string
  person: string
}

/** Locks the person against rows that would name them, and legal holds against changes. Returns whether there is one. */
export async function lockPerson(db: OwnerDb, { org, person }: PersonKey): Promise<boolean> {
  await sql`lock table legal_hold in share row exclusive mode`.execute(db)
  const { rows } =
    await sql`select from person where org_id = ${org} and person_id = ${person} for update`.execute(db)
  return rows.length > 0
}

/** Lets every process forget the person's sessions at commit; what is open of them stops then. */
export async function announceSignOut(db: OwnerDb, { org, person }: PersonKey): Promise<void> {
  await sql`select pg_notify('dure_session', session_id::text) from session
    where org_id = ${org} and person_id = ${person}`.execute(db)
}

/** Checks the references that were put off to the end of the transaction. @throws where a row names what is gone. */
export async function checkReferences(db: OwnerDb): Promise<void> {
  await sql`set constraints all immediate`.execute(db)
}

/**
 * Returns whom open legal holds are on: the people named, and whoever was in a team in the days that a hold names.
 * `exceptId`: as if this hold had ended.
 */
export async function peopleOnHold(
  db: Kysely<Schema>,
  org: string,
  { exceptId = null }: { exceptId?: string | null } = {},
): Promise<string[]> {
  const { rows } = await sql<{ person_id: string }>`
    select person_id from legal_hold where org_id = ${org} and ended_at is null and person_id is not null
      and hold_id is distinct from ${exceptId}::uuid
    union
    select m.person_id from legal_hold h join membership m on m.org_id = h.org_id and m.team_id = h.team_id
      and m.starts_on <= h.until_on and coalesce(m.ends_on, 'infinity') > h.from_on
    where h.org_id = ${org} and h.ended_at is null and h.hold_id is distinct from ${exceptId}::uuid`.execute(
    db,
  )
  return rows.map((row) => row.person_id)
}

/** Ends what the person can still do: a hold keeps rows, and no way in. */
export async function endRoles(db: OwnerDb, { org, person }: PersonKey): Promise<void> {
  await sql`update membership m set ends_on = greatest(m.starts_on, z.day)
    from org o cross join lateral (select (now() at time zone o.zone)::date as day) z
    where o.org_id = m.org_id and m.org_id = ${org} and m.person_id = ${person}
      and coalesce(m.ends_on, 'infinity') > z.day`.execute(db)
}

/**
 * Keeps that a person is being erased, with its row of the audit trail the first time, and lets open phones read everything
 * again.
 */
export async function keepErasure(
  db: OwnerDb,
  { org, person }: PersonKey,
  { finished }: { finished: boolean },
): Promise<void> {
  const { rows } = await sql<{ changed: boolean }>`
    insert into erasure (org_id, erased_id, finished_at) values (${org}, ${person}, ${finished ? sql`now()` : null})
    on conflict (org_id, erased_id) do update set finished_at = excluded.finished_at
      where erasure.finished_at is distinct from excluded.finished_at
    returning true as changed`.execute(db)
  if (rows.length === 0) return
  await db
    .insertInto('audit_log')
    .values({
      ...{ org_id: org, entry_id: sql`gen_random_uuid()`, actor_id: null, team_id: null },
      ...{ action: finished ? 'person.erase' : 'person.eraseInPart', entity_id: person },
    })
    .execute()
  await sql`update feed_epoch set epoch = gen_random_uuid() where org_id = ${org}`.execute(db)
  await sql`select pg_notify('dure_change', ${org})`.execute(db)
}

export const everyPerson = async (db: OwnerDb): Promise<PersonKey[]> =>
  await db.selectFrom('person').select(['org_id as org', 'person_id as person']).execute()

/** Returns who was erased or is being erased, as the database knows it. */
export async function erasures(db: OwnerDb): Promise<(PersonKey & { finished: boolean })[]> {
  const rows = await db.selectFrom('erasure').select(['org_id', 'erased_id', 'finished_at']).execute()
  return rows.map(({ org_id, erased_id, finished_at }) => ({
    ...{ org: org_id, person: erased_id, finished: finished_at !== null },
  }))
}

/** Returns whether the person is the only one who administers and signs in. */
export async function administersAlone(db: OwnerDb, { org, person }: PersonKey): Promise<boolean> {
  const { rows } = await sql<{ person_id: string }>`select distinct m.person_id from app.membership_today m
    join sign_in s on s.org_id = m.org_id and s.person_id = m.person_id
    where m.org_id = ${org} and m.role = 'admin'`.execute(db)
  return rows.length === 1 && rows[0]?.person_id === person
}
