import './review.css'
import { useId, useState } from 'react'
import { useT } from '#client/lib/i18n.ts'
import { Button } from '#client/ui/button.tsx'
import { ChipGroup, ToggleChips } from '#client/ui/chips.tsx'
import { Heading } from '#client/ui/heading.tsx'
import { Label } from '#client/ui/label.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { faults, rootCauses } from '#shared/reviews/rules.ts'
import type { Criterion } from '#shared/rubrics/views.ts'
import { useText } from './data.ts'
import { LevelChoice } from './level-choice.tsx'
import { useLevelText } from './level-text.ts'
import type { RatingForm } from './review-form.ts'

type Props = {
  criterion: Criterion
  rating: RatingForm | undefined
  /** The levels are shown; else it is folded to one line. */
  isOpen: boolean
  /** True where the questions of a low rating are shown. */
  isDetailed: boolean
  error: string | undefined
  onOpen: () => void
  onRate: (level: number | null) => void
  onDetail: (part: Partial<Pick<RatingForm, 'causes' | 'fault' | 'comment'>>) => void
}

/** One criterion: its levels side by side and "N/A" apart from them, folded to a line once it is rated. */
export function CriterionRating({ criterion, rating, isOpen, isDetailed, error, ...on }: Props) {
  const t = useT()
  const id = useId()
  const inReader = useText()
  const level = useLevelText()
  const [guided, setGuided] = useState(false)
  const label = inReader(criterion.label)
  const guidance = inReader(criterion.guidance)
  const chosen = rating && level(criterion.scale, rating.level)
  if (!isOpen)
    return (
      <div className="review-criterion">
        <button type="button" className="review-folded" onClick={on.onOpen}>
          <span className="review-label">{label}</span>
          {chosen && <span className="review-chosen">{chosen}</span>}
        </button>
        {error && (
          <p className="field-error" role="alert">
            {error}
          </p>
        )}
        {rating?.fault && isDetailed && <LowRating rating={rating} onDetail={on.onDetail} />}
      </div>
    )
  return (
    <section className="review-criterion" aria-labelledby={id}>
      <div className="review-question">
        <Heading level={3} id={id}>
          {label}
        </Heading>
        {criterion.critical && (
          <p className="review-critical">
            {t('review.critical', { kind: t(`rubric.kind.${criterion.critical}`) })}
          </p>
        )}
        {guidance && (
          <Button
            variant="text"
            className="review-guidance"
            aria-expanded={guided}
            onClick={() => setGuided(!guided)}
          >
            {t('review.guidance')}
          </Button>
        )}
        {guided && <p className="text-label text-prose">{guidance}</p>}
      </div>
      <LevelChoice
        criterion={criterion}
        level={rating?.level}
        named={{ by: id }}
        invalid={error !== undefined}
        onChoose={on.onRate}
      />
      {error && (
        <p className="field-error" role="alert">
          {error}
        </p>
      )}
      {rating?.fault && <LowRating rating={rating} onDetail={on.onDetail} />}
    </section>
  )
}

/** Asks for the causes of a low rating, for whose error it was, and for a line about it. */
function LowRating({ rating, onDetail }: { rating: RatingForm } & Pick<Props, 'onDetail'>) {
  const t = useT()
  return (
    <div className="review-low">
      <div>
        <Label aria-hidden>{t('review.causes')}</Label>
        <ToggleChips
          label={t('review.causes')}
          values={rating.causes}
          onChange={(causes) => onDetail({ causes })}
          options={rootCauses.map((value) => ({ value, label: t(`review.cause.${value}`) }))}
        />
      </div>
      <div>
        <Label aria-hidden>{t('review.fault')}</Label>
        <ChipGroup
          label={t('review.fault')}
          value={rating.fault ?? undefined}
          onChange={(fault) => onDetail({ fault })}
          options={faults.map((value) => ({ value, label: t(`review.fault.${value}`) }))}
        />
      </div>
      <TextField
        label={t('review.comment')}
        optional
        maxLength={1000}
        autoComplete="off"
        value={rating.comment}
        onChange={(comment) => onDetail({ comment })}
      />
    </div>
  )
}
