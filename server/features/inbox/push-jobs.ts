import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import webpush from 'web-push'
import { createQuotas, type Quota } from '#server/core/quotas.ts'
import type { OwnerDb } from '#server/db/database.ts'
import type { Log } from '#server/lib/log.ts'
import { type PushKeys, sendPush } from '#server/lib/web-push.ts'
import { AppError } from '#shared/core/errors.ts'
import { kindsThat } from '#shared/inbox/kinds.ts'
import { timingOf } from '#shared/inbox/timing-rules.ts'
import {
  type Delivery,
  deleteDelivery,
  forgetDevice,
  leaseDeliveries,
  postpone,
  renewLease,
} from './delivery-queries.ts'
import { type PersonNotifications, queueMail } from './mail-queries.ts'
import { holdUntil, nextDigest } from './push-hold-rules.ts'
import { createPushHosts, hostOf } from './push-host-rules.ts'
import { messageOf } from './push-message-rules.ts'
import {
  announceDeferred,
  type DueNotification,
  deferNotifications,
  installationKeys,
  lockDueNotifications,
  releaseNotifications,
} from './push-queries.ts'

export interface PushDeps {
  db: OwnerDb
  log: Log
  now: () => number
  publicUrl: string
  /** Whether this installation sends e-mail: what is pushed goes that way too, to who asked for it. */
  sendsMail: boolean
  signal: AbortSignal
}

/** Notifications in one transaction. */
const notificationsAtOnce = 500
/** Pushes in the air at once, in all and to one host: one that hangs holds up its own alone. */
const pushesAtOnce = 48
const laneLimit = 8
/** Milliseconds after which what has become due meanwhile is looked for, though nothing has come back. */
const dueCheckEvery = 250
/** Milliseconds. A hold is looked at again by then, because its reader may have changed their hours meanwhile. */
const deferralLimit = 15 * 60_000
/** Seconds. A push service that has not answered for a day is not asked again. */
const giveUpAfter = 86_400

export const pushKeys = (db: OwnerDb): Promise<PushKeys> =>
  installationKeys(db, () => webpush.generateVAPIDKeys())

/**
 * Sees to the push of all news that is due, and sends what is on its way, until nothing is due and nothing in the air. What
 * becomes due while a service lets its pushes wait goes on its own way.
 *
 * Pushes are sent under a lease, outside of any transaction. A process that is killed lets its lease lapse within three
 * seconds and another sends them; one that was taken by the service in that very moment is sent twice, and the phone
 * puts the second in the first one's place. Each outcome is kept by itself: none stops the others.
 */
export async function pushNotifications(deps: PushDeps): Promise<void> {
  const { db, log, signal } = deps
  const keys = await pushKeys(db)
  const leaseId = randomUUID()
  const inTheAir = new Map<Promise<void>, string>()
  const renewal = setInterval(() => {
    if (inTheAir.size === 0) return
    renewLease(db, leaseId).catch((error: unknown) => log.warn({ err: error }, 'a lease was not renewed'))
  }, renewEvery)
  try {
    for (;;) {
      let found = 0
      if (!signal.aborted) {
        while ((await release(deps)) === notificationsAtOnce && !signal.aborted);
        const lease = {
          leaseId,
          limit: pushesAtOnce - inTheAir.size,
          laneLimit,
          inTheAir: pushesByHost(inTheAir),
        }
        const due = await leaseDeliveries(db, { ...lease, counted: kindsThat('counted') })
        found = due.length
        for (const delivery of due) {
          const sending = deliverOne(deps, keys, { delivery, leaseId })
            .catch((error: unknown) => log.error({ err: error }, 'a push was not kept account of'))
            .finally(() => inTheAir.delete(sending))
          inTheAir.set(sending, hostOf(delivery.endpoint))
        }
      }
      if (inTheAir.size === 0) {
        if (found === 0) return
        continue
      }
      await Promise.race([...inTheAir.keys(), sleep(dueCheckEvery)])
    }
  } finally {
    clearInterval(renewal)
  }
}

function pushesByHost(inTheAir: ReadonlyMap<unknown, string>): Map<string, number> {
  const pushes = new Map<string, number>()
  for (const host of inTheAir.values()) pushes.set(host, (pushes.get(host) ?? 0) + 1)
  return pushes
}

/**
 * Decides for each whether it goes, waits, was read meanwhile, or is of a group that its person turned off. Of several that
 * go to one person at once the newest is pushed, an urgent one first: each says the same words, and the list behind them
 * has them all. An e-mail speaks for all of them.
 */
