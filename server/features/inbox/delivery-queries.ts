import { type Kysely, sql } from 'kysely'
import type { Schema } from '#server/db/schema.ts'

export interface Delivery {
  org_id: string
  inbox_id: string
  subscription_id: string
  person_id: string
  attempts: number
  /** Seconds since it went out, however long it was held before. */
  age: number
  endpoint: string
  p256dh: string
  auth: string
  urgent: boolean
  read: boolean
  locale: 'ko' | 'en'
  /** Unread news that the icon counts. */
  badge: number
}

/** A lease lapses so soon after who holds it died. */
const leaseFor = sql`interval '3 seconds'`

interface Lease {
  leaseId: string
  /** Pushes in all, and to one host. */
  limit: number
  laneLimit: number
  /** By host, how many of its lane are in the air already. */
  inTheAir: ReadonlyMap<string, number>
  counted: readonly string[]
}

/**
 * Leases pushes that are due and that nobody else sends, what is urgent and then what is oldest first, and of each host no
 * more than its lane holds.
 */
export async function leaseDeliveries(
  db: Kysely<Schema>,
  { leaseId, limit, laneLimit, inTheAir, counted }: Lease,
): Promise<Delivery[]> {
  const { rows } = await sql<Delivery>`
    with waiting as materialized (
      select d.org_id, d.inbox_id, d.subscription_id, d.due_at, i.urgent, split_part(s.endpoint, '/', 3) as host,
        row_number() over (partition by split_part(s.endpoint, '/', 3) order by i.urgent desc, d.due_at) as place
      from push_delivery d join inbox i using (org_id, inbox_id) join push_subscription s using (org_id, subscription_id)
      where d.due_at <= clock_timestamp() and (d.leased_until is null or d.leased_until < clock_timestamp())
    ), due as materialized (
      select d.org_id, d.inbox_id, d.subscription_id
      from push_delivery d join waiting w using (org_id, inbox_id, subscription_id)
      left join unnest(${[...inTheAir.keys()]}::text[], ${[...inTheAir.values()]}::int[]) as a (host, pushes) on a.host = w.host
      where w.place <= ${laneLimit} - coalesce(a.pushes, 0)
        and (d.leased_until is null or d.leased_until < clock_timestamp())
      order by w.urgent desc, w.due_at limit ${limit} for update of d skip locked
    ), leased as (
      update push_delivery d set lease_id = ${leaseId}::uuid, leased_until = clock_timestamp() + ${leaseFor}
      from due where d.org_id = due.org_id and d.inbox_id = due.inbox_id and d.subscription_id = due.subscription_id
      returning d.org_id, d.inbox_id, d.subscription_id, d.attempts, d.created_at)
    select d.*, i.person_id, extract(epoch from now() - d.created_at)::int as age, s.endpoint, s.p256dh, s.auth, i.urgent,
      i.read_at is not null as read, p.locale,
      (select count(*)::int from inbox w where w.org_id = i.org_id and w.person_id = i.person_id
        and w.read_at is null and w.at <= now() and w.at > now() - interval '90 days'
        and w.kind = any (${counted}::text[])) as badge
    from leased d join inbox i using (org_id, inbox_id) join push_subscription s using (org_id, subscription_id)
    join person p on p.org_id = i.org_id and p.person_id = i.person_id`.execute(db)
  return rows
}

/** Keeps what a lease still holds from lapsing. */
export async function renewLease(db: Kysely<Schema>, leaseId: string): Promise<void> {
  await db
    .updateTable('push_delivery')
    .set({ leased_until: sql`clock_timestamp() + ${leaseFor}` })
    .where('lease_id', '=', leaseId)
    .execute()
}

type DeliveryRef = Pick<Delivery, 'org_id' | 'inbox_id' | 'subscription_id'>

/** Ends a push that was taken or will not be, unless its lease lapsed and it is another's now. */
export async function deleteDelivery(db: Kysely<Schema>, delivery: DeliveryRef, leaseId: string) {
  await db
    .deleteFrom('push_delivery')
    .where('org_id', '=', delivery.org_id)
    .where('inbox_id', '=', delivery.inbox_id)
    .where('subscription_id', '=', delivery.subscription_id)
    .where('lease_id', '=', leaseId)
    .execute()
}

/**
 * Forgets a device that is no more, with everything that was on its way to it; one that has another address since is kept,
 * and what was leased goes there.
 */
export async function forgetDevice(
  db: Kysely<Schema>,
  device: DeliveryRef & Pick<Delivery, 'endpoint'>,
): Promise<void> {
  await db
    .deleteFrom('push_subscription')
    .where('org_id', '=', device.org_id)
    .where('subscription_id', '=', device.subscription_id)
    .where('endpoint', '=', device.endpoint)
    .execute()
}

/** Gives a push back, to be tried after so many seconds; \`tried\`: it was sent in vain. */
export async function postpone(
  db: Kysely<Schema>,
  delivery: DeliveryRef,
  { leaseId, seconds, tried }: { leaseId: string; seconds: number; tried: boolean },
): Promise<void> {
  await db
    .updateTable('push_delivery')
    .set({
      attempts: sql`attempts + ${tried ? 1 : 0}::int`,
      due_at: sql`clock_timestamp() + ${seconds} * interval '1 second'`,
      lease_id: null,
      leased_until: null,
    })
    .where('org_id', '=', delivery.org_id)
    .where('inbox_id', '=', delivery.inbox_id)
    .where('subscription_id', '=', delivery.subscription_id)
    .where('lease_id', '=', leaseId)
    .execute()
}
