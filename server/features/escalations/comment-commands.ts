import type { CommandScope } from '#server/core/scope.ts'
import { notify } from '#server/features/inbox/facade.ts'
import type { CommandResult } from '#shared/core/command.ts'
import { AppError } from '#shared/core/errors.ts'
import type { CommentInput, WatchInput } from '#shared/escalations/contracts.ts'
import { loadFor } from './load-commands.ts'
import { isUrgent, knownOn, notifyConcerned, notifyReaders } from './notice-commands.ts'
import { refuseAddresses } from './rules.ts'
import { insertEvent, putParty, updateEscalation } from './transition-queries.ts'

/** Command escalations.watch: whether one is told of what happens. */
export async function watch(
  scope: CommandScope,
  { escalationId, watching }: WatchInput,
): Promise<CommandResult> {
  const { db, actor } = scope
  const { row } = await loadFor(scope, escalationId, 'watch')
  await putParty(db, escalationId, { personId: actor.person, watching })
  await notifyReaders(db, row)
  return { entityId: escalationId, version: row.version, at: new Date(scope.now()).toISOString() }
}

/** Command escalations.comment. INVALID for words of child safety that lead somewhere, and for mentioning a stranger. */
export async function comment(scope: CommandScope, input: CommentInput): Promise<CommandResult> {
  const { db, actor } = scope
  const { row } = await loadFor(scope, input.escalationId, 'comment')
  refuseAddresses(row, { text: input.text })
  const known = await knownOn(db, row)
  const stranger = input.mentions.findIndex((id) => !known.has(id))
  if (stranger >= 0) throw new AppError('INVALID', { field: `mentions.${stranger}` })
  const put = await insertEvent(db, row, { kind: 'commented', words: input.text, eventId: input.commentId })
  if (!put) throw new AppError('CONFLICT')
  await putParty(db, input.escalationId, { personId: actor.person })
  const { version, at } = await updateEscalation(db, input.escalationId, {})
  await notifyReaders(db, row)
  await notifyConcerned(db, row, { but: input.mentions })
  await notify(db, {
    to: input.mentions,
    kind: 'mention',
    entityId: input.escalationId,
    urgent: isUrgent(row),
  })
  return { entityId: input.escalationId, version, at }
}
