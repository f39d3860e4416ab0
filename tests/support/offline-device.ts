import type { Registry } from '#client/offline/command-registry.ts'
import { closeOutbox, type Outbox, openOutbox } from '#client/offline/outbox.ts'
import { connectOutbox, outboxDatabaseName, type PersonRow } from '#client/offline/outbox-database.ts'
import type { OutboxRecord } from '#client/offline/outbox-record.ts'
import { createPendingStore, type PendingStore } from '#client/offline/pending-store.ts'
import type { Platform } from '#client/offline/platform.ts'
import { createSync, type Delivered, type Send, type Sync } from '#client/offline/sync.ts'
import { createStatusStore, type StatusStore } from '#client/offline/sync-status.ts'
import { type Activity, createActivity } from './activity.ts'
import { createPhoneChannels } from './phone-channels.ts'
import { createPhoneClock, type PhoneClock } from './phone-clock.ts'
import { createPhoneLocks } from './phone-locks.ts'
import { createPhoneStorage } from './phone-storage.ts'
import { seededRandom } from './seeded-random.ts'

export type DeviceOptions<Transport> = {
  registry: Registry<Transport>
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

export type TabOptions<Transport> = {
  personId: string
  justSignedIn?: boolean
  /** Another release of the app than the device's. */
  registry?: Registry<Transport>
  /** And its own way to the server. */
  send?: Send
  /** Dies at this step of its life, counted from 1; with `midway` just after the step began instead of just before. */
  dieAt?: number
  midway?: boolean
  /** Called when it dies at that step, which may be before it is open. */
  onDeath?: () => void
  /** Opens the outbox but sends nothing by itself. */
  idle?: boolean
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

export type Device<Transport> = {
  clock: PhoneClock
  activity: Activity
  /** @throws when the tab dies while opening, or the outbox is locked. */
  openTab(options: TabOptions<Transport>): Promise<Tab>
  tabs(): readonly Tab[]
  setOnline(online: boolean): void
  setFull(full: boolean): void
  /** As when the app comes to the front. */
  wake(): void
  /** Resolves when nothing moves any more without time passing. */
  rest(): Promise<void>
  /** Lets time pass, timer by timer, until none is left or `ms` milliseconds have gone. */
  pass(ms: number): Promise<void>
  /** Every row on the phone, whoever's it is, as it lies there. */
  rows(): Promise<{ commands: OutboxRecord[]; persons: PersonRow[]; drafts: unknown[] }>
  durabilities(): readonly string[]
  platformOf(tab: object): Platform
}

const ended = new Promise<never>(() => {})

/** A phone in memory: one storage, several tabs that can be killed and opened again, one virtual time. */
export function createDevice<Transport>(options: DeviceOptions<Transport>): Device<Transport> {
  const clock = options.clock ?? createPhoneClock()
  const activity = options.activity ?? createActivity()
  const random = seededRandom(options.seed ?? 1)
  const storage = createPhoneStorage(activity)
  const locks = createPhoneLocks()
  const channels = createPhoneChannels(activity)
  const onlineListeners = new Map<() => void, object>()
  const wakeListeners = new Map<() => void, object>()
  const tabs = new Set<Tab>()
  const dead = new WeakSet<object>()
  let online = true

  function newId(): string {
    const hex = (length: number) =>
      Array.from({ length }, () => Math.floor(random() * 16).toString(16)).join('')
    const time = clock.now().toString(16).padStart(12, '0')
    return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(3)}-8${hex(3)}-${hex(12)}`
  }

  function listen(map: Map<() => void, object>, listener: () => void, tab: object) {
    map.set(listener, tab)
    return () => map.delete(listener)
  }

  function kill(tab: object) {
    dead.add(tab)
    storage.killTab(tab)
    locks.killTab(tab)
    channels.killTab(tab)
    for (const map of [onlineListeners, wakeListeners]) {
      for (const [listener, owner] of map) if (owner === tab) map.delete(listener)
    }
  }

  function platformOf(tab: object, step: (name: string) => void = () => {}): Platform {
    const ciphered = <T>(name: string, work: () => Promise<T>): Promise<T> => {
      step(name)
      return activity.track(work())
    }
    const { subtle } = globalThis.crypto
    const watched = {
      encrypt: (...args: Parameters<SubtleCrypto['encrypt']>) =>
        ciphered('encrypt', () => subtle.encrypt(...args)),
      decrypt: (...args: Parameters<SubtleCrypto['decrypt']>) =>
        ciphered('decrypt', () => subtle.decrypt(...args)),
      generateKey: (...args: Parameters<SubtleCrypto['generateKey']>) =>
        ciphered('generateKey', () => subtle.generateKey(...args)),
    }
    return {
      indexedDB: storage.forTab(tab, step),
      crypto: {
        subtle: Object.assign(Object.create(subtle) as SubtleCrypto, watched),
        getRandomValues: (array) => globalThis.crypto.getRandomValues(array),
      },
      locks: locks.forTab(tab),
      openChannel: (name) => channels.open(tab, name),
      clock: {
        now: clock.now,
        after: (ms, run) =>
          clock.after(ms, () => {
            if (!dead.has(tab)) run()
          }),
      },
      random,
      newId,
      online: { now: () => online, subscribe: (listener) => listen(onlineListeners, listener, tab) },
      onWake: (listener) => listen(wakeListeners, listener, tab),
      idle: () => Promise.resolve(),
    }
  }

  async function openTab(opening: TabOptions<Transport>): Promise<Tab> {
    const identity = {}
    const steps: string[] = []
    const registry = opening.registry ?? options.registry
    const step = (name: string) => {
      if (dead.has(identity)) throw new Error('This tab is dead')
      steps.push(name)
      if (steps.length !== opening.dieAt) return
      opening.onDeath?.()
      if (opening.midway) {
        queueMicrotask(() => kill(identity))
        return
      }
      kill(identity)
      throw new Error('This tab is dead')
    }
    const platform = platformOf(identity, step)
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
        if (dead.has(identity)) await ended
      }
    }
    const sync = createSync({
      outbox,
      registry,
      send,
      async onResult(delivered) {
        step('result')
        await options.onResult?.(delivered)
      },
    })
    const pending = createPendingStore(outbox, registry)
    const status = createStatusStore({ outbox, pending, sync })
    const tab: Tab = {
      personId: opening.personId,
      outbox,
      sync,
      pending,
      status,
      isAlive: () => !dead.has(identity),
      steps: () => steps,
      kill() {
        kill(identity)
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
    setOnline(now) {
      online = now
      for (const listener of [...onlineListeners.keys()]) listener()
    },
    setFull: storage.setFull,
    wake() {
      for (const listener of [...wakeListeners.keys()]) listener()
    },
    rest: activity.rest,
    pass,
    async rows() {
      const names = (await storage.raw.databases()).map((one) => one.name)
      if (!names.includes(outboxDatabaseName)) return { commands: [], persons: [], drafts: [] }
      const connection = connectOutbox(storage.raw)
      const rows = await connection.read(['commands', 'persons', 'drafts'], async (tx) => ({
        commands: await tx.objectStore('commands').getAll(),
        persons: await tx.objectStore('persons').getAll(),
        drafts: await tx.objectStore('drafts').getAll(),
      }))
      connection.close()
      return rows
    },
    durabilities: storage.durabilities,
    platformOf,
  }
}
