import { useT } from '#client/lib/i18n.ts'
import { type ChartPoint, known } from './chart-geometry.ts'
import { VisuallyHidden } from './visually-hidden.tsx'

type Props = { caption: string; points: readonly ChartPoint[]; say: (value: number) => string }

const none = '–'

/** The same figures as the chart, latest first. */
export function ChartTable({ caption, points, say }: Props) {
  const t = useT()
  return (
    <div className="chart-table">
      <table>
        <caption>
          <VisuallyHidden>{caption}</VisuallyHidden>
        </caption>
        <thead>
          <tr>
            <th scope="col">{t('chart.period')}</th>
            <th scope="col">{t('chart.value')}</th>
            <th scope="col">{t('chart.n')}</th>
            <th scope="col">{t('chart.limits')}</th>
            <th scope="col">{t('chart.note')}</th>
          </tr>
        </thead>
        <tbody>
          {points.toReversed().map((point) => (
            <tr key={point.key}>
              <th scope="row">{point.label}</th>
              <td>{known(point) ? say(point.value) : none}</td>
              <td>{point.n}</td>
              <td>
                {point.low === null || point.high === null ? none : `${say(point.low)} ~ ${say(point.high)}`}
              </td>
              <td>{[point.version, point.signal].filter(Boolean).join(' · ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
