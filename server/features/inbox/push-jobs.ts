import webpush from 'web-push'
import type { OwnerDb } from '#server/db/database.ts'
import type { Log } from '#server/lib/log.ts'
import { type PushKeys, sendPush } from '#server/lib/web-push.ts'
import { kindsThat } from '#shared/inbox/kinds.ts'
import { type PushMessage, pushText } from '#shared/inbox/push-views.ts'
import { holdUntil } from './push-hold-rules.ts'
import {
  announceDeferred,
  type Delivery,
  type DueNotification,
  deferNotifications,
  deleteDeliveries,
  forgetDevice,
  installationKeys,
  lockDeliveries,
  lockDueNotifications,
  postpone,
  releaseNotifications,
} from './push-queries.ts'

export interface PushDeps {
  db: OwnerDb
  log: Log
  now: () => number
  publicUrl: string
  signal: AbortSignal
}

/** Of news in one transaction, and of pushes that are sent at once. */
const notificationsAtOnce = 500
const pushesAtOnce = 20
/** Milliseconds. A hold is looked at again by then, because its reader may have changed their hours meanwhile. */
const deferralLimit = 15 * 60_000
/** Seconds. A push service that has not answered for a day is not asked again. */
const giveUpAfter = 86_400

export const pushKeys = (db: OwnerDb): Promise<PushKeys> =>
  installationKeys(db, () => webpush.generateVAPIDKeys())

/** Sees to the push of all news that is due, and sends what is on its way. */
export async function pushNotifications(deps: PushDeps): Promise<void> {
  while (!deps.signal.aborted && (await release(deps)) === notificationsAtOnce);
  const keys = await pushKeys(deps.db)
  while (!deps.signal.aborted && (await deliver(deps, keys)) === pushesAtOnce);
}

/**
 * Decides for each whether it goes, waits, or was read meanwhile. Of several that go to one person at once the newest is
 * pushed, an urgent one first: each says the same words, and the list behind them has them all.
 */
async function release({ db, now }: PushDeps): Promise<number> {
  return await db.transaction().execute(async (transaction) => {
    const due = await lockDueNotifications(transaction, notificationsAtOnce, kindsThat('mayBeCorrective'))
    const deferred = due.flatMap((row) => {
      const until = row.urgent || row.read ? undefined : holdUntil(reachabilityOf(row), now())
      return until === undefined ? [] : [{ ...row, until: Math.min(until, now() + deferralLimit) }]
    })
    const waiting = new Set(deferred.map(({ inbox_id }) => inbox_id))
    const done = due.filter(({ inbox_id }) => !waiting.has(inbox_id))
    const newest = new Map<string, DueNotification>()
    for (const row of done.filter(({ read }) => !read)) {
      const key = `${row.org_id} ${row.person_id}`
      if (row.urgent || !newest.get(key)?.urgent) newest.set(key, row)
    }
    await announceDeferred(
      transaction,
      due.filter(({ told }) => !told),
    )
    await deferNotifications(transaction, deferred)
    await releaseNotifications(transaction, done, [...newest.values()])
    return due.length
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

/**
 * Sends within the transaction that holds the pushes' rows. A process that is killed lets go of them at once and another
 * sends them; one that was taken by the service in that very moment is sent twice, and the phone puts the second in the
 * first one's place.
 */
async function deliver(deps: PushDeps, keys: PushKeys): Promise<number> {
  return await deps.db.transaction().execute(async (transaction) => {
    const due = await lockDeliveries(transaction, pushesAtOnce, kindsThat('counted'))
    const stale = due.filter(({ read, age }) => read || age > giveUpAfter)
    const sending = due.filter((delivery) => !stale.includes(delivery))
    const outcomes = await Promise.all(
      sending.map(async (delivery) => ({ delivery, outcome: await send(delivery, keys, deps.publicUrl) })),
    )
    const done: Delivery[] = [...stale]
    for (const { delivery, outcome } of outcomes) {
      const { kind, status } = outcome
      if (kind === 'gone') await forgetDevice(transaction, delivery)
      else if (kind === 'later') await postpone(transaction, delivery, outcome.after ?? backoff(delivery))
      else done.push(delivery)
      if (kind === 'refused') deps.log.warn({ status }, 'a push was refused')
    }
    await deleteDeliveries(transaction, done)
    return due.length
  })
}

function send(delivery: Delivery, keys: PushKeys, publicUrl: string) {
  const { inbox_id: id, locale, badge, endpoint, p256dh, auth, urgent } = delivery
  const message: PushMessage = { id, text: pushText[locale], badge }
  return sendPush({ endpoint, p256dh, auth, urgent, message: JSON.stringify(message) }, keys, publicUrl)
}

/** Seconds: 5, 10, 20 and so on to an hour; sooner for a clock. */
const backoff = ({ attempts, urgent }: Delivery) => Math.min(5 * 2 ** attempts, urgent ? 60 : 3_600)
