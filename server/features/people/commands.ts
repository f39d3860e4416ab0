import { type EffectsOf, effect } from '#server/core/effect.ts'
import type { CommandScope } from '#server/core/scope.ts'
import { announce } from '#server/db/announce.ts'
import type { CommandResult } from '#shared/core/command.ts'
import { AppError } from '#shared/core/errors.ts'
import type { SetPreferencesInput } from '#shared/people/contracts.ts'
import { people } from '#shared/people/contracts.ts'
import { updatePreferences } from './queries.ts'

/** Command people.setPreferences. Settings of one's own: the last tap wins, so the base is not compared. */
export async function setPreferences(
  { db, now }: CommandScope,
  input: SetPreferencesInput,
): Promise<CommandResult> {
  const updated = await updatePreferences(db, null, input)
  if (!updated) throw new AppError('NOT_FOUND')
  await announce(db, { feature: 'people', audience: { people: [db.person] } })
  return { entityId: db.person, version: updated.version, at: new Date(now()).toISOString() }
}

export const effects: EffectsOf<'people'> = {
  setPreferences: effect(people.setPreferences, setPreferences),
}
