import type { Outbox } from '#client/offline/outbox/outbox.ts'
import type { OutboxError } from '#client/offline/outbox/outbox-record.ts'
import type { PendingStore } from '#client/offline/outbox/pending-store.ts'
import type { Sync, SyncState } from './sync.ts'

/** Names what a screen says about one item. */
export type ItemStatus =
  /** Shown in the frame of the tap, and not yet safe. */
  | { state: 'keeping' }
  | { state: 'on-this-phone' }
  | { state: 'sending' }
  /** `at`: milliseconds since the epoch. */
  | { state: 'sent'; at: number }
  | { state: 'needs-attention'; error: OutboxError | null; commandId: string }

export type SyncStatus = {
  /** Commands that the server has not confirmed, those that need attention included. */
  unsent: number
  attention: number
  sending: number
  /** Milliseconds since the epoch; null before the first of this visit. */
  lastSentAt: number | null
  online: boolean
  paused: SyncState['paused']
  /** False while what is unsent is in this page's memory alone. */
  safe: boolean
}

export type StatusStore = {
  getSnapshot(): SyncStatus
  subscribe(listener: () => void): () => void
  /** Null for what is neither pending nor was sent lately. Stable until it changes. */
  command(commandId: string): ItemStatus | null
  /** Of all pending commands on the entity, what the person most needs to know. */
  entity(entityId: string): ItemStatus | null
  close(): void
}

/** How long "Sent" stays known, in milliseconds, and for how many commands. */
const sentKept = 10 * 60_000
const sentLimit = 200
const urgency = { 'needs-attention': 4, keeping: 3, sending: 2, 'on-this-phone': 1, sent: 0 } as const

function sameStatus(a: ItemStatus, b: ItemStatus): boolean {
  if (a.state === 'sent' && b.state === 'sent') return a.at === b.at
  if (a.state !== 'needs-attention' || b.state !== 'needs-attention') return a.state === b.state
  return a.commandId === b.commandId && JSON.stringify(a.error) === JSON.stringify(b.error)
}

type Sent = { commandId: string; entities: string[]; at: number }
type Parts = {
  outbox: Pick<Outbox, 'events' | 'mirror' | 'platform'>
  pending: PendingStore
  sync: Pick<Sync, 'state' | 'subscribe'>
}

export function createStatusStore({ outbox, pending, sync }: Parts): StatusStore {
  const listeners = new Set<() => void>()
  let sent: Sent[] = []
  let byCommand = new Map<string, ItemStatus>()
  let byEntity = new Map<string, ItemStatus>()
  let snapshot: SyncStatus = summary()

  function summary(): SyncStatus {
    const now = pending.getSnapshot().filter((command) => command.state !== 'keeping')
    const { online, paused, lastSentAt } = sync.state()
    const count = (state: string) => now.filter((command) => command.state === state).length
    return {
      unsent: now.length,
      attention: count('attention'),
      sending: count('sending'),
      lastSentAt,
      online,
      paused,
      safe: outbox.mirror.safe,
    }
  }

  function note(commandId: string, entities: readonly string[], status: ItemStatus) {
    byCommand.set(commandId, status)
    for (const entityId of entities) {
      const known = byEntity.get(entityId)
      if (!known || urgency[status.state] >= urgency[known.state]) byEntity.set(entityId, status)
    }
  }

  function rebuild() {
    const before = byCommand
    const horizon = outbox.platform.clock.now() - sentKept
    sent = sent.filter((sent) => sent.at > horizon).slice(-sentLimit)
    byCommand = new Map()
    byEntity = new Map()
    const stable = (commandId: string, status: ItemStatus): ItemStatus => {
      const known = before.get(commandId)
      return known && sameStatus(known, status) ? known : status
    }
    for (const { commandId, entities, at } of sent) {
      note(commandId, entities, stable(commandId, { state: 'sent', at }))
    }
    for (const command of pending.getSnapshot()) {
      let status: ItemStatus = { state: 'on-this-phone' }
      if (command.state === 'keeping' || command.state === 'sending') status = { state: command.state }
      if (command.state === 'attention') {
        status = { state: 'needs-attention', error: command.error, commandId: command.commandId }
      }
      // Confirmed already; only its record is still on the way out.
      if (byCommand.get(command.commandId)?.state === 'sent') continue
      note(command.commandId, command.entities, stable(command.commandId, status))
    }
    const next = summary()
    if (Object.entries(next).some(([key, value]) => Reflect.get(snapshot, key) !== value)) snapshot = next
    for (const listener of [...listeners]) listener()
  }

  const unsubscribe = [
    pending.subscribe(rebuild),
    sync.subscribe(rebuild),
    outbox.events.subscribe((event) => {
      if (event.type !== 'settled') return
      sent.push({ commandId: event.commandId, entities: event.entities, at: event.at })
      rebuild()
    }),
  ]
  rebuild()
  return {
    getSnapshot: () => snapshot,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    command: (commandId) => byCommand.get(commandId) ?? null,
    entity: (entityId) => byEntity.get(entityId) ?? null,
    close() {
      for (const remove of unsubscribe) remove()
      listeners.clear()
    },
  }
}
