import { paths } from '#client/commands/meetings-paths.ts'
import type { Manifest } from '#client/manifest/manifest.ts'

export const meetingsFeature: Manifest<'meetings'> = {
  commands: async () => (await import('#client/commands/meetings.ts')).meetingsOnPhone,
  queries: { 'meetings.person': {}, 'meetings.feed': {} },
  routes: [],
  laterRoutes: async () => (await import('./later-routes.ts')).meetingsLaterRoutes,
  person: async () => (await import('./person-slots.tsx')).meetingsOnPerson,
  rows: {
    kinds: async () => (await import('./today-rows.tsx')).meetingsRows,
  },
  notifications: {
    addresses: { meeting_changed: paths.series },
    marks: async () => (await import('./notification-marks.tsx')).meetingsMarks,
  },
  afterStart: async () => (await import('./after-start.ts')).meetingsAfterStart,
}
