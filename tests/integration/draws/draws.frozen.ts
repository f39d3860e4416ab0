/** Names and versions for ever: see tests/support/frozen-commands.ts. */
export const frozen = {
  outbox: { 'draws.verify': 1 },
  now: { 'draws.draw': 1, 'draws.addGolden': 1, 'draws.retireGolden': 1 },
}
