/** Names and versions for ever: see tests/support/frozen-commands.ts. */
export const frozen = {
  outbox: {},
  now: { 'scorecards.setTarget': 1, 'scorecards.withdrawTarget': 1, 'scorecards.renewBaseline': 1 },
}
