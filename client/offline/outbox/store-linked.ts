import { relink } from './dependencies.ts'
import type { OutboxWrite } from './outbox-database.ts'
import type { OutboxRecord } from './outbox-record.ts'

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
