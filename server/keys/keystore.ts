import { createHmac, hkdfSync, randomBytes, randomUUID } from 'node:crypto'
import {
  closeSync,
  constants,
  fdatasyncSync,
  fstatSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readSync,
  rmSync,
  writeSync,
} from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { LockedError, takeLock } from '#server/db/folder-lock.ts'
import { AppError } from '#shared/core/errors.ts'
import {
  firstSlot,
  keyBytes,
  readHead,
  readSlot,
  type Slot,
  slotBytes,
  tagBytes,
  writeHead,
  writeSlot,
} from './slots.ts'

/** The person, or one thing of theirs. */
export interface KeyOwner {
  org: string
  person: string
}
export type KeyRef = KeyOwner & { item: string }

/**
 * Keys of persons, outside PostgreSQL and its backups. A thing's key is made from its person's and from a part of its own,
 * so that overwriting one slot makes one thing unreadable, or everything of a person, in every copy of the database.
 */
export interface Keystore {
  readonly file: string
  /** The thing's key, made where there is none; on the disk when this returns. */
  make(ref: KeyRef): Promise<Buffer>
  /** The same for many at once. */
  makeAll(refs: readonly KeyRef[]): Promise<Buffer[]>
  /** Undefined where it, or its person's, was destroyed or never made. */
  find(ref: KeyRef): Buffer | undefined
  /** Overwrites them in the file; on the disk when this returns. */
  destroy(refs: readonly KeyRef[]): Promise<void>
  destroyPerson(owner: KeyOwner): Promise<void>
  /** Overwrites what things were given before this moment (milliseconds since the epoch), in every organisation. */
  destroyBefore(moment: number): Promise<number>
  /** A name for the person that only this keystore can work out again. */
  pseudonym(owner: KeyOwner, purpose: string): Buffer
  count(): { slots: number; used: number }
  close(): void
}

/** The file is not acceptable; the message says what to do. */
export class KeystoreError extends Error {}

/** Milliseconds that a change waits for one of another process. */
const patience = 10_000

/**
 * Opens the file, or makes it where there is none. Several processes of one machine may have it open.
 * @throws KeystoreError where it is no keystore, or others than its owner may read it.
 */
