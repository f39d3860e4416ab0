import { loadRareMessages } from '#client/lib/i18n.ts'
import { lazyPage } from '#client/lib/lazy-page.tsx'
import { paths } from '#client/lib/paths.ts'
import type { Manifest } from '#client/manifest/manifest.ts'

export const auditsFeature: Manifest<'audits'> = {
  commands: async () => (await import('#client/commands/audits.ts')).auditsOnPhone,
  queries: {
    'audits.cases': {},
    'audits.case': {},
    'audits.imports': { kept: false },
    'audits.names': {},
  },
  routes: [
    {
      path: paths.importAudits(':teamId'),
      ...lazyPage(async () => (await import('./import-page.tsx')).ImportPage, {
        with: [{ preload: loadRareMessages }],
      }),
    },
    {
      path: paths.personCases(':personId'),
      people: true,
      list: 'inner',
      ...lazyPage(async () => (await import('./cases-page.tsx')).CasesPage),
    },
    {
      path: paths.names,
      ...lazyPage(async () => (await import('./names-page.tsx')).NamesPage),
    },
    {
      path: paths.case(':auditId'),
      people: true,
      ...lazyPage(async () => (await import('./case-page.tsx')).CasePage),
    },
  ],
  rows: {
    kinds: async () => (await import('./today-rows.tsx')).auditsRows,
  },
  notifications: {
    addresses: { look_answered: paths.case },
    marks: async () => (await import('./notification-marks.tsx')).auditsMarks,
  },
  afterStart: async () => (await import('./after-start.ts')).auditsAfterStart,
}
