/** Names and versions for ever: see tests/support/frozen-commands.ts. */
export const frozen = {
  outbox: {},
  now: {
    'administration.invite': 1,
    'administration.inviteAgain': 1,
    'administration.inviteAnalyst': 1,
    'administration.giveRole': 1,
    'administration.endRole': 1,
    'administration.confirmRole': 1,
    'administration.confirmInvitation': 1,
    'administration.declineRole': 1,
    'administration.declineInvitation': 1,
    'administration.confirmAddress': 1,
    'administration.declineAddress': 1,
    'administration.withdrawAddress': 1,
    'administration.saveTeam': 1,
    'administration.confirmMove': 1,
    'administration.declineMove': 1,
    'administration.correctName': 1,
    'administration.nameOrganisation': 1,
    'administration.setOfflineHours': 1,
  },
}