export function openKeystore(file: string, now: () => number = Date.now): Keystore {
  const fd = openOrMake(file)
  const head = readAt(fd, 0)
  const secret = readHead(head)
  if (!secret) {
    closeSync(fd)
    throw new KeystoreError(`APP_KEY_FILE ${file} is not a keystore of Dure.`)
  }
  /** Where each key is, as of the counter read last. */
  const places = new Map<string, number>()
  let free: number[] = []
  let slots = 0
  let seen = -1n
  let turn: Promise<unknown> = Promise.resolve()

  const tagOf = (...parts: readonly string[]) =>
    createHmac('sha256', secret).update(parts.join('|')).digest().subarray(0, tagBytes)
  const personTag = ({ org, person }: KeyOwner) => tagOf('person', org, person)
  const itemTag = ({ org, person, item }: KeyRef) => tagOf('thing', org, person, item)

  function readSlots(again = false): void {
    const counter = readAt(fd, slotBytes).readBigUInt64BE()
    if (counter === seen && !again) return
    seen = counter
    places.clear()
    free = []
    const bytes = Buffer.alloc(Math.max(0, fstatSync(fd).size - firstSlot))
    const read = readSync(fd, bytes, 0, bytes.length, firstSlot)
    slots = Math.floor(read / slotBytes)
    for (let n = 0; n < slots; n++) {
      const slot = readSlot(bytes.subarray(n * slotBytes, (n + 1) * slotBytes))
      if (slot) places.set(slot.tag.toString('hex'), n)
      else free.push(n)
    }
  }
  const offsetOf = (n: number) => firstSlot + n * slotBytes

  /** Read from the file each time: another process may have overwritten it in this instant. */
  function slotOf(tag: Buffer): Slot | undefined {
    readSlots()
    const n = places.get(tag.toString('hex'))
    const slot = n === undefined ? undefined : readSlot(readAt(fd, offsetOf(n)))
    return slot?.tag.equals(tag) ? slot : undefined
  }

  /** One change at a time, among everybody who has the file open; on the disk before the next. */
  async function changing<T>(work: () => T): Promise<T> {
    const mine = turn.then(async () => {
      const release = await lock(`${file}.lock`)
      try {
        readSlots()
        return work()
      } finally {
        await release()
      }
    })
    turn = mine.catch(() => undefined)
    return await mine
  }

  function put(slot: Slot): void {
    const n = free.pop() ?? slots++
    writeAt(fd, writeSlot(slot), offsetOf(n))
    places.set(slot.tag.toString('hex'), n)
  }
  function overwrite(tags: readonly Buffer[]): number {
    const found = tags.flatMap((tag) => places.get(tag.toString('hex')) ?? [])
    for (const n of found) writeAt(fd, Buffer.concat([Buffer.of(0), randomBytes(slotBytes - 1)]), offsetOf(n))
    if (found.length > 0) {
      fdatasyncSync(fd)
      countUp()
      readSlots(true)
    }
    return found.length
  }
  /** Tells the others that what they know is old. */
  function countUp(): void {
    const counter = readAt(fd, slotBytes)
    seen = counter.readBigUInt64BE() + 1n
    counter.writeBigUInt64BE(seen)
    writeAt(fd, counter, slotBytes)
  }

  const derived = (person: Slot, item: Slot) =>
    Buffer.from(hkdfSync('sha256', person.key, item.key, 'dure', keyBytes))
  const found = (ref: KeyRef): Buffer | undefined => {
    const person = slotOf(personTag(ref))
    const item = person && slotOf(itemTag(ref))
    return item && derived(person, item)
  }

  async function makeAll(refs: readonly KeyRef[]): Promise<Buffer[]> {
    if (refs.some((ref) => !found(ref))) {
      await changing(() => {
        const madeAt = Math.floor(now() / 1000)
        for (const ref of refs)
          for (const slot of [
            { kind: 'person', tag: personTag(ref) },
            { kind: 'thing', tag: itemTag(ref) },
          ] as const)
            if (!places.has(slot.tag.toString('hex'))) put({ ...slot, key: randomBytes(keyBytes), madeAt })
        fdatasyncSync(fd)
        countUp()
      })
    }
    return refs.map((ref) => {
      const key = found(ref)
      if (!key) throw new KeystoreError(`${file} did not keep what was written to it.`)
      return key
    })
  }

  return {
    file,
    find: found,
    make: async (ref) => {
      const [made] = await makeAll([ref])
      if (!made) throw new KeystoreError(`${file} did not keep what was written to it.`)
      return made
    },
    makeAll,
    async destroy(refs) {
      if (refs.length > 0) await changing(() => overwrite(refs.map(itemTag)))
    },
    async destroyPerson(owner) {
      await changing(() => overwrite([personTag(owner)]))
    },
    async destroyBefore(moment) {
      return await changing(() => {
        const old = [...places.values()].flatMap((n) => {
          const slot = readSlot(readAt(fd, offsetOf(n)))
          return slot?.kind === 'thing' && slot.madeAt * 1000 < moment ? [slot.tag] : []
        })
        return overwrite(old)
      })
    },
    pseudonym: ({ org, person }, purpose) => tagOf('pseudonym', purpose, org, person),
    count() {
      readSlots()
      return { slots, used: places.size }
    },
    close: () => closeSync(fd),
  }
}

const readAt = (fd: number, offset: number): Buffer => {
  const slot = Buffer.alloc(slotBytes)
  return slot.subarray(0, readSync(fd, slot, 0, slotBytes, offset))
}
function writeAt(fd: number, slot: Buffer, offset: number): void {
  if (writeSync(fd, slot, 0, slot.length, offset) !== slot.length)
    throw new KeystoreError('The disk is full.')
}

async function lock(file: string): Promise<() => Promise<void>> {
  for (const until = Date.now() + patience; ; await sleep(5)) {
    try {
      return await takeLock(file)
    } catch (error) {
      if (!(error instanceof LockedError)) throw error
      if (Date.now() > until) throw new AppError('UNAVAILABLE')
    }
  }
}

function openOrMake(file: string): number {
  try {
    return openPrivate(file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 })
  const draft = `${file}.${randomUUID()}`
  try {
    const fd = openSync(draft, 'wx', 0o600)
    writeSync(fd, Buffer.concat([writeHead(randomBytes(keyBytes)), Buffer.alloc(slotBytes)]))
    fsyncSync(fd)
    closeSync(fd)
    // Of several that make it at once the first one's is everybody's.
    linkSync(draft, file)
    syncFolder(path.dirname(file))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    rmSync(draft, { force: true })
  }
  return openPrivate(file)
}

function openPrivate(file: string): number {
  const fd = openSync(file, constants.O_RDWR)
  if (process.platform !== 'win32' && (fstatSync(fd).mode & 0o077) !== 0) {
    closeSync(fd)
    throw new KeystoreError(`APP_KEY_FILE ${file} may be read by others: chmod 600 it.`)
  }
  return fd
}

/** So that the name itself outlives a power cut; Windows has no such call and needs none. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const fd = openSync(folder, 'r')
  fsyncSync(fd)
  closeSync(fd)
}
