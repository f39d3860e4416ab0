import { peopleReadable } from '#client/lib/me.ts'
import { paths } from '#client/lib/paths.ts'
import { prefetch } from '#client/lib/prefetch.ts'
import { trpc } from '#client/lib/trpc.ts'
import type { AfterStart } from '#client/manifest/after-start.ts'

export const reviewsAfterStart: AfterStart = {
  live: {
    reviews: ({ subjectId }) => [
      subjectId ? trpc.reviews.person.queryFilter({ personId: subjectId }) : trpc.reviews.person.pathFilter(),
      trpc.reviews.review.pathFilter(),
      trpc.reviews.disputes.pathFilter(),
      trpc.today.list.queryFilter(),
    ],
  },
  prefetch: (me) =>
    peopleReadable(me).map((personId) => prefetch(trpc.reviews.person.queryOptions({ personId }))),
  drafts: [
    {
      prefix: 'review:new:',
      path: (rest) => {
        const [personId = '', auditId] = rest.split(':')
        return paths.newReview(personId, auditId)
      },
    },
  ],
  recorded: [
    { kept: 'recorded.kept.reviews', seen: 'recorded.seen.reviews' },
    { kept: 'recorded.kept.disputes', seen: 'recorded.seen.disputes' },
  ],
}
