import type { OutboxConnection, PersonRow } from './outbox-database.ts'
import type { Platform } from './platform.ts'
import { OfflineRefusal } from './refusal.ts'
import { newKey } from './seal.ts'

export type OpenPerson = PersonRow & { key: CryptoKey; keyId: string }

function usable(row: PersonRow): OpenPerson {
  if (row.locked) throw new OfflineRefusal('locked')
  if (row.key === null || row.keyId === null) throw new OfflineRefusal('signed-out')
  return { ...row, key: row.key, keyId: row.keyId }
}

/**
 * The person's device id and key on this phone, made at the first sign-in here.
 * @throws OfflineRefusal `locked` while work kept at sign-out waits for this person's sign-in.
 */
export async function openPerson(
  connection: OutboxConnection,
  platform: Platform,
  personId: string,
): Promise<OpenPerson> {
  const known = await connection.read(['persons'], (tx) => tx.objectStore('persons').get(personId))
  if (known && (known.locked || known.key !== null)) return usable(known)
  // Made before the transaction, which would end while we wait for the key. Two tabs may race here: the first wins.
  const key = await newKey(platform.crypto)
  return connection.write(['persons'], 'strict', async (tx) => {
    const store = tx.objectStore('persons')
    const now = await store.get(personId)
    if (now && (now.locked || now.key !== null)) return usable(now)
    const row: PersonRow = {
      personId,
      device: now?.device ?? platform.newId(),
      nextSeq: now?.nextSeq ?? 1,
      key,
      keyId: platform.newId(),
      locked: false,
    }
    await store.put(row)
    return usable(row)
  })
}

/**
 * The person's row inside a transaction of a session that is already open.
 * @throws OfflineRefusal when another tab signed the person out meanwhile, so that nothing is written with a key that
 * is gone.
 */
export async function personInside(
  store: { get(key: string): Promise<PersonRow | undefined> },
  open: OpenPerson,
) {
  const row = await store.get(open.personId)
  if (!row || row.keyId !== open.keyId) throw new OfflineRefusal('signed-out')
  return usable(row)
}

/** To be called when `personId` has just signed in, and only then: opens what was kept locked at sign-out. */
export async function unlockPerson(connection: OutboxConnection, personId: string): Promise<void> {
  await connection.write(['persons'], 'strict', async (tx) => {
    const row = await tx.objectStore('persons').get(personId)
    if (row?.locked) await tx.objectStore('persons').put({ ...row, locked: false })
  })
}
