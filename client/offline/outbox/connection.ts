import { type DBSchema, type IDBPDatabase, type IDBPTransaction, type StoreNames, wrap } from 'idb'
import { takeOpened } from './early-databases.ts'

export type StoreList<S extends DBSchema> = StoreNames<S>[]
export type Transaction<S extends DBSchema, M extends IDBTransactionMode> = IDBPTransaction<
  S,
  StoreList<S>,
  M
>

export type Connection<S extends DBSchema> = {
  /** Runs `run` in one read-only transaction. */
  read<T>(stores: StoreList<S>, run: (tx: Transaction<S, 'readonly'>) => Promise<T>): Promise<T>
  /**
   * Runs `run` in one transaction and resolves when it is durable. When `run` throws, nothing of it stays. `run` may
   * await only what the transaction itself hands out.
   */
  write<T>(
    stores: StoreList<S>,
    durability: IDBTransactionDurability,
    run: (tx: Transaction<S, 'readwrite'>) => Promise<T>,
  ): Promise<T>
  close(): void
}

type Opening<S extends DBSchema> = {
  name: string
  version: number
  upgrade(db: IDBPDatabase<S>, oldVersion: number): void
}

/**
 * A connection that opens on first use and again when the browser has dropped it: iOS cuts them off in the
 * background, and another tab's newer version asks us to let go.
 */
export function connect<S extends DBSchema>(factory: IDBFactory, opening: Opening<S>): Connection<S> {
  let opened: Promise<IDBPDatabase<S>> | null = null
  let closed = false

  const typed = (raw: IDBDatabase) => wrap(raw) as unknown as IDBPDatabase<S>

  function adopt(raw: IDBDatabase): IDBPDatabase<S> {
    const forget = () => {
      opened = null
    }
    raw.addEventListener('close', forget)
    raw.addEventListener('versionchange', () => {
      raw.close()
      forget()
    })
    if (closed) raw.close()
    return typed(raw)
  }

  function openNow(): Promise<IDBPDatabase<S>> {
    const request = factory.open(opening.name, opening.version)
    request.addEventListener('upgradeneeded', (event) =>
      opening.upgrade(typed(request.result), event.oldVersion),
    )
    return new Promise((resolve, reject) => {
      request.addEventListener('error', () => reject(request.error))
      request.addEventListener('success', () => resolve(adopt(request.result)))
    })
  }

  function open(): Promise<IDBPDatabase<S>> {
    const early = takeOpened(opening.name, opening.version)
    return early ? early.then((raw) => (raw ? adopt(raw) : openNow())) : openNow()
  }

  async function database(): Promise<IDBPDatabase<S>> {
    if (closed) throw new DOMException('The connection was closed', 'InvalidStateError')
    opened ??= open()
    try {
      return await opened
    } catch (error) {
      opened = null
      throw error
    }
  }

  async function begin<M extends 'readonly' | 'readwrite'>(
    stores: StoreList<S>,
    mode: M,
    durability: IDBTransactionDurability,
  ): Promise<Transaction<S, M>> {
    try {
      return (await database()).transaction(stores, mode, { durability })
    } catch (error) {
      if (closed || !(error instanceof DOMException && error.name === 'InvalidStateError')) throw error
      opened = null
      return (await database()).transaction(stores, mode, { durability })
    }
  }

  async function transact<M extends 'readonly' | 'readwrite', T>(
    tx: Transaction<S, M>,
    run: (tx: Transaction<S, M>) => Promise<T>,
  ): Promise<T> {
    // Its failure is reported by the await below; without this it would also count as unhandled.
    tx.done.catch(() => undefined)
    let value: T
    try {
      value = await run(tx)
    } catch (error) {
      // When storage ended it (no room left), what `run` met is only the consequence.
      const ended = tx.error
      try {
        tx.abort()
      } catch {
        // It had already ended by itself.
      }
      throw ended ?? error
    }
    await tx.done
    return value
  }

  return {
    read: async (stores, run) => transact(await begin(stores, 'readonly', 'default'), run),
    write: async (stores, durability, run) => transact(await begin(stores, 'readwrite', durability), run),
    close() {
      closed = true
      opened?.then((db) => db.close()).catch(() => undefined)
    },
  }
}
