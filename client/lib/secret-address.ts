/** Bytes of chance in a secret: nobody guesses it. */
const strength = 32

/**
 * Makes a secret for an address, in the letters of addresses, and what the server is told of it: the hash alone, in hex, so that no
 * log, backup or database anywhere holds what opens the address.
 */
export async function makeSecret(): Promise<{ secret: string; hash: string }> {
  const bytes = crypto.getRandomValues(new Uint8Array(strength))
  const secret = btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(secret)))
  return { secret, hash: Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('') }
}
