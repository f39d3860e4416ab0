import { type Kysely, sql } from 'kysely'
import type { ActorDb, WriteDb } from '#server/db/actor-db.ts'
import type { OwnerDb } from '#server/db/database.ts'
import { prepare } from '#server/db/prepared.ts'
import type { Schema } from '#server/db/schema.ts'
import { defaultBudget } from '#shared/check-ins/exposure-rules.ts'
import { type ChosenTimings, usualDigestAt } from '#shared/inbox/choice-rules.ts'
import type { InboxKind } from '#shared/inbox/kinds.ts'

/** The installation's keys; `made` where it has none yet. Of several processes one's are kept, and all use those. */
export async function installationKeys(db: OwnerDb, made: () => { publicKey: string; privateKey: string }) {
  const known = await db.selectFrom('push_key').selectAll().executeTakeFirst()
  if (known) return { publicKey: known.public_key, privateKey: known.private_key }
  const { publicKey, privateKey } = made()
  await db
    .insertInto('push_key')
    .values({ public_key: publicKey, private_key: privateKey })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const kept = await db.selectFrom('push_key').selectAll().executeTakeFirstOrThrow()
  return { publicKey: kept.public_key, privateKey: kept.private_key }
}

export async function publicKey(db: ActorDb): Promise<string | undefined> {
  const row = await db.query.selectFrom('push_key').select('public_key').executeTakeFirst()
  return row?.public_key
}

const devicesStatement = prepare<{ org: string; person: string }, { session_id: string }>(
  'push_devices',
  (db, p) =>
    db
      .selectFrom('push_subscription')
      .select('session_id')
      .where('org_id', '=', p.org)
      .where('person_id', '=', p.person),
)
/** The sessions of the actor's own devices that take pushes. */
export const ownDevices = (db: ActorDb) => db.run(devicesStatement, { org: db.org, person: db.person })

export interface NewSubscription {
  subscriptionId: string
  sessionId: string
  endpoint: string
  p256dh: string
  auth: string
  /** The address that the browser had before. */
  replaces?: string | undefined
}

/** Devices of a person that take pushes at most; the oldest gives way. */
const devicesLimit = 10

/**
 * Keeps one row for the device: that of its session, else that of the address which it had or has, so that what is on its
 * way goes to the new address. False where this device is subscribed in just this way already.
 */
export async function putSubscription(db: WriteDb, device: NewSubscription): Promise<boolean> {
  const { subscriptionId, sessionId, endpoint, p256dh, auth, replaces } = device
  const known = await db.query
    .selectFrom('push_subscription')
    .select(['subscription_id', 'session_id', 'endpoint', 'p256dh', 'auth'])
    .where('org_id', '=', db.org)
    .where('person_id', '=', db.person)
    // The browser may have another session of the same person behind it.
    .where((eb) =>
      eb.or([
        eb('session_id', '=', sessionId),
        eb('endpoint', 'in', [endpoint, ...(replaces ? [replaces] : [])]),
      ]),
    )
    .execute()
  const kept = known.find((row) => row.session_id === sessionId) ?? known[0]
  const others = known.filter((row) => row !== kept).map((row) => row.subscription_id)
  if (others.length > 0)
    await db.query
      .deleteFrom('push_subscription')
      .where('org_id', '=', db.org)
      .where('person_id', '=', db.person)
      .where('subscription_id', 'in', others)
      .execute()
  const address = { session_id: sessionId, endpoint, p256dh, auth }
  if (kept) {
    const isSame = Object.entries(address).every(([key, value]) => Reflect.get(kept, key) === value)
    if (isSame) return others.length > 0
    await db.query
      .updateTable('push_subscription')
      .set(address)
      .where('org_id', '=', db.org)
      .where('person_id', '=', db.person)
      .where('subscription_id', '=', kept.subscription_id)
      .execute()
    return true
  }
  await db.query
    .insertInto('push_subscription')
    .values({ org_id: db.org, subscription_id: subscriptionId, person_id: db.person, ...address })
    .execute()
  await sql`delete from push_subscription where org_id = ${db.org} and person_id = ${db.person}
    and subscription_id not in (select subscription_id from push_subscription
      where org_id = ${db.org} and person_id = ${db.person}
      order by created_at desc, subscription_id desc limit ${sql.lit(devicesLimit)})`.execute(db.query)
  return true
}

