/** Names and versions for ever: see tests/support/frozen-commands.ts. */
export const frozen = {
  outbox: {
    'coaching.saveNote': 1,
    'coaching.acknowledge': 1,
    'coaching.reply': 1,
    'coaching.setActionDone': 1,
    'coaching.commentAction': 1,
    'coaching.followedUp': 1,
    'coaching.handover': 1,
    'coaching.addAddendum': 1,
    'coaching.acknowledgeAddendum': 1,
  },
  now: {},
}
