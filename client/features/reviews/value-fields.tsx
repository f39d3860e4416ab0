import './review.css'
import { useT } from '#client/lib/i18n.ts'
import { ChipGroup } from '#client/ui/chips.tsx'
import { Label } from '#client/ui/label.tsx'
import type { LineValue } from '#shared/reviews/dispute-rules.ts'
import { faults, isLow } from '#shared/reviews/rules.ts'
import type { Criterion } from '#shared/rubrics/views.ts'
import { LevelChoice } from './level-choice.tsx'

/** A rating as it is being chosen; no level before the first tap. */
export type ChosenValue = { level: number | null | undefined; fault: LineValue['fault'] }
export const nothingChosen: ChosenValue = { level: undefined, fault: null }

type Props = {
  criterion: Criterion
  label: string
  value: ChosenValue
  error: string | undefined
  onChange: (value: ChosenValue) => void
}

/** Asks for another rating of one line: its level and, where that is an error, whose it was. */
export function ValueFields({ criterion, label, value, error, onChange }: Props) {
  const t = useT()
  const isError = value.level !== undefined && isLow(criterion, value.level)
  return (
    <div>
      <Label aria-hidden>{label}</Label>
      <LevelChoice
        criterion={criterion}
        level={value.level}
        named={{ as: label }}
        invalid={error !== undefined}
        onChoose={(level) => onChange({ level, fault: isLow(criterion, level) ? value.fault : null })}
      />
      {isError && (
        <>
          <Label aria-hidden>{t('review.fault')}</Label>
          <ChipGroup
            label={t('review.fault')}
            value={value.fault ?? undefined}
            onChange={(fault) => onChange({ ...value, fault })}
            options={faults.map((fault) => ({ value: fault, label: t(`review.fault.${fault}`) }))}
          />
        </>
      )}
      {error && (
        <p className="field-error" role="alert">
          {error}
        </p>
      )}
    </div>
  )
}
