/** Names and versions for ever: see tests/support/frozen-commands.ts. */
export const frozen = {
  outbox: {
    'shifts.setPattern': 1,
    'shifts.removePattern': 1,
    'shifts.saveEntry': 1,
    'shifts.removeEntry': 1,
  },
  now: { 'shifts.importRoster': 1 },
}
