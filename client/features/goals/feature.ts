import { paths } from '#client/commands/goals-paths.ts'
import type { Manifest } from '#client/manifest/manifest.ts'

export const goalsFeature: Manifest<'goals'> = {
  commands: async () => (await import('#client/commands/goals.ts')).goalsOnPhone,
  queries: { 'goals.person': {} },
  routes: [],
  laterRoutes: async () => (await import('./later-routes.ts')).goalsLaterRoutes,
  person: async () => (await import('./person-slots.tsx')).goalsOnPerson,
  rows: {
    kinds: async () => (await import('./today-rows.tsx')).goalsRows,
  },
  notifications: {
    addresses: { goal_changed: paths.goal },
    marks: async () => (await import('./notification-marks.tsx')).goalsMarks,
  },
  afterStart: async () => (await import('./after-start.ts')).goalsAfterStart,
}
