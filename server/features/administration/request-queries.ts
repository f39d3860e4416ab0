import { sql } from 'kysely'
import type { ActorDb, WriteDb } from '#server/db/actor-db.ts'
import type { OwnerDb } from '#server/db/database.ts'
import { prepare } from '#server/db/prepared.ts'
import type { RequestSubject } from '#shared/administration/request-rules.ts'
import type { RetentionKind } from '#shared/core/retention-rules.ts'
import type { PersonKey } from './erasure-queries.ts'
import { isInTeamOnHold } from './hold-queries.ts'
import type { RowCount } from './person-row-queries.ts'

export interface RequestRow {
  request_id: string
  what: RequestSubject
  person_id: string | null
  person_name: string | null
  team_name: string | null
  hold_id: string | null
  kind: RetentionKind | null
  days: number | null
  reason: string
  asker_id: string
  asker_name: string
  asked_at: string
  counts: RowCount[] | null
  counted_at: string | null
  confirmer_id: string | null
  confirmer_name: string | null
  confirmed_at: string | null
  ended_by: string | null
  ended_at: string | null
  done_at: string | null
  waiting_at: string | null
  /** It is about a hold on a team that the actor was in, in the days of the hold. */
  concerned: boolean
}

const rows = (org: unknown, which: ReturnType<typeof sql>) => sql<RequestRow>`
  select r.request_id, r.what, r.person_id, p.name as person_name, t.name as team_name, r.hold_id, r.kind, r.days,
    r.reason, r.asked_by as asker_id, a.name as asker_name, r.asked_at, r.counts, r.counted_at,
    r.confirmed_by as confirmer_id, c.name as confirmer_name, r.confirmed_at, r.ended_by, r.ended_at, r.done_at, r.waiting_at,
    ${isInTeamOnHold(sql`h`)} as concerned
  from retention_request r
  join person a on a.org_id = r.org_id and a.person_id = r.asked_by
  left join person p on p.org_id = r.org_id and p.person_id = r.person_id
  left join legal_hold h on h.org_id = r.org_id and h.hold_id = r.hold_id
  left join team t on t.org_id = h.org_id and t.team_id = h.team_id
  left join person c on c.org_id = r.org_id and c.person_id = r.confirmed_by
  where r.org_id = ${org} and ${which}
  order by (r.done_at is null and r.ended_at is null and r.confirmed_at is not null) desc, r.asked_at desc, r.request_id
  limit 100`

const listStatement = prepare<{ org: string }, RequestRow>('administration_requests', (db, p) => ({
  compile: () => rows(p.org, sql`true`).compile(db),
}))

/** Returns the requests that the reader may know of: what is confirmed and not done, however old, then the newest. */
export const requestRows = (db: ActorDb): Promise<RequestRow[]> => db.run(listStatement, { org: db.org })

const waitingStatement = prepare<{ org: string }, RequestRow>('administration_requests_waiting', (db, p) => ({
  compile: () =>
    rows(p.org, sql`r.confirmed_at is null and r.ended_at is null and r.done_at is null`).compile(db),
}))

/** Returns those that nobody has confirmed or ended, lapsed ones too. */
export const unconfirmedRequests = (db: ActorDb): Promise<RequestRow[]> =>
  db.run(waitingStatement, { org: db.org })

/** Returns one request; undefined where it is missing or hidden from the actor. */
export async function requestById(db: WriteDb, requestId: string): Promise<RequestRow | undefined> {
  const found = await rows(db.org, sql`r.request_id = ${requestId}`).execute(db.query)
  return found.rows[0]
}

export interface NewRequest {
  requestId: string
  what: RequestSubject
  personId?: string
  holdId?: string
  kind?: RetentionKind
  days?: number
  reason: string
}

