import type { Platform } from '#client/offline/outbox/platform.ts'
import type { Activity } from './activity.ts'
import { immediateCipher } from './immediate-cipher.ts'
import { createPhoneChannels } from './phone-channels.ts'
import type { PhoneClock } from './phone-clock.ts'
import { createPhoneLocks } from './phone-locks.ts'
import { createPhoneStorage, type PhoneStorage, type Step } from './phone-storage.ts'

/** What a browser gives its tabs, in memory, and what becomes of it when one of them dies. A tab is any object. */
export type Phone = {
  storage: PhoneStorage
  platformOf(tab: object, step: Step): Platform
  kill(tab: object): void
  isDead(tab: object): boolean
  setOnline(online: boolean): void
  /** As when the app comes to the front. */
  wake(): void
}

type Parts = { clock: PhoneClock; activity: Activity; random: () => number }

/** UUIDv7 from a seeded source. */
function seededId(now: number, random: () => number): string {
  const hex = (length: number) =>
    Array.from({ length }, () => Math.floor(random() * 16).toString(16)).join('')
  const time = now.toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(3)}-8${hex(3)}-${hex(12)}`
}

export function createPhone({ clock, activity, random }: Parts): Phone {
  const storage = createPhoneStorage(activity)
  const locks = createPhoneLocks()
  const channels = createPhoneChannels(activity)
  const onlineListeners = new Map<() => void, object>()
  const wakeListeners = new Map<() => void, object>()
  const dead = new WeakSet<object>()
  const apart = new Map<string, string>()
  let online = true

  function listen(map: Map<() => void, object>, listener: () => void, tab: object) {
    map.set(listener, tab)
    return () => map.delete(listener)
  }

  function cryptoOf(step: Step): Platform['crypto'] {
    const { subtle } = globalThis.crypto
    const watched = <T>(name: string, work: () => Promise<T>): Promise<T> => {
      step(name)
      return activity.track(work())
    }
    const methods: Pick<SubtleCrypto, 'encrypt' | 'decrypt'> = {
      encrypt: (...args) => watched('encrypt', () => immediateCipher.encrypt(...args)),
      decrypt: (...args) => watched('decrypt', () => immediateCipher.decrypt(...args)),
    }
    const generateKey = (...args: Parameters<SubtleCrypto['generateKey']>) =>
      watched('generateKey', () => subtle.generateKey(...args))
    return {
      subtle: Object.assign(Object.create(subtle) as SubtleCrypto, methods, { generateKey }),
      getRandomValues: (array) => globalThis.crypto.getRandomValues(array),
    }
  }

  return {
    storage,
    platformOf: (tab, step) => ({
      indexedDB: storage.forTab(tab, step),
      crypto: cryptoOf(step),
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
      newId: () => seededId(clock.now(), random),
      online: {
        now: () => online,
        check: () => {},
        subscribe: (listener) => listen(onlineListeners, listener, tab),
      },
      onWake: (listener) => listen(wakeListeners, listener, tab),
      idle: () => Promise.resolve(),
      apart: {
        get: (name) => apart.get(name) ?? null,
        set: (name, value) => void apart.set(name, value),
        remove: (name) => void apart.delete(name),
      },
      persist: () => {},
    }),
    kill(tab) {
      dead.add(tab)
      storage.killTab(tab)
      locks.killTab(tab)
      channels.killTab(tab)
      for (const map of [onlineListeners, wakeListeners]) {
        for (const [listener, owner] of map) if (owner === tab) map.delete(listener)
      }
    },
    isDead: (tab) => dead.has(tab),
    setOnline(now) {
      online = now
      for (const listener of [...onlineListeners.keys()]) listener()
    },
    wake() {
      for (const listener of [...wakeListeners.keys()]) listener()
    },
  }
}
