import { lazyPage } from '#client/lib/lazy-page.tsx'
import { paths } from '#client/lib/paths.ts'
import type { Manifest } from '#client/manifest/manifest.ts'

export const scorecardsFeature: Manifest<'scorecards'> = {
  queries: {
    'scorecards.team': {},
    'scorecards.analyst': {},
    'scorecards.teams': { home: true },
  },
  routes: [
    {
      path: paths.metric(':teamId', ':metric'),
      ...lazyPage(async () => (await import('./metric-page.tsx')).MetricPage),
    },
    {
      path: paths.tour,
      bare: true,
      ...lazyPage(async () => (await import('./tour-page.tsx')).TourPage),
    },
    {
      path: paths.teams,
      list: 'outer',
      ...lazyPage(async () => (await import('./teams-page.tsx')).TeamsPage),
    },
    {
      path: paths.teamFigures(':teamId'),
      ...lazyPage(async () => (await import('./team-figures-page.tsx')).TeamFiguresPage),
    },
  ],
  rows: {
    kinds: async () => (await import('./today-rows.tsx')).scorecardsRows,
  },
  afterStart: async () => (await import('./after-start.ts')).scorecardsAfterStart,
}
