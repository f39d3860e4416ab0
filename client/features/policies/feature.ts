import type { Manifest } from '#client/manifest/manifest.ts'

export const policiesFeature: Manifest<'policies'> = {
  commands: async () => (await import('#client/commands/policies.ts')).policiesOnPhone,
  queries: {
    'policies.all': {},
    'policies.updates': {},
    'policies.teamUpdates': {},
    'policies.ledger': {},
    'policies.entries': {},
  },
  routes: [],
  rows: {
    kinds: async () => (await import('./today-rows.tsx')).policiesRows,
  },
  laterRoutes: async () => (await import('./later-routes.ts')).policiesLaterRoutes,
  afterStart: async () => (await import('./after-start.ts')).policiesAfterStart,
}
