import { lazyPage } from '#client/lib/lazy-page.tsx'
import { administers } from '#client/lib/me.ts'
import { paths } from '#client/lib/paths.ts'
import type { Manifest } from '#client/manifest/manifest.ts'

const list = lazyPage(async () => (await import('./emergency-page.tsx')).EmergencyPage)

export const emergencyFeature: Manifest<'emergency'> = {
  commands: async () => (await import('#client/commands/emergency.ts')).emergencyOnPhone,
  queries: {
    'emergency.list': {},
    // An access can be ended at any moment: no phone keeps what was read through it.
    'emergency.scorecard': { kept: false },
    'emergency.cases': { kept: false },
    'emergency.timeline': { kept: false },
  },
  routes: [
    { path: paths.emergency(), ...list },
    { path: paths.emergency(':accessId'), ...list },
    {
      path: paths.askEmergency(':personId'),
      bare: true,
      allowed: administers,
      ...lazyPage(async () => (await import('./ask-page.tsx')).AskEmergencyPage),
    },
  ],
  rows: {
    kinds: async () => (await import('./today-rows.tsx')).emergencyTodayRows,
  },
  notifications: {
    addresses: {
      emergency_waiting: paths.emergency,
      emergency_opened: paths.emergency,
      emergency_ended: paths.emergency,
    },
    marks: async () => (await import('./notification-marks.tsx')).emergencyMarks,
  },
  afterStart: async () => (await import('./after-start.ts')).emergencyAfterStart,
}
