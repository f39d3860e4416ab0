import { paths as scorecardPaths } from '#client/commands/scorecards-paths.ts'
import { loadRareMessages } from '#client/lib/i18n.ts'
import { lazyPage } from '#client/lib/lazy-page.tsx'
import { paths } from '#client/lib/paths.ts'
import type { FeatureRoute } from '#client/manifest/manifest.ts'

const messages = { with: [{ preload: loadRareMessages }] }

export const scorecardsLaterRoutes: readonly FeatureRoute[] = [
  // Before the pattern that fits it too.
  {
    path: scorecardPaths.metric(':teamId', 'people'),
    ...lazyPage(async () => (await import('./comparison.tsx')).Comparison, messages),
  },
  {
    path: scorecardPaths.metric(':teamId', ':metric'),
    ...lazyPage(async () => (await import('./metric-figures.tsx')).MetricFigures, messages),
  },
  {
    path: scorecardPaths.trends(':teamId'),
    ...lazyPage(async () => (await import('./trends-page.tsx')).TrendsPage, messages),
  },
  {
    path: scorecardPaths.personFigures(':personId'),
    people: true,
    ...lazyPage(async () => (await import('./person-figures-page.tsx')).PersonFiguresPage, messages),
  },
  {
    path: scorecardPaths.baseline(':personId'),
    people: true,
    ...lazyPage(async () => (await import('./baseline-page.tsx')).BaselinePage, messages),
  },
  {
    path: scorecardPaths.targets(':teamId'),
    ...lazyPage(async () => (await import('./targets-page.tsx')).TargetsPage, messages),
  },
  {
    path: paths.tour,
    bare: true,
    ...lazyPage(async () => (await import('./tour-page.tsx')).TourPage),
  },
]
