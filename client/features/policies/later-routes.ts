import { paths } from '#client/commands/policies-paths.ts'
import { lazyPage } from '#client/lib/lazy-page.tsx'
import type { FeatureRoute } from '#client/manifest/manifest.ts'

const policies = lazyPage(async () => (await import('./policies-page.tsx')).PoliciesPage)
const updates = lazyPage(async () => (await import('./updates-page.tsx')).UpdatesPage)
const ledger = lazyPage(async () => (await import('./ledger-page.tsx')).LedgerPage)

export const policiesLaterRoutes: readonly FeatureRoute[] = [
  { path: paths.policies, ...policies },
  { path: paths.policy(':code'), ...policies },
  { path: paths.updates, ...updates },
  { path: paths.update(':versionId'), ...updates },
  { path: paths.ledger(':teamId'), ...ledger },
  { path: paths.ledgerEntries(':teamId'), ...ledger },
]
