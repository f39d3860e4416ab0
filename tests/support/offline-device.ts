import type { Registry } from '#client/offline/outbox/command-registry.ts'
import { outboxDatabaseName } from '#client/offline/outbox/database-names.ts'
import { closeOutbox, type Outbox, openOutbox } from '#client/offline/outbox/outbox.ts'
import { connectOutbox, type KeyRow, type PersonRow } from '#client/offline/outbox/outbox-database.ts'
import type { OutboxRecord } from '#client/offline/outbox/outbox-record.ts'
import { createPendingStore, type PendingStore } from '#client/offline/outbox/pending-store.ts'
import type { Platform } from '#client/offline/outbox/platform.ts'
import type { Delivered, Send } from '#client/offline/sync/attempt.ts'
import { createSync, type Sync } from '#client/offline/sync/sync.ts'
import { createStatusStore, type StatusStore } from '#client/offline/sync/sync-status.ts'
import { type Activity, createActivity } from './activity.ts'
import { createPhone } from './memory-phone.ts'
import { createPhoneClock, type PhoneClock } from './phone-clock.ts'
import { seededRandom } from './seeded-random.ts'

export type DeviceOptions = {
  registry: Registry
  send: Send
  /** Shared between devices that live in the same time. */
  clock?: PhoneClock
  activity?: Activity
  /** For jitter and for ids. */
  seed?: number
  /** Called in the tab that sent it; a device has no read cache of its own. */
  onResult?(delivered: Delivered): void | Promise<void>
  makeRoom?: () => Promise<boolean>
}

export type TabOptions = {
  personId: string
  justSignedIn?: boolean
  /** Another release of the app than the device's. */
  registry?: Registry
  /** And its own way to the server. */
  send?: Send
  /** And its own read cache. */
  onResult?(delivered: Delivered): void | Promise<void>
  /** Dies at this step of its life, counted from 1; with `midway` just after the step began instead of just before. */
  dieAt?: number
  midway?: boolean
  /** Called when it dies at that step, which may be before it is open. */
  onDeath?: () => void
  /** Opens the outbox but sends nothing by itself. */
  idle?: boolean
  /** Shows nothing: `pending` and `status` are there but follow nothing. Makes long runs faster. */
  screenless?: boolean
}

export type Tab = {
  personId: string
  outbox: Outbox
  sync: Sync
  pending: PendingStore
  status: StatusStore
  isAlive(): boolean
  /** The names of the steps so far, for `dieAt`. */
  steps(): readonly string[]
  /** As when the browser ends it: nothing it was doing goes on. */
  kill(): void
  /** As when the person closes it. */
  close(): Promise<void>
}

export type Device = {
  clock: PhoneClock
  activity: Activity
  /** @throws when the tab dies while opening, or the outbox is locked. */
  openTab(options: TabOptions): Promise<Tab>
  tabs(): readonly Tab[]
  setOnline(online: boolean): void
  setFull(full: boolean): void
  /** As when the browser drops a damaged database, or its storage is cleared. */
  dropStorage(): Promise<void>
  /** As when the app comes to the front. */
  wake(): void
  /** Resolves when nothing moves any more without time passing. */
  rest(): Promise<void>
  /** Lets time pass, timer by timer, until none is left or `ms` milliseconds have gone. */
  pass(ms: number): Promise<void>
  /** Every row on the phone, whoever's it is, as it lies there. */
  rows(): Promise<{ commands: OutboxRecord[]; persons: PersonRow[]; keys: KeyRow[]; drafts: unknown[] }>
  durabilities(): readonly string[]
  platformOf(tab: object): Platform
}

const ended = new Promise<never>(() => {})

/** A phone in memory: one storage, several tabs that can be killed and opened again, one virtual time. */
export function createDevice(options: DeviceOptions): Device {
  const clock = options.clock ?? createPhoneClock()
  const activity = options.activity ?? createActivity()
  const phone = createPhone({ clock, activity, random: seededRandom(options.seed ?? 1) })
  const tabs = new Set<Tab>()

  async function openTab(opening: TabOptions): Promise<Tab> {
    const identity = {}
    const steps: string[] = []
    const registry = opening.registry ?? options.registry
    const step = (name: string) => {
      if (phone.isDead(identity)) throw new Error('This tab is dead')
      steps.push(name)
      if (steps.length !== opening.dieAt) return
      opening.onDeath?.()
      if (opening.midway) {
        queueMicrotask(() => phone.kill(identity))
        return
      }
      phone.kill(identity)
      throw new Error('This tab is dead')
    }
    const platform = phone.platformOf(identity, step)
    const outbox = await openOutbox({
      personId: opening.personId,
      platform,
      ...(options.makeRoom ? { makeRoom: options.makeRoom } : {}),
      ...(opening.justSignedIn ? { justSignedIn: true } : {}),
    })
    const send: Send = async (command, signal) => {
      step('send')
      try {
        return await (opening.send ?? options.send)(command, signal)
      } finally {
        // Whatever comes back, nobody is there to hear it.
        if (phone.isDead(identity)) await ended
      }
    }
    const sync = createSync({
      outbox,
      registry,
      send,
      async onResult(delivered) {
        step('result')
        await (opening.onResult ?? options.onResult)?.(delivered)
      },
    })
    const pending = createPendingStore(outbox, registry)
    const status = createStatusStore({ outbox, pending, sync })
    if (opening.screenless) {
      status.close()
      pending.close()
    }
    const tab: Tab = {
      personId: opening.personId,
      outbox,
      sync,
      pending,
      status,
      isAlive: () => !phone.isDead(identity),
      steps: () => steps,
      kill() {
        phone.kill(identity)
        tabs.delete(tab)
      },
      async close() {
        await sync.stop()
        status.close()
        pending.close()
        closeOutbox(outbox)
        tabs.delete(tab)
      },
    }
    tabs.add(tab)
    if (!opening.idle) sync.start()
    return tab
  }

  async function pass(ms: number): Promise<void> {
    const end = clock.now() + ms
    for (;;) {
      await activity.rest()
      const next = clock.untilNext()
      if (next === null || clock.now() + next > end) break
      clock.advance(next)
    }
    clock.advance(Math.max(0, end - clock.now()))
    await activity.rest()
  }

  return {
    clock,
    activity,
    openTab,
    tabs: () => [...tabs].filter((tab) => tab.isAlive()),
    setOnline: phone.setOnline,
    setFull: phone.storage.setFull,
    dropStorage: phone.storage.drop,
    wake: phone.wake,
    rest: activity.rest,
    pass,
    async rows() {
      const names = (await phone.storage.raw.databases()).map((database) => database.name)
      if (!names.includes(outboxDatabaseName)) return { commands: [], persons: [], keys: [], drafts: [] }
      const connection = connectOutbox(phone.storage.raw)
      const rows = await connection.read(['commands', 'persons', 'keys', 'drafts'], async (tx) => ({
        commands: await tx.objectStore('commands').getAll(),
        persons: await tx.objectStore('persons').getAll(),
        keys: await tx.objectStore('keys').getAll(),
        drafts: await tx.objectStore('drafts').getAll(),
      }))
      connection.close()
      return rows
    },
    durabilities: phone.storage.durabilities,
    platformOf: (tab) => phone.platformOf(tab, () => {}),
  }
}
