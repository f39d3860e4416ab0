import { createCipheriv, createDecipheriv, KeyObject } from 'node:crypto'

const tagLength = 16

function bytes(source: BufferSource): Uint8Array {
  return ArrayBuffer.isView(source)
    ? new Uint8Array(source.buffer, source.byteOffset, source.byteLength)
    : new Uint8Array(source)
}

function gcm(algorithm: Parameters<SubtleCrypto['encrypt']>[0]): AesGcmParams {
  if (typeof algorithm === 'string' || !('iv' in algorithm)) throw new TypeError('Only AES-GCM')
  return algorithm as AesGcmParams
}

/**
 * AES-GCM as crypto.subtle does it, with the same keys and the same bytes, but done at once. The browser's own works
 * in other threads, whose timing would make two runs with one seed differ.
 */
export const immediateCipher: Pick<SubtleCrypto, 'encrypt' | 'decrypt'> = {
  async encrypt(algorithm, key, data) {
    const { iv, additionalData } = gcm(algorithm)
    const cipher = createCipheriv('aes-256-gcm', KeyObject.from(key), bytes(iv))
    if (additionalData) cipher.setAAD(bytes(additionalData))
    const sealed = Buffer.concat([cipher.update(bytes(data)), cipher.final(), cipher.getAuthTag()])
    return new Uint8Array(sealed).buffer
  },
  async decrypt(algorithm, key, data) {
    const { iv, additionalData } = gcm(algorithm)
    const sealed = bytes(data)
    const end = sealed.length - tagLength
    if (end < 0) throw new DOMException('Too short', 'OperationError')
    const cipher = createDecipheriv('aes-256-gcm', KeyObject.from(key), bytes(iv))
    cipher.setAuthTag(sealed.subarray(end))
    if (additionalData) cipher.setAAD(bytes(additionalData))
    try {
      return new Uint8Array(Buffer.concat([cipher.update(sealed.subarray(0, end)), cipher.final()])).buffer
    } catch {
      throw new DOMException('Does not open', 'OperationError')
    }
  },
}
