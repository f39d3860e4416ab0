import 'fake-indexeddb/auto'
import type { DBSchema, IDBPDatabase } from 'idb'
import { expect, test } from 'vitest'
import { connect } from './connection.ts'
import { openEarly, takeOpened } from './early-databases.ts'

interface Schema extends DBSchema {
  rows: { key: string; value: string }
}

const opening = {
  name: 'one',
  version: 1,
  upgrade: (db: IDBPDatabase<Schema>) => void db.createObjectStore('rows'),
}

test('a database that this phone does not have is not made early', async () => {
  openEarly('one')
  expect(await takeOpened('one', 1)).toBeUndefined()
  expect(await indexedDB.databases()).toEqual([])
})

test('the app takes over a database that was opened early, and makes one that was not there', async () => {
  openEarly('one')
  const made = connect<Schema>(indexedDB, opening)
  await made.write(['rows'], 'relaxed', (tx) => tx.objectStore('rows').put('text', 'key'))
  made.close()

  openEarly('one')
  const taken = connect<Schema>(indexedDB, opening)
  expect(await taken.read(['rows'], (tx) => tx.objectStore('rows').get('key'))).toBe('text')
  taken.close()
})

test('a database of another version is closed, so that the app can bring it to its own', async () => {
  openEarly('one')
  const newer = connect<Schema>(indexedDB, { ...opening, version: 2, upgrade: () => undefined })
  expect(await newer.read(['rows'], (tx) => tx.objectStore('rows').get('key'))).toBe('text')
  newer.close()
})

test('an early database lets go when another tab asks for a newer version', async () => {
  openEarly('one')
  const database = await takeOpened('one', 2)
  expect(database).toBeDefined()
  const opened = new Promise((resolve, reject) => {
    const request = indexedDB.open('one', 3)
    request.onsuccess = () => resolve(request.result.version)
    request.onerror = () => reject(request.error)
  })
  expect(await opened).toBe(3)
})
