/** Addresses that only this feature links to. */
export const paths = {
  own: '/me/shifts',
  /** The week of every team that the reader leads. */
  teams: '/shifts',
  of: (personId: string) => `/shifts/of/${personId}`,
  import: (teamId: string) => `/shifts/import/${teamId}`,
} as const
