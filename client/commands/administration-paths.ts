/** Addresses that only administration links to. */
export const paths = {
  retention: '/me/retention',
} as const
