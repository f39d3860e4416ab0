import { noteLost } from './apart.ts'
import { dependentsOf, linked } from './dependencies.ts'
import {
  createMirror,
  despiteLoss,
  followMirror,
  type Mirror,
  mirrorCommands,
  mirroredCommands,
} from './mirror.ts'
import {
  commandsInOrder,
  connectOutbox,
  type OutboxConnection,
  type OutboxRead,
  type OutboxWrite,
} from './outbox-database.ts'
import { type OutboxEvents, openOutboxEvents } from './outbox-events.ts'
import { type OutboxRecord, recordContext } from './outbox-record.ts'
import { type OpenPerson, openPerson, personInside, unlockPerson } from './person-key.ts'
import type { Platform } from './platform.ts'
import { isSignedOut, isStorageFull, OfflineRefusal, storageRefusal } from './refusal.ts'
import { seal, unseal } from './seal.ts'
import { connectSent, type SentConnection } from './sent-copies.ts'
import { createTurns, type Turns } from './turns.ts'

/** The unsent work of one person on this phone. Everything it hands out is this person's and nobody else's. */
export type Outbox = {
  readonly personId: string
  readonly platform: Platform
  readonly connection: OutboxConnection
  readonly person: OpenPerson
  readonly events: OutboxEvents
  readonly mirror: Mirror
  /** Copies of what the server has. */
  readonly sent: SentConnection
  readonly unfollow: () => void
  /** Keeps what happens to one draft in the order of the calls. */
  readonly inTurn: Turns
  /** Frees room on this phone, by emptying the read cache. Answers whether there was anything to free. */
  readonly makeRoom: () => Promise<boolean>
}

export type NewCommand = {
  name: string
  version: number
  /** JSON. */
  input: unknown
  base: number | null
  /** The first is the one that `base` speaks of. */
  entities: string[]
  refs?: string[]
  /** Chosen by the editor when it opens, so that a double tap is one command. */
  commandId?: string
  /** The draft that this command was written from; it goes when the command is durable, in the same transaction. */
  draftKey?: string
  /** Milliseconds since the epoch; leaves time to undo. */
  notBefore?: number
}

export type OutboxOptions = {
  personId: string
  platform: Platform
  makeRoom?: () => Promise<boolean>
  /** True only where the server has just confirmed a sign-in: opens what was kept locked at sign-out. */
  justSignedIn?: boolean
}

/** Own versions are only needed while an editor may still show what came before them. */
const ownVersionsKept = 7 * 24 * 3600_000

/**
 * Opens a person's outbox; `personId` is the session's.
 * @throws OfflineRefusal `locked` while kept work waits for this person's sign-in.
 */
export async function openOutbox(options: OutboxOptions): Promise<Outbox> {
  const { personId, platform, makeRoom } = options
  const connection = connectOutbox(platform.indexedDB)
  try {
    if (options.justSignedIn) await unlockPerson(connection, personId)
    const { anew, ...person } = await openPerson(connection, platform, personId)
    if (anew) noteLost({ platform, personId }, person.keyId)
    const events = openOutboxEvents(platform, personId)
    const parts = { personId, platform, connection, person, events, mirror: createMirror() }
    return {
      ...parts,
      sent: connectSent(platform.indexedDB),
      unfollow: followMirror(parts),
      inTurn: createTurns(),
      makeRoom: makeRoom ?? (async () => false),
    }
  } catch (error) {
    connection.close()
    throw storageRefusal(error)
  }
}

export function closeOutbox(outbox: Outbox): void {
  outbox.unfollow()
  outbox.sent.close()
  outbox.events.close()
  outbox.connection.close()
}

/**
 * A storage write which, when the phone is full, is tried once more after the read cache made room; and after what the
 * browser lost was written again.
 */
export async function writeWithRoom<T>(outbox: Outbox, work: () => Promise<T>): Promise<T> {
  const write = () => despiteLoss(outbox, work)
  try {
    return await write()
  } catch (error) {
    if (!isStorageFull(error)) throw storageRefusal(error)
    if (!(await outbox.makeRoom().catch(() => false))) throw storageRefusal(error)
  }
  try {
    return await write()
  } catch (error) {
    throw storageRefusal(error)
  }
}

