import { lazyPage } from '#client/lib/lazy-page.tsx'
import { paths } from '#client/lib/paths.ts'
import type { Manifest } from '#client/manifest/manifest.ts'

export const scorecardsFeature: Manifest<'scorecards'> = {
  queries: {
    'scorecards.team': {},
    'scorecards.analyst': {},
    'scorecards.period': {},
    'scorecards.effect': {},
    'scorecards.targets': {},
    'scorecards.trends': {},
    'scorecards.teams': { home: true },
  },
  routes: [
    {
      path: paths.teamFigures(':teamId'),
      ...lazyPage(async () => (await import('./team-figures-page.tsx')).TeamFiguresPage),
    },
  ],
  laterRoutes: async () => (await import('./later-routes.ts')).scorecardsLaterRoutes,
  rows: {
    kinds: async () => (await import('./today-rows.tsx')).scorecardsRows,
  },
  afterStart: async () => (await import('./after-start.ts')).scorecardsAfterStart,
}
