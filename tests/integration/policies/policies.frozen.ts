/** Names and versions for ever: see tests/support/frozen-commands.ts. */
export const frozen = {
  outbox: { 'policies.mark': 1 },
  now: {
    'policies.saveVersion': 1,
    'policies.saveClause': 1,
    'policies.openEntry': 1,
    'policies.addArea': 1,
    'policies.place': 1,
  },
}
