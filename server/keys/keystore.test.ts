import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { chmod, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { type Keystore, openKeystore } from './keystore.ts'
import { seal, unseal } from './seal.ts'
import { slotBytes } from './slots.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'dure-keys-'))
const opened: Keystore[] = []
afterAll(() => {
  for (const keys of opened) keys.close()
  rmSync(folder, { recursive: true })
})
let files = 0
const newFile = () => path.join(folder, `keys-${files++}`)
function open(file = newFile(), now?: () => number): Keystore {
  const keys = openKeystore(file, now)
  opened.push(keys)
  return keys
}
const ref = (item: string, person = 'p') => ({ org: 'o', person, item })

describe('a keystore', () => {
  test('is a file that its owner alone may read, and gives the same key again after it was opened anew', async () => {
    const keys = open()
    const made = await keys.make(ref('a'))
    expect(statSync(keys.file).mode & 0o777).toBe(0o600)
    expect(made).toHaveLength(32)
    expect(await keys.make(ref('a'))).toEqual(made)
    expect(open(keys.file).find(ref('a'))).toEqual(made)
    expect(await keys.make(ref('b'))).not.toEqual(made)
    expect(await keys.make(ref('a', 'q'))).not.toEqual(made)
    expect(open().find(ref('a'))).toBeUndefined()
  })

  test('refuses a file that others may read, and one that is something else', async () => {
    const { file } = open()
    await chmod(file, 0o640)
    expect(() => openKeystore(file)).toThrow(/chmod 600/)
    const other = newFile()
    await writeFile(other, 'a letter of some length, longer than the head of a keystore would be', {
      mode: 0o600,
    })
    expect(() => openKeystore(other)).toThrow(/not a keystore/)
  })

  test('overwrites what it destroys: the bytes that were there are nowhere in the file', async () => {
    const keys = open()
    await keys.make(ref('a'))
    const kept = await keys.make(ref('b'))
    const before = readFileSync(keys.file)
    await keys.destroy([ref('a')])
    const after = readFileSync(keys.file)
    expect(after).toHaveLength(before.length)
    const changed = Array.from({ length: before.length / slotBytes }, (_, n) => n * slotBytes).filter(
      (offset) =>
        !before.subarray(offset, offset + slotBytes).equals(after.subarray(offset, offset + slotBytes)),
    )
    expect(changed).toHaveLength(1)
    const [offset = 0] = changed
    expect(after.includes(before.subarray(offset + 21, offset + 53))).toBe(false)
    expect(keys.find(ref('a'))).toBeUndefined()
    expect(keys.find(ref('b'))).toEqual(kept)
    // Its slot is never used again, or another process that knows the old key's place could overwrite the new one.
    const again = await keys.make(ref('a'))
    expect(readFileSync(keys.file).subarray(0, before.length)).toEqual(after)
    expect(keys.find(ref('a'))).toEqual(again)
  })

  test('loses everything of a person with their one slot', async () => {
    const keys = open()
    const old = await keys.make(ref('a'))
    const other = await keys.make(ref('a', 'q'))
    await keys.destroyPerson({ org: 'o', person: 'p' })
    expect(keys.find(ref('a'))).toBeUndefined()
    expect(keys.find(ref('a', 'q'))).toEqual(other)
    expect(await keys.make(ref('a'))).not.toEqual(old)
  })

  test('destroys by age, and leaves persons their own', async () => {
    let now = Date.parse('2026-08-01T00:00:00Z')
    const keys = open(newFile(), () => now)
    await keys.make(ref('old'))
    now += 10 * 86_400_000
    const young = await keys.make(ref('young'))
    expect(await keys.destroyBefore(now - 86_400_000)).toBe(1)
    expect(keys.find(ref('old'))).toBeUndefined()
    expect(keys.find(ref('young'))).toEqual(young)
    expect(keys.count().used).toBe(2)
  })

  test('is one file for several that have it open: each sees what the others made and destroyed', async () => {
    const a = open()
    const other = open(a.file)
    const things = Array.from({ length: 20 }, (_, n) => ref(`thing ${n}`, `person ${n % 3}`))
    const keys = await Promise.all(things.map((thing, n) => (n % 2 ? a : other).make(thing)))
    expect(things.map((thing) => a.find(thing))).toEqual(keys)
    expect(things.map((thing) => other.find(thing))).toEqual(keys)
    await a.destroy(things.slice(0, 5))
    expect(things.map((thing) => other.find(thing) !== undefined)).toEqual(things.map((_, n) => n >= 5))
    expect(a.count().used).toBe(3 + 15)
  })

  test('takes a slot that was cut off for none, at the end and inside', async () => {
    const keys = open()
    const kept = await keys.make(ref('a'))
    await keys.make(ref('b'))
    const { size } = statSync(keys.file)
    await truncate(keys.file, size - slotBytes / 2)
    const again = open(keys.file)
    expect(again.find(ref('a'))).toEqual(kept)
    expect(again.find(ref('b'))).toBeUndefined()
    const made = await again.make(ref('c'))
    expect(statSync(keys.file).size).toBe(size + slotBytes)
    expect(open(keys.file).find(ref('c'))).toEqual(made)
    expect(keys.find(ref('c'))).toEqual(made)
  })

  test('that was removed or replaced under a running process keeps nothing, and says so', async () => {
    const keys = open()
    await keys.make(ref('a'))
    rmSync(keys.file)
    await expect(keys.make(ref('b'))).rejects.toThrow(/was removed or replaced/)
    open(keys.file)
    await expect(keys.make(ref('b'))).rejects.toThrow(/was removed or replaced/)
  })

  test('is tied to a database for good, and keeps its keys and its mark', async () => {
    const keys = open()
    const made = await keys.make(ref('a'))
    expect(keys.database()).toBeUndefined()
    const id = '01890a5d-ac96-774b-bcce-b302099a8057'
    keys.tie(id)
    const again = open(keys.file)
    expect(again.database()).toBe(id)
    expect(again.find(ref('a'))).toEqual(made)
    expect(again.mark).toEqual(keys.mark)
    expect(again.mark).not.toEqual(open().mark)
  })

  test('names a person by purpose, the same each time and another in another keystore', () => {
    const keys = open()
    const person = { org: 'o', person: 'p' }
    expect(keys.pseudonym(person, 'x')).toEqual(open(keys.file).pseudonym(person, 'x'))
    expect(keys.pseudonym(person, 'x')).not.toEqual(keys.pseudonym(person, 'y'))
    expect(keys.pseudonym(person, 'x')).not.toEqual(open().pseudonym(person, 'x'))
  })

  test('keeps who was erased, first in part and then as a whole, for every process and without a name', async () => {
    const keys = open()
    const person = { org: 'an organisation', person: 'a person' }
    const other = open(keys.file)
    expect(other.erased(person)).toBeUndefined()
    keys.markErased(person, 'partly')
    expect(other.erased(person)).toBe('partly')
    other.markErased(person, 'whole')
    other.markErased(person, 'whole')
    expect(keys.erased(person)).toBe('whole')
    expect(keys.erased({ ...person, org: 'another' })).toBeUndefined()
    expect(keys.count()).toEqual({ slots: 2, used: 0 })
    expect(readFileSync(keys.file).includes('a person')).toBe(false)
    // Marks outlive the keys of a period that is over.
    await keys.destroyBefore(Date.now() + 1000)
    expect(keys.erased(person)).toBe('whole')
  })
})

test('what is sealed opens in its own place with its own key, and nowhere else', async () => {
  const keys = open()
  const key = await keys.make(ref('a'))
  const place = { ...ref('a'), column: 'note' }
  const sealed = seal(key, Buffer.from('마음'), place)
  expect(unseal(key, sealed, place)?.toString()).toBe('마음')
  expect(seal(key, Buffer.from('마음'), place)).not.toEqual(sealed)
  for (const moved of [{ org: 'x' }, { person: 'x' }, { item: 'x' }, { column: 'answers' }])
    expect(unseal(key, sealed, { ...place, ...moved })).toBeUndefined()
  expect(unseal(await keys.make(ref('b')), sealed, place)).toBeUndefined()
  for (const n of [0, 1, 14, 29, sealed.length - 1]) {
    const altered = Buffer.from(sealed)
    altered.writeUInt8(altered.readUInt8(n) ^ 1, n)
    expect(unseal(key, altered, place), `byte ${n}`).toBeUndefined()
  }
  expect(unseal(key, Buffer.alloc(3), place)).toBeUndefined()
})
