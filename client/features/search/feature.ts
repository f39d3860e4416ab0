import type { Manifest } from '#client/manifest/manifest.ts'

/** Its screen stands on the copies of all features, and is opened by the app. */
export const searchFeature: Manifest<'search'> = {
  // The key of a copy would hold what was typed.
  queries: { 'search.find': { kept: false } },
  routes: [],
  afterStart: async () => (await import('./after-start.ts')).searchAfterStart,
}
