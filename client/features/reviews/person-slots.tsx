import './review.css'
import { paths } from '#client/commands/reviews-paths.ts'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { useMe } from '#client/lib/me.ts'
import { paths as appPaths } from '#client/lib/paths.ts'
import type { PersonSlots } from '#client/manifest/person-slots.ts'
import { type EntryOf, type TimelinePart, timelineSource } from '#client/manifest/timeline.ts'
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

/** Entries that reviews add to a person's timeline: those of one week are one. */
interface ReviewEntries {
  review_week: { reviews: readonly ReviewSummary[] }
}

function useReviewEntries(personId: string, since: number): TimelinePart<EntryOf<ReviewEntries>> {
  const { zone } = useMe().person
  const { reviews = [] } = useReviews(personId).data ?? {}
  const weeks = new Map<string, ReviewSummary[]>()
  for (const review of reviews) {
    if (Date.parse(review.publishedAt) <= since) continue
    const week = mondayOf(review.publishedAt, zone)
    weeks.set(week, [...(weeks.get(week) ?? []), review])
  }
  const entries = [...weeks].map(([week, those]) => ({
    ...{ kind: 'review_week' as const, key: `reviews:${week}`, reviews: those },
    at: those.reduce((last, { publishedAt }) => (publishedAt > last ? publishedAt : last), ''),
  }))
  return { first: [], entries: entries.sort((left, right) => right.at.localeCompare(left.at)), last: [] }
}

/** Returns the Monday of the week of a moment in a zone, 'YYYY-MM-DD'. */
function mondayOf(timestamp: string, zone: string): string {
  const day = new Date(new Date(timestamp).toLocaleDateString('en-CA', { timeZone: zone }))
  day.setUTCDate(day.getUTCDate() - ((day.getUTCDay() + 6) % 7))
  return day.toISOString().slice(0, 10)
}

/** One review by itself; several of a week as a line that opens, with their mean and in the order of time. */
function ReviewWeek({ reviews }: ReviewEntries['review_week']) {
  const t = useT()
  const format = useFormat()
  const [first, ...others] = reviews
  if (!first) return null
  if (others.length === 0) return <ReviewRow review={first} />
  const scores = reviews.flatMap(({ score }) => score ?? [])
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length
  return (
    <li>
      <details>
        <summary className="inset inset-block">
          {t('review.week', {
            n: reviews.length,
            mean: scores.length > 0 ? format.number(Math.round(mean * 1000) / 10) : null,
            day: format.shortDate(first.publishedAt),
          })}
        </summary>
        <ul>
          {reviews.map((review) => (
            <ReviewRow key={review.reviewId} review={review} />
          ))}
        </ul>
      </details>
    </li>
  )
}

export const reviewsOnPerson: PersonSlots = {
  part: { value: 'reviews', label: 'review.part', Content: ReviewsPart },
  timeline: timelineSource<ReviewEntries>(
    useReviewEntries,
    { review_week: ({ reviews }) => <ReviewWeek reviews={reviews} /> },
    { review_week: () => ['reviews'] },
    ({ reviews }) => reviews.length,
  ),
}
