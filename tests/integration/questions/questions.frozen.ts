/** Names and versions for ever: see tests/support/frozen-commands.ts. */
export const frozen = {
  outbox: {
    'questions.ask': 1,
    'questions.answer': 1,
    'questions.askAgain': 1,
    'questions.settle': 1,
    'questions.keep': 1,
  },
  now: {},
}
