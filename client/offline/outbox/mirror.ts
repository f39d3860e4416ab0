import type { CommandResult } from '#shared/core/command.ts'
import { noteUnsent } from './apart.ts'
import type { DraftRow, OutboxConnection } from './outbox-database.ts'
import { commandsInOrder, ofPerson } from './outbox-database.ts'
import type { OutboxEvents } from './outbox-events.ts'
import type { OutboxRecord } from './outbox-record.ts'
import type { OpenPerson } from './person-key.ts'
import type { Platform } from './platform.ts'
import { OfflineRefusal, storageRefusal } from './refusal.ts'
import { storeLinked } from './store-linked.ts'

/**
 * Holds what this page knows to lie in the outbox, sealed as it lies there. A browser may drop a database under an open page
 * (a disk that is really full, storage that is cleared) and open another, empty one in its place: then this is written again.
 */
export type Mirror = {
  commands: Map<string, OutboxRecord>
  drafts: Map<string, DraftRow>
  /** Results of commands that the server has, though this phone had no room to note them down. */
  delivered: Map<string, CommandResult>
  /** False while the phone keeps none of it: it is in this page's memory alone. */
  safe: boolean
  /** The browser was asked to keep it. */
  asked: boolean
}

type Parts = {
  personId: string
  platform: Platform
  connection: OutboxConnection
  person: OpenPerson
  events: OutboxEvents
  mirror: Mirror
}

export const createMirror = (): Mirror => ({
  commands: new Map(),
  drafts: new Map(),
  delivered: new Map(),
  safe: true,
  asked: false,
})

/** Notes what was read of a database that is the one this person's work was written to. */
export function mirrorCommands({ mirror }: Pick<Parts, 'mirror'>, records: readonly OutboxRecord[]): void {
  mirror.commands = new Map(records.map((record) => [record.commandId, record]))
}

/** Returns what this page holds, in the order of the taps. */
export const mirroredCommands = ({ mirror }: Pick<Parts, 'mirror'>): OutboxRecord[] =>
  [...mirror.commands.values()].toSorted((a, b) => a.seq - b.seq)

/** Follows what happens to the person's work, here and in other tabs. Returns a function that stops it. */
export function followMirror(parts: Parts): () => void {
  const { mirror, events } = parts
  let following = true
  const note = () => {
    const count = { commands: mirror.commands.size, drafts: mirror.drafts.size }
    if (following && mirror.safe) noteUnsent(parts, parts.person.keyId, count)
  }
  // A reading that fails is made good by the next event.
  const readDrafts = () => void loadDrafts(parts).then(note, () => undefined)
  void parts.platform.idle().then(readDrafts)
  const unsubscribe = events.subscribe((event, here) => {
    if (event.type === 'settled' || event.type === 'replaced') mirror.commands.delete(event.commandId)
    if (event.type === 'discarded') for (const id of event.commandIds) mirror.commands.delete(id)
    if (event.type === 'signed-out') {
      following = false
      mirror.commands.clear()
      mirror.drafts.clear()
    }
    if (event.type === 'draft' && !here) readDrafts()
    if (here) note()
  })
  return () => {
    following = false
    unsubscribe()
  }
}

async function loadDrafts({ connection, personId, person, mirror }: Parts): Promise<void> {
  await connection.read(['persons', 'drafts'], async (tx) => {
    const row = await tx.objectStore('persons').get(personId)
    if (row?.keyId !== person.keyId) return
    const drafts = await tx.objectStore('drafts').getAll(ofPerson(personId))
    mirror.drafts = new Map(drafts.map((draft) => [draft.draftKey, draft]))
  })
}

/**
 * Writes again what this page holds, into a database that has lost it. In it the device is another
 * one: which numbers the lost database had given away nobody knows any more.
 * @throws OfflineRefusal `storage-full`, `storage-broken`: this page still has it.
 */
async function writeAgain({ connection, platform, personId, person, mirror, events }: Parts): Promise<void> {
  const say = (safe: boolean) => {
    if (mirror.safe === safe) return
    mirror.safe = safe
    events.announce({ type: 'changed' })
  }
  try {
    await connection.write(['commands', 'persons', 'keys', 'drafts'], 'strict', async (tx) => {
      const { keyId, key } = person
      const row = await tx.objectStore('persons').get(personId)
      const there = row ? await commandsInOrder(tx, personId) : []
      const known = new Set(there.map(({ commandId }) => commandId))
      const taken = new Set(there.map(({ seq }) => seq))
      const missing = [...mirror.commands.values()].filter(({ commandId }) => !known.has(commandId))
      let nextSeq = Math.max(row?.nextSeq ?? 1, ...missing.map(({ seq }) => seq + 1))
      const again = missing.map((record) => {
        // Where another tab was here first, it may have given this place to another command.
        const seq = taken.has(record.seq) ? nextSeq++ : record.seq
        return { ...record, seq, state: stateAgain(record) }
      })
      await storeLinked(tx, there, [...there, ...again])
      for (const draft of mirror.drafts.values()) {
        const { draftKey, savedAt } = draft
        const now = await tx.objectStore('drafts').get([personId, draftKey])
        if (!now || now.savedAt < savedAt) await tx.objectStore('drafts').put(draft)
      }
      await tx.objectStore('keys').put({ keyId, key })
      const device = row?.device ?? platform.newId()
      await tx.objectStore('persons').put({ personId, device, nextSeq, keyId, locked: false })
    })
  } catch (thrown) {
    say(false)
    throw storageRefusal(thrown)
  }
  say(true)
}

/** Frees a command that was on its way when the database was lost; the server applies it once. */
const stateAgain = ({ state }: OutboxRecord): OutboxRecord['state'] =>
  state === 'sending' ? 'waiting' : state

/**
 * Does storage work; where the browser has lost the database meanwhile, writes again what this page holds, and does the
 * work once more.
 * @throws OfflineRefusal as `work` does; `storage-full`, `storage-broken` where it cannot be written again.
 */
export async function despiteLoss<T>(parts: Parts, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (thrown) {
    if (!(thrown instanceof OfflineRefusal && thrown.reason === 'lost')) throw thrown
  }
  await writeAgain(parts)
  return await work()
}