async function release({ db, now, sendsMail }: PushDeps): Promise<number> {
  return await db.transaction().execute(async (transaction) => {
    const due = await lockDueNotifications(transaction, notificationsAtOnce, kindsThat('mayBeCorrective'))
    const deferred = due.flatMap((row) => {
      const timing = timingOf(row, row.timings)
      if (row.urgent || row.read || timing === 'off') return []
      const digest =
        timing === 'digest'
          ? nextDigest(Date.parse(row.at), { hour: row.digest_at.slice(0, 5), zone: row.zone })
          : undefined
      const until = holdUntil(reachabilityOf(row), now(), digest)
      return until === undefined ? [] : [{ ...row, until: Math.min(until, now() + deferralLimit) }]
    })
    const waiting = new Set(deferred.map(({ inbox_id }) => inbox_id))
    const done = due.filter(({ inbox_id }) => !waiting.has(inbox_id))
    const going = done.filter((row) => !row.read && timingOf(row, row.timings) !== 'off')
    const newest = new Map<string, DueNotification>()
    for (const row of going) {
      const key = `${row.org_id} ${row.person_id}`
      if (row.urgent || !newest.get(key)?.urgent) newest.set(key, row)
    }
    await announceDeferred(
      transaction,
      due.filter(({ told }) => !told),
    )
    await deferNotifications(transaction, deferred)
    await releaseNotifications(transaction, done, [...newest.values()])
    for (const notifications of sendsMail ? byPerson(going.filter(({ email }) => email)) : [])
      await queueMail(transaction, notifications)
    return due.length
  })
}

function byPerson(rows: readonly DueNotification[]): PersonNotifications[] {
  const groups = new Map<string, DueNotification[]>()
  for (const row of rows) {
    const key = `${row.org_id} ${row.person_id}`
    groups.set(key, [...(groups.get(key) ?? []), row])
  }
  return [...groups.values()].flatMap((notifications) => {
    const [first] = notifications
    if (!first) return []
    const urgent = notifications.some((row) => row.urgent)
    return [
      {
        org: first.org_id,
        person: first.person_id,
        urgent,
        inboxIds: notifications.map((row) => row.inbox_id),
      },
    ]
  })
}

const reachabilityOf = (row: DueNotification) => ({
  zone: row.zone,
  quiet:
    row.quiet_from && row.quiet_until
      ? { from: row.quiet_from.slice(0, 5), until: row.quiet_until.slice(0, 5) }
      : null,
  absentUntil: row.absent_until,
  heavyUntil: row.heavy_until,
  working: row.working,
  nextShift: row.next_shift,
})

/** Milliseconds from one renewal of a lease to the next: it lapses after three seconds. */
const renewEvery = 1_000
/** Pushes of a person: so many at once and then one a minute; what is urgent has a quota of its own. */
const pushQuota: Quota = { burst: 30, perSecond: 1 / 60 }
/** What a process remembers of hosts that fail and of who was pushed to. */
const hosts = createPushHosts(Date.now)
const quotas = createQuotas(Date.now)

async function deliverOne(
  { db, log, publicUrl }: PushDeps,
  keys: PushKeys,
  { delivery, leaseId }: { delivery: Delivery; leaseId: string },
): Promise<void> {
  if (delivery.read || delivery.age > giveUpAfter) return await deleteDelivery(db, delivery, leaseId)
  const rest = Math.max(hosts.restOf(delivery.endpoint), quotaRest(delivery))
  if (rest > 0) return await postpone(db, delivery, { leaseId, seconds: rest, tried: false })
  const { kind, status, ...outcome } = await send(delivery, keys, publicUrl)
  const failed = kind === 'later' && (status === 0 || status >= 500)
  hosts.note(delivery.endpoint, failed ? 'failed' : 'answered')
  if (kind === 'gone') return await forgetDevice(db, delivery)
  if (kind === 'later') {
    const seconds = ('after' in outcome ? outcome.after : undefined) ?? backoff(delivery)
    return await postpone(db, delivery, { leaseId, seconds, tried: true })
  }
  if (kind === 'refused') log.warn({ status }, 'a push was refused')
  await deleteDelivery(db, delivery, leaseId)
}

/** Returns the seconds until this person may be pushed to again; 0 takes one of their quota. */
function quotaRest({
  org_id: org,
  person_id: person,
  subscription_id: device,
  urgent,
  attempts,
}: Delivery): number {
  if (attempts > 0) return 0
  try {
    quotas.take({ org, person }, `${device} ${urgent ? 'urgent' : 'usual'}`, pushQuota)
    return 0
  } catch (error) {
    if (error instanceof AppError) return error.details.retryAfter ?? 60
    throw error
  }
}

function send(delivery: Delivery, keys: PushKeys, publicUrl: string) {
  const { inbox_id: id, locale, badge, endpoint, p256dh, auth, urgent } = delivery
  const message = JSON.stringify(messageOf({ id, locale, badge }, publicUrl))
  return sendPush({ endpoint, p256dh, auth, urgent, message }, keys, publicUrl)
}

/** Seconds: 5, 10, 20 and so on to an hour; sooner for a clock. */
const backoff = ({ attempts, urgent }: Delivery) => Math.min(5 * 2 ** attempts, urgent ? 60 : 3_600)
