import { paths } from '#client/commands/policies-paths.ts'
import { lazyPage } from '#client/lib/lazy-page.tsx'
import type { Manifest } from '#client/manifest/manifest.ts'

const policies = lazyPage(async () => (await import('./policies-page.tsx')).PoliciesPage)
const ledger = lazyPage(async () => (await import('./ledger-page.tsx')).LedgerPage)

export const policiesFeature: Manifest<'policies'> = {
  queries: { 'policies.all': {}, 'policies.ledger': {}, 'policies.entries': {} },
  routes: [
    { path: paths.policies, ...policies },
    { path: paths.policy(':code'), ...policies },
    { path: paths.ledger(':teamId'), ...ledger },
    { path: paths.ledgerEntries(':teamId'), ...ledger },
  ],
  afterStart: async () => (await import('./after-start.ts')).policiesAfterStart,
}
