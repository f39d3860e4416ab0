import type { Registry } from './command-registry.ts'
import { relink } from './dependencies.ts'
import type { OutboxRecord } from './outbox-record.ts'

/**
 * Shows what only an update of the app can send as needing attention, with what depends on it: a record that this
 * release does not know, and one that the server called too old. On the phone they go on waiting, so that another
 * release sends them by itself.
 */
export function shownForUpdate(records: readonly OutboxRecord[], registry: Registry): OutboxRecord[] {
  const shown = records.map((record): OutboxRecord => {
    const tooOld = record.error?.code === 'APP_TOO_OLD' || registry.knowledge(record) === 'newer'
    if (record.state !== 'waiting' || !tooOld) return record
    return { ...record, state: 'attention', error: { code: 'APP_TOO_OLD', details: {} } }
  })
  const linked = new Map(relink(shown).map((record) => [record.commandId, record]))
  return shown.map((record) => linked.get(record.commandId) ?? record)
}
