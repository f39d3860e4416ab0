/** Names and versions for ever: see tests/support/frozen-commands.ts. */
export const frozen = {
  outbox: {
    'reviews.publish': 1,
    'reviews.acknowledge': 1,
    'reviews.dispute': 1,
    'reviews.withdraw': 1,
    'reviews.decide': 1,
    'reviews.reply': 1,
  },
  now: { 'reviews.undoMoveIn': 1 },
}
