import { type EffectsOf, effect } from '#server/core/effect.ts'
import type { CommandScope } from '#server/core/scope.ts'
import { announce } from '#server/db/announce.ts'
import type { CommandResult } from '#shared/core/command.ts'
import { AppError } from '#shared/core/errors.ts'
import type { ReadInput, SetChoicesInput } from '#shared/inbox/contracts.ts'
import { inbox } from '#shared/inbox/contracts.ts'
import { putChoices } from './choice-queries.ts'
import { setRead } from './queries.ts'

/** Command inbox.read. NOT_FOUND where none of them is the reader's. */
export async function markRead({ db }: CommandScope, { inboxIds }: ReadInput): Promise<CommandResult> {
  const timestamp = await setRead(db, inboxIds)
  const [first] = inboxIds
  if (!timestamp || !first) throw new AppError('NOT_FOUND')
  await announce(db, { feature: 'inbox', audience: { people: [db.person] } })
  return { entityId: first, version: 1, at: timestamp }
}

/** Command inbox.setChoices. Settings of one's own: the last tap wins, so the base is not compared. */
export async function setChoices({ db, now }: CommandScope, input: SetChoicesInput): Promise<CommandResult> {
  const version = await putChoices(db, input)
  await announce(db, { feature: 'inbox', audience: { people: [db.person] } })
  return { entityId: db.person, version, at: new Date(now()).toISOString() }
}

export const effects: EffectsOf<'inbox'> = {
  read: effect(inbox.read, markRead),
  setChoices: effect(inbox.setChoices, setChoices),
}
