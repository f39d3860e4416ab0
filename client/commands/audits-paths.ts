/** Addresses that only this feature links to. */
export const paths = {
  /** Decisions of a team that are to be put right on the platform. */
  putRight: (teamId: string) => `/team/${teamId}/put-right`,
  names: '/me/administration/names',
} as const
