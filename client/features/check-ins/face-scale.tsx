import './face.css'
import { useId } from 'react'
import { useT } from '#client/lib/i18n.ts'
import type { CheckInItem } from '#shared/check-ins/rules.ts'
import { Face, type FaceLevel } from './face.tsx'

export const faceLevels: readonly FaceLevel[] = [1, 2, 3, 4, 5]

type Props = {
  item: CheckInItem
  value: FaceLevel | null
  onChange: (value: FaceLevel | null) => void
}

/** One question and its five faces: radio buttons, right is better. Touched again, an answer is taken back. */
export function FaceScale({ item, value, onChange }: Props) {
  const t = useT()
  const id = useId()
  return (
    <div className="face-scale" role="radiogroup" aria-labelledby={id}>
      <p id={id} className="text-strong">
        {t(`checkin.${item}`)}
      </p>
      <div className="face-row">
        {faceLevels.map((level) => {
          const word = t(`checkin.${item}.${level}`)
          return (
            <label key={level} className="face">
              <input
                type="radio"
                name={id}
                aria-label={word}
                checked={level === value}
                onChange={() => onChange(level)}
                onClick={() => level === value && onChange(null)}
              />
              <Face level={level} />
              <span className="face-word" aria-hidden="true">
                {word}
              </span>
            </label>
          )
        })}
      </div>
    </div>
  )
}
