import { createHash } from 'node:crypto'
import type { CommandMeta, CommandResult } from '#shared/core/command.ts'
import { commandResult } from '#shared/core/command.ts'
import { AppError } from '#shared/core/errors.ts'
import type { WriteDb } from './actor-db.ts'
import { prepare } from './prepared.ts'

interface Claim {
  org: string
  id: string
  person: string
  name: string
  version: number
  hash: Buffer
  device: string
  seq: number
  claimed: string
}
const claim = prepare<Claim, { command_id: string }>('command_claim', (db, p) =>
  db
    .insertInto('command')
    .values({
      org_id: p.org,
      command_id: p.id,
      person_id: p.person,
      name: p.name,
      version: p.version,
      input_hash: p.hash,
      device_id: p.device,
      seq: p.seq,
      claimed_at: p.claimed,
      result: null,
    })
    .onConflict((conflict) => conflict.columns(['org_id', 'command_id']).doNothing())
    .returning('command_id'),
)
const stored = prepare<{ org: string; id: string }, { version: number; input_hash: Buffer; result: unknown }>(
  'command_stored',
  (db, p) =>
    db
      .selectFrom('command')
      .select(['version', 'input_hash', 'result'])
      .where('org_id', '=', p.org)
      .where('command_id', '=', p.id),
)
const finish = prepare<{ org: string; id: string; result: string }, never>('command_finish', (db, p) =>
  db
    .updateTable('command')
    .set({ result: p.result })
    .where('org_id', '=', p.org)
    .where('command_id', '=', p.id),
)

/** Whether this person's command of this id was applied. */
export async function wasApplied(db: WriteDb, id: string): Promise<boolean> {
  return (await db.run(stored, { org: db.org, id })).length > 0
}

const plainHash = (name: string, input: unknown) =>
  createHash('sha256')
    .update(JSON.stringify([name, input]))
    .digest()

/**
 * Runs `effect` for this command id at most once. A repeat answers with the stored result; two at the same moment wait
 * for one another on the unique key; the same id with another input is refused as CONFLICT. An app that was updated
 * between two attempts sends the same command with an upgraded input: of another version, so nothing is compared. Nor is
 * it where `hash`, which stands for the input, is given as undefined: only a command that was applied may be without.
 * @throws APP_TOO_OLD for a command that was not applied and is not of `version`, the one this server understands.
 */
export async function applyOnce(
  db: WriteDb,
  command: { name: string; version: number; meta: CommandMeta; input: unknown; hash?: Buffer | undefined },
  effect: () => Promise<CommandResult>,
): Promise<CommandResult> {
  const { meta, name } = command
  const hash = 'hash' in command ? command.hash : plainHash(name, command.input)
  const [claimed] = hash
    ? await db.run(claim, {
        org: db.org,
        id: meta.id,
        person: db.person,
        name,
        version: meta.version,
        hash,
        device: meta.device,
        seq: meta.seq,
        claimed: meta.claimedAt,
      })
    : []
  if (!claimed) {
    // Invisible where the id is another person's: the answer is the same.
    const [before] = await db.run(stored, { org: db.org, id: meta.id })
    const same = before && (before.version !== meta.version || !hash || before.input_hash.equals(hash))
    if (!same) throw new AppError('CONFLICT', { reason: 'command_id_reused' })
    return commandResult.parse(before.result)
  }
  if (meta.version !== command.version)
    throw new AppError('APP_TOO_OLD', { values: { version: command.version } })
  const result = await effect()
  await db.run(finish, { org: db.org, id: meta.id, result: JSON.stringify(result) })
  return result
}
