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
import {
  firstSlot,
  keyBytes,
  readHead,
  readOwner,
  readSlot,
  type Slot,
  slotBytes,
  tagBytes,
  writeHead,
  writeOwner,
  writeSlot,
} from './slots.ts'

/** The person, or one thing of theirs. */
export interface KeyOwner {
  org: string
  person: string
}
export type KeyRef = KeyOwner & { item: string }
/** How far a person was erased: all of them, or all but what a legal hold keeps. */
export type ErasedExtent = 'whole' | 'partly'

/**
 * Keys of persons, outside PostgreSQL and its backups. A thing's key is made from its person's and from a part of its own,
 * so that overwriting one slot makes one thing unreadable, or everything of a person, in every copy of the database.
 */
export interface Keystore {
  readonly file: string
  /** Tells this keystore from every other, and says nothing of its keys. */
  readonly mark: Buffer
  /** The thing's key, made where there is none; on the disk when this returns. */
  make(ref: KeyRef): Promise<Buffer>
  /** The same for many at once. */
  makeAll(refs: readonly KeyRef[]): Promise<Buffer[]>
  /** Undefined where it, or its person's, was destroyed or never made. */
  find(ref: KeyRef): Buffer | undefined
  /** Overwrites them in the file; on the disk when this returns. */
  destroy(refs: readonly KeyRef[]): Promise<void>
  destroyPerson(owner: KeyOwner): Promise<void>
  /**
   * Keeps that the person is erased, by a keyed hash of their id; on the disk when this returns. It lies where no restore of
   * the database reaches, so that an older backup brings nobody back.
   */
  markErased(owner: KeyOwner, extent: ErasedExtent): void
  /** Returns how far the person was erased; undefined where they were not. */
  erased(owner: KeyOwner): ErasedExtent | undefined
  /** Overwrites what things were given before this moment (milliseconds since the epoch), in every organisation. */
  destroyBefore(moment: number): Promise<number>
  /** A name for the person that only this keystore can work out again. */
  pseudonym(owner: KeyOwner, purpose: string): Buffer
  /** The id of the database whose keys these are; undefined until it is tied to one. */
  database(): string | undefined
  /** Writes down whose keys these are. */
  tie(databaseId: string): void
  count(): { slots: number; used: number }
  close(): void
}

/** The file is not acceptable; the message says what to do. */
export class KeystoreError extends Error {}

/**
 * Opens the file, or makes it where there is none. Any number of processes may have it open, and none needs to know of
 * another: a key is only ever appended, which the system does one after the other, the first one of its name is
 * everybody's, and a slot once used is never used again.
 * @throws KeystoreError where it is no keystore, or others than its owner may read it.
 */
