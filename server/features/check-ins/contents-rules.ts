import { createHmac, hkdfSync } from 'node:crypto'
import type { ActorDb } from '#server/db/actor-db.ts'
import type { KeyRef, Keystore } from '#server/keys/keystore.ts'
import { seal, unseal } from '#server/keys/seal.ts'
import type { SaveCheckInInput } from '#shared/check-ins/contracts.ts'
import type { Answers } from '#shared/check-ins/fields.ts'
import { checkInItems } from '#shared/check-ins/rules.ts'

export interface Contents {
  answers: Answers
  note: string | null
}

export interface SealedContents {
  answers: Buffer
  note: Buffer
}

/** Notes are padded to a multiple of so many bytes: a length says something too. */
const padding = 1024

/** Both are sealed always, so that not even the presence of one shows. */
export function sealContents(key: Buffer, ref: KeyRef, { answers, note }: Contents): SealedContents {
  const text = Buffer.from(note ?? '')
  const padded = Buffer.alloc(Math.ceil((text.length + 2) / padding) * padding)
  padded.writeUInt16BE(text.length)
  text.copy(padded, 2)
  return {
    answers: seal(key, Buffer.from(checkInItems.map((item) => answers[item] ?? 0)), {
      ...ref,
      column: 'answers',
    }),
    note: seal(key, padded, { ...ref, column: 'note' }),
  }
}

/** Undefined where they do not open: sealed with a key that was destroyed, or not what was written here. */
export function openContents(key: Buffer, ref: KeyRef, sealed: SealedContents): Contents | undefined {
  const values = unseal(key, sealed.answers, { ...ref, column: 'answers' })
  const padded = unseal(key, sealed.note, { ...ref, column: 'note' })
  if (!values || !padded) return undefined
  const text = padded.subarray(2, 2 + padded.readUInt16BE()).toString()
  const valueAt = (place: number) => values[place] || null
  return { answers: { energy: valueAt(0), load: valueAt(1), support: valueAt(2) }, note: text || null }
}

/** Returns what a repeat of the command is compared by: nobody without the key can try all answers against it. */
export function digestOf(key: Buffer, input: SaveCheckInInput): Buffer {
  const own = Buffer.from(hkdfSync('sha256', key, '', 'command', 32))
  return createHmac('sha256', own).update(JSON.stringify(input)).digest()
}

export const refOf = (db: ActorDb, item: string, person = db.person): KeyRef => ({
  org: db.org,
  person,
  item,
})

export function opened(keys: Keystore, ref: KeyRef, sealed: SealedContents): Contents | undefined {
  const key = keys.find(ref)
  return key && openContents(key, ref, sealed)
}
