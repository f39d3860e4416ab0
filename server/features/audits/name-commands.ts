import type { CommandScope } from '#server/core/scope.ts'
import type { SetNameInput } from '#shared/audits/contracts.ts'
import type { CommandResult } from '#shared/core/command.ts'
import { AppError } from '#shared/core/errors.ts'
import { can } from '#shared/policy.ts'
import { updateName } from './name-queries.ts'

/** Command audits.setName, by an administrator: the last word holds. NOT_FOUND where the audit log knows no such code. */
export async function setName({ db, actor, now }: CommandScope, input: SetNameInput): Promise<CommandResult> {
  if (!can(actor, 'people.administer', {})) throw new AppError('FORBIDDEN')
  if (!(await updateName(db, input))) throw new AppError('NOT_FOUND')
  return { entityId: actor.person, version: 1, at: new Date(now()).toISOString() }
}