export function openKeystore(file: string, now: () => number = Date.now): Keystore {
  const fd = openOrMake(file)
  const secret = readHead(readAt(fd, 0))
  if (!secret) {
    closeSync(fd)
    throw new KeystoreError(`APP_KEY_FILE ${file} is not a keystore of Dure.`)
  }
  const end = openSync(file, constants.O_WRONLY | constants.O_APPEND)
  /** Slots of each tag that were read so far, the first in the file first: two processes may make a key at once. */
  const places = new Map<string, number[]>()
  let known = 0

  const tagOf = (...parts: readonly string[]) =>
    createHmac('sha256', secret).update(parts.join('|')).digest().subarray(0, tagBytes)
  const personTag = ({ org, person }: KeyOwner) => tagOf('person', org, person)
  const erasedTag = ({ org, person }: KeyOwner, extent: ErasedExtent) => tagOf('erased', extent, org, person)
  const itemTag = ({ org, person, item }: KeyRef) => tagOf('thing', org, person, item)
  const offsetOf = (n: number) => firstSlot + n * slotBytes
  const slotsInFile = () => Math.max(0, Math.floor((fstatSync(fd).size - firstSlot) / slotBytes))

  /** Reads the slots from this one on. */
  function* slotsFrom(first: number): Generator<[number, Slot | undefined]> {
    const bytes = Buffer.alloc((slotsInFile() - first) * slotBytes)
    const read = readSync(fd, bytes, 0, bytes.length, offsetOf(first))
    for (let n = 0; (n + 1) * slotBytes <= read; n++)
      yield [first + n, readSlot(bytes.subarray(n * slotBytes, (n + 1) * slotBytes))]
  }

  /** Learns what was appended since, here or by another process. */
  function readOn(): void {
    if (slotsInFile() <= known) return
    for (const [n, slot] of slotsFrom(known)) {
      known = n + 1
      if (!slot) continue
      const tag = slot.tag.toString('hex')
      places.set(tag, [...(places.get(tag) ?? []), n])
    }
  }

  /** Read from the file each time: another process may have overwritten it in this instant. */
  function slotOf(tag: Buffer): Slot | undefined {
    readOn()
    for (const n of places.get(tag.toString('hex')) ?? []) {
      const slot = readSlot(readAt(fd, offsetOf(n)))
      if (slot?.tag.equals(tag)) return slot
    }
    return undefined
  }

  /** In one write, which the system appends as a whole; on the disk when this returns. */
  function append(slots: readonly Slot[]): void {
    const { nlink, size } = fstatSync(fd)
    if (nlink === 0) throw new KeystoreError(`APP_KEY_FILE ${file} was removed or replaced: start Dure anew.`)
    const over = size % slotBytes
    // A slot that a power cut left half is filled up: it is no key, and the next one begins where slots do.
    if (over > 0) writeSync(fd, Buffer.alloc(slotBytes - over), 0, slotBytes - over, size)
    const bytes = Buffer.concat(slots.map(writeSlot))
    if (writeSync(end, bytes, 0, bytes.length) !== bytes.length) throw new KeystoreError('The disk is full.')
    fdatasyncSync(end)
  }

  function overwrite(tags: readonly Buffer[]): number {
    readOn()
    const found = tags.filter((tag) => slotOf(tag))
    for (const tag of found) {
      for (const n of places.get(tag.toString('hex')) ?? [])
        writeAt(fd, Buffer.concat([Buffer.of(0), randomBytes(slotBytes - 1)]), offsetOf(n))
      places.delete(tag.toString('hex'))
    }
    if (found.length > 0) fdatasyncSync(fd)
    return found.length
  }

  const derived = (person: Slot, item: Slot) =>
    Buffer.from(hkdfSync('sha256', person.key, item.key, 'dure', keyBytes))
  const found = (ref: KeyRef): Buffer | undefined => {
    const person = slotOf(personTag(ref))
    const item = person && slotOf(itemTag(ref))
    return item && derived(person, item)
  }
  /** Appends what is missing of these. */
  function appendMissing(refs: readonly KeyRef[]): void {
    const madeAt = Math.floor(now() / 1000)
    const missing = new Map<string, Slot>()
    for (const ref of refs)
      for (const slot of [
        { kind: 'person', tag: personTag(ref) },
        { kind: 'thing', tag: itemTag(ref) },
      ] as const)
        if (!slotOf(slot.tag))
          missing.set(slot.tag.toString('hex'), { ...slot, key: randomBytes(keyBytes), madeAt })
    if (missing.size > 0) append([...missing.values()])
  }

  /**
   * Only what is read back is a key: where another process appended the same one before, that one counts, and where another
   * destroyed it meanwhile, it is made again.
   */
  async function makeAll(refs: readonly KeyRef[]): Promise<Buffer[]> {
    for (let tries = 0; tries < 10; tries += 1) {
      appendMissing(refs)
      const made = refs.map(found)
      if (made.every((key) => key !== undefined)) return made
    }
    throw new KeystoreError(`${file} did not keep what was written to it.`)
  }

  return {
    file,
    mark: tagOf('mark'),
    find: found,
    make: async (ref) => {
      const [made] = await makeAll([ref])
      if (!made) throw new KeystoreError(`${file} did not keep what was written to it.`)
      return made
    },
    makeAll,
    async destroy(refs) {
      overwrite(refs.map(itemTag))
    },
    async destroyPerson(owner) {
      overwrite([personTag(owner)])
    },
    markErased(owner, extent) {
      const tag = erasedTag(owner, extent)
      if (!slotOf(tag))
        append([{ kind: 'erased', tag, key: randomBytes(keyBytes), madeAt: Math.floor(now() / 1000) }])
    },
    erased: (owner) =>
      (['whole', 'partly'] as const).find((extent) => slotOf(erasedTag(owner, extent)) !== undefined),
    async destroyBefore(moment) {
      const old = [...slotsFrom(0)].flatMap(([, slot]) =>
        slot?.kind === 'thing' && slot.madeAt * 1000 < moment ? [slot.tag] : [],
      )
      return overwrite(old)
    },
    pseudonym: ({ org, person }, purpose) => tagOf('pseudonym', purpose, org, person),
    database: () => readOwner(readAt(fd, slotBytes)),
    tie(databaseId) {
      writeAt(fd, writeOwner(databaseId), slotBytes)
      fdatasyncSync(fd)
      // Only now the form that an earlier Dure, which used slots again, refuses.
      writeAt(fd, writeHead(secret, 'tied'), 0)
      fdatasyncSync(fd)
    },
    count() {
      const slots = [...slotsFrom(0)]
      return { slots: slots.length, used: slots.filter(([, slot]) => slot && slot.kind !== 'erased').length }
    },
    close() {
      closeSync(end)
      closeSync(fd)
    },
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
    writeSync(fd, Buffer.concat([writeHead(randomBytes(keyBytes), 'free'), Buffer.alloc(slotBytes)]))
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
