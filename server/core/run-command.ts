import * as z from 'zod/mini'
import { type CommandMeta, type CommandResult, commandMeta } from '#shared/core/command.ts'
import { isForgotten } from '#shared/core/command-age.ts'
import { AppError } from '#shared/core/errors.ts'
import type { Actor } from '#shared/policy.ts'
import { applyOnce, plainHash, storedResult } from './apply-once.ts'
import { appendAudit } from './audit-trail.ts'
import type { Call, Effect } from './effect.ts'
import { parserOfSent } from './parse.ts'
import type { CommandScope, Core } from './scope.ts'
import { refusalOfSecondWall } from './second-wall.ts'

/** The meta is read before the input: a repeat of an older version must get its stored result and never INVALID. */
const parseEnvelope = parserOfSent(z.object({ meta: commandMeta, input: z.unknown() }))

/**
 * Runs a command as the actor: applied once, in one transaction with its row of the audit trail. A refusal rolls that
 * transaction back and is recorded in one of its own.
 * @throws INVALID for an envelope or an input that cannot be read, and for an id so old that nobody knows any more whether
 * it was applied; APP_TOO_OLD for a command that was not applied and is
 * not of the version that this server understands; and what the effect throws.
 */
export async function runCommand(
  core: Core,
  effect: Effect,
  { envelope, actor }: { envelope: unknown; actor: Actor },
): Promise<CommandResult> {
  const { meta, input } = parseEnvelope(envelope)
  if (isForgotten(meta.id, core.now()))
    throw new AppError('INVALID', { field: 'meta.id', reason: 'command_too_old' })
  if (meta.version !== effect.contract.version) return await repeatOf(core, effect, { meta, actor })
  const call = effect.read(input)
  try {
    return await apply(core, effect, { call, meta, actor })
  } catch (thrown) {
    const error = refusalOfSecondWall(thrown)
    if (error instanceof AppError && (error.code === 'FORBIDDEN' || error.code === 'NOT_FOUND')) {
      const refusal = { action: `${effect.contract.name}.refused`, details: { code: error.code } }
      await core.database.write(actor, (db) => appendAudit(db, refusal))
    }
    throw error
  }
}

/** Answers a command of another version with its stored result. */
async function repeatOf(
  { database }: Core,
  { contract: { name, version }, readResult }: Effect,
  { meta, actor }: { meta: CommandMeta; actor: Actor },
): Promise<CommandResult> {
  const before = await database.read(actor, (db) => storedResult(db, { name, id: meta.id }))
  if (before === undefined) throw new AppError('APP_TOO_OLD', { values: { version } })
  return readResult(before)
}

async function apply(
  { database, keys, now }: Core,
  { contract: { name }, readResult }: Effect,
  { call, meta, actor }: { call: Call; meta: CommandMeta; actor: Actor },
): Promise<CommandResult> {
  return await database.write(actor, async (db) => {
    const scope: CommandScope = { db, actor, keys, now, meta }
    const hash = call.digest ? await call.digest(scope) : plainHash(name, call.input)
    const done = await applyOnce(db, { name, meta, hash }, async () => {
      const result = await call.apply(scope)
      await appendAudit(db, {
        action: name,
        entityId: result.entityId,
        details: { version: result.version, claimedAt: meta.claimedAt },
      })
      return result
    })
    return 'stored' in done ? readResult(done.stored) : done.result
  })
}
