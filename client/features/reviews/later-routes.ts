import { paths } from '#client/commands/reviews-paths.ts'
import { loadRareMessages } from '#client/lib/i18n.ts'
import { lazyPage } from '#client/lib/lazy-page.tsx'
import { paths as appPaths } from '#client/lib/paths.ts'
import type { FeatureRoute } from '#client/manifest/manifest.ts'

export const reviewsLaterRoutes: readonly FeatureRoute[] = [
  {
    path: appPaths.newReview(':personId'),
    people: true,
    bare: true,
    ...lazyPage(async () => (await import('./review-editor-page.tsx')).NewReviewPage),
  },
  {
    path: appPaths.moveIn(':teamId'),
    ...lazyPage(async () => (await import('./move-in-page.tsx')).MoveInPage, {
      with: [{ preload: loadRareMessages }],
    }),
  },
  {
    path: paths.disputes(':teamId'),
    ...lazyPage(async () => (await import('./dispute-figures-page.tsx')).DisputeFiguresPage),
  },
  {
    path: paths.review(':reviewId'),
    ...lazyPage(async () => (await import('./review-page.tsx')).ReviewPage),
  },
]
