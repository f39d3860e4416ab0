/** Names and versions for ever: see tests/support/frozen-commands.ts. */
export const frozen = {
  outbox: { 'rubrics.save': 1 },
  now: { 'rubrics.publish': 1, 'rubrics.archive': 1 },
}
