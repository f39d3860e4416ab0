import './review.css'
import { useParams } from 'react-router'
import { reviewsOnPhone } from '#client/commands/reviews.ts'
import { paths } from '#client/commands/reviews-paths.ts'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { useMe } from '#client/lib/me.ts'
import { paths as appPaths } from '#client/lib/paths.ts'
import { useEnqueue } from '#client/offline/react/offline-context.ts'
import { SyncLine } from '#client/offline/react/sync-line.tsx'
import { Button, ButtonLink } from '#client/ui/button.tsx'
import { Dock } from '#client/ui/dock.tsx'
import { Heading } from '#client/ui/heading.tsx'
import { Loaded } from '#client/ui/loaded.tsx'
import { DetailPage } from '#client/ui/page.tsx'
import { Part } from '#client/ui/part.tsx'
import { useToast } from '#client/ui/toast.tsx'
import type { RatingView, ReviewView } from '#shared/reviews/views.ts'
import type { Criterion } from '#shared/rubrics/views.ts'
import { useCaseNames, useReview, useText } from './data.ts'
import { useLevelText } from './level-text.ts'
import { ScoreLine } from './score-line.tsx'

/** One review as it was published, for its analyst and for who leads the team. */
export function ReviewPage() {
  const t = useT()
  const me = useMe()
  const { reviewId = '' } = useParams()
  const query = useReview(reviewId)
  const { data } = query
  const isOwn = data?.analyst.personId === me.person.personId
  const home = isOwn || !data ? appPaths.record : appPaths.person(data.analyst.personId)
  return (
    <DetailPage
      title={data ? t('review.case', { number: data.caseRef }) : t('review.title')}
      back={`${home}?part=reviews`}
      asOf={query.dataUpdatedAt || undefined}
      dock={
        data &&
        (isOwn
          ? data.acknowledgedAt === null && <Acknowledge reviewId={reviewId} />
          : data.auditId && (
              <Dock>
                <ButtonLink variant="secondary" to={appPaths.raise({ case: data.auditId })}>
                  {t('review.raise')}
                </ButtonLink>
                <ButtonLink variant="secondary" to={appPaths.case(data.auditId)}>
                  {t('review.toCase')}
                </ButtonLink>
              </Dock>
            ))
      }
    >
      <Loaded query={query} notFound={t('review.gone')}>
        {(review) => <ReviewBody review={review} isOwn={isOwn} />}
      </Loaded>
    </DetailPage>
  )
}

function ReviewBody({ review, isOwn }: { review: ReviewView; isOwn: boolean }) {
  const t = useT()
  const format = useFormat()
  const inReader = useText()
  const { rubric, ratings, publishedAt, deliveredAt, acknowledgedAt } = review
  const { facts, decisionName } = useCaseNames()(review)
  const byCriterion = new Map(ratings.map((rating) => [rating.criterionId, rating]))
  const waits = !isOwn && Date.parse(deliveredAt) > Date.now()
  return (
    <article className="review-body">
      <header>
        <Heading level={2} variant="heading">
          {t('review.of', { name: review.analyst.name })}
        </Heading>
        <p className="text-label text-quiet">
          {[facts, review.decision && decisionName(review.decision)].filter(Boolean).join(' · ')}
        </p>
        <p className="text-label text-quiet">
          {t('review.by', { name: review.reviewer.name, day: format.shortDate(publishedAt) })} ·{' '}
          {t(`review.purpose.${review.purpose}`)} ·{' '}
          {t('review.pinned', { name: inReader(rubric.content.name), number: rubric.number })}
        </p>
        {waits && <output>{t('review.waits', { time: format.due(deliveredAt) })}</output>}
        {acknowledgedAt && (
          <p className="text-label">{t('review.acknowledged', { day: format.shortDate(acknowledgedAt) })}</p>
        )}
        <SyncLine entity={review.reviewId} edit={paths.review(review.reviewId)} />
      </header>
      <ScoreLine rated={review} own={{ score: review.ownScore, rawScore: null }} left={0} />
      {rubric.content.sections.map((section) => (
        <Part key={section.sectionId} heading={inReader(section.title) || t('review.section')} gap="none">
          {section.criteria.map((criterion) => (
            <RatedLine
              key={criterion.criterionId}
              criterion={criterion}
              rating={byCriterion.get(criterion.criterionId)}
            />
          ))}
        </Part>
      ))}
    </article>
  )
}

function RatedLine({ criterion, rating }: { criterion: Criterion; rating: RatingView | undefined }) {
  const t = useT()
  const inReader = useText()
  const level = useLevelText()
  if (!rating) return null
  const { fault, causes, comment } = rating
  return (
    <div className="review-line">
      <p className="review-between">
        <span className="review-label">{inReader(criterion.label)}</span>
        <span className="review-chosen">{level(criterion.scale, rating.level)}</span>
      </p>
      {fault && (
        <p className="text-label text-quiet">
          {[
            criterion.critical && t('review.critical', { kind: t(`rubric.kind.${criterion.critical}`) }),
            t('review.faultIs', { fault: t(`review.fault.${fault}`) }),
            ...causes.map((cause) => t(`review.cause.${cause}`)),
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
      )}
      {comment && <p className="text-prose">{comment}</p>}
    </div>
  )
}

/** "I have read this" is not "I agree". */
function Acknowledge({ reviewId }: { reviewId: string }) {
  const t = useT()
  const enqueue = useEnqueue()
  const toast = useToast()
  return (
    <Dock>
      <Button
        onClick={() =>
          void enqueue(reviewsOnPhone.acknowledge, { input: { reviewId }, base: null }).catch(() =>
            toast({ text: t('note.failed') }),
          )
        }
      >
        {t('review.acknowledge')}
      </Button>
    </Dock>
  )
}
