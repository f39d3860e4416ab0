import { type Kysely, type RawBuilder, sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import type { WriteDb } from '#server/db/actor-db.ts'
import type { Schema } from '#server/db/schema.ts'
import type { PlaceHoldInput } from '#shared/administration/contracts.ts'

export interface NewHold {
  org: string
  /** Either a person, or a team with days. */
  personId: string | null
  teamId: string | null
  fromOn: string | null
  untilOn: string | null
  reason: string
  reviewOn: string
  untoldReason: string | null
  placedBy: string | null
}

/** As the owner: places a hold, with its row of the audit trail. Returns its id. */
export async function placeHold(db: Kysely<Schema>, hold: NewHold): Promise<string> {
  const holdId = uuidv7()
  await db
    .insertInto('legal_hold')
    .values({
      ...{ org_id: hold.org, hold_id: holdId, person_id: hold.personId, team_id: hold.teamId },
      ...{ from_on: hold.fromOn, until_on: hold.untilOn, reason: hold.reason, review_on: hold.reviewOn },
      ...{ untold_reason: hold.untoldReason, placed_by: hold.placedBy, ended_by: null, ended_at: null },
    })
    .execute()
  await appendTrail(db, { org: hold.org, holdId, teamId: hold.teamId, action: 'hold.place' })
  return holdId
}

/** As the owner: ends an open hold. Returns whether there was one. `by`: who asked for it; null for whoever runs the server. */
export async function endHold(
  db: Kysely<Schema>,
  { org, holdId, by = null }: { org: string; holdId: string; by?: string | null },
): Promise<boolean> {
  const ended = await db
    .updateTable('legal_hold')
    .set({ ended_at: sql`now()`, ended_by: by })
    .where('org_id', '=', org)
    .where('hold_id', '=', holdId)
    .where('ended_at', 'is', null)
    .returning('team_id')
    .executeTakeFirst()
  if (!ended) return false
  await appendTrail(db, { org, holdId, teamId: ended.team_id, action: 'hold.end' })
  return true
}

async function appendTrail(
  db: Kysely<Schema>,
  { org, holdId, teamId, action }: { org: string; holdId: string; teamId: string | null; action: string },
): Promise<void> {
  await db
    .insertInto('audit_log')
    .values({
      ...{ org_id: org, entry_id: sql`gen_random_uuid()`, actor_id: null, team_id: teamId },
      ...{ action, entity_id: holdId },
    })
    .execute()
}

/** Selects the memberships by which a hold on a team is on somebody. */
const inTeamOnHold = (hold: RawBuilder<unknown>) => sql`membership m
  where m.org_id = ${hold}.org_id and m.team_id = ${hold}.team_id
    and m.starts_on <= ${hold}.until_on and coalesce(m.ends_on, 'infinity') > ${hold}.from_on`

/** Returns the condition that the actor was in the team of a hold in its days. */
export const isInTeamOnHold = (hold: RawBuilder<unknown>) => sql`exists (select from ${inTeamOnHold(hold)}
  and m.person_id = (select app.actor()))`

export interface HoldRow {
  hold_id: string
  person_id: string | null
  person_name: string | null
  team_name: string | null
  from_on: string | null
  until_on: string | null
  reason: string
  review_on: string
  notified: boolean
  placed_at: string
  ended_at: string | null
  /** The day of review is over. */
  due: boolean
  /** It is on the reader, or on a team that they were in in its days. */
  concerns_reader: boolean
}

/** Returns the holds of an organisation that the reader may see, the open ones first. */
export async function holdRows(db: Kysely<Schema>, org: string): Promise<HoldRow[]> {
  const { rows } = await sql<HoldRow>`
    select h.hold_id, h.person_id, p.name as person_name, t.name as team_name, h.from_on, h.until_on, h.reason, h.review_on,
      h.untold_reason is null as notified, h.placed_at, h.ended_at,
      h.ended_at is null and h.review_on < (now() at time zone o.zone)::date as due,
      (coalesce(h.person_id = (select app.actor()), false) or ${isInTeamOnHold(sql`h`)}) as concerns_reader
    from legal_hold h join org o on o.org_id = h.org_id
    left join person p on p.org_id = h.org_id and p.person_id = h.person_id
    left join team t on t.org_id = h.org_id and t.team_id = h.team_id
    where h.org_id = ${org}
    order by h.ended_at is not null, h.review_on, h.placed_at`.execute(db)
  return rows
}

/** As an administrator: places a hold. Returns whether there was none of this id. */
export async function insertHold(
  db: WriteDb,
  { holdId, personId, teamId, fromOn, untilOn, reason, reviewOn, untoldReason }: PlaceHoldInput,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows = 0n } = await db.query
    .insertInto('legal_hold')
    .values({
      ...{ org_id: db.org, hold_id: holdId, person_id: personId, team_id: teamId, from_on: fromOn },
      ...{ until_on: untilOn, reason, review_on: reviewOn, untold_reason: untoldReason },
      placed_by: db.person,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows > 0n
}

/** Returns an open hold that the actor may see. */
export async function openHold(
  db: WriteDb,
  holdId: string,
): Promise<{ person_id: string | null } | undefined> {
  return await db.query
    .selectFrom('legal_hold')
    .select('person_id')
    .where('org_id', '=', db.org)
    .where('hold_id', '=', holdId)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
}

/** Returns whom a hold is on and who is notified of it; nobody where it says why not. */
export async function peopleToNotify(
  db: Kysely<Schema>,
  { org, holdId }: { org: string; holdId: string },
): Promise<string[]> {
  const { rows } = await sql<{ person_id: string }>`
    select h.person_id from legal_hold h
    where h.org_id = ${org} and h.hold_id = ${holdId} and h.untold_reason is null and h.person_id is not null
    union
    select m.person_id from legal_hold h join membership m on m.org_id = h.org_id and m.team_id = h.team_id
      and m.starts_on <= h.until_on and coalesce(m.ends_on, 'infinity') > h.from_on
    where h.org_id = ${org} and h.hold_id = ${holdId} and h.untold_reason is null`.execute(db)
  return rows.map((row) => row.person_id)
}

/** Returns who was in the team of a hold in its days; nobody where it is on a person. */
export async function peopleInTeamOnHold(db: WriteDb, holdId: string): Promise<string[]> {
  const found = await sql<{ person_id: string }>`select m.person_id
    from legal_hold h cross join lateral (select m.person_id from ${inTeamOnHold(sql`h`)}) m
    where h.org_id = ${db.org} and h.hold_id = ${holdId}`.execute(db.query)
  return found.rows.map((row) => row.person_id)
}
