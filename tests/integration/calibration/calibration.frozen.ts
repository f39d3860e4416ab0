/** Names and versions for ever: see tests/support/frozen-commands.ts. */
export const frozen = {
  outbox: { 'calibration.make': 1, 'calibration.submit': 1 },
  now: {
    'calibration.importRound': 1,
    'calibration.close': 1,
    'calibration.remind': 1,
    'calibration.split': 1,
  },
}
