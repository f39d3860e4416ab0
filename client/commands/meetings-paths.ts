/** Addresses that only this feature links to. */
export const paths = {
  series: (seriesId: string) => `/meetings/${seriesId}`,
  feed: '/me/calendar-feed',
} as const
