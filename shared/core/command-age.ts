/** Days for which the server knows that it applied a command; it refuses one whose id is older. */
export const commandsKeptFor = 90

/**
 * Returns the phone's claim of when it was, brought into what can be: not later than now, and not earlier than the oldest
 * command that is still taken. A phone whose clock began anew says 1970.
 */
export function believableClaim(claimedAt: string, now: number): string {
  const claimed = Date.parse(claimedAt)
  const believed = Math.min(Math.max(claimed, now - commandsKeptFor * 86_400_000), now)
  return believed === claimed ? claimedAt : new Date(believed).toISOString()
}

const version7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7/

/**
 * Returns whether a command's id is so old that it can no longer be told whether it was applied. The time is the phone's,
 * from when the id was made (RFC 9562, version 7); ids of other versions have none.
 */
export function isForgotten(commandId: string, now: number): boolean {
  if (!version7.test(commandId)) return false
  const madeAt = Number.parseInt(commandId.slice(0, 8) + commandId.slice(9, 13), 16)
  return madeAt < now - commandsKeptFor * 86_400_000
}
