import type { NewCommand } from '#client/offline/outbox/outbox.ts'
import type { OutboxRecord } from '#client/offline/outbox/outbox-record.ts'

/** One thing that a person did, and what they were told about it. */
export type Entry = {
  commandId: string
  personId: string
  command: NewCommand
  /**
   * 'durable': the phone said that it has it. 'unsure': the tab died before it could say. 'refused': the phone said that
   * it could not keep it, and the editor has the text.
   */
  outcome: 'durable' | 'unsure' | 'refused'
  /** Of the durable ones. */
  device: string
  seq: number
  /** The person threw it away or wrote another in its place; 'unsure' where the tab died meanwhile. */
  dropped: 'no' | 'yes' | 'unsure'
}

export type Ledger = {
  entries: ReadonlyMap<string, Entry>
  durable(record: OutboxRecord, command: NewCommand): void
  untold(
    outcome: 'unsure' | 'refused',
    who: { commandId: string; personId: string },
    command: NewCommand,
  ): void
  drop(commandIds: readonly string[], dropped: 'yes' | 'unsure'): void
  /** With the base that it had when it went. */
  sent(commandId: string, base: number | null): void
  baseOf(commandId: string): number | null
  durables(): number
}

export function createLedger(): Ledger {
  const entries = new Map<string, Entry>()
  const bases = new Map<string, number | null>()
  let durables = 0
  return {
    entries,
    durable({ commandId, personId, device, seq }, command) {
      durables += 1
      const before = entries.get(commandId)
      entries.set(commandId, {
        ...before,
        commandId,
        personId,
        command,
        outcome: 'durable',
        device,
        seq,
        dropped: 'no',
      })
    },
    untold(outcome, { commandId, personId }, command) {
      entries.set(commandId, { commandId, personId, command, outcome, device: '', seq: 0, dropped: 'no' })
    },
    drop(commandIds, dropped) {
      for (const id of commandIds) {
        const entry = entries.get(id)
        if (entry && entry.dropped !== 'yes') entry.dropped = dropped
      }
    },
    sent: (commandId, base) => void bases.set(commandId, base),
    baseOf: (commandId) => bases.get(commandId) ?? null,
    durables: () => durables,
  }
}
