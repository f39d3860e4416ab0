import { expect, test } from 'vitest'
import { immediateCipher } from '#tests/support/immediate-cipher.ts'
import { newKey, seal, unseal } from './seal.ts'

const { crypto } = globalThis
const immediate = {
  subtle: Object.assign(Object.create(crypto.subtle) as SubtleCrypto, immediateCipher),
  getRandomValues: <T extends ArrayBufferView>(array: T): T => crypto.getRandomValues(array as never) as T,
}
const value = { text: '면담 기록', at: [1, null, true] }
const context = 'command|p|c|note.save|1'

test('opens with its key and its context, and with nothing else', async () => {
  const key = await newKey(crypto)
  const sealed = await seal(crypto, key, { value, context })
  expect(await unseal(crypto, key, { sealed, context })).toEqual(value)
  await expect(unseal(crypto, await newKey(crypto), { sealed, context })).rejects.toThrow()
  await expect(unseal(crypto, key, { sealed, context: `${context}0` })).rejects.toThrow()
  const ciphertext = sealed.ciphertext.slice(0)
  new Uint8Array(ciphertext)[0] = (new Uint8Array(ciphertext)[0] ?? 0) ^ 1
  await expect(unseal(crypto, key, { sealed: { ...sealed, ciphertext }, context })).rejects.toThrow()
})

test('the key cannot be read out, and no nonce comes twice', async () => {
  const key = await newKey(crypto)
  await expect(crypto.subtle.exportKey('raw', key)).rejects.toThrow()
  const all = await Promise.all(Array.from({ length: 200 }, () => seal(crypto, key, { value, context })))
  expect(new Set(all.map((sealed) => Buffer.from(sealed.iv).toString('hex'))).size).toBe(200)
})

test("the tests' cipher and the browser's open each other's texts", async () => {
  const key = await newKey(crypto)
  const theirs = await seal(crypto, key, { value, context })
  expect(await unseal(immediate, key, { sealed: theirs, context })).toEqual(value)
  const ours = await seal(immediate, key, { value, context })
  expect(await unseal(crypto, key, { sealed: ours, context })).toEqual(value)
  await expect(unseal(immediate, key, { sealed: theirs, context: 'other' })).rejects.toThrow()
  const short = { ...theirs, ciphertext: new ArrayBuffer(3) }
  await expect(unseal(immediate, key, { sealed: short, context })).rejects.toThrow()
})
