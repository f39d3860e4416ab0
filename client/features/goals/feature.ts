import { paths } from '#client/commands/goals-paths.ts'
import { lazyPage } from '#client/lib/lazy-page.tsx'
import type { Manifest } from '#client/manifest/manifest.ts'

export const goalsFeature: Manifest<'goals'> = {
  commands: async () => (await import('#client/commands/goals.ts')).goalsOnPhone,
  queries: { 'goals.person': {} },
  routes: [
    {
      path: paths.newGoal(':personId'),
      people: true,
      bare: true,
      ...lazyPage(async () => (await import('./goal-editor-page.tsx')).NewGoalPage),
    },
    {
      path: paths.goal(':goalId'),
      ...lazyPage(async () => (await import('./goal-page.tsx')).GoalPage),
    },
    {
      path: paths.editGoal(':goalId'),
      bare: true,
      ...lazyPage(async () => (await import('./goal-editor-page.tsx')).EditGoalPage),
    },
  ],
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
