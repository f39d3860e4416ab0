import type { Manifest } from '#client/manifest/manifest.ts'

export const policiesFeature: Manifest<'policies'> = {
  queries: { 'policies.all': {}, 'policies.ledger': {}, 'policies.entries': {} },
  routes: [],
  afterStart: async () => (await import('./after-start.ts')).policiesAfterStart,
}
