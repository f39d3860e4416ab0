/** Addresses of a team's decisions that are to be put right on the platform. */
export const paths = {
  putRight: (teamId: string) => `/team/${teamId}/put-right`,
} as const
