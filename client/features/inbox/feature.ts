import type { Manifest } from '#client/lib/manifest.ts'

/** Its screens show the kinds of all features: they are routes of the app. */
export const inboxFeature: Manifest<'inbox'> = {
  queries: { 'inbox.list': {}, 'inbox.push': {} },
  routes: [],
  afterStart: async () => (await import('./after-start.ts')).inboxAfterStart,
}
