/** Names and versions for ever: see tests/support/frozen-commands.ts. */
export const frozen = {
  outbox: { 'inbox.read': 1, 'inbox.setChoices': 1 },
  now: {},
}
