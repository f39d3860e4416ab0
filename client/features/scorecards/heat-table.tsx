import './heat.css'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { VisuallyHidden } from '#client/ui/visually-hidden.tsx'
import { estimateOf, type Rate } from '#shared/scorecards/rate-rules.ts'
import { percentageFloor } from '#shared/statistics/floors.ts'
import { wilson } from '#shared/statistics/interval.ts'
import type { HeatCell } from './heat-geometry.ts'

export interface HeatRow {
  key: string
  name: string
  cells: readonly HeatCell[]
  /** New versions by weeks from the first, with their words. */
  breaks: readonly { weeksIn: number; name: string }[]
  /** Holds for the chosen period. */
  rate: Rate
}

type Props = {
  caption: string
  rows: readonly HeatRow[]
  weeks: readonly string[]
  period: { label: string; weeks: number }
}

/** Lets the keyboard reach what scrolls sideways without anything in it to focus. */
const scrolls = { tabIndex: 0 } as const
const none = '–'

/** The same figures as the map: the chosen period with its range, then each week, the latest first. */
export function HeatTable({ caption, rows, weeks, period }: Props) {
  const t = useT()
  const format = useFormat()
  const rangeOf = (rate: Rate) => {
    const { x, n } = estimateOf(rate)
    if (rate.kind === 'refused') return t('score.refused.short')
    const interval = n >= percentageFloor ? wilson(x, n) : null
    return interval
      ? `${format.percent(x / n)} (${format.percentRange(interval.low, interval.high)})`
      : t('trends.tooFew')
  }
  const counted = ({ x, n }: Rate) => (n > 0 ? format.xOfN(x, n) : none)
  return (
    <section {...scrolls} className="heat-table" aria-label={caption}>
      <table>
        <caption>
          <VisuallyHidden>{caption}</VisuallyHidden>
        </caption>
        <thead>
          <tr>
            <th scope="col">{t('trends.part')}</th>
            <th scope="col">{period.label}</th>
            <th scope="col">{t('trends.share')}</th>
            {weeks.toReversed().map((week) => (
              <th key={week} scope="col">
                {format.shortDate(week)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, name, cells, rate }) => (
            <tr key={key}>
              <th scope="row">{name}</th>
              <td>{counted(rate)}</td>
              <td>{rate.n > 0 ? rangeOf(rate) : none}</td>
              {cells.toReversed().map((cell, index) => (
                <td key={weeks[weeks.length - 1 - index]}>{counted(cell.rate)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
