/** Addresses of the figures of escalations; the team and the month stand behind the question mark. */
export const paths = { insight: '/insight' } as const
