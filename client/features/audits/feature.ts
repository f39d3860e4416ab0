import { lazyPage } from '#client/lib/lazy-page.tsx'
import type { Manifest } from '#client/lib/manifest.ts'
import { paths } from '#client/lib/paths.ts'

export const auditsFeature: Manifest<'audits'> = {
  queries: {
    'audits.cases': {},
    'audits.case': {},
  },
  routes: [
    {
      path: paths.importAudits(':teamId'),
      ...lazyPage(async () => (await import('./import-page.tsx')).ImportPage),
    },
    {
      path: paths.personCases(':personId'),
      ...lazyPage(async () => (await import('./cases-page.tsx')).CasesPage),
    },
    {
      path: paths.case(':auditId'),
      ...lazyPage(async () => (await import('./case-page.tsx')).CasePage),
    },
  ],
  rows: {
    look: { counted: true },
    look_answered: { counted: false },
  },
  notifications: { look_answered: paths.case },
  afterStart: async () => (await import('./after-start.ts')).auditsAfterStart,
}
