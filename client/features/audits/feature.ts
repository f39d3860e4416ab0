import { lazyPage } from '#client/lib/lazy-page.tsx'
import { paths } from '#client/lib/paths.ts'
import type { Manifest } from '#client/manifest/manifest.ts'

export const auditsFeature: Manifest<'audits'> = {
  commands: async () => (await import('#client/commands/audits.ts')).auditsOnPhone,
  queries: {
    'audits.cases': {},
    'audits.case': {},
    'audits.machineCases': {},
    'audits.putRight': {},
    'audits.putRightCounts': {},
    'audits.imports': { kept: false },
    'audits.names': {},
  },
  routes: [
    {
      path: paths.personCases(':personId'),
      people: true,
      list: 'inner',
      ...lazyPage(async () => (await import('./cases-page.tsx')).CasesPage),
    },
    {
      path: paths.case(':auditId'),
      people: true,
      ...lazyPage(async () => (await import('./case-page.tsx')).CasePage),
    },
  ],
  laterRoutes: async () => (await import('./later-routes.ts')).auditsLaterRoutes,
  rows: {
    kinds: async () => (await import('./today-rows.tsx')).auditsRows,
  },
  notifications: {
    addresses: { recheck_asked: paths.case, look_answered: paths.case },
    marks: async () => (await import('./notification-marks.tsx')).auditsMarks,
  },
  afterStart: async () => (await import('./after-start.ts')).auditsAfterStart,
}
