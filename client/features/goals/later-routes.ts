import { paths } from '#client/commands/goals-paths.ts'
import { lazyPage } from '#client/lib/lazy-page.tsx'
import type { FeatureRoute } from '#client/manifest/manifest.ts'

export const goalsLaterRoutes: readonly FeatureRoute[] = [
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
]
