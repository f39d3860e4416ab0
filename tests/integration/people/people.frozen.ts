/** Names and versions for ever: see tests/support/frozen-commands.ts. */
export const frozen = {
  outbox: { 'people.setPreferences': 1 },
  now: {},
}
