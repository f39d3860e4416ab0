import './review.css'
import { lazy, Suspense, useState } from 'react'
import { reviewsOnPhone } from '#client/commands/reviews.ts'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { actorOf, useMe } from '#client/lib/me.ts'
import { paths } from '#client/lib/paths.ts'
import { useEnqueue } from '#client/offline/react/offline-context.ts'
import { SyncLine } from '#client/offline/react/sync-line.tsx'
import { Button, ButtonLink } from '#client/ui/button.tsx'
import { useToast } from '#client/ui/toast.tsx'
import { can } from '#shared/policy.ts'
import { judgesOf } from '#shared/reviews/dispute-rules.ts'
import type { DisputeView, RatingView, ReviewView } from '#shared/reviews/views.ts'
import type { Criterion } from '#shared/rubrics/views.ts'
import { useText } from './data.ts'
import { DisputeSheet } from './dispute-sheet.tsx'
import { useValueText } from './level-text.ts'
import { ReplySheet } from './reply-sheet.tsx'

/** Its code comes when it is opened: hardly any reader decides. */
const DecideSheet = lazy(async () => ({ default: (await import('./decide-sheet.tsx')).DecideSheet }))

type Props = { review: ReviewView; criterion: Criterion; rating: RatingView }

/** Everything that was said of one line after it was published, and what its reader may say: all of equal width. */
export function LineTalk({ review, criterion, rating }: Props) {
  const t = useT()
  const inReader = useText()
  const me = useMe()
  const enqueue = useEnqueue()
  const toast = useToast()
  const [sheet, setSheet] = useState<'reply' | 'dispute' | 'decide'>()
  const close = () => setSheet(undefined)
  const { criterionId } = criterion
  const { reviewId } = review
  const replies = review.replies.filter((reply) => reply.criterionId === criterionId)
  const dispute = review.disputes.find(
    (item) => item.criterionId === criterionId && item.state !== 'withdrawn',
  )
  const isOwn = review.analyst.personId === me.person.personId
  const failed = () => toast({ text: t('note.failed') })
  const mayReply =
    can(actorOf(me), 'review.reply', {
      ...{ analystId: review.analyst.personId, teamId: review.teamId },
      delivered: Date.parse(review.deliveredAt) <= Date.now(),
    }) &&
    (isOwn || replies.length > 0 || dispute !== undefined)
  const mayDispute = isOwn && !dispute && Date.parse(review.disputableUntil) > Date.now()
  return (
    <>
      {dispute && (
        <DisputeState
          review={review}
          criterion={criterion}
          dispute={dispute}
          onOpen={() => setSheet('decide')}
        />
      )}
      {replies.length > 0 && (
        <ol className="review-thread">
          {replies.map(({ replyId, author, text, writtenAt }) => (
            <Reply key={replyId} {...{ replyId, name: author.name, text, writtenAt }} />
          ))}
        </ol>
      )}
      {(mayReply || mayDispute) && (
        <div className="review-three">
          {isOwn && review.acknowledgedAt === null && (
            <Button
              variant="secondary"
              size="row"
              onClick={() =>
                void enqueue(reviewsOnPhone.acknowledge, { input: { reviewId }, base: null }).catch(failed)
              }
            >
              {t('review.acknowledge')}
            </Button>
          )}
          {mayReply && (
            <Button variant="secondary" size="row" onClick={() => setSheet('reply')}>
              {t('reviewReply.open')}
            </Button>
          )}
          {mayDispute && (
            <Button variant="secondary" size="row" onClick={() => setSheet('dispute')}>
              {t('dispute.open')}
            </Button>
          )}
        </div>
      )}
      {sheet === 'reply' && (
        <ReplySheet {...{ reviewId, criterionId }} label={inReader(criterion.label)} onClose={close} />
      )}
      {sheet === 'dispute' && (
        <DisputeSheet review={review} criterion={criterion} rating={rating} onClose={close} />
      )}
      {sheet === 'decide' && dispute && (
        <Suspense fallback={null}>
          <DecideSheet review={review} criterion={criterion} dispute={dispute} onClose={close} />
        </Suspense>
      )}
    </>
  )
}

type ReplyProps = { replyId: string; name: string; text: string; writtenAt: string }

function Reply({ replyId, name, text, writtenAt }: ReplyProps) {
  const t = useT()
  const format = useFormat()
  return (
    <li>
      <p className="text-label text-quiet">
        {t('ui.person', { name })} · {format.due(writtenAt)}
      </p>
      <p className="text-prose">{text}</p>
      <SyncLine entity={replyId} />
    </li>
  )
}

type StateProps = { review: ReviewView; criterion: Criterion; dispute: DisputeView; onOpen: () => void }

/** Where a dispute is, in one line, with the way to its sheet; who asked may take it back while it is open. */
function DisputeState({ review, criterion, dispute, onOpen }: StateProps) {
  const t = useT()
  const format = useFormat()
  const me = useMe()
  const enqueue = useEnqueue()
  const toast = useToast()
  const valueText = useValueText()
  const { disputeId, state, final, dueAt, decider } = dispute
  const { reviewId, analyst, reviewer, teamId } = review
  const isOpen = state === 'open'
  const facts = {
    analystId: analyst.personId,
    judgeIds: judgesOf(reviewer?.personId ?? null),
    teamId,
    decider,
  }
  const may = isOpen && can(actorOf(me), 'dispute.decide', facts)
  const isOwn = analyst.personId === me.person.personId
  const waits = decider === 'nobody' ? t('dispute.nobody') : t('dispute.due', { time: format.due(dueAt) })
  return (
    <div className="review-dispute">
      <p className="text-strong">
        {[t(`dispute.state.${state}`), final && valueText(criterion.scale, final)]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {isOpen && <p className="text-label text-quiet">{waits}</p>}
      <SyncLine entity={disputeId} />
      <div className="review-three">
        <Button variant={may ? 'primary' : 'secondary'} size="row" onClick={onOpen}>
          {t(may ? 'dispute.decide' : 'dispute.view')}
        </Button>
        {isOpen && isOwn && (
          <Button
            variant="secondary"
            size="row"
            onClick={() =>
              void enqueue(reviewsOnPhone.withdraw, { input: { disputeId, reviewId }, base: null }).catch(
                () => toast({ text: t('dispute.failed') }),
              )
            }
          >
            {t('dispute.withdraw')}
          </Button>
        )}
        <ButtonLink variant="text" size="row" to={paths.raise({ dispute: disputeId, team: teamId })}>
          {t('raise.title')}
        </ButtonLink>
      </div>
    </div>
  )
}
