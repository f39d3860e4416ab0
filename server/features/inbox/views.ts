import { type AnswersOf, answer } from '#server/core/answer.ts'
import type { Scope } from '#server/core/scope.ts'
import type { ActorDb } from '#server/db/actor-db.ts'
import { AppError } from '#shared/core/errors.ts'
import type { PushState } from '#shared/inbox/push-views.ts'
import { inboxQueries } from '#shared/inbox/queries.ts'
import type { InboxView } from '#shared/inbox/views.ts'
import { ownDevices, publicKey } from './push-queries.ts'
import { notificationsOf } from './queries.ts'

/** The reader's own news. */
export async function readInbox({ db }: Scope): Promise<InboxView> {
  const rows = await db.last(() => notificationsOf(db))
  return {
    items: rows.map((row) => ({
      inboxId: row.inbox_id,
      kind: row.kind,
      entityId: row.entity_id,
      by: row.by_id && row.by_name ? { personId: row.by_id, name: row.by_name } : null,
      at: row.at,
      readAt: row.read_at,
    })),
  }
}

/** UNAVAILABLE until the first process of the installation has made its keys. */
export async function readPushState(db: ActorDb, sessionId: string): Promise<PushState> {
  const key = await publicKey(db)
  if (!key) throw new AppError('UNAVAILABLE')
  const devices = await ownDevices(db)
  return {
    publicKey: key,
    here: devices.some((device) => device.session_id === sessionId),
    devices: devices.length,
  }
}

export const answers: AnswersOf<'inbox'> = {
  list: answer(inboxQueries.list, readInbox),
  push: answer(inboxQueries.push, ({ db, sessionId }) => readPushState(db, sessionId)),
}
