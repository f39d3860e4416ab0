import { type Outbox, readAsPerson, writeWithRoom } from './outbox.ts'
import { type DraftRow, ofPerson } from './outbox-database.ts'
import { personInside } from './person-key.ts'
import { seal, unseal } from './seal.ts'

export type Draft = {
  draftKey: string
  value: unknown
  /** Milliseconds since the epoch. */
  savedAt: number
}

const context = (personId: string, draftKey: string) => `draft|${personId}|${draftKey}`

/**
 * Keeps what an editor holds, at each pause, encrypted like the outbox. `draftKey` names the editor's place, such as
 * `note:<id>`. Resolves when durable. Saves and an `enqueue` with this key happen in the order of their calls.
 * @throws OfflineRefusal `storage-full`, `storage-broken`, `signed-out`: the editor keeps the text.
 */
export async function saveDraft(outbox: Outbox, draftKey: string, value: unknown): Promise<void> {
  const { personId, platform } = outbox
  await outbox.inTurn(`draft|${draftKey}`, async () => {
    const sealed = await seal(platform.crypto, outbox.person.key, {
      value,
      context: context(personId, draftKey),
    })
    const row: DraftRow = { ...sealed, personId, draftKey, savedAt: platform.clock.now() }
    await writeWithRoom(outbox, () =>
      outbox.connection.write(['drafts', 'persons'], 'strict', async (tx) => {
        await personInside(tx, outbox.person)
        await tx.objectStore('drafts').put(row)
      }),
    )
    outbox.mirror.drafts.set(draftKey, row)
  })
  outbox.events.announce({ type: 'draft', draftKey })
}

async function open(outbox: Outbox, row: DraftRow): Promise<Draft> {
  const { draftKey, savedAt } = row
  const value = await unseal(outbox.platform.crypto, outbox.person.key, {
    sealed: row,
    context: context(outbox.personId, draftKey),
  })
  return { draftKey, value, savedAt }
}

/** Null when there is none. @throws OfflineRefusal after sign-out. */
export async function readDraft(outbox: Outbox, draftKey: string): Promise<Draft | null> {
  const row = await readAsPerson(outbox, ['drafts'], (tx) =>
    tx.objectStore('drafts').get([outbox.personId, draftKey]),
  )
  return row ? open(outbox, row) : null
}

/** Every draft of this person, the latest first. @throws OfflineRefusal after sign-out. */
export async function listDrafts(outbox: Outbox): Promise<Draft[]> {
  const rows = await readAsPerson(outbox, ['drafts'], (tx) =>
    tx.objectStore('drafts').getAll(ofPerson(outbox.personId)),
  )
  const drafts = await Promise.all(rows.map((row) => open(outbox, row)))
  return drafts.sort((a, b) => b.savedAt - a.savedAt)
}

/** The person threw it away. */
export async function removeDraft(outbox: Outbox, draftKey: string): Promise<void> {
  await outbox.inTurn(`draft|${draftKey}`, async () => {
    outbox.mirror.drafts.delete(draftKey)
    await outbox.connection.write(['drafts'], 'strict', (tx) =>
      tx.objectStore('drafts').delete([outbox.personId, draftKey]),
    )
  })
  outbox.events.announce({ type: 'draft', draftKey })
}
