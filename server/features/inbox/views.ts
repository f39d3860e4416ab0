import { type AnswersOf, answer } from '#server/core/answer.ts'
import type { NotifiedSource } from '#server/core/notified.ts'
import type { Scope } from '#server/core/scope.ts'
import type { ActorDb } from '#server/db/actor-db.ts'
import { AppError } from '#shared/core/errors.ts'
import type { PushState } from '#shared/inbox/push-views.ts'
import { inboxQueries } from '#shared/inbox/queries.ts'
import type { ChoicesView, InboxView } from '#shared/inbox/views.ts'
import { choicesOf } from './choice-queries.ts'
import { ownDevices, publicKey } from './push-queries.ts'
import { notificationsOf } from './queries.ts'

/** The reader's own news, each with what it speaks of as far as they may see that today. */
export async function readInbox({ db }: Scope, sources: readonly NotifiedSource[]): Promise<InboxView> {
  const items = (await notificationsOf(db)).map((row) => ({
    inboxId: row.inbox_id,
    kind: row.kind,
    entityId: row.entity_id,
    by: row.by_id && row.by_name ? { personId: row.by_id, name: row.by_name } : null,
    at: row.at,
    readAt: row.read_at,
  }))
  const found = await Promise.all(sources.map((source) => source(db, items)))
  const spoken = new Map(found.flatMap((each) => [...each]))
  return {
    items: items.map((item) => {
      const { subject = null, about = null, event = null, by = null } = spoken.get(item.inboxId) ?? {}
      return { ...item, subject, about, event, by: item.by ?? by }
    }),
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

/** The reader's choices, and where their e-mails would go. */
export async function readChoices(db: ActorDb): Promise<ChoicesView> {
  const { email, digest_at, timings, sends_mail, address } = await choicesOf(db)
  return { email, digestAt: digest_at.slice(0, 5), timings, sendsMail: sends_mail, address }
}

/** Answers the inbox with what each feature says of its notifications. */
export const inboxAnswers = (sources: readonly NotifiedSource[]): AnswersOf<'inbox'> => ({
  list: answer(inboxQueries.list, (scope) => readInbox(scope, sources)),
  push: answer(inboxQueries.push, ({ db, sessionId }) => readPushState(db, sessionId)),
  choices: answer(inboxQueries.choices, ({ db }) => readChoices(db)),
})
