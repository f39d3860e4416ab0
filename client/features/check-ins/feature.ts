import { lazyPage } from '#client/lib/lazy-page.tsx'
import { administers, checksIn } from '#client/lib/me.ts'
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
    'checkIns.budgets': {},
    'checkIns.delivery': {},
    'checkIns.settings': {},
  },
  routes: [
    {
      path: paths.wellbeing,
      allowed: checksIn,
      ...lazyPage(async () => (await import('./wellbeing-page.tsx')).WellbeingPage),
    },
    {
      path: paths.consent,
      allowed: checksIn,
      ...lazyPage(async () => (await import('./consent-page.tsx')).ConsentPage),
    },
    {
      path: paths.checkIn,
      bare: true,
      allowed: checksIn,
      ...lazyPage(async () => (await import('./check-in-page.tsx')).CheckInPage),
    },
    {
      path: paths.ownCheckIns,
      allowed: checksIn,
      ...lazyPage(async () => (await import('./own-page.tsx')).OwnCheckInsPage),
    },
    {
      path: paths.exposure,
      allowed: checksIn,
      ...lazyPage(async () => (await import('./exposure-page.tsx')).ExposurePage),
    },
    {
      path: paths.talks,
      ...lazyPage(async () => (await import('./talks-page.tsx')).TalksPage),
    },
    {
      path: paths.sharedCheckIns(':personId'),
      ...lazyPage(async () => (await import('./shared-page.tsx')).SharedPage),
    },
    {
      path: paths.teamTotals(':teamId'),
      ...lazyPage(async () => (await import('./totals-page.tsx')).TotalsPage),
    },
    {
      path: paths.protocol,
      ...lazyPage(async () => (await import('./protocol-page.tsx')).ProtocolPage),
    },
    {
      path: paths.wellbeingSettings,
      allowed: administers,
      ...lazyPage(async () => (await import('./settings-page.tsx')).WellbeingSettingsPage),
    },
  ],
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
