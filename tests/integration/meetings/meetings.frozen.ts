/** Names and versions for ever: see tests/support/frozen-commands.ts. */
export const frozen = {
  outbox: {
    'meetings.save': 1,
    'meetings.end': 1,
    'meetings.move': 1,
    'meetings.addItem': 1,
    'meetings.changeItem': 1,
    'meetings.tick': 1,
    'meetings.finish': 1,
  },
  now: { 'meetings.openFeed': 1, 'meetings.closeFeed': 1 },
}
