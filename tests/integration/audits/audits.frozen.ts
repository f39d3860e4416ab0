/** Names and versions for ever: see tests/support/frozen-commands.ts. */
export const frozen = {
  outbox: { 'audits.askAnotherLook': 1, 'audits.answerAnotherLook': 1, 'audits.setPutRight': 1 },
  now: { 'audits.undoImport': 1, 'audits.setName': 1 },
}
