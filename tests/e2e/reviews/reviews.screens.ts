import { paths } from '#client/commands/reviews-paths.ts'
import { paths as appPaths } from '#client/lib/paths.ts'
import type { Demo } from '#tests/support/screens/demo-cast.ts'
import type { Screens } from '#tests/support/screens/screens.ts'

export async function screens({ db, analyst, watched }: Demo): Promise<Screens> {
  const newest = await db
    .selectFrom('review')
    .select('review_id')
    .where('analyst_id', '=', analyst)
    .orderBy('published_at', 'desc')
    .executeTakeFirst()
  const review = newest ? [{ name: 'review', path: paths.review(newest.review_id) }] : []
  return {
    lead: [
      { name: 'reviews', path: `${appPaths.person(analyst)}?part=reviews` },
      { name: 'review-editor', path: appPaths.newReview(watched) },
      ...review,
    ],
    analyst: [{ name: 'reviews', path: `${appPaths.record}?part=reviews` }, ...review],
  }
}
