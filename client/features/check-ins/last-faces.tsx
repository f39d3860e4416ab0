import './face.css'
import { useFormat, useT } from '#client/lib/i18n.ts'
import type { CheckInView } from '#shared/check-ins/views.ts'
import { Face, type FaceLevel } from './face.tsx'

const shown = 8

/** The energy of one's last check-ins as faces in a line, the newest at the right: nothing is reckoned from them. */
export function LastFaces({ checkIns }: { checkIns: readonly CheckInView[] }) {
  const t = useT()
  const format = useFormat()
  const answered = checkIns.flatMap(({ checkInId, at, answers }) =>
    answers.energy === null ? [] : [{ checkInId, at, level: answers.energy as FaceLevel }],
  )
  if (answered.length === 0) return null
  const days = answered.slice(0, shown).toReversed()
  const said = days.map(({ at, level }) =>
    t('own.face', { item: format.relativeDay(at), word: t(`checkin.energy.${level}`) }),
  )
  return (
    <span className="face-line-of-days" role="img" aria-label={[t('wellbeing.faces'), ...said].join('. ')}>
      {days.map(({ checkInId, level }) => (
        <span key={checkInId} className="face-of-day">
          <Face level={level} />
        </span>
      ))}
    </span>
  )
}
