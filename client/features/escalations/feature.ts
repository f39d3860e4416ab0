import { lazyPage } from '#client/lib/lazy-page.tsx'
import { paths } from '#client/lib/paths.ts'
import type { Manifest } from '#client/manifest/manifest.ts'

export const escalationsFeature: Manifest<'escalations'> = {
  commands: async () => (await import('#client/commands/escalations.ts')).escalationsOnPhone,
  queries: {
    'escalations.list': {},
    'escalations.detail': {},
    'escalations.people': {},
    'escalations.delegations': {},
    'escalations.calendar': {},
    'escalations.insight': {},
  },
  routes: [
    {
      path: paths.escalations,
      list: 'outer',
      ...lazyPage(async () => (await import('./escalations-page.tsx')).EscalationsPage),
    },
    {
      path: paths.raise(),
      bare: true,
      ...lazyPage(async () => (await import('./raise-page.tsx')).RaisePage),
    },
    {
      path: paths.escalation(':escalationId'),
      ...lazyPage(async () => (await import('./escalation-page.tsx')).EscalationPage),
    },
  ],
  laterRoutes: async () => (await import('./later-routes.ts')).escalationsLaterRoutes,
  rows: {
    kinds: async () => (await import('./today-rows.tsx')).escalationsRows,
  },
  notifications: {
    addresses: {
      approval_waiting: paths.escalation,
      clock_at_risk: paths.escalation,
      clock_overdue: paths.escalation,
      escalation_news: paths.escalation,
      escalation_hidden: () => paths.escalations,
      mention: paths.escalation,
    },
    marks: async () => (await import('./notification-marks.tsx')).escalationsMarks,
  },
  afterStart: async () => (await import('./after-start.ts')).escalationsAfterStart,
}
