import './review.css'
import { v7 as uuidv7 } from 'uuid'
import { reviewsOnPhone } from '#client/commands/reviews.ts'
import { fieldsNamed, readWith } from '#client/forms/reading.ts'
import { useForm } from '#client/forms/use-form.ts'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { useUnsentEdit } from '#client/lib/unsent-edit.ts'
import { useEnqueue } from '#client/offline/react/offline-context.ts'
import { Button } from '#client/ui/button.tsx'
import { Sheet } from '#client/ui/sheet.tsx'
import { TextArea } from '#client/ui/text-area.tsx'
import { disputeInput } from '#shared/reviews/contracts.ts'
import { fitsCriterion, isSameValue, type LineValue } from '#shared/reviews/dispute-rules.ts'
import type { RatingView, ReviewView } from '#shared/reviews/views.ts'
import type { Criterion } from '#shared/rubrics/views.ts'
import { useText } from './data.ts'
import { useValueText } from './level-text.ts'
import { type ChosenValue, nothingChosen, ValueFields } from './value-fields.tsx'

type Props = { review: ReviewView; criterion: Criterion; rating: RatingView; onClose: () => void }

/** Returns a value that was chosen whole; undefined where the level, or whose error it was, is missing. */
export const wholeValue = (criterion: Criterion, { level, fault }: ChosenValue): LineValue | undefined => {
  if (level === undefined) return undefined
  return fitsCriterion(criterion, { level, fault }) ? { level, fault } : undefined
}

/** The analyst doubts the rating of one line: what it should be, why, and until when that can be said. */
export function DisputeSheet({ review, criterion, rating, onClose }: Props) {
  const t = useT()
  const format = useFormat()
  const enqueue = useEnqueue()
  const inReader = useText()
  const valueText = useValueText()
  const form = useForm({
    initial: { asked: nothingChosen, why: '' },
    read: ({ asked, why }) =>
      readWith(
        disputeInput,
        {
          ...{ disputeId: uuidv7(), reviewId: review.reviewId, criterionId: criterion.criterionId, why },
          asked: changedValue(criterion, asked, rating),
        },
        fieldsNamed(['asked', 'why']),
      ),
    send: (input) => enqueue(reviewsOnPhone.dispute, { input, base: null }),
    say: (field) => t(field === 'asked' ? 'dispute.missing.asked' : 'dispute.missing.why'),
    refusal: () => ({ field: 'why', text: t('dispute.failed') }),
  })
  const { asked } = form.values
  useUnsentEdit(form.dirty)

  async function send() {
    if (await form.submit()) onClose()
  }
  return (
    <Sheet
      open
      onClose={onClose}
      title={t('dispute.title')}
      footer={<Button onClick={() => void send()}>{t('dispute.send')}</Button>}
    >
      <div className="stack">
        <div>
          <p className="text-strong">{inReader(criterion.label)}</p>
          <p className="text-label text-quiet">
            {t('dispute.now', { value: valueText(criterion.scale, rating) })}
          </p>
        </div>
        <ValueFields
          criterion={criterion}
          label={t('dispute.asked')}
          value={asked}
          error={form.errorAt('asked')}
          onChange={(value) => form.change({ asked: value })}
        />
        <TextArea label={t('dispute.why')} minRows={3} maxLength={1000} {...form.field('why')} />
        <p className="text-label text-quiet">
          {t('dispute.until', { time: format.due(review.disputableUntil) })} {t('dispute.who')}
        </p>
      </div>
    </Sheet>
  )
}

/** Returns a whole value that is another than the line's; null, which the command refuses, for every other. */
const changedValue = (criterion: Criterion, chosen: ChosenValue, now: LineValue): LineValue | null => {
  const value = wholeValue(criterion, chosen)
  return value && !isSameValue(value, now) ? value : null
}
