import { partsOf } from '#client/features/coaching/note-text.ts'
import { useShareText } from '#client/features/goals/share-text.ts'
import { countsIn } from '#client/features/scorecards/figures.ts'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { useNames } from '#client/lib/names.ts'
import { mergeNewestFirst } from '#client/manifest/timeline.ts'
import { Row } from '#client/ui/row.tsx'
import { RowGroup } from '#client/ui/row-group.tsx'
import { EmptyState } from '#client/ui/states.tsx'
import type { CaseView } from '#shared/audits/views.ts'
import type { NoteView } from '#shared/coaching/views.ts'
import type { GoalView } from '#shared/goals/views.ts'
import type { ReviewSummary } from '#shared/reviews/views.ts'
import { rateOf, wholeEstimateOf } from '#shared/scorecards/rate-rules.ts'
import { metrics } from '#shared/scorecards/rules.ts'
import type { AnalystScorecard } from '#shared/scorecards/views.ts'

/** Shows a scorecard's three figures and its policies over its thirteen weeks; rows lead nowhere. */
export function EmergencyScorecardPart({ scorecard }: { scorecard: AnalystScorecard | null }) {
  const t = useT()
  const names = useNames()
  const share = useShareText()
  if (!scorecard) return <EmptyState text={t('emergency.record.noScorecard')} />
  const counts = countsIn(scorecard.weeks, '13w')
  return (
    <>
      <RowGroup heading={t('emergency.record.weeks')} limit={metrics.length}>
        {metrics.map((metric) => (
          <Row
            key={metric}
            title={t(`score.metric.${metric}`)}
            detail={share(wholeEstimateOf(rateOf(counts, metric)))}
          />
        ))}
      </RowGroup>
      <RowGroup heading={t('score.policies')} limit={Number.POSITIVE_INFINITY}>
        {scorecard.policies.map(({ policy, weeks }) => (
          <Row
            key={policy}
            title={names.policy(policy)}
            detail={share(wholeEstimateOf(rateOf(countsIn(weeks, '13w'), 'accuracy')))}
          />
        ))}
      </RowGroup>
    </>
  )
}

/** Lists cases with what was asked about each; rows lead nowhere. */
export function EmergencyCases({ cases }: { cases: readonly CaseView[] }) {
  const t = useT()
  const { shortDate } = useFormat()
  const names = useNames()
  if (cases.length === 0) return <EmptyState text={t('emergency.record.noCases')} />
  return (
    <ul>
      {cases.map((view) => {
        const judged =
          view.verifiedDecision === null
            ? t('cases.row', { decision: names.decision(view.decision) })
            : t('cases.row.verified', {
                decision: names.decision(view.decision),
                verified: names.decision(view.verifiedDecision),
              })
        return (
          <Row
            key={view.auditId}
            size={view.looks.length > 0 ? 'tall' : 'tight'}
            title={`${names.policy(view.policy)} · ${view.caseRef}`}
            detail={`${t(`case.outcome.${view.outcome}`)} · ${judged}`}
            aside={<time className="text-caption">{shortDate(view.decidedAt)}</time>}
            foot={view.looks.map(({ lookId, reason }) => (
              <p key={lookId} className="text-label text-quiet">
                {t('emergency.record.recheck', { reason })}
              </p>
            ))}
          />
        )
      })}
    </ul>
  )
}

/** Lists the notes that are shared with the person, their goals and reviews, newest first, with all of their words. */
export function EmergencyTimelinePart({
  notes,
  goals,
  reviews,
}: {
  notes: readonly NoteView[]
  goals: readonly GoalView[]
  reviews: readonly ReviewSummary[]
}) {
  const t = useT()
  const entries = mergeNewestFirst([
    notes.map((note) => ({ at: note.createdAt, key: note.noteId, shown: <NoteEntry note={note} /> })),
    goals.map((goal) => ({ at: goal.createdAt, key: goal.goalId, shown: <GoalEntry goal={goal} /> })),
    reviews.map((review) => ({
      at: review.publishedAt,
      key: review.reviewId,
      shown: <ReviewEntry review={review} />,
    })),
  ])
  if (entries.length === 0) return <EmptyState text={t('emergency.record.nothing')} />
  return (
    <ul>
      {entries.map(({ key, shown }) => (
        <li key={key} className="inset inset-block hairline-top stack stack-close">
          {shown}
        </li>
      ))}
    </ul>
  )
}

function NoteEntry({ note: { body, author, createdAt, addenda, replies, actions } }: { note: NoteView }) {
  const t = useT()
  const { shortDate, relativeDay } = useFormat()
  return (
    <>
      <p className="text-strong">{t(`note.kind.${body.kind}`)}</p>
      <p className="text-label text-quiet">
        {t('emergency.record.by', { name: author.name, day: shortDate(createdAt) })}
      </p>
      {partsOf(body).map(({ field, text }) => (
        <p key={field} className="text-prose">
          {field === 'text' ? text : `${t(`note.field.${field}`)}: ${text}`}
        </p>
      ))}
      {addenda.map(({ addendumId, text, at, acknowledgedAt }) => (
        <p key={addendumId} className="text-label">
          {t('note.addendum')} · {shortDate(at)} ·{' '}
          {acknowledgedAt ? t('note.read', { time: shortDate(acknowledgedAt) }) : t('note.unread')}
          <br />
          {text}
        </p>
      ))}
      {actions.map(({ actionId, title, dueOn }) => (
        <p key={actionId} className="text-label">
          {dueOn ? `${title} · ${relativeDay(dueOn)}` : title}
        </p>
      ))}
      {replies.map((reply) => (
        <p key={reply.replyId} className="text-label">
          {t('emergency.record.by', { name: reply.author.name, day: shortDate(reply.at) })}
          <br />
          {reply.text}
        </p>
      ))}
    </>
  )
}

function ReviewEntry({ review }: { review: ReviewSummary }) {
  const t = useT()
  const { number, shortDate } = useFormat()
  const { score, caseRef, purpose, reviewer, byMachine, publishedAt, acknowledgedAt } = review
  const day = shortDate(publishedAt)
  return (
    <>
      <p className="text-strong">{t('review.case', { number: caseRef })}</p>
      <p className="text-label text-quiet">
        {reviewer
          ? t('review.by', { name: reviewer.name, day })
          : t(byMachine ? 'review.by.machine' : 'review.by.elsewhere', { day })}{' '}
        · {t(`review.purpose.${purpose}`)}
      </p>
      <p className="text-label">
        {score === null
          ? t('review.notScored')
          : t('review.score', { score: number(Math.round(score * 1000) / 10) })}{' '}
        · {t(acknowledgedAt ? 'review.read' : 'review.unread')}
      </p>
    </>
  )
}

function GoalEntry({ goal: { metric, target, author, createdAt, why, dueOn } }: { goal: GoalView }) {
  const t = useT()
  const { percent, shortDate, date } = useFormat()
  return (
    <>
      <p className="text-strong">{t('goal.name', { metric, share: percent(target) })}</p>
      <p className="text-label text-quiet">
        {t('goal.set', { name: author.name, day: shortDate(createdAt) })} ·{' '}
        {t('goal.due', { day: date(dueOn) })}
      </p>
      {why && <p className="text-prose">{why}</p>}
    </>
  )
}