export async function deleteSubscription(db: WriteDb, sessionId: string): Promise<boolean> {
  const { numDeletedRows } = await db.query
    .deleteFrom('push_subscription')
    .where('org_id', '=', db.org)
    .where('person_id', '=', db.person)
    .where('session_id', '=', sessionId)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

export interface DueNotification {
  org_id: string
  inbox_id: string
  person_id: string
  kind: InboxKind
  /** Since when it is shown. */
  at: string
  urgent: boolean
  read: boolean
  told: boolean
  /** What the person chose: per group, the hour of the digest as 'HH:MM:SS', and whether they have and want e-mail. */
  timings: ChosenTimings
  digest_at: string
  email: boolean
  zone: string
  quiet_from: string | null
  quiet_until: string | null
  absent_until: string | null
  working: boolean
  next_shift: string | null
  /** The end of a day on which what the person entered of what they saw reached their budget; null but for corrective kinds. */
  heavy_until: string | null
}

/**
 * Returns news whose push is to be seen to, locked until the transaction ends; what another process has is passed over.
 * `corrective` are the kinds that wait for the end of a heavy day.
 */
export async function lockDueNotifications(
  transaction: Kysely<Schema>,
  limit: number,
  corrective: readonly string[],
): Promise<DueNotification[]> {
  const { rows } = await sql<DueNotification>`
    with due as materialized (
      select org_id, inbox_id, person_id, kind, urgent, read_at is not null as read, told, at from inbox
      where push_at <= now() order by push_at limit ${limit} for update skip locked)
    select d.*, p.quiet_from, p.quiet_until, z.zone, s.absent_until,
      coalesce(c.timings, '{}') as timings, coalesce(c.digest_at, ${usualDigestAt}::time)::text as digest_at,
      coalesce(c.email, false)
        and exists (select from sign_in a where a.org_id = d.org_id and a.person_id = d.person_id)
        and exists (select from app.membership_today t where t.org_id = d.org_id and t.person_id = d.person_id)
        as email,
      coalesce(s.working, false) as working, s.next_shift, h.heavy_until
    from due d join person p using (org_id, person_id)
    left join notification_choice c using (org_id, person_id)
    cross join lateral app.zone_of(d.org_id, d.person_id) z
    left join lateral (
      select max(ends_at) filter (where kind = 'absence' and starts_at <= now()) as absent_until,
        bool_or(kind = 'work' and starts_at <= now()) as working,
        min(starts_at) filter (where kind = 'work' and starts_at > now()) as next_shift
      from shift where org_id = d.org_id and person_id = d.person_id
        and ends_at > now() and starts_at < now() + interval '14 days') s on true
    left join lateral (
      select (day + 1)::timestamp at time zone z.zone as heavy_until
      from (select (now() at time zone z.zone)::date as day) today
      where d.kind = any (${corrective}::text[])
        and (select sum(e.minutes) from exposure_entry e
          where e.org_id = d.org_id and e.person_id = d.person_id and e.day = today.day)
        >= (select coalesce(min(coalesce(b.minutes_per_day, ${sql.lit(defaultBudget.minutesPerDay)})),
            ${sql.lit(defaultBudget.minutesPerDay)})
          from app.membership_today m left join exposure_budget b using (org_id, team_id)
          where m.org_id = d.org_id and m.person_id = d.person_id and m.team_id is not null)) h on true
    order by d.at`.execute(transaction)
  return rows
}

type Ref = Pick<DueNotification, 'org_id' | 'inbox_id'>
const refs = (rows: readonly Ref[]) =>
  sql`jsonb_to_recordset(${JSON.stringify(rows.map(({ org_id, inbox_id }) => ({ org_id, inbox_id })))}::jsonb)
    as r (org_id uuid, inbox_id uuid)`

/** Open phones of who it is for hear of news that was held back until now. */
export async function announceDeferred(transaction: Kysely<Schema>, rows: readonly Ref[]): Promise<void> {
  if (rows.length === 0) return
  await sql`with told as (
      update inbox i set told = true from ${refs(rows)} where i.org_id = r.org_id and i.inbox_id = r.inbox_id
      returning i.org_id, i.person_id
    ), put as (insert into change (org_id, feature, person_id) select distinct org_id, 'inbox', person_id from told)
    select pg_notify('dure_change', org_id::text) from (select distinct org_id from told) o`.execute(
    transaction,
  )
}

/** Their push is done with, but for `pushed`: those go to every device of who they are for whose session stands. */
export async function releaseNotifications(
  transaction: Kysely<Schema>,
  done: readonly Ref[],
  pushed: readonly Ref[],
): Promise<void> {
  if (done.length > 0)
    await sql`update inbox i set push_at = null from ${refs(done)}
      where i.org_id = r.org_id and i.inbox_id = r.inbox_id`.execute(transaction)
  if (pushed.length > 0)
    await sql`insert into push_delivery (org_id, inbox_id, subscription_id)
      select i.org_id, i.inbox_id, s.subscription_id from ${refs(pushed)}
      join inbox i using (org_id, inbox_id)
      join push_subscription s on s.org_id = i.org_id and s.person_id = i.person_id
      join session e on e.org_id = s.org_id and e.session_id = s.session_id
        and e.idle_until > now() and e.ends_at > now()
      on conflict do nothing`.execute(transaction)
}

/** To be seen to again at `until`, in milliseconds since the epoch. */
export async function deferNotifications(
  transaction: Kysely<Schema>,
  deferred: readonly (Ref & { until: number })[],
): Promise<void> {
  if (deferred.length === 0) return
  const values = deferred.map((row) => ({ ...row, until: new Date(row.until).toISOString() }))
  await sql`update inbox i set push_at = r.until
    from jsonb_to_recordset(${JSON.stringify(values)}::jsonb) as r (org_id uuid, inbox_id uuid, until timestamptz)
    where i.org_id = r.org_id and i.inbox_id = r.inbox_id`.execute(transaction)
}
