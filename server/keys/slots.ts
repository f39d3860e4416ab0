import { createHash } from 'node:crypto'

/** Divides a sector of the disk: a slot is written whole or not at all. */
export const slotBytes = 64
export const tagBytes = 16
export const keyBytes = 32
/** The head, and the id of the database, come before the slots. */
export const firstSlot = 2 * slotBytes

/** What a slot is for; anything else in its first byte is a free one. */
const kinds = { person: 1, thing: 2, erased: 3 } as const
export type SlotKind = keyof typeof kinds
const headMark = Buffer.from('DUREKEYS')
const ownerMark = Buffer.from('DUREBASE')
const uuidLength = 36
const checkBytes = 8
const body = slotBytes - checkBytes

const check = (slot: Buffer) =>
  createHash('sha256').update(slot.subarray(0, body)).digest().subarray(0, checkBytes)
const isWhole = (slot: Buffer) => slot.length === slotBytes && check(slot).equals(slot.subarray(body))
function closed(slot: Buffer): Buffer {
  check(slot).copy(slot, body)
  return slot
}

export interface Slot {
  kind: SlotKind
  /** What it is found by; says nothing without the secret of the head. */
  tag: Buffer
  key: Buffer
  /** Whole seconds since the epoch. */
  madeAt: number
}

/** A free keystore belongs to no database yet; an earlier Dure knows no other form. */
const forms = { free: 1, tied: 2 } as const

export function writeHead(secret: Buffer, form: keyof typeof forms): Buffer {
  const slot = Buffer.alloc(slotBytes)
  headMark.copy(slot)
  slot.writeUInt8(forms[form], headMark.length)
  secret.copy(slot, 16)
  return closed(slot)
}

/** The secret, or undefined where this is no keystore of these forms. */
export function readHead(slot: Buffer): Buffer | undefined {
  const form = slot[headMark.length]
  const known =
    isWhole(slot) &&
    slot.subarray(0, headMark.length).equals(headMark) &&
    (form === forms.free || form === forms.tied)
  return known ? Buffer.from(slot.subarray(16, 16 + keyBytes)) : undefined
}

/** The slot after the head; `databaseId` is a UUID. */
export function writeOwner(databaseId: string): Buffer {
  const slot = Buffer.alloc(slotBytes)
  ownerMark.copy(slot)
  slot.write(databaseId, ownerMark.length, 'latin1')
  return closed(slot)
}

/** The id of the database, or undefined where none was written. */
export function readOwner(slot: Buffer): string | undefined {
  if (!isWhole(slot) || !slot.subarray(0, ownerMark.length).equals(ownerMark)) return undefined
  return slot.toString('latin1', ownerMark.length, ownerMark.length + uuidLength)
}

export function writeSlot({ kind, tag, key, madeAt }: Slot): Buffer {
  const slot = Buffer.alloc(slotBytes)
  slot.writeUInt8(kinds[kind])
  slot.writeUInt32BE(madeAt, 1)
  tag.copy(slot, 5)
  key.copy(slot, 5 + tagBytes)
  return closed(slot)
}

/** Undefined for a free slot, and for one that was cut off while it was written: nothing was ever sealed with it. */
export function readSlot(slot: Buffer): Slot | undefined {
  const kind = (['person', 'thing', 'erased'] as const).find((name) => slot[0] === kinds[name])
  if (!kind || !isWhole(slot)) return undefined
  return {
    kind,
    madeAt: slot.readUInt32BE(1),
    tag: Buffer.from(slot.subarray(5, 5 + tagBytes)),
    key: Buffer.from(slot.subarray(5 + tagBytes, 5 + tagBytes + keyBytes)),
  }
}
