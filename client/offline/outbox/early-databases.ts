/** On the page, by name: its first script opens before the app's code has arrived, and each holds this file. */
const page = globalThis as { dureDatabases?: Map<string, Promise<IDBDatabase | undefined>> }
page.dureDatabases ??= new Map()
const opened = page.dureDatabases

/** Opens a database where this phone has one; makes none, because its stores are the app's to make. */
export function openEarly(name: string): void {
  const opening = indexedDB.open(name)
  const database = new Promise<IDBDatabase | undefined>((resolve) => {
    opening.onupgradeneeded = () => opening.transaction?.abort()
    opening.onerror = () => resolve(undefined)
    opening.onsuccess = () => {
      const { result } = opening
      result.onversionchange = () => result.close()
      resolve(result)
    }
  })
  opened.set(name, database)
}

/** Returns the database opened early, once; it resolves to nothing where there is none of this version. */
export function takeOpened(name: string, version: number): Promise<IDBDatabase | undefined> | undefined {
  const early = opened.get(name)
  opened.delete(name)
  return early?.then((database) => {
    if (database?.version === version) return database
    database?.close()
    return undefined
  })
}
