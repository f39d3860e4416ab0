/** Addresses that only this feature links to; the editor's, which a case links to, stands in client/lib/paths.ts. */
export const paths = {
  disputes: (teamId: string) => `/reviews/disputes/${teamId}`,
  review: (reviewId: string) => `/reviews/${reviewId}`,
} as const
