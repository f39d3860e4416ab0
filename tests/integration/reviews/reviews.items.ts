import { paths } from '#client/commands/reviews-paths.ts'
import type { TodayKinds } from '#shared/today/kinds.ts'
import { type Buttons, type Items, id, type Sample } from '#tests/support/today-items.ts'

type Kinds = TodayKinds['reviews']

export const items = ({ head, inHours }: Sample): Items<Kinds> => ({
  dispute: { ...head, kind: 'dispute', disputeId: id, reviewId: id, dueAt: inHours(30) },
  dispute_decided: { ...head, kind: 'dispute_decided', reviewId: id, verdict: 'accepted' },
})
export const buttons = (): Buttons<Kinds> => ({
  dispute: ['Decide', paths.review(id)],
  dispute_decided: ['Read', paths.review(id)],
})
