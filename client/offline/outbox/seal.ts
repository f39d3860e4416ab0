export type Sealed = { iv: Uint8Array<ArrayBuffer>; ciphertext: ArrayBuffer }

type CryptoParts = Pick<Crypto, 'subtle' | 'getRandomValues'>

/** A key that encrypts on this phone and can never be read out of the browser. */
export function newKey(crypto: CryptoParts): Promise<CryptoKey> {
  return crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
}

/**
 * Encrypts a JSON value with AES-GCM under a fresh 96-bit nonce. `context` is authenticated but not stored: opening
 * needs the same.
 */
export async function seal(
  crypto: CryptoParts,
  key: CryptoKey,
  { value, context }: { value: unknown; context: string },
): Promise<Sealed> {
  const encoder = new TextEncoder()
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const ciphertext = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv, additionalData: encoder.encode(context) },
    key,
    encoder.encode(JSON.stringify(value)),
  )
  return { iv, ciphertext }
}

/** @throws DOMException (OperationError) when key, nonce, context or text do not belong together. */
export async function unseal(
  crypto: CryptoParts,
  key: CryptoKey,
  { sealed, context }: { sealed: Sealed; context: string },
): Promise<unknown> {
  const plain = await crypto.subtle.decrypt(
    { name: 'AES-GCM', iv: sealed.iv, additionalData: new TextEncoder().encode(context) },
    key,
    sealed.ciphertext,
  )
  return JSON.parse(new TextDecoder().decode(plain))
}
