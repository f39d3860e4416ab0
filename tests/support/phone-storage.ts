import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import type { Activity } from './activity.ts'

/** What a tab is asked before each step that touches the world; throws in a tab that is dead. */
export type Step = (name: string) => void

/** The IndexedDB of one phone. It outlives its tabs, as on a real one. */
export type PhoneStorage = {
  forTab(tab: object, step: Step): IDBFactory
  /** Transactions that had not committed are rolled back. */
  killTab(tab: object): void
  /** While full, whatever would write more is refused; reading and deleting go on. */
  setFull(full: boolean): void
  /** Deletes every database under whoever has it open. */
  drop(): Promise<void>
  /** Durability of every writing transaction so far. */
  durabilities(): readonly string[]
  /** For the test itself. */
  raw: IDBFactory
}

type Fake = IDBTransaction & { _abort(name: string | null): void }

export function createPhoneStorage(activity: Activity): PhoneStorage {
  const raw = new IDBFactory()
  const tabs = new Map<object, { connections: Set<IDBDatabase>; running: Set<IDBTransaction> }>()
  const durabilities: string[] = []
  let full = false

  function refuseWrites(tx: IDBTransaction) {
    const objectStore = tx.objectStore.bind(tx)
    tx.objectStore = (name) => {
      const store = objectStore(name)
      for (const method of ['put', 'add'] as const) {
        const write = store[method].bind(store)
        store[method] = (value: unknown, key?: IDBValidKey) => {
          const request = key === undefined ? write(value) : write(value, key)
          // As a browser does it: the request succeeds, the commit fails.
          request.addEventListener('success', () => (tx as Fake)._abort('QuotaExceededError'))
          return request
        }
      }
      return store
    }
  }

  function watch(db: IDBDatabase, mine: { running: Set<IDBTransaction> }, step: Step) {
    const begin = db.transaction.bind(db)
    db.transaction = (stores, mode, options) => {
      step(`transaction ${db.name}`)
      const tx = begin(stores, mode, options)
      mine.running.add(tx)
      if (mode === 'readwrite') {
        durabilities.push(tx.durability)
        if (full) refuseWrites(tx)
      }
      const ended = new Promise<void>((resolve) => {
        for (const event of ['complete', 'abort']) {
          tx.addEventListener(event, () => {
            mine.running.delete(tx)
            resolve()
          })
        }
      })
      void activity.track(ended)
      return tx
    }
  }

  return {
    raw,
    forTab(tab, step) {
      const mine = { connections: new Set<IDBDatabase>(), running: new Set<IDBTransaction>() }
      tabs.set(tab, mine)
      const factory: Pick<IDBFactory, 'open' | 'deleteDatabase'> = {
        open(name, version) {
          step(`open ${name}`)
          const request = raw.open(name, version)
          const ended = new Promise<void>((resolve) => {
            request.addEventListener('error', () => resolve())
            request.addEventListener('success', () => {
              mine.connections.add(request.result)
              if (tabs.has(tab)) watch(request.result, mine, step)
              else request.result.close()
              resolve()
            })
          })
          void activity.track(ended)
          return request
        },
        deleteDatabase(name) {
          step(`delete ${name}`)
          return raw.deleteDatabase(name)
        },
      }
      return Object.assign(Object.create(raw) as IDBFactory, factory)
    },
    killTab(tab) {
      const mine = tabs.get(tab)
      tabs.delete(tab)
      for (const tx of mine?.running ?? []) {
        try {
          tx.abort()
        } catch {
          // It had committed: what it wrote stays.
        }
      }
      for (const db of mine?.connections ?? []) db.close()
    },
    setFull(now) {
      full = now
    },
    async drop() {
      for (const { name = '' } of await raw.databases()) {
        const request = raw.deleteDatabase(name)
        await new Promise((resolve, reject) => {
          request.addEventListener('success', resolve)
          request.addEventListener('error', () => reject(request.error))
        })
      }
    },
    durabilities: () => durabilities,
  }
}
