import { sql } from 'kysely'
import type { ActorDb, WriteDb } from '#server/db/actor-db.ts'
import { prepare } from '#server/db/prepared.ts'
import type { AskInput } from '#shared/emergency/contracts.ts'
import type { EmergencyHours } from '#shared/emergency/rules.ts'
import type { RecordView } from '#shared/people/views.ts'

export interface AccessRow {
  access_id: string
  subject_id: string
  subject_name: string
  asker_id: string
  asker_name: string
  reason: string
  hours: EmergencyHours
  asked_at: string
  confirmer_id: string | null
  confirmer_name: string | null
  confirmed_at: string | null
  ended_by: string | null
  ended_at: string | null
  /** The teams that the person is in today, as far as the reader sees them. */
  team_ids: string[]
}

/** The accesses listed at most. */
const listLimit = 200

const rows = (org: unknown, which: ReturnType<typeof sql>) => sql<AccessRow>`
  select e.access_id, e.subject_id, s.name as subject_name, e.asker_id, a.name as asker_name, e.reason, e.hours,
    e.asked_at, e.confirmed_by as confirmer_id, c.name as confirmer_name, e.confirmed_at, e.ended_by, e.ended_at,
    array(select distinct m.team_id from app.membership_today m
      where m.org_id = e.org_id and m.person_id = e.subject_id and m.team_id is not null) as team_ids
  from emergency_access e
  join person s on s.org_id = e.org_id and s.person_id = e.subject_id
  join person a on a.org_id = e.org_id and a.person_id = e.asker_id
  left join person c on c.org_id = e.org_id and c.person_id = e.confirmed_by
  where e.org_id = ${org} and ${which}
  order by e.asked_at desc, e.access_id limit ${sql.lit(listLimit)}`

const listStatement = prepare<{ org: string }, AccessRow>('emergency_list', (db, p) => ({
  compile: () => rows(p.org, sql`true`).compile(db),
}))

/** Returns the accesses that the reader may know of, the newest first. */
export const accessRows = (db: ActorDb): Promise<AccessRow[]> => db.run(listStatement, { org: db.org })

const waitingStatement = prepare<{ org: string }, AccessRow>('emergency_waiting', (db, p) => ({
  compile: () => rows(p.org, sql`e.confirmed_at is null and e.ended_at is null`).compile(db),
}))

/** Returns those that nobody has confirmed or ended, lapsed ones too. */
export const unconfirmedRows = (db: ActorDb): Promise<AccessRow[]> =>
  db.run(waitingStatement, { org: db.org })

const oneStatement = prepare<{ org: string; access: string }, AccessRow>('emergency_one', (db, p) => ({
  compile: () => rows(p.org, sql`e.access_id = ${p.access}`).compile(db),
}))

/** Returns one access; undefined where it is missing or hidden from the actor. */
export async function accessById(db: ActorDb, access: string): Promise<AccessRow | undefined> {
  const [row] = await db.run(oneStatement, { org: db.org, access })
  return row
}

/** Returns who may confirm an access to the person's record and signs in: somebody who does not would confirm nothing. */
export async function confirmersOf(db: WriteDb, subject: string): Promise<string[]> {
  const { rows } = await sql<{ person_id: string }>`select distinct s.person_id from sign_in s
    where s.org_id = ${db.org} and s.person_id in (select app.emergency_confirmers(${subject}::uuid))`.execute(
    db.query,
  )
  return rows.map((row) => row.person_id)
}

/** Returns who is told of an access besides the person and who asked: who may confirm it, and who leads the person. */
export async function audienceOf(db: WriteDb, subject: string): Promise<string[]> {
  const { rows } = await sql<{ person_id: string }>`
    select a as person_id from app.emergency_audience(${subject}::uuid) a`.execute(db.query)
  return rows.map((row) => row.person_id)
}

/** Returns whether this person is known in the organisation. */
export async function isKnown(db: WriteDb, personId: string): Promise<boolean> {
  const found = await db.query
    .selectFrom('person')
    .select('person_id')
    .where('org_id', '=', db.org)
    .where('person_id', '=', personId)
    .executeTakeFirst()
  return found !== undefined
}

/** Returns when it was asked; undefined where an access of this id exists. */
export async function insertAccess(
  db: WriteDb,
  { accessId, subjectId, reason, hours }: AskInput,
): Promise<string | undefined> {
  const row = await db.query
    .insertInto('emergency_access')
    .values({
      ...{ org_id: db.org, access_id: accessId, subject_id: subjectId, asker_id: db.person, reason, hours },
      ...{ confirmed_by: null, confirmed_at: null, ended_by: null, ended_at: null },
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('asked_at')
    .executeTakeFirst()
  return row?.asked_at
}

/** Returns whether it was confirmed by this; false where somebody else was quicker. */
export async function setConfirmed(db: WriteDb, access: string): Promise<boolean> {
  const { numUpdatedRows } = await db.query
    .updateTable('emergency_access')
    .set({ confirmed_at: sql<string>`now()`, confirmed_by: db.person })
    .where('org_id', '=', db.org)
    .where('access_id', '=', access)
    .where('confirmed_at', 'is', null)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Returns whether it was ended by this. */
export async function setEnded(db: WriteDb, access: string): Promise<boolean> {
  const { numUpdatedRows } = await db.query
    .updateTable('emergency_access')
    .set({ ended_at: sql<string>`now()`, ended_by: db.person })
    .where('org_id', '=', db.org)
    .where('access_id', '=', access)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

const readStatement = prepare<{ access: string; kind: RecordView['kind'] }, { subject_id: string | null }>(
  'emergency_read',
  (db, p) => ({
    compile: () =>
      sql<{
        subject_id: string | null
      }>`select app.read_in_emergency(${p.access}::uuid, ${p.kind}::text) as subject_id`.compile(db),
  }),
)

/**
 * Enters in the person's log that the actor reads something of theirs through the access, and lets the rest of the
 * transaction read it, and write nothing. Returns the person; null where the access is not the actor's or not open.
 */
export async function readInEmergency(
  db: WriteDb,
  read: { access: string; kind: RecordView['kind'] },
): Promise<string | null> {
  const [row] = await db.run(readStatement, read)
  return row?.subject_id ?? null
}
