import { useT } from '#client/lib/i18n.ts'
import type { ReviewSummary } from '#shared/reviews/views.ts'

type Reviewed = Partial<Pick<ReviewSummary, 'byMachine'>> & Pick<ReviewSummary, 'reviewer'>

/** Returns functions that name who wrote a review: a person, a machine, or somebody who is not in Dure. */
export function useReviewer() {
  const t = useT()
  const kindOf = ({ byMachine }: Reviewed) => (byMachine ? 'machine' : 'elsewhere')
  return {
    named: (review: Reviewed) =>
      review.reviewer
        ? t('ui.person', { name: review.reviewer.name })
        : t(`review.reviewer.${kindOf(review)}`),
    by: (review: Reviewed, day: string) =>
      review.reviewer
        ? t('review.by', { name: review.reviewer.name, day })
        : t(`review.by.${kindOf(review)}`, { day }),
  }
}
