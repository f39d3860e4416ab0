import './control-chart.css'
import { useId, useRef, useState } from 'react'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { type ChartPoint, gutterWidth, known, layOut } from './chart-geometry.ts'
import { ChartPlot } from './chart-plot.tsx'
import { ChartTable } from './chart-table.tsx'
import { useSize } from './use-size.ts'

type Props = {
  /** What the chart says, as a sentence: its name for those who do not see it. */
  sentence: string
  points: readonly ChartPoint[]
  /** The centre line. */
  centre: number
  /** How the drawing is read, in one line below it. */
  legend?: string | undefined
  /** Values in words; a percentage of a share unless told. */
  format?: ((value: number) => string) | undefined
}

/**
 * A series between its control limits. A native range input lies over the plot, so that touching, dragging and arrow
 * keys choose a period; the period is read out in the fixed line above, never under the thumb. A table stands behind.
 */
export function ControlChart({ sentence, points, centre, legend, format }: Props) {
  const t = useT()
  const { percent } = useFormat()
  const say = format ?? percent
  const id = useId()
  const frame = useRef<HTMLDivElement>(null)
  const { width, text } = useSize(frame, 358)
  const [chosen, setChosen] = useState<number>()
  const [asTable, setAsTable] = useState(false)

  if (points.length === 0) return null
  const index = Math.min(chosen ?? points.length - 1, points.length - 1)
  const point = points[index]
  // The words of the lines stand beside the plot and over nothing of it.
  const plot = { width: width - gutterWidth * text, height: 112 }
  const layout = layOut(points, centre, { ...plot, pad: 12 })

  const reading = (point: ChartPoint) =>
    known(point)
      ? t('chart.reading', { period: point.label, value: say(point.value), n: point.n })
      : t('chart.few', { period: point.label, n: point.n })
  const notes = [point?.version, point?.signal].filter(Boolean).join(' · ')

  return (
    <figure className="chart">
      <div className="chart-head">
        <p className="chart-reading" data-notes={points.some(({ signal }) => signal) || undefined}>
          {point && reading(point)}
          {notes && <span className="chart-notes">{notes}</span>}
        </p>
        <button
          type="button"
          className="chart-toggle"
          aria-expanded={asTable}
          aria-controls={`${id}-table`}
          onClick={() => setAsTable(!asTable)}
        >
          {t('chart.table')}
        </button>
      </div>
      <div ref={frame} className="chart-frame">
        <ChartPlot
          sentence={sentence}
          layout={layout}
          frame={{ ...plot, text }}
          points={points}
          say={say}
          chosen={chosen === undefined ? undefined : index}
        />
        <input
          type="range"
          className="chart-input"
          style={{ width: plot.width }}
          aria-label={t('chart.choose')}
          aria-valuetext={point && [reading(point), notes].filter(Boolean).join(' · ')}
          min={0}
          max={points.length - 1}
          step={1}
          value={index}
          onChange={(event) => setChosen(Number(event.target.value))}
        />
      </div>
      {legend && <p className="text-caption chart-legend">{legend}</p>}
      <div id={`${id}-table`} hidden={!asTable}>
        {asTable && <ChartTable caption={sentence} points={points} say={say} />}
      </div>
    </figure>
  )
}
