import { paths } from '#client/commands/reviews-paths.ts'
import { lazyPage } from '#client/lib/lazy-page.tsx'
import { paths as appPaths } from '#client/lib/paths.ts'
import type { Manifest } from '#client/manifest/manifest.ts'

export const reviewsFeature: Manifest<'reviews'> = {
  commands: async () => (await import('#client/commands/reviews.ts')).reviewsOnPhone,
  queries: { 'reviews.person': {}, 'reviews.review': {} },
  routes: [
    {
      path: appPaths.newReview(':personId'),
      people: true,
      bare: true,
      ...lazyPage(async () => (await import('./review-editor-page.tsx')).NewReviewPage),
    },
    {
      path: paths.review(':reviewId'),
      ...lazyPage(async () => (await import('./review-page.tsx')).ReviewPage),
    },
  ],
  person: async () => (await import('./person-slots.tsx')).reviewsOnPerson,
  notifications: {
    addresses: { review_published: paths.review },
    marks: async () => (await import('./notification-marks.tsx')).reviewsMarks,
  },
  afterStart: async () => (await import('./after-start.ts')).reviewsAfterStart,
}
