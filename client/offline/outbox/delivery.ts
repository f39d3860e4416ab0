import type { CommandResult } from '#shared/core/command.ts'
import { despiteLoss, type Mirror, mirroredCommands } from './mirror.ts'
import type { Outbox } from './outbox.ts'
import { commandsInOrder, type OutboxWrite } from './outbox-database.ts'
import type { OutboxError, OutboxRecord } from './outbox-record.ts'
import { personInside } from './person-key.ts'
import { isSignedOut } from './refusal.ts'
import { storeLinked } from './store-linked.ts'

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

/** Takes off the phone what the server has and could not be taken off when it answered. */
export async function settleDelivered(outbox: Outbox): Promise<void> {
  for (const [commandId, result] of outbox.mirror.delivered) await settle(outbox, commandId, result)
}

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
 * Takes the first command that may go now and marks it as being sent; where the phone has no room for the mark, this
 * page's memory has. Only the holder of the drain lock may call it.
 * @throws OfflineRefusal after sign-out.
 */
export async function claimNext(
  outbox: Outbox,
  now: number,
  canSend: (record: OutboxRecord) => boolean,
): Promise<OutboxRecord | null> {
  const { connection, mirror, personId } = outbox
  const goes = (record: OutboxRecord) =>
    isReady(record, canSend) && record.nextAttemptAt <= now && !mirror.delivered.has(record.commandId)
  const claim = () =>
    connection.write(['commands', 'persons'], 'relaxed', async (tx) => {
      await personInside(tx, outbox.person)
      const next = (await commandsInOrder(tx, personId)).find(goes)
      if (!next) return null
      const sending: OutboxRecord = { ...next, state: 'sending', attempts: next.attempts + 1 }
      await tx.objectStore('commands').put(sending)
      return sending
    })
  let claimed: OutboxRecord | null
  try {
    claimed = await despiteLoss(outbox, claim)
  } catch (thrown) {
    if (isSignedOut(thrown)) throw thrown
    const next = mirroredCommands(outbox).find(goes)
    if (!next) throw thrown
    return next
  }
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

/** Returns whether an answer speaks of an entity: by its id, which stands behind the name of a part (`action-comment:<id>`). */
const speaksAbout = (entity: string | undefined, id: string) => entity === id || entity?.endsWith(`:${id}`)

async function rememberOwn(tx: OutboxWrite, record: OutboxRecord, change: { to: number; at: number }) {
  const entityId = record.entities[0]
  if (entityId === undefined) return
  const store = tx.objectStore('ownVersions')
  const known = await store.get([record.personId, entityId])
  const from = known && known.to === record.base ? [...known.from, record.base] : [record.base]
  await store.put({ personId: record.personId, entityId, from, ...change })
}

/** Returns a command as it is once the one that it may have been written on top of has this result. */
function onTopOf(
  record: OutboxRecord,
  commandId: string,
  { entityId, version }: CommandResult,
): OutboxRecord {
  const follows = record.dependsOn.includes(commandId) && speaksAbout(record.entities[0], entityId)
  if (!follows) return record
  const conflicted = record.state === 'attention' && record.error?.code === 'CONFLICT'
  // It was refused for a version that the server lacked until now.
  const again = conflicted ? ({ state: 'waiting', error: null, attempts: 0, nextAttemptAt: 0 } as const) : {}
  return { ...record, ...again, base: version }
}

/** Does to what this page holds what `settle` does to the phone's rows. Returns what was settled. */
function settleMirror(
  { commands }: Mirror,
  commandId: string,
  result: CommandResult,
): OutboxRecord | undefined {
  for (const record of commands.values()) {
    if (!record.dependsOn.includes(commandId)) continue
    const dependsOn = record.dependsOn.filter((id) => id !== commandId)
    commands.set(record.commandId, { ...onTopOf(record, commandId, result), dependsOn })
  }
  return commands.get(commandId)
}

/**
 * The server has it and its answer is in the read cache: the row goes, and what was written on top of it takes the
 * answer's version as its base, all in one transaction. A phone that has no room for that remembers it while the page
 * is open; after that it is sent once more, which the server applies once.
 */
export async function settle(outbox: Outbox, commandId: string, result: CommandResult): Promise<void> {
  const timestamp = outbox.platform.clock.now()
  const write = () =>
    outbox.connection.write(['commands', 'ownVersions'], 'strict', async (tx) => {
      const before = await commandsInOrder(tx, outbox.personId)
      const record = before.find((record) => record.commandId === commandId)
      if (!record) return null
      const after = before
        .filter((item) => item !== record)
        .map((record) => onTopOf(record, commandId, result))
      await storeLinked(tx, before, after)
      if (speaksAbout(record.entities[0], result.entityId))
        await rememberOwn(tx, record, { to: result.version, at: timestamp })
      return record
    })
  const { mirror } = outbox
  let done: OutboxRecord | null | undefined
  try {
    done = await write()
    mirror.delivered.delete(commandId)
  } catch (thrown) {
    if (!mirror.commands.has(commandId)) throw thrown
    mirror.delivered.set(commandId, result)
  }
  // A database that was lost does not know it, and this page may.
  if (!done) done = settleMirror(mirror, commandId, result)
  if (!done) return
  outbox.events.announce({
    type: 'settled',
    commandId,
    name: done.name,
    entities: done.entities,
    at: timestamp,
  })
}
