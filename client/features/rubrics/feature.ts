import type { Manifest } from '#client/manifest/manifest.ts'

export const rubricsFeature: Manifest<'rubrics'> = {
  commands: async () => (await import('#client/commands/rubrics.ts')).rubricsOnPhone,
  queries: { 'rubrics.list': {} },
  routes: [],
  laterRoutes: async () => (await import('./later-routes.ts')).rubricsLaterRoutes,
  afterStart: async () => (await import('./after-start.ts')).rubricsAfterStart,
}
