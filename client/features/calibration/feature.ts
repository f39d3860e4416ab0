import { paths } from '#client/commands/calibration-paths.ts'
import type { Manifest } from '#client/manifest/manifest.ts'

export const calibrationFeature: Manifest<'calibration'> = {
  commands: async () => (await import('#client/commands/calibration.ts')).calibrationOnPhone,
  queries: { 'calibration.rounds': {}, 'calibration.round': {}, 'calibration.raters': { kept: false } },
  routes: [],
  laterRoutes: async () => (await import('./later-routes.ts')).calibrationLaterRoutes,
  rows: { kinds: async () => (await import('./today-rows.tsx')).calibrationRows },
  notifications: {
    addresses: {
      calibration_started: paths.round,
      calibration_reminder: paths.round,
      calibration_closed: paths.round,
    },
    marks: async () => (await import('./notification-marks.tsx')).calibrationMarks,
  },
  afterStart: async () => (await import('./after-start.ts')).calibrationAfterStart,
}
