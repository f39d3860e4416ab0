import { type EffectsOf, effect } from '#server/core/effect.ts'
import type { CommandScope } from '#server/core/scope.ts'
import { announce } from '#server/db/announce.ts'
import type { CommandResult } from '#shared/core/command.ts'
import { AppError } from '#shared/core/errors.ts'
import type { SettleInput, UnsettleInput } from '#shared/today/contracts.ts'
import { today } from '#shared/today/contracts.ts'
import { putSettled, removeSettled } from './queries.ts'

/** Command today.settle: the last tap wins, so the base is not compared. */
export async function settle({ db }: CommandScope, input: SettleInput): Promise<CommandResult> {
  if ((input.how === 'later') !== (input.until !== null)) throw new AppError('INVALID', { field: 'until' })
  const { version, at } = await putSettled(db, input)
  await announce(db, { feature: 'today', audience: { people: [db.person] } })
  return { entityId: db.person, version, at }
}

/** Command today.unsettle: the undo; what was not settled stays so. */
export async function unsettle({ db, now }: CommandScope, { key }: UnsettleInput): Promise<CommandResult> {
  await removeSettled(db, key)
  await announce(db, { feature: 'today', audience: { people: [db.person] } })
  return { entityId: db.person, version: 0, at: new Date(now()).toISOString() }
}

export const effects: EffectsOf<'today'> = {
  settle: effect(today.settle, settle),
  unsettle: effect(today.unsettle, unsettle),
}