/** Returns whether there was no request of this id. */
export async function insertRequest(
  db: WriteDb,
  { requestId, what, personId, holdId, kind, days, reason }: NewRequest,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows = 0n } = await db.query
    .insertInto('retention_request')
    .values({
      ...{ org_id: db.org, request_id: requestId, what, reason, asked_by: db.person },
      ...{ person_id: personId ?? null, hold_id: holdId ?? null, kind: kind ?? null, days: days ?? null },
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows > 0n
}

/** Confirms, declines or takes back a request that waits. False where somebody else was quicker. */
export async function decideRequest(
  db: WriteDb,
  requestId: string,
  how: 'confirmed' | 'ended',
): Promise<boolean> {
  const { numUpdatedRows } = await db.query
    .updateTable('retention_request')
    .set(
      how === 'confirmed'
        ? { confirmed_at: sql<string>`now()`, confirmed_by: db.person }
        : { ended_at: sql<string>`now()`, ended_by: db.person },
    )
    .where('org_id', '=', db.org)
    .where('request_id', '=', requestId)
    .where('confirmed_at', 'is', null)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

const othersStatement = prepare<{ org: string; person: string }, { person_id: string }>(
  'administration_others',
  (db, p) => ({
    compile: () =>
      sql<{ person_id: string }>`select distinct s.person_id from sign_in s
        where s.org_id = ${p.org} and s.person_id <> ${p.person} and s.person_id in (
          select m.person_id from app.membership_today m where m.org_id = ${p.org} and m.role = 'admin')`.compile(
        db,
      ),
  }),
)

/** Returns the other administrators who sign in. */
export async function otherAdministrators(db: ActorDb): Promise<string[]> {
  const found = await db.run(othersStatement, { org: db.org, person: db.person })
  return found.map((row) => row.person_id)
}

export interface OpenRequest {
  org_id: string
  request_id: string
  what: RequestSubject
  person_id: string | null
  hold_id: string | null
  kind: RetentionKind | null
  days: number | null
  asked_by: string
  confirmed: boolean
  counted: boolean
}

/**
 * As the owner: returns what waits to be counted or done, in every organisation, what is confirmed first. An erasure that waits
 * for a legal hold goes on once that ends.
 */
export async function openRequests(db: OwnerDb): Promise<OpenRequest[]> {
  const found =
    await sql<OpenRequest>`select org_id, request_id, what, person_id, hold_id, kind, days, asked_by,
      confirmed_at is not null as confirmed, counts is not null as counted
    from retention_request where done_at is null and ended_at is null
      and (confirmed_at is not null or counts is null) and (waiting_at is null or person_id is null)
    order by confirmed_at nulls last, asked_at limit 100`.execute(db)
  return found.rows
}

export async function keepCounts(
  db: OwnerDb,
  { org_id: org, request_id: id }: OpenRequest,
  counts: readonly RowCount[],
): Promise<void> {
  await sql`update retention_request set counts = ${JSON.stringify(counts)}::jsonb, counted_at = now()
    where org_id = ${org} and request_id = ${id} and counts is null`.execute(db)
  await announceRequests(db, org)
}

/**
 * Keeps that a confirmed request is done, once, with its row of the audit trail; or that it can no longer be. Returns whether
 * it was open until then.
 */
export async function settleRequest(
  db: OwnerDb,
  { org_id: org, request_id: id }: Pick<OpenRequest, 'org_id' | 'request_id'>,
  how: 'done' | 'overtaken',
): Promise<boolean> {
  const column = sql.ref(how === 'done' ? 'done_at' : 'ended_at')
  const { numAffectedRows = 0n } =
    await sql`update retention_request set ${column} = now() where org_id = ${org} and request_id = ${id}
      and done_at is null and ended_at is null`.execute(db)
  if (numAffectedRows === 0n) return false
  await db
    .insertInto('audit_log')
    .values({
      ...{ org_id: org, entry_id: sql`gen_random_uuid()`, actor_id: null, team_id: null },
      ...{ action: `administration.request.${how}`, entity_id: id },
    })
    .execute()
  await announceRequests(db, org)
  return true
}

/** In the transaction of an erasure, while its requests name the person: settles what was confirmed, or keeps that it waits. */
export async function settleErasure(
  db: OwnerDb,
  { org, person }: PersonKey,
  { waits }: { waits: boolean },
): Promise<void> {
  const { rows: confirmed } = await sql<Pick<OpenRequest, 'org_id' | 'request_id'>>`
    select org_id, request_id from retention_request where org_id = ${org} and person_id = ${person}
      and what = 'erasure' and confirmed_at is not null and done_at is null and ended_at is null
      and (waiting_at is null or not ${waits})`.execute(db)
  for (const request of confirmed)
    if (waits) await keepWaiting(db, request)
    else await settleRequest(db, request, 'done')
}

/** Keeps that a legal hold keeps some of what a confirmed request erases. */
async function keepWaiting(
  db: OwnerDb,
  { org_id: org, request_id: id }: Pick<OpenRequest, 'org_id' | 'request_id'>,
): Promise<void> {
  await sql`update retention_request set waiting_at = now()
    where org_id = ${org} and request_id = ${id}`.execute(db)
  await announceRequests(db, org)
}

/** Lets the open phones of administrators read the requests again. */
async function announceRequests(db: OwnerDb, org: string): Promise<void> {
  await sql`insert into change (org_id, feature, person_id)
    select distinct m.org_id, 'people', m.person_id from app.membership_today m
    where m.org_id = ${org} and m.role = 'admin'`.execute(db)
  await sql`select pg_notify('dure_change', ${org})`.execute(db)
}