async function rebased(tx: OutboxWrite, outbox: Outbox, command: NewCommand): Promise<number | null> {
  const primary = command.entities[0]
  if (primary === undefined) return command.base
  const store = tx.objectStore('ownVersions')
  const own = await store.get([outbox.personId, primary])
  if (!own) return command.base
  if (own.at < outbox.platform.clock.now() - ownVersionsKept) {
    await store.delete([outbox.personId, primary])
    return command.base
  }
  return own.from.includes(command.base) ? own.to : command.base
}

/**
 * Puts a command on this phone. Resolves when it is durable, and only then may the screen say "On this phone".
 * The same `commandId` twice is one command.
 * @throws OfflineRefusal `storage-full`, `storage-broken` or `signed-out`: nothing was written, the editor keeps
 * the text.
 */
export async function enqueue(outbox: Outbox, command: NewCommand): Promise<OutboxRecord> {
  const { platform, connection, personId } = outbox
  const head = {
    personId,
    commandId: command.commandId ?? platform.newId(),
    name: command.name,
    version: command.version,
  }
  const claimedAt = new Date(platform.clock.now()).toISOString()
  // Before the transaction, which would end while we wait for the cipher.
  const sealed = await seal(platform.crypto, outbox.person.key, {
    value: command.input,
    context: recordContext(head),
  })
  const write = () =>
    connection.write(['commands', 'persons', 'drafts', 'ownVersions'], 'strict', async (tx) => {
      const person = await personInside(tx, outbox.person)
      const commands = tx.objectStore('commands')
      const known = await commands.get(head.commandId)
      if (known) return known
      const record = linked(
        {
          ...head,
          ...sealed,
          device: person.device,
          seq: person.nextSeq,
          base: await rebased(tx, outbox, command),
          entities: [...command.entities],
          refs: [...(command.refs ?? [])],
          dependsOn: [],
          claimedAt,
          state: 'waiting',
          attempts: 0,
          nextAttemptAt: command.notBefore ?? 0,
          error: null,
        },
        await commandsInOrder(tx, personId),
      )
      await commands.add(record)
      await tx.objectStore('persons').put({ ...person, nextSeq: person.nextSeq + 1 })
      if (command.draftKey !== undefined) await tx.objectStore('drafts').delete([personId, command.draftKey])
      return record
    })
  const turn = command.draftKey === undefined ? head.commandId : `draft|${command.draftKey}`
  const record = await outbox.inTurn(turn, () => writeWithRoom(outbox, write))
  outbox.mirror.commands.set(record.commandId, record)
  if (!outbox.mirror.asked) platform.persist()
  outbox.mirror.asked = true
  if (command.draftKey !== undefined) outbox.mirror.drafts.delete(command.draftKey)
  outbox.events.announce({ type: 'changed' })
  return record
}

/** Reads only while the person is signed in here. */
export async function readAsPerson<T>(
  outbox: Outbox,
  stores: ('commands' | 'drafts')[],
  run: (tx: OutboxRead) => Promise<T>,
): Promise<T> {
  const read = () =>
    outbox.connection.read(['persons', ...stores], async (tx) => {
      await personInside(tx, outbox.person)
      return run(tx)
    })
  return despiteLoss(outbox, read)
}

/**
 * All unsent commands in the order of the taps; while the phone keeps none of them, those that this page holds.
 * @throws OfflineRefusal after sign-out.
 */
export async function listCommands(outbox: Outbox): Promise<OutboxRecord[]> {
  const { mirror } = outbox
  try {
    await readAsPerson(outbox, ['commands'], async (tx) => {
      mirrorCommands(outbox, await commandsInOrder(tx, outbox.personId))
    })
  } catch (thrown) {
    if (mirror.safe || isSignedOut(thrown)) throw thrown
  }
  return mirroredCommands(outbox).filter(({ commandId }) => !mirror.delivered.has(commandId))
}

/**
 * Reads what the person wrote.
 * @throws OfflineRefusal for another person's record. @throws DOMException when its key does not open it.
 */
export function readInput(outbox: Outbox, record: OutboxRecord): Promise<unknown> {
  if (record.personId !== outbox.personId) return Promise.reject(new OfflineRefusal('locked'))
  return unseal(outbox.platform.crypto, outbox.person.key, { sealed: record, context: recordContext(record) })
}

/** Returns what would have to go together with the command. */
export async function listDependents(outbox: Outbox, commandId: string): Promise<OutboxRecord[]> {
  return dependentsOf(commandId, await listCommands(outbox))
}
