import type { DBSchema } from 'idb'
import { type Connection, connect, type Transaction } from './connection.ts'
import { outboxDatabaseName } from './database-names.ts'
import type { OutboxRecord } from './outbox-record.ts'
import type { Sealed } from './seal.ts'

/**
 * Records who may have work on this phone. Survives sign-out, because `device` and `nextSeq` must never start again.
 */
export type PersonRow = {
  personId: string
  /** One per person and installation. */
  device: string
  nextSeq: number
  /** Null after a sign-out that left nothing behind; the next sign-in makes another key. */
  keyId: string | null
  /** Kept at sign-out: nothing is read until this person signs in again. */
  locked: boolean
}

/** Apart from the person, because it is read once a visit and never written again. */
export type KeyRow = { keyId: string; key: CryptoKey }

export type DraftRow = Sealed & {
  personId: string
  draftKey: string
  /** Milliseconds since the epoch. */
  savedAt: number
}

/**
 * Records what this phone's own confirmed writes did to an entity's version, so that a command written on top of one
 * of them is not refused for a version that the same person replaced a moment ago.
 */
export type OwnVersionRow = {
  personId: string
  entityId: string
  /** Versions that own writes started from, one after the other. */
  from: (number | null)[]
  /** Where the last of them ended. */
  to: number
  at: number
}

export interface OutboxSchema extends DBSchema {
  commands: { key: string; value: OutboxRecord; indexes: { order: [string, number] } }
  persons: { key: string; value: PersonRow }
  keys: { key: string; value: KeyRow }
  drafts: { key: [string, string]; value: DraftRow }
  ownVersions: { key: [string, string]; value: OwnVersionRow }
}

export type OutboxConnection = Connection<OutboxSchema>
export type OutboxWrite = Transaction<OutboxSchema, 'readwrite'>
export type OutboxRead = Transaction<OutboxSchema, 'readonly'> | OutboxWrite

/** A database of its own: clearing or evicting the read cache can never touch it. */
export function connectOutbox(factory: IDBFactory): OutboxConnection {
  return connect<OutboxSchema>(factory, {
    name: outboxDatabaseName,
    version: 1,
    upgrade(db, oldVersion) {
      if (oldVersion >= 1) return
      db.createObjectStore('commands', { keyPath: 'commandId' }).createIndex('order', ['personId', 'seq'], {
        unique: true,
      })
      db.createObjectStore('persons', { keyPath: 'personId' })
      db.createObjectStore('keys', { keyPath: 'keyId' })
      db.createObjectStore('drafts', { keyPath: ['personId', 'draftKey'] })
      db.createObjectStore('ownVersions', { keyPath: ['personId', 'entityId'] })
    },
  })
}

/** This person's rows of a store whose key starts with the person. */
export function ofPerson(personId: string): IDBKeyRange {
  // An array sorts after every string and number, so this closes the range above all of them.
  return IDBKeyRange.bound([personId], [personId, []])
}

/** The person's commands in the order of the taps. */
export function commandsInOrder(tx: OutboxRead, personId: string): Promise<OutboxRecord[]> {
  return tx.objectStore('commands').index('order').getAll(ofPerson(personId))
}
