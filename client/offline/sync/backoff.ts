const first = 1000
/** Five minutes. */
export const longestBackoff = 300_000

/**
 * Milliseconds until the next attempt: full jitter, a random part of an exponentially growing span, so that phones
 * that lost the network together do not come back together.
 * @param attempts how often it was tried, at least 1.
 * @param random in [0, 1).
 * @param retryAfter seconds that the server asked for: never less than that, and spread behind it.
 */
export function backoff(attempts: number, random: number, retryAfter?: number): number {
  if (retryAfter !== undefined) return Math.ceil(retryAfter * 1000 + random * first)
  // Doubling 2^9 times already passes the cap; higher powers would overflow.
  const span = Math.min(longestBackoff, first * 2 ** Math.min(attempts, 9))
  return Math.ceil(random * span)
}
