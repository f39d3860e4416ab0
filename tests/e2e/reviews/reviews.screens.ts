import { paths } from '#client/commands/reviews-paths.ts'
import { paths as appPaths } from '#client/lib/paths.ts'
import type { Demo } from '#tests/support/screens/demo-cast.ts'
import { clickButton, type Screens } from '#tests/support/screens/screens.ts'

export async function screens({ db, analyst, watched, teamId, locale }: Demo): Promise<Screens> {
  const newest = await db
    .selectFrom('review')
    .select('review_id')
    .where('analyst_id', '=', analyst)
    .orderBy('published_at', 'desc')
    .executeTakeFirst()
  const disputed = await db
    .selectFrom('review_dispute')
    .select(['review_id', 'state'])
    .where('team_id', '=', teamId)
    .where('state', '=', locale === 'ko' ? 'open' : 'accepted')
    .executeTakeFirstOrThrow()
  const review = newest ? [{ name: 'review', path: paths.review(newest.review_id) }] : []
  const asked = newest
    ? [
        {
          name: 'review-dispute',
          path: paths.review(newest.review_id),
          open: clickButton((t) => t('dispute.open')),
        },
        {
          name: 'review-reply',
          path: paths.review(newest.review_id),
          open: clickButton((t) => t('reviewReply.open')),
        },
      ]
    : []
  const figures = { name: 'disputes', path: paths.disputes(teamId) }
  return {
    lead: [
      { name: 'reviews', path: `${appPaths.person(analyst)}?part=reviews` },
      { name: 'review-editor', path: appPaths.newReview(watched) },
      ...review,
      {
        name: 'dispute',
        path: paths.review(disputed.review_id),
        open: clickButton((t) => t('dispute.view')),
      },
      figures,
      { name: 'move-in', path: appPaths.moveIn(teamId) },
    ],
    admin: [{ name: 'move-in', path: appPaths.moveIn(teamId) }],
    manager: [
      figures,
      ...(disputed.state === 'open'
        ? [
            {
              name: 'dispute-decide',
              path: paths.review(disputed.review_id),
              open: clickButton((t) => t('dispute.decide')),
            },
          ]
        : []),
    ],
    analyst: [{ name: 'reviews', path: `${appPaths.record}?part=reviews` }, ...review, ...asked],
  }
}
