import type { OutboxConnection, OutboxRead, PersonRow } from './outbox-database.ts'
import type { Platform } from './platform.ts'
import { OfflineRefusal } from './refusal.ts'
import { newKey } from './seal.ts'

export type OpenPerson = { personId: string; device: string; key: CryptoKey; keyId: string }

/** The person with the key, or undefined where there is none yet. */
async function known(tx: OutboxRead, personId: string) {
  const row = await tx.objectStore('persons').get(personId)
  if (row?.locked) throw new OfflineRefusal('locked')
  const stored = row?.keyId ? await tx.objectStore('keys').get(row.keyId) : undefined
  return { row, person: row && stored ? { personId, device: row.device, ...stored } : undefined }
}

/**
 * The person's device id and key on this phone, made at the first sign-in here; `anew` where the database knew nothing of them.
 * @throws OfflineRefusal `locked` while work kept at sign-out waits for this person's sign-in.
 */
export async function openPerson(
  connection: OutboxConnection,
  platform: Platform,
  personId: string,
): Promise<OpenPerson & { anew: boolean }> {
  const { person } = await connection.read(['persons', 'keys'], (tx) => known(tx, personId))
  if (person) return { ...person, anew: false }
  // Made before the transaction, which would end while we wait for the key. Two tabs may race here: the first wins.
  const key = await newKey(platform.crypto)
  return connection.write(['persons', 'keys'], 'strict', async (tx) => {
    const now = await known(tx, personId)
    if (now.person) return { ...now.person, anew: false }
    const made = { keyId: platform.newId(), key }
    const device = now.row?.device ?? platform.newId()
    const nextSeq = now.row?.nextSeq ?? 1
    await tx.objectStore('keys').put(made)
    await tx.objectStore('persons').put({ personId, device, nextSeq, keyId: made.keyId, locked: false })
    return { personId, device, ...made, anew: !now.row }
  })
}

/**
 * The person's row inside a transaction of a session that is already open.
 * @throws OfflineRefusal when another tab signed the person out meanwhile, so that nothing is written with a key that
 * is gone; `lost` where this is not the database that the session was opened in.
 */
export async function personInside(tx: OutboxRead, open: OpenPerson): Promise<PersonRow> {
  const row = await tx.objectStore('persons').get(open.personId)
  if (row?.locked) throw new OfflineRefusal('locked')
  // A sign-out leaves the row: without one this is another database.
  if (!row) throw new OfflineRefusal('lost')
  if (row.keyId !== open.keyId) throw new OfflineRefusal('signed-out')
  return row
}

/** To be called when `personId` has just signed in, and only then: opens what was kept locked at sign-out. */
export async function unlockPerson(connection: OutboxConnection, personId: string): Promise<void> {
  await connection.write(['persons'], 'strict', async (tx) => {
    const row = await tx.objectStore('persons').get(personId)
    if (row?.locked) await tx.objectStore('persons').put({ ...row, locked: false })
  })
}
