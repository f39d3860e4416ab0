import { createHash } from 'node:crypto'
import type { ActorDb, WriteDb } from '#server/db/actor-db.ts'
import { prepare } from '#server/db/prepared.ts'
import type { CommandMeta, CommandResult } from '#shared/core/command.ts'
import { AppError } from '#shared/core/errors.ts'

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

interface Applied {
  name: string
  version: number
  input_hash: Buffer
  result: unknown
}
const stored = prepare<{ org: string; id: string }, Applied>('command_stored', (db, p) =>
  db
    .selectFrom('command')
    .select(['name', 'version', 'input_hash', 'result'])
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

/** Returns the command of this id that was applied; undefined where it was not, or is another person's. */
async function applied(db: ActorDb, id: string): Promise<Applied | undefined> {
  const [row] = await db.run(stored, { org: db.org, id })
  return row
}

/** Returns whether this person's command of this id was applied. */
export async function wasApplied(db: ActorDb, id: string): Promise<boolean> {
  return (await applied(db, id)) !== undefined
}

const reused = () => new AppError('CONFLICT', { reason: 'command_id_reused' })

/**
 * Returns the stored result of a command of another version than the server's, which can no longer be read and so is
 * not compared; undefined where it was not applied.
 * @throws CONFLICT for the id of a command of another name.
 */
export async function storedResult(
  db: ActorDb,
  { name, id }: { name: string; id: string },
): Promise<unknown> {
  const before = await applied(db, id)
  if (before && before.name !== name) throw reused()
  return before?.result
}

/** Returns the hash that stands for a command's input where no digest does. */
export const plainHash = (name: string, input: unknown): Buffer =>
  createHash('sha256')
    .update(JSON.stringify([name, input]))
    .digest()

export interface Once {
  name: string
  meta: CommandMeta
  /** Stands for the input; undefined where it cannot be worked out any more, as of a command that was applied alone. */
  hash: Buffer | undefined
}

/**
 * Runs `work` for this command id at most once. A repeat answers with the stored result, as it was stored; two at the same
 * moment wait for one another on the unique key; the same id with another hash is refused as CONFLICT. An app that was
 * updated between two attempts sends the same command with an upgraded input: of another version, so nothing is compared.
 */
export async function applyOnce(
  db: WriteDb,
  { name, meta, hash }: Once,
  work: () => Promise<CommandResult>,
): Promise<{ result: CommandResult } | { stored: unknown }> {
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
    const before = await applied(db, meta.id)
    const same = before && (before.version !== meta.version || !hash || before.input_hash.equals(hash))
    if (!same || before.name !== name) throw reused()
    return { stored: before.result }
  }
  const result = await work()
  db.atEnd(finish, { org: db.org, id: meta.id, result: JSON.stringify(result) })
  return { result }
}
