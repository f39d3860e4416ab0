import { paths } from '#client/lib/paths.ts'
import type { Manifest } from '#client/manifest/manifest.ts'

export const emergencyFeature: Manifest<'emergency'> = {
  commands: async () => (await import('#client/commands/emergency.ts')).emergencyOnPhone,
  queries: {
    'emergency.list': {},
    // An access can be ended at any moment: no phone keeps what was read through it.
    'emergency.scorecard': { kept: false },
    'emergency.cases': { kept: false },
    'emergency.timeline': { kept: false },
  },
  routes: [],
  laterRoutes: async () => (await import('./later-routes.ts')).emergencyLaterRoutes,
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
