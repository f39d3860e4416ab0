/** Names and versions for ever: see tests/support/frozen-commands.ts. */
export const frozen = {
  outbox: { 'today.settle': 1, 'today.unsettle': 1 },
  now: {},
}
