/** Names and versions for ever: see tests/support/frozen-commands.ts. */
export const frozen = {
  outbox: { 'reviews.publish': 1, 'reviews.acknowledge': 1 },
  now: {},
}
