import type { DBSchema } from 'idb'
import type { SentCommand } from '#shared/core/contract.ts'
import { type Connection, connect } from './connection.ts'
import { sentDatabaseName } from './database-names.ts'
import type { Outbox } from './outbox.ts'
import { commandsInOrder } from './outbox-database.ts'
import type { OutboxRecord } from './outbox-record.ts'
import { personInside } from './person-key.ts'
import { storeLinked } from './store-linked.ts'

/** A command as it lay in the outbox, sealed, once the server has it. */
type SentCopy = {
  commandId: string
  personId: string
  /** Milliseconds since the epoch. */
  sentAt: number
  record: OutboxRecord
}

interface SentSchema extends DBSchema {
  copies: { key: string; value: SentCopy; indexes: { person: string } }
}
export type SentConnection = Connection<SentSchema>

/** A database of its own: a page of another release that has the outbox open is not in its way. */
export const connectSent = (factory: IDBFactory): SentConnection =>
  connect<SentSchema>(factory, {
    name: sentDatabaseName,
    version: 1,
    upgrade(db) {
      db.createObjectStore('copies', { keyPath: 'commandId' }).createIndex('person', 'personId')
    },
  })

/** Milliseconds. A server that is put back is put back to its last backup. */
const keptFor = 7 * 24 * 3600_000
const copiesLimit = 500

/**
 * Keeps a copy of what the server has just taken, and lets go of copies that are old, and of those of what it deletes.
 * @param deletes whether the command deletes what that one had written.
 */
export async function keepCopy(
  { sent, platform }: Pick<Outbox, 'sent' | 'platform'>,
  record: OutboxRecord,
  deletes: (earlier: SentCommand) => boolean,
): Promise<void> {
  const { commandId, personId } = record
  const sentAt = platform.clock.now()
  await sent.write(['copies'], 'relaxed', async (tx) => {
    const store = tx.objectStore('copies')
    const own = await store.index('person').getAll(personId)
    const going = own.filter((copy) => copy.sentAt < sentAt - keptFor || deletes(copy.record))
    const stay = own.filter((copy) => !going.includes(copy)).sort((a, b) => a.sentAt - b.sentAt)
    for (const copy of [...going, ...stay.slice(0, Math.max(0, stay.length - copiesLimit + 1))])
      await store.delete(copy.commandId)
    await store.put({ commandId, personId, sentAt, record })
  })
}

/** Forgets every copy of this person. */
export async function forgetCopies({ sent, personId }: Pick<Outbox, 'sent' | 'personId'>): Promise<void> {
  await sent.write(['copies'], 'strict', async (tx) => {
    const store = tx.objectStore('copies')
    for (const commandId of await store.index('person').getAllKeys(personId)) await store.delete(commandId)
  })
}

/** Commands that the server is asked about at once. */
const askedAtOnce = 200

/**
 * Brings back what was sent and the server no longer knows, because it was put back to an earlier state: each needs
 * attention, at its old place, so that what was written on top of it waits for it.
 * @param known answers with those of these ids that the server has.
 * @returns how many there were. @throws OfflineRefusal after sign-out; what `known` throws.
 */
export async function bringBackLost(
  outbox: Outbox,
  known: (commandIds: string[]) => Promise<readonly string[]>,
): Promise<number> {
  const { sent, connection, personId } = outbox
  const copies = await sent.read(['copies'], (tx) =>
    tx.objectStore('copies').index('person').getAll(personId),
  )
  const there = new Set<string>()
  for (let from = 0; from < copies.length; from += askedAtOnce)
    for (const id of await known(copies.slice(from, from + askedAtOnce).map(({ commandId }) => commandId)))
      there.add(id)
  const lost = copies.filter(({ commandId }) => !there.has(commandId)).map(({ record }) => record)
  if (lost.length === 0) return 0
  await connection.write(['commands', 'persons', 'ownVersions'], 'strict', async (tx) => {
    const person = await personInside(tx, outbox.person)
    const before = await commandsInOrder(tx, personId)
    const ids = new Set(before.map(({ commandId }) => commandId))
    const places = new Set(before.map(({ seq }) => seq))
    let { nextSeq } = person
    const again = lost
      .filter(({ commandId }) => !ids.has(commandId))
      .map((record): OutboxRecord => {
        const seq = places.has(record.seq) ? nextSeq++ : record.seq
        places.add(seq)
        const error = { code: 'RESTORED', details: {} } as const
        return { ...record, seq, state: 'attention', attempts: 0, nextAttemptAt: 0, error }
      })
    await storeLinked(
      tx,
      before,
      [...before, ...again].sort((a, b) => a.seq - b.seq),
    )
    await tx.objectStore('persons').put({ ...person, nextSeq })
    // Own versions hold no longer: the server's are those of the earlier state.
    const ownVersions = tx.objectStore('ownVersions')
    for (const key of await ownVersions.getAllKeys()) if (key[0] === personId) await ownVersions.delete(key)
  })
  await sent.write(['copies'], 'relaxed', async (tx) => {
    for (const { commandId } of lost) await tx.objectStore('copies').delete(commandId)
  })
  outbox.events.announce({ type: 'changed' })
  return lost.length
}
