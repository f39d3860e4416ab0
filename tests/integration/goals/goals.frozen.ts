/** Names and versions for ever: see tests/support/frozen-commands.ts. */
export const frozen = {
  outbox: { 'goals.save': 1, 'goals.end': 1 },
  now: {},
}
