/** Names and versions for ever: see tests/support/frozen-commands.ts. */
export const frozen = {
  outbox: { 'emergency.ask': 1 },
  now: { 'emergency.confirm': 1, 'emergency.end': 1 },
}
