/** Bytes of chance in an address: nobody guesses it. */
const strength = 32

/**
 * Makes the address of a new calendar feed, and what the server is given of it: the hash alone, so that no log, backup or
 * database holds what opens the calendar.
 */
export async function makeFeedAddress(origin: string): Promise<{ address: string; tokenHash: string }> {
  const bytes = crypto.getRandomValues(new Uint8Array(strength))
  const token = btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(token)))
  const tokenHash = Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return { address: `${origin}/calendar/${token}.ics`, tokenHash }
}
