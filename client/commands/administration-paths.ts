/** Addresses of administration that few others link to. */
export const paths = {
  myData: '/me/data',
  retention: '/me/retention',
  request: (requestId: string) => `/me/retention/${requestId}`,
} as const
