import './period-bar.css'
import { useState } from 'react'
import { createFormat } from '#client/lib/format.ts'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { ChipGroup } from '#client/ui/chips.tsx'
import { type Period, periods, periodWeeks } from '#shared/scorecards/rules.ts'

/** What was chosen last: one choice for every screen of this visit. */
let chosen: Period = '4w'

export function usePeriod(): [Period, (period: Period) => void] {
  const [period, show] = useState(chosen)
  return [
    period,
    (next) => {
      chosen = next
      show(next)
    },
  ]
}

type Props = {
  period: Period
  onChange: (period: Period) => void
  /** The data date, and the zone of the team that it is told in. */
  of: { dataThrough: string | null; zone: string }
}

/** The period chips with the date that every figure on the screen ends with. */
export function PeriodBar({ period, onChange, of }: Props) {
  const t = useT()
  const { locale } = useFormat()
  return (
    <div className="period-bar inset">
      <ChipGroup
        label={t('score.period')}
        value={period}
        onChange={onChange}
        options={periods.map((value) => ({ value, label: t('score.weeks', { n: periodWeeks[value] }) }))}
      />
      {of.dataThrough !== null && (
        <p className="text-caption period-bar-date">
          {t('data.asOf', { time: createFormat(locale, of.zone).dateTime(of.dataThrough) })}
        </p>
      )}
    </div>
  )
}
