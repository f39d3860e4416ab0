import type { CommandResult } from '#shared/core/command.ts'
import { relink } from './dependencies.ts'
import type { Outbox } from './outbox.ts'
import { commandsInOrder, type OutboxWrite } from './outbox-database.ts'
import type { OutboxError, OutboxRecord } from './outbox-record.ts'
import { personInside } from './person-key.ts'

/**
 * Writes what changed between two states of a person's list and keeps the links right. To be called inside the
 * transaction that read `before`.
 */
export async function storeLinked(tx: OutboxWrite, before: OutboxRecord[], after: OutboxRecord[]) {
  const commands = tx.objectStore('commands')
  const final = new Map(after.map((record) => [record.commandId, record]))
  for (const record of relink(after)) final.set(record.commandId, record)
  const known = new Map(before.map((record) => [record.commandId, record]))
  // Deletions first: an edited command takes over the place of the one it replaces, and places are unique.
  for (const record of before) if (!final.has(record.commandId)) await commands.delete(record.commandId)
  let changes = before.length - after.length
  for (const record of final.values()) {
    if (known.get(record.commandId) === record) continue
    await commands.put(record)
    changes += 1
  }
  return changes !== 0
}

async function change(outbox: Outbox, edit: (records: OutboxRecord[]) => OutboxRecord[]): Promise<void> {
  const changed = await outbox.connection.write(['commands'], 'strict', async (tx) => {
    const before = await commandsInOrder(tx, outbox.personId)
    return storeLinked(tx, before, edit(before))
  })
  if (changed) outbox.events.announce({ type: 'changed' })
}

function editOne(commandId: string, edit: (record: OutboxRecord) => OutboxRecord) {
  return (records: OutboxRecord[]) =>
    records.map((record) => (record.commandId === commandId ? edit(record) : record))
}

const stopSending = (record: OutboxRecord): OutboxRecord =>
  record.state === 'sending' ? { ...record, state: 'waiting' } : record

/**
 * Gives back what a tab that died was sending; it will be sent again, which the server applies once. Only the holder
 * of the drain lock may call it. Returns all that is unsent, as it was found.
 */
export async function releaseOrphans(outbox: Outbox): Promise<OutboxRecord[]> {
  // Most often there is none, and a reading does not hold up who is writing.
  const records = await outbox.connection.read(['commands'], (tx) => commandsInOrder(tx, outbox.personId))
  if (records.some(({ state }) => state === 'sending')) await change(outbox, (now) => now.map(stopSending))
  return records
}

/**
 * Takes the first command that may go now and marks it as being sent. Only the holder of the drain lock may call it.
 * @throws OfflineRefusal after sign-out.
 */
export async function claimNext(
  outbox: Outbox,
  now: number,
  canSend: (record: OutboxRecord) => boolean,
): Promise<OutboxRecord | null> {
  const claimed = await outbox.connection.write(['commands', 'persons'], 'relaxed', async (tx) => {
    await personInside(tx, outbox.person)
    const records = await commandsInOrder(tx, outbox.personId)
    const next = records.find((record) => isReady(record, canSend) && record.nextAttemptAt <= now)
    if (!next) return null
    const sending: OutboxRecord = { ...next, state: 'sending', attempts: next.attempts + 1 }
    await tx.objectStore('commands').put(sending)
    return sending
  })
  if (claimed) outbox.events.announce({ type: 'changed' })
  return claimed
}

/** Returns whether nothing but time and the network stands before it. */
export function isReady(record: OutboxRecord, canSend: (record: OutboxRecord) => boolean): boolean {
  return record.state === 'waiting' && record.dependsOn.length === 0 && canSend(record)
}

/** It stays, and is tried again at `nextAttemptAt` (milliseconds since the epoch). */
export function postpone(
  outbox: Outbox,
  commandId: string,
  { nextAttemptAt, error }: { nextAttemptAt: number; error: OutboxError | null },
): Promise<void> {
  return change(
    outbox,
    editOne(commandId, (record) => ({ ...record, state: 'waiting', nextAttemptAt, error })),
  )
}

/** The person has to look at it. What depends on it waits with it; everything else passes. */
export function park(outbox: Outbox, commandId: string, error: OutboxError): Promise<void> {
  return change(
    outbox,
    editOne(commandId, (record) => ({ ...record, state: 'attention', error })),
  )
}

/** The network is back: what only waited for it goes at once. A server that asked for time gets its time. */
export function wakePostponed(outbox: Outbox): Promise<void> {
  return change(outbox, (records) =>
    records.map((record) => {
      if (record.state !== 'waiting' || record.nextAttemptAt === 0 || record.error === null) return record
      if (record.error.code === 'TOO_MANY_REQUESTS' || record.error.details.retryAfter !== undefined)
        return record
      return { ...record, nextAttemptAt: 0 }
    }),
  )
}

async function rememberOwn(tx: OutboxWrite, record: OutboxRecord, change: { to: number; at: number }) {
  const entityId = record.entities[0]
  if (entityId === undefined) return
  const store = tx.objectStore('ownVersions')
  const known = await store.get([record.personId, entityId])
  const from = known && known.to === record.base ? [...known.from, record.base] : [record.base]
  await store.put({ personId: record.personId, entityId, from, ...change })
}

/**
 * The server has it and its answer is in the read cache: the row goes, and what was written on top of it takes the
 * answer's version as its base, all in one transaction.
 */
export async function settle(outbox: Outbox, commandId: string, result: CommandResult): Promise<void> {
  const timestamp = outbox.platform.clock.now()
  const done = await outbox.connection.write(['commands', 'ownVersions'], 'strict', async (tx) => {
    const before = await commandsInOrder(tx, outbox.personId)
    const record = before.find((record) => record.commandId === commandId)
    if (!record) return null
    const after = before
      .filter((item) => item !== record)
      .map((record) =>
        record.dependsOn.includes(commandId) && record.entities[0] === result.entityId
          ? { ...record, base: result.version }
          : record,
      )
    await storeLinked(tx, before, after)
    if (record.entities[0] === result.entityId)
      await rememberOwn(tx, record, { to: result.version, at: timestamp })
    return record
  })
  if (!done) return
  outbox.events.announce({
    type: 'settled',
    commandId,
    name: done.name,
    entities: done.entities,
    at: timestamp,
  })
}
