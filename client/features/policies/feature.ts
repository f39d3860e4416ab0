import type { Manifest } from '#client/manifest/manifest.ts'

export const policiesFeature: Manifest<'policies'> = {
  queries: { 'policies.all': {}, 'policies.ledger': {}, 'policies.entries': {} },
  routes: [],
  laterRoutes: async () => (await import('./later-routes.ts')).policiesLaterRoutes,
  afterStart: async () => (await import('./after-start.ts')).policiesAfterStart,
}
