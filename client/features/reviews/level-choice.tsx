import './review.css'
import { useId } from 'react'
import { useT } from '#client/lib/i18n.ts'
import { levelsOf } from '#shared/rubrics/rules.ts'
import type { Criterion } from '#shared/rubrics/views.ts'
import { useLevelText } from './level-text.ts'

type Props = {
  criterion: Criterion
  /** Undefined before anything was chosen; null for "not applicable". */
  level: number | null | undefined
  /** The id of what names the levels, or their name. */
  named: { by: string } | { as: string }
  invalid?: boolean
  onChoose: (level: number | null) => void
}

/** The levels of a criterion side by side, and "N/A" apart from them where it may not apply. */
export function LevelChoice({ criterion, level, named, invalid = false, onChoose }: Props) {
  const t = useT()
  const name = useId()
  const levelText = useLevelText()
  return (
    <div
      className="review-levels"
      role="radiogroup"
      {...('by' in named ? { 'aria-labelledby': named.by } : { 'aria-label': named.as })}
      aria-invalid={invalid || undefined}
    >
      {levelsOf[criterion.scale].map((value) => (
        <Level
          key={value}
          name={name}
          label={levelText(criterion.scale, value)}
          checked={level === value}
          onChoose={() => onChoose(value)}
        />
      ))}
      {criterion.mayNotApply && (
        <span className="review-apart">
          <Level
            name={name}
            label={t('review.level.none')}
            checked={level === null}
            onChoose={() => onChoose(null)}
          />
        </span>
      )}
    </div>
  )
}

type LevelProps = { name: string; label: string; checked: boolean; onChoose: () => void }

function Level({ name, label, checked, onChoose }: LevelProps) {
  return (
    <label className="review-level">
      <input type="radio" name={name} checked={checked} onChange={onChoose} />
      <span>{label}</span>
    </label>
  )
}
