import { lazyValue } from '#client/lib/lazy-value.ts'

/** Holds the figures of a person, which a lead's page opens without: they come after it, and with one's own record. */
export const scorecardPart = lazyValue(
  async () => (await import('#client/features/scorecards/scorecard.tsx')).Scorecard,
)
