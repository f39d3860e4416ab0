import './review.css'
import { useState } from 'react'
import { reviewsOnPhone } from '#client/commands/reviews.ts'
import { fieldsNamed, readWith } from '#client/forms/reading.ts'
import { useForm } from '#client/forms/use-form.ts'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { actorOf, useMe } from '#client/lib/me.ts'
import { useUnsentEdit } from '#client/lib/unsent-edit.ts'
import { useEnqueue } from '#client/offline/react/offline-context.ts'
import { SyncLine } from '#client/offline/react/sync-line.tsx'
import { Button } from '#client/ui/button.tsx'
import { Part } from '#client/ui/part.tsx'
import { Sheet } from '#client/ui/sheet.tsx'
import { TextArea } from '#client/ui/text-area.tsx'
import { can } from '#shared/policy.ts'
import { decideInput } from '#shared/reviews/contracts.ts'
import {
  finalValue,
  isSameValue,
  judgesOf,
  linesNow,
  linesWith,
  rescore,
  type Verdict,
} from '#shared/reviews/dispute-rules.ts'
import type { DisputeView, ReviewView } from '#shared/reviews/views.ts'
import type { Criterion } from '#shared/rubrics/views.ts'
import { useCaseNames, useText } from './data.ts'
import { wholeValue } from './dispute-sheet.tsx'
import { useValueText } from './level-text.ts'
import { useReviewer } from './reviewer.ts'
import { nothingChosen, ValueFields } from './value-fields.tsx'

type Props = { review: ReviewView; criterion: Criterion; dispute: DisputeView; onClose: () => void }

/** Both ratings, both reasons, and what each answer makes of the score; who may decide has the three answers below. */
export function DecideSheet({ review, criterion, dispute, onClose }: Props) {
  const t = useT()
  const me = useMe()
  const may =
    dispute.state === 'open' &&
    can(actorOf(me), 'dispute.decide', {
      analystId: review.analyst.personId,
      judgeIds: judgesOf(review.reviewer?.personId ?? null),
      teamId: review.teamId,
      decider: dispute.decider,
    })
  const [verdict, setVerdict] = useState<Verdict>()
  const enqueue = useEnqueue()
  const form = useForm({
    initial: { value: nothingChosen, reason: '' },
    read: ({ value, reason }) =>
      readWith(
        decideInput,
        {
          ...{ disputeId: dispute.disputeId, reviewId: review.reviewId, verdict, reason },
          value: verdict === 'partly' ? thirdValue(criterion, dispute, value) : null,
        },
        fieldsNamed(['value', 'reason']),
      ),
    send: (input) => enqueue(reviewsOnPhone.decide, { input, base: null }),
    say: (field) => t(field === 'value' ? 'dispute.missing.value' : 'dispute.missing.reason'),
    refusal: () => ({ field: 'reason', text: t('dispute.failed') }),
  })
  useUnsentEdit(form.dirty)
  async function send() {
    if (!(await form.submit())) return
    setVerdict(undefined)
  }
  const choose = (next: Verdict) => setVerdict(next)
  return (
    <Sheet
      open
      onClose={onClose}
      title={t('dispute.sheet')}
      footer={
        may &&
        (verdict ? (
          <div className="review-deciding stack">
            {verdict === 'partly' && (
              <ValueFields
                criterion={criterion}
                label={t('dispute.value')}
                value={form.values.value}
                error={form.errorAt('value')}
                onChange={(value) => form.change({ value })}
              />
            )}
            <TextArea
              label={t('dispute.reason')}
              minRows={2}
              maxLength={1000}
              autoFocus
              {...form.field('reason')}
            />
            <div className="review-three">
              <Button variant="secondary" onClick={() => setVerdict(undefined)}>
                {t('ui.cancel')}
              </Button>
              <Button disabled={form.busy} onClick={() => void send()}>
                {t(`dispute.send.${verdict}`)}
              </Button>
            </div>
          </div>
        ) : (
          <div className="review-three">
            <Button variant="secondary" onClick={() => choose('kept')}>
              {t('dispute.verdict.kept')}
            </Button>
            <Button variant="secondary" onClick={() => choose('partly')}>
              {t('dispute.verdict.partly')}
            </Button>
            <Button variant="secondary" onClick={() => choose('accepted')}>
              {t('dispute.verdict.accepted')}
            </Button>
          </div>
        ))
      }
    >
      <Content review={review} criterion={criterion} dispute={dispute} value={form.values.value} />
    </Sheet>
  )
}

type Chosen = typeof nothingChosen

