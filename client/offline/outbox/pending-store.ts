import type { PendingCommand } from '#client/offline/cache/fold.ts'
import type { Registry } from './command-registry.ts'
import { listCommands, type NewCommand, type Outbox, readInput } from './outbox.ts'
import type { OutboxRecord } from './outbox-record.ts'
import { isSignedOut } from './refusal.ts'
import { coalesced } from './turns.ts'
import { shownForUpdate } from './update-needed.ts'

/** The person's unsent commands in memory, for useSyncExternalStore: snapshots are equal until something changed. */
export type PendingStore = {
  getSnapshot(): readonly PendingCommand[]
  subscribe(listener: () => void): () => void
  /** Resolves when the snapshot holds all that was durable at the call. */
  refresh(): Promise<void>
  /**
   * Shows a command in the frame of the tap while `write` puts it on the phone, as `keeping`. What cannot be written
   * goes from the screen again, and the error is the caller's.
   */
  keep<T>(command: NewCommand & { commandId: string }, write: () => Promise<T>): Promise<T>
  close(): void
}

type Read = { readable: boolean; input: unknown }
const unread: Read = { readable: false, input: undefined }

export function createPendingStore(outbox: Outbox, registry: Registry): PendingStore {
  const listeners = new Set<() => void>()
  /** By command id; the text of a command never changes. */
  const opened = new Map<string, Read>()
  let durable: readonly PendingCommand[] = []
  /** By command id, in the order of the taps. */
  const keeping = new Map<string, PendingCommand>()
  let snapshot: readonly PendingCommand[] = []
  let closed = false

  async function open(record: OutboxRecord): Promise<Read> {
    const known = opened.get(record.commandId)
    if (known) return known
    let now = unread
    try {
      const prepared = registry.prepare(record, await readInput(outbox, record))
      // Its code may come with the next reading.
      if (prepared.kind === 'unloaded') return unread
      if (prepared.kind === 'ready') now = { readable: true, input: prepared.input }
    } catch {
      now = unread
    }
    opened.set(record.commandId, now)
    return now
  }

  function show() {
    const known = new Set(durable.map(({ commandId }) => commandId))
    const shown = [...keeping.values()].filter(({ commandId }) => !known.has(commandId))
    snapshot = shown.length > 0 ? [...durable, ...shown] : durable
    for (const listener of [...listeners]) listener()
  }

  const refresh = coalesced(async () => {
    if (closed) return
    let records: OutboxRecord[]
    try {
      records = await listCommands(outbox)
    } catch (thrown) {
      if (!isSignedOut(thrown)) throw thrown
      // Signed out: nothing of this person stays on the screen.
      opened.clear()
      keeping.clear()
      durable = []
      return show()
    }
    await registry.ready(records.map(({ name }) => name))
    const pending = await Promise.all(
      shownForUpdate(records, registry).map(async (record): Promise<PendingCommand> => {
        const { commandId, seq, name, base, entities, refs, claimedAt } = record
        const { state, error, attempts, dependsOn } = record
        const head = { commandId, seq, name, base, entities, refs, claimedAt }
        return { ...head, state, error, attempts, dependsOn, ...(await open(record)) }
      }),
    )
    const present = new Set(records.map((record) => record.commandId))
    for (const commandId of opened.keys()) if (!present.has(commandId)) opened.delete(commandId)
    if (closed) return
    durable = pending
    show()
  })

  async function keep<T>(command: NewCommand & { commandId: string }, write: () => Promise<T>): Promise<T> {
    const { commandId, name, input, base, entities, refs = [] } = command
    keeping.set(commandId, {
      ...{ commandId, name, input, base, entities, refs, state: 'keeping', error: null, attempts: 0 },
      // Behind everything that is written down already; the outbox gives it its number.
      seq: Number.MAX_SAFE_INTEGER,
      claimedAt: new Date(outbox.platform.clock.now()).toISOString(),
      ...{ dependsOn: [], readable: true },
    })
    show()
    try {
      const written = await write()
      // It is safe: a reading that fails is made good by the next one.
      await refresh().catch(() => undefined)
      return written
    } finally {
      const shown = snapshot.some((command) => command.commandId === commandId && command.state === 'keeping')
      keeping.delete(commandId)
      if (shown) show()
    }
  }

  // A read that fails shows what was there; the next change reads again.
  const reload = () => void refresh().catch(() => undefined)
  const unsubscribe = outbox.events.subscribe(reload)
  reload()
  return {
    getSnapshot: () => snapshot,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    refresh,
    keep,
    close() {
      closed = true
      unsubscribe()
      listeners.clear()
    },
  }
}
