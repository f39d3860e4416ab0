import type { ActorDb } from '#server/db/actor-db.ts'
import type { ReviewSummary } from '#shared/reviews/views.ts'
import { reviewsOf } from './queries.ts'
import { summaryOf } from './views.ts'

/** Returns a person's reviews, the newest first, in a transaction that an emergency access opened. */
export const reviewsInEmergency = async (db: ActorDb, personId: string): Promise<ReviewSummary[]> =>
  (await reviewsOf(db, personId)).map(summaryOf)
