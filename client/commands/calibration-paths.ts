/** Addresses of the calibration rounds. */
export const paths = {
  rounds: '/calibration',
  round: (roundId: string) => `/calibration/${roundId}`,
  rate: (roundId: string) => `/calibration/${roundId}/rate`,
  newRound: (teamId: string) => `/teams/${teamId}/calibration/new`,
  importRound: (teamId: string) => `/teams/${teamId}/calibration/import`,
} as const
