/** Addresses that only administration links to. */
export const paths = {
  retention: '/me/retention',
  request: (requestId: string) => `/me/retention/${requestId}`,
} as const
