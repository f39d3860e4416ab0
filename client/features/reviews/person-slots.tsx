import './review.css'
import { paths } from '#client/commands/reviews-paths.ts'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { useMe } from '#client/lib/me.ts'
import { paths as appPaths } from '#client/lib/paths.ts'
import type { PersonSlots } from '#client/manifest/person-slots.ts'
import { useEntityWork } from '#client/offline/react/offline-context.ts'
import { SyncLine } from '#client/offline/react/sync-line.tsx'
import { ButtonLink } from '#client/ui/button.tsx'
import { Loaded } from '#client/ui/loaded.tsx'
import { Row } from '#client/ui/row.tsx'
import { RowGroup } from '#client/ui/row-group.tsx'
import { EmptyState } from '#client/ui/states.tsx'
import type { ReviewSummary } from '#shared/reviews/views.ts'
import { useCaseNames, useReviews } from './data.ts'
import { ReviewFigures } from './review-figures.tsx'

/** A person's reviews with the three figures that sum them up; who leads the person begins one here. */
function ReviewsPart({ personId }: { personId: string }) {
  const t = useT()
  const me = useMe()
  const query = useReviews(personId)
  const isOwn = personId === me.person.personId
  return (
    <div className="review-part">
      {!isOwn && (
        <div className="inset">
          <ButtonLink variant="secondary" to={appPaths.newReview(personId)}>
            {t('review.newEntered')}
          </ButtonLink>
        </div>
      )}
      <Loaded query={query}>
        {({ reviews }) =>
          reviews.length === 0 ? (
            <EmptyState text={t(isOwn ? 'review.none.own' : 'review.none')} />
          ) : (
            <>
              <ReviewFigures reviews={reviews} />
              <RowGroup heading={t('review.list')} limit={20}>
                {reviews.map((review) => (
                  <ReviewRow key={review.reviewId} review={review} />
                ))}
              </RowGroup>
            </>
          )
        }
      </Loaded>
    </div>
  )
}

function ReviewRow({ review }: { review: ReviewSummary }) {
  const t = useT()
  const format = useFormat()
  const work = useEntityWork(review.reviewId)
  const { policyName } = useCaseNames()(review)
  const isSent = work === null || work.state === 'sent'
  const score =
    review.score === null ? t('review.notScored') : format.number(Math.round(review.score * 1000) / 10)
  return (
    <Row
      title={[review.caseRef || t('review.title'), policyName].filter(Boolean).join(' · ')}
      detail={
        isSent ? (
          [
            t('review.score', { score }),
            t(`review.purpose.${review.purpose}`),
            ...(review.movedIn && !review.acknowledgedAt
              ? []
              : [t(review.acknowledgedAt ? 'review.read' : 'review.unread')]),
          ].join(' · ')
        ) : (
          <SyncLine entity={review.reviewId} />
        )
      }
      aside={<time className="text-caption">{format.shortDate(review.publishedAt)}</time>}
      {...(isSent ? { to: paths.review(review.reviewId) } : {})}
    />
  )
}

export const reviewsOnPerson: PersonSlots = {
  part: { value: 'reviews', label: 'review.part', Content: ReviewsPart },
}
