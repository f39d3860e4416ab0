/** Bytes of chance in a link: nobody guesses it. */
const strength = 32

/**
 * A new invitation's link, and what the server is told of it: the hash alone, so that no log, backup or database
 * anywhere holds what opens the account.
 */
export async function makeLink(origin: string): Promise<{ link: string; tokenHash: string }> {
  const bytes = crypto.getRandomValues(new Uint8Array(strength))
  const token = btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(token)))
  const tokenHash = Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return { link: `${origin}/invitation#${token}`, tokenHash }
}
