import './review.css'
import { lazy, Suspense } from 'react'
import { useNavigate, useParams } from 'react-router'
import { paths } from '#client/commands/reviews-paths.ts'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { actorOf, useMe } from '#client/lib/me.ts'
import { paths as appPaths } from '#client/lib/paths.ts'
import { SyncLine } from '#client/offline/react/sync-line.tsx'
import { ButtonLink } from '#client/ui/button.tsx'
import { Dock } from '#client/ui/dock.tsx'
import { Heading } from '#client/ui/heading.tsx'
import { Loaded } from '#client/ui/loaded.tsx'
import { MovedFrom } from '#client/ui/moved-from.tsx'
import { DetailPage } from '#client/ui/page.tsx'
import { Part } from '#client/ui/part.tsx'
import { leads } from '#shared/policy.ts'
import type { RatingView, ReviewView } from '#shared/reviews/views.ts'
import type { Criterion } from '#shared/rubrics/views.ts'
import { useCaseNames, useReview, useText } from './data.ts'
import { useLevelText } from './level-text.ts'
import { LineTalk } from './line-talk.tsx'
import { RaiseFault } from './raise-fault.tsx'
import { useReviewer } from './reviewer.ts'
import { OwnScore, ScoreStrip } from './score-line.tsx'

const RaisedPart = lazy(async () => ({ default: (await import('./raised-part.tsx')).RaisedPart }))

/** One review as it was published, with what was said of it since: for its analyst, who leads the team, and who decides. */
export function ReviewPage() {
  const { reviewId = '' } = useParams()
  const t = useT()
  const me = useMe()
  const navigate = useNavigate()
  const query = useReview(reviewId)
  const { data } = query
  const isOwn = data?.analyst.personId === me.person.personId
  const isLead = data !== undefined && leads(actorOf(me), data.teamId)
  const source = data && { review: reviewId, team: data.teamId }
  const home = isOwn || !data ? appPaths.record : appPaths.person(data.analyst.personId)
  return (
    <DetailPage
      title={data ? t('review.case', { number: data.caseRef }) : t('review.title')}
      back={data && !isOwn && !isLead ? appPaths.today : `${home}?part=reviews`}
      asOf={query.dataUpdatedAt || undefined}
      more={[
        ...(isOwn
          ? [
              {
                label: t('review.toAgenda'),
                onSelect: () => navigate(appPaths.sendToAgenda({ review: reviewId })),
              },
            ]
          : []),
        ...(source ? [{ label: t('raise.title'), onSelect: () => navigate(appPaths.raise(source)) }] : []),
      ]}
      dock={
        data?.auditId &&
        isLead &&
        !isOwn && (
          <Dock>
            <ButtonLink variant="secondary" to={appPaths.raise({ ...source, case: data.auditId })}>
              {t('review.raise')}
            </ButtonLink>
            <ButtonLink variant="secondary" to={appPaths.case(data.auditId)}>
              {t('review.toCase')}
            </ButtonLink>
          </Dock>
        )
      }
    >
      <Loaded query={query} notFound={t('review.gone')}>
        {(review) => (
          <>
            <ReviewBody review={review} isOwn={isOwn} />
            <Suspense fallback={null}>
              <RaisedPart reviewId={reviewId} />
            </Suspense>
          </>
        )}
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
  const { by } = useReviewer()
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
          {by(review, format.shortDate(publishedAt))} · {t(`review.purpose.${review.purpose}`)} ·{' '}
          {t('review.pinned', { name: inReader(rubric.content.name), number: rubric.number })}
        </p>
        {waits && <output>{t('review.waits', { time: format.due(deliveredAt) })}</output>}
        {acknowledgedAt && (
          <p className="text-label">{t('review.acknowledged', { day: format.shortDate(acknowledgedAt) })}</p>
        )}
        {review.movedIn && <MovedFrom entityId={review.reviewId} />}
        <SyncLine entity={review.reviewId} edit={paths.review(review.reviewId)} />
      </header>
      <ScoreStrip rated={review} left={0} />
      <OwnScore rated={review} own={{ score: review.ownScore, rawScore: null }} />
      {review.published && <Published published={review.published} />}
      {rubric.content.sections.map((section) => (
        <Part key={section.sectionId} heading={inReader(section.title) || t('review.section')} gap="none">
          {section.criteria.map((criterion) => (
            <RatedLine
              key={criterion.criterionId}
              criterion={criterion}
              rating={byCriterion.get(criterion.criterionId)}
              review={review}
            />
          ))}
        </Part>
      ))}
    </article>
  )
}

/** The scores as they were published, where a decision changed them since. */
function Published({ published }: { published: NonNullable<ReviewView['published']> }) {
  const t = useT()
  const format = useFormat()
  const onHundred = (share: number | null) =>
    share === null ? t('review.notScored') : format.number(Math.round(share * 1000) / 10)
  const score = onHundred(published.score)
  return (
    <p className="text-label text-quiet">
      {t('review.published', { score, own: onHundred(published.ownScore) })}
    </p>
  )
}

type LineProps = { criterion: Criterion; rating: RatingView | undefined; review: ReviewView }

function RatedLine({ criterion, rating, review }: LineProps) {
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
      {fault && <RaiseFault review={review} fault={fault} criterion={inReader(criterion.label)} />}
      <LineTalk review={review} criterion={criterion} rating={rating} />
    </div>
  )
}
