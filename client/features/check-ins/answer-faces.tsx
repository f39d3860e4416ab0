import './face.css'
import { useT } from '#client/lib/i18n.ts'
import type { Answers } from '#shared/check-ins/fields.ts'
import { checkInItems } from '#shared/check-ins/rules.ts'
import { Face, type FaceLevel } from './face.tsx'

/** Shows what was answered, each face with its word; what was skipped is not spoken of. */
export function AnswerFaces({ answers }: { answers: Answers }) {
  const t = useT()
  return (
    <ul className="face-answers">
      {checkInItems.map((item) => {
        const level = answers[item] as FaceLevel | null
        if (level === null) return null
        return (
          <li key={item} className="face-answer">
            <Face level={level} />
            <span>
              {t('own.face', { item: t(`checkin.item.${item}`), word: t(`checkin.${item}.${level}`) })}
            </span>
          </li>
        )
      })}
    </ul>
  )
}
