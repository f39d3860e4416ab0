import { paths } from '#client/commands/reviews-paths.ts'
import type { Manifest } from '#client/manifest/manifest.ts'

export const reviewsFeature: Manifest<'reviews'> = {
  commands: async () => (await import('#client/commands/reviews.ts')).reviewsOnPhone,
  queries: {
    'reviews.person': {},
    'reviews.review': {},
    'reviews.disputes': {},
    'reviews.moveIns': {},
    'reviews.origin': {},
  },
  routes: [],
  laterRoutes: async () => (await import('./later-routes.ts')).reviewsLaterRoutes,
  rows: { kinds: async () => (await import('./today-rows.tsx')).reviewsRows },
  person: async () => (await import('./person-slots.tsx')).reviewsOnPerson,
  notifications: {
    addresses: {
      review_published: paths.review,
      dispute_raised: paths.review,
      dispute_decided: paths.review,
      review_replied: paths.review,
    },
    marks: async () => (await import('./notification-marks.tsx')).reviewsMarks,
  },
  afterStart: async () => (await import('./after-start.ts')).reviewsAfterStart,
}
