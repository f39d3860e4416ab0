/** Addresses that only this feature links to; what others link to stands in client/lib/paths.ts. */
export const paths = {
  board: '/escalations/board',
  /** How one's own decisions came about. */
  ownReadings: '/me/decisions',
} as const
