import { paths } from '#client/commands/policies-paths.ts'
import { lazyPage } from '#client/lib/lazy-page.tsx'
import type { Manifest } from '#client/manifest/manifest.ts'

export const policiesFeature: Manifest<'policies'> = {
  queries: { 'policies.all': {}, 'policies.ledger': {}, 'policies.entries': {} },
  routes: [
    { path: paths.policies, ...lazyPage(async () => (await import('./policies-page.tsx')).PoliciesPage) },
    { path: paths.policy(':code'), ...lazyPage(async () => (await import('./policy-page.tsx')).PolicyPage) },
    {
      path: paths.ledger(':teamId'),
      ...lazyPage(async () => (await import('./ledger-page.tsx')).LedgerPage),
    },
    {
      path: paths.ledgerEntries(':teamId'),
      ...lazyPage(async () => (await import('./entries-page.tsx')).EntriesPage),
    },
  ],
  afterStart: async () => (await import('./after-start.ts')).policiesAfterStart,
}
