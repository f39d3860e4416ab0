import { createECDH } from 'node:crypto'
import { v7 as uuidv7 } from 'uuid'
import { appendAudit } from '#server/core/audit-trail.ts'
import type { WriteDb } from '#server/db/actor-db.ts'
import { acceptableEndpoint } from '#server/lib/web-push.ts'
import { AppError } from '#shared/core/errors.ts'
import type { SubscribeInput } from '#shared/inbox/push-views.ts'
import { deleteSubscription, putSubscription } from './push-queries.ts'

/** Pushes go to this session's device from now on, in the way that its browser said last, and end with the session. */
export async function subscribe(
  db: WriteDb,
  { sessionId, publicUrl, ...device }: SubscribeInput & { sessionId: string; publicUrl: string },
): Promise<void> {
  if (!acceptableEndpoint(device.endpoint, publicUrl)) throw new AppError('INVALID', { field: 'endpoint' })
  if (!isPoint(device.p256dh)) throw new AppError('INVALID', { field: 'p256dh' })
  const subscriptionId = uuidv7()
  if (await putSubscription(db, { ...device, sessionId, subscriptionId }))
    await appendAudit(db, { action: 'inbox.subscribe', entityId: subscriptionId })
}

export async function unsubscribe(db: WriteDb, sessionId: string): Promise<void> {
  if (await deleteSubscription(db, sessionId))
    await appendAudit(db, { action: 'inbox.unsubscribe', entityId: sessionId })
}

/** Whether something can be encrypted for it: a point of the curve P-256. */
function isPoint(p256dh: string): boolean {
  const own = createECDH('prime256v1')
  own.generateKeys()
  try {
    own.computeSecret(Buffer.from(p256dh, 'base64url'))
    return true
  } catch {
    return false
  }
}
