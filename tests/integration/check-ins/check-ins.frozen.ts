/** Names and versions for ever: see tests/support/frozen-commands.ts. */
export const frozen = {
  outbox: {
    'checkIns.setConsent': 1,
    'checkIns.save': 1,
    'checkIns.takeBack': 1,
    'checkIns.remove': 1,
    'checkIns.askToTalk': 1,
    'checkIns.offerTalk': 1,
    'checkIns.answerTalk': 1,
    'checkIns.closeTalk': 1,
    'checkIns.withdrawTalk': 1,
    'checkIns.saveExposure': 1,
    'checkIns.removeExposure': 1,
    'checkIns.setBudget': 1,
    'checkIns.setSettings': 1,
    'checkIns.openProtocol': 1,
    'checkIns.setRhythm': 1,
    'checkIns.requestFollowUp': 1,
    'checkIns.cancelFollowUp': 1,
  },
  now: {},
}
