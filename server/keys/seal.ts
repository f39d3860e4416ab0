import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

const algorithm = 'aes-256-gcm'
const form = 1
const ivBytes = 12
const tagBytes = 16

/** Where a sealed value stands. It opens there and nowhere else. */
export interface SealedAt {
  org: string
  person: string
  /** The row's id. */
  item: string
  column: string
}

const bound = ({ org, person, item, column }: SealedAt) =>
  Buffer.from(`dure|${org}|${person}|${item}|${column}`)

/** AES-256-GCM with a new IV: form (1 byte), IV, tag, ciphertext. */
export function seal(key: Buffer, plain: Buffer, place: SealedAt): Buffer {
  const iv = randomBytes(ivBytes)
  const cipher = createCipheriv(algorithm, key, iv)
  cipher.setAAD(bound(place))
  const text = Buffer.concat([cipher.update(plain), cipher.final()])
  return Buffer.concat([Buffer.of(form), iv, cipher.getAuthTag(), text])
}

/** Undefined where it was altered, moved to another row or column, or sealed with another key. */
export function unseal(key: Buffer, sealed: Buffer, place: SealedAt): Buffer | undefined {
  if (sealed[0] !== form || sealed.length < 1 + ivBytes + tagBytes) return undefined
  const iv = sealed.subarray(1, 1 + ivBytes)
  const tag = sealed.subarray(1 + ivBytes, 1 + ivBytes + tagBytes)
  try {
    const decipher = createDecipheriv(algorithm, key, iv, { authTagLength: tagBytes })
    decipher.setAAD(bound(place))
    decipher.setAuthTag(tag)
    return Buffer.concat([decipher.update(sealed.subarray(1 + ivBytes + tagBytes)), decipher.final()])
  } catch {
    return undefined
  }
}
