import type { WriteDb } from '#server/db/actor-db.ts'
import type { OwnerDb } from '#server/db/database.ts'
import { type InboxKind, notificationKinds } from '#shared/inbox/kinds.ts'
import { insertNotifications, insertNotificationsFromJob } from './queries.ts'

export interface NewNotification {
  kind: InboxKind
  /** The id of what a notification of this kind is about. */
  entityId: string
  /** Pushed during quiet hours and outside working hours too: a P0 or P1 clock, to who is on call. */
  urgent?: boolean
  /** Milliseconds since the epoch: neither shown nor pushed before. */
  notBefore?: number
}

/**
 * Tells these people, in the transaction of what they are told about: neither exists without the other. Their open phones
 * hear of it at commit, their other ones by push right after. The actor is never told of what they did themselves.
 * Whether they may see the thing is the caller's to know.
 */
export async function notify(
  db: WriteDb,
  { to, ...notification }: NewNotification & { to: string | readonly string[] },
) {
  const people = new Set(typeof to === 'string' ? [to] : to)
  people.delete(db.person)
  await insertNotifications(
    db,
    [...people].map((person) => rowOf({ ...notification, org: db.org, to: person, by: db.person })),
  )
}

/**
 * Notifies the actor's own devices of what was done in their name, for the case that it was somebody else who found one of
 * them open.
 */
export async function notifySelf(db: WriteDb, notification: NewNotification): Promise<void> {
  await insertNotifications(db, [rowOf({ ...notification, org: db.org, to: db.person, by: null })])
}

/** The same from a job, which acts for nobody: in its transaction, of any organisation, in one statement. */
export async function notifyFromJob(
  transaction: OwnerDb,
  notifications: readonly (NewNotification & { org: string; to: string })[],
): Promise<void> {
  await insertNotificationsFromJob(
    transaction,
    notifications.map((item) => rowOf({ ...item, by: null })),
  )
}

function rowOf(notification: NewNotification & { org: string; to: string; by: string | null }) {
  const { org, to, by, kind, entityId, urgent = false, notBefore } = notification
  return {
    ...{ org, person: to, kind, entity: entityId, by },
    urgent: urgent && notificationKinds[kind].mayBeUrgent,
    notBefore: notBefore === undefined ? null : new Date(notBefore).toISOString(),
  }
}