/** Returns the third value where it may be one; undefined, which the form calls missing, else. */
function thirdValue(criterion: Criterion, dispute: DisputeView, chosen: Chosen) {
  const value = wholeValue(criterion, chosen) ?? null
  return finalValue(criterion, dispute, { verdict: 'partly', value })
}

/** It scrolls, and may hold nothing else to focus: the keyboard reaches it itself. */
const scrolls = { tabIndex: 0 } as const

type ContentProps = Omit<Props, 'onClose'> & { value: Chosen }

function Content({ review, criterion, dispute, value }: ContentProps) {
  const t = useT()
  const { named } = useReviewer()
  const format = useFormat()
  const inReader = useText()
  const valueText = useValueText()
  const { facts, decisionName } = useCaseNames()(review)
  const line = review.ratings.find(({ criterionId }) => criterionId === criterion.criterionId)
  const { state, decidedBy, decidedAt, reason, final } = dispute
  const isDecided = decidedBy !== null && decidedAt !== null && state !== 'open' && state !== 'withdrawn'
  // One that was accepted in part elsewhere came with the rating after it alone.
  const isBeforeKnown = !(state === 'partly' && final && isSameValue(final, dispute.before))
  const reviewersReason = review.reviewer
    ? t('dispute.reason.of', { name: review.reviewer.name })
    : t('dispute.reason.reviewer')
  return (
    <section {...scrolls} className="review-dispute-sheet" aria-label={t('dispute.sheet')}>
      <p className="text-strong">{inReader(criterion.label)}</p>
      <div className="review-sides">
        <div className="review-side">
          <p className="text-label text-quiet">{named(review)}</p>
          <p className="text-strong">
            {isBeforeKnown ? valueText(criterion.scale, dispute.before) : t('dispute.before.unknown')}
          </p>
        </div>
        <div className="review-side">
          <p className="text-label text-quiet">{t('ui.person', { name: review.analyst.name })}</p>
          <p className="text-strong">{valueText(criterion.scale, dispute.asked)}</p>
        </div>
      </div>
      <Part variant="quiet" level={3} heading={reviewersReason}>
        <p className="text-prose">{line?.comment ?? t('dispute.reason.none')}</p>
      </Part>
      <Part variant="quiet" level={3} heading={t('dispute.reason.of', { name: review.analyst.name })}>
        <p className="text-prose">{dispute.why}</p>
      </Part>
      {state === 'open' && <Effects review={review} criterion={criterion} dispute={dispute} value={value} />}
      {isDecided && (
        <Part
          variant="quiet"
          level={3}
          heading={t('dispute.decided', { name: decidedBy.name, time: format.due(decidedAt) })}
        >
          <p className="text-strong">
            {[t(`dispute.state.${state}`), final && valueText(criterion.scale, final)]
              .filter(Boolean)
              .join(' · ')}
          </p>
          {reason && <p className="text-prose">{reason}</p>}
        </Part>
      )}
      <Part variant="quiet" level={3} heading={t('dispute.evidence')}>
        <p>
          {[review.caseRef, facts].filter(Boolean).join(' · ')}
          <br />
          {[
            review.decision && t('review.case.decision', { decision: decisionName(review.decision) }),
            review.verified &&
              t('review.case.verified', { decision: decisionName(review.verified.decision) }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
      </Part>
      {state === 'open' && (
        <p className="text-label text-quiet">
          {dispute.decider === 'nobody'
            ? t('dispute.nobody')
            : t('dispute.due', { time: format.due(dispute.dueAt) })}
        </p>
      )}
      <SyncLine entity={dispute.disputeId} />
    </section>
  )
}

/** Shows what each answer makes of the analyst's own score, on the span from 0 to 100. */
function Effects({ review, criterion, dispute, value }: ContentProps) {
  const t = useT()
  const format = useFormat()
  const lines = linesNow(review.ratings, review.disputes)
  const scoreOf = (verdict: Verdict) => {
    const final = finalValue(criterion, dispute, { verdict, value: wholeValue(criterion, value) ?? null })
    if (final === undefined) return t('dispute.effect.chosen')
    const changed = final ? linesWith(lines, criterion.criterionId, final) : lines
    const { own } = rescore(review.rubric.content, changed)
    return own.score === null ? t('review.notScored') : format.number(Math.round(own.score * 1000) / 10)
  }
  return (
    <Part variant="quiet" level={3} heading={t('dispute.effect')}>
      <dl className="review-effects">
        {(['kept', 'partly', 'accepted'] as const).map((verdict) => (
          <div key={verdict}>
            <dt className="text-label text-quiet">{t(`dispute.verdict.${verdict}`)}</dt>
            <dd className="text-strong">{scoreOf(verdict)}</dd>
          </div>
        ))}
      </dl>
    </Part>
  )
}
