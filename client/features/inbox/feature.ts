import type { Manifest } from '#client/manifest/manifest.ts'

/** Its screens show the kinds of all features: they are routes of the app. */
export const inboxFeature: Manifest<'inbox'> = {
  commands: async () => (await import('#client/commands/inbox.ts')).inboxOnPhone,
  queries: { 'inbox.list': {}, 'inbox.push': {}, 'inbox.choices': {} },
  routes: [],
  afterStart: async () => (await import('./after-start.ts')).inboxAfterStart,
}
