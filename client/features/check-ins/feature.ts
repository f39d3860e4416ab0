import { lazyPage } from '#client/lib/lazy-page.tsx'
import { checksIn } from '#client/lib/me.ts'
import { paths } from '#client/lib/paths.ts'
import type { Manifest } from '#client/manifest/manifest.ts'

export const checkInsFeature: Manifest<'checkIns'> = {
  commands: async () => (await import('#client/commands/check-ins.ts')).checkInsOnPhone,
  queries: {
    'checkIns.own': {},
    'checkIns.download': {},
    'checkIns.sharedWithMe': {},
    'checkIns.shared': { kept: false },
    'checkIns.talks': {},
    'checkIns.totals': {},
    'checkIns.exposure': {},
    'checkIns.rotation': {},
    'checkIns.rotations': {},
    'checkIns.budgets': {},
    'checkIns.delivery': {},
    'checkIns.questionnaires': {},
    'checkIns.contentPacks': {},
    'checkIns.settings': {},
  },
  routes: [
    {
      path: paths.wellbeing,
      allowed: checksIn,
      ...lazyPage(async () => (await import('./wellbeing-page.tsx')).WellbeingPage),
    },
    {
      path: paths.checkIn,
      bare: true,
      allowed: checksIn,
      ...lazyPage(async () => (await import('./check-in-page.tsx')).CheckInPage),
    },
  ],
  laterRoutes: async () => (await import('./later-routes.ts')).checkInsLaterRoutes,
  rows: {
    kinds: async () => (await import('./today-rows.tsx')).checkInsRows,
  },
  notifications: {
    addresses: {
      talk_requested: () => paths.talks,
      talk_answered: () => paths.wellbeing,
      talk_offered: () => paths.wellbeing,
    },
    marks: async () => (await import('./notification-marks.tsx')).checkInsMarks,
  },
  afterStart: async () => (await import('./after-start.ts')).checkInsAfterStart,
}
