/** Addresses that only this feature links to, none of the shape of an escalation's own; what others link to stands in client/lib/paths.ts. */
export const paths = {
  board: '/escalations/view/board',
  /** The on-call chains. */
  chain: '/on-call',
  /** How one's own decisions came about. */
  ownReadings: '/me/decisions',
} as const
