import CalendarClock from 'lucide-react/icons/calendar-clock'
import { useState } from 'react'
import { useT } from '#client/lib/i18n.ts'
import { Icon } from '#client/ui/icon.tsx'
import { Row } from '#client/ui/row.tsx'
import type { OwnCheckIns } from '#shared/check-ins/views.ts'
import { RhythmSheet, weekdays } from './rhythm-sheet.tsx'

/** Says when the week's check-in is asked for, and lets it be chosen. */
export function RhythmRow({ own: { rhythm = { kind: 'weekly' } } }: { own: OwnCheckIns }) {
  const t = useT()
  const [choosing, setChoosing] = useState(false)
  const detail =
    rhythm.kind === 'chosen'
      ? t('rhythm.is.chosen', {
          day: t(`rhythm.day.${weekdays[rhythm.weekday - 1] ?? '1'}`),
          time: rhythm.time,
        })
      : t(`rhythm.is.${rhythm.kind}`)
  return (
    <>
      <Row
        mark={<Icon icon={CalendarClock} />}
        title={t('rhythm.title')}
        detail={detail}
        onOpen={() => setChoosing(true)}
      />
      {choosing && <RhythmSheet rhythm={rhythm} onClose={() => setChoosing(false)} />}
    </>
  )
}
