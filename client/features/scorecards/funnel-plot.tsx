import '#client/ui/control-chart.css'
import './funnel.css'
import { type PointerEvent, useId, useRef, useState } from 'react'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { besideLines, gutterWidth } from '#client/ui/chart-geometry.ts'
import { useSize } from '#client/ui/use-size.ts'
import type { Compared, ComparedMeasure, Comparison } from '#shared/scorecards/comparison-rules.ts'
import { layOutFunnel, nearestMark } from './funnel-geometry.ts'
import { FunnelTable } from './funnel-table.tsx'

type Props = {
  sentence: string
  measure: ComparedMeasure
  comparison: Extract<Comparison, { kind: 'funnel' }>
  nameOf: (personId: string) => string
  positionOf: (person: Compared) => string
}

/** CSS px at 100 % text. */
const plotHeight = 208

/**
 * Rates by number of audits between the limits that chance allows. Touching reads out whoever is nearest, arrow keys go from one
 * to the next in the order of names; both in the fixed line above. No name stands in the plot, so none covers another.
 */
export function FunnelPlot({ sentence, measure, comparison, nameOf, positionOf }: Props) {
  const t = useT()
  const { percent, number } = useFormat()
  const id = useId()
  const frame = useRef<HTMLDivElement>(null)
  const { width, text } = useSize(frame, 358)
  const [chosen, setChosen] = useState<number>()
  const [asTable, setAsTable] = useState(false)
  const pointing = useRef(false)
  const plot = { width: width - gutterWidth * text, height: plotHeight }
  const layout = layOutFunnel({ ...comparison, measure }, plot)
  const mark = layout.marks.find(({ index }) => index === chosen)
  const place = Math.max(
    0,
    layout.marks.findIndex(({ index }) => index === chosen),
  )
  const person = mark && comparison.people[mark.index]
  const line = 16 * text
  const labels = besideLines(
    [
      { key: 'top', value: layout.top },
      { key: 'centre', value: comparison.centre },
      { key: 'bottom', value: layout.bottom },
    ].map((label) => ({ ...label, y: layout.y(label.value) })),
    { line: 14 * text, height: plot.height },
  )
  const reading =
    person && person.value !== null
      ? t('funnel.reading', {
          name: nameOf(person.personId),
          value: percent(person.value),
          n: person.n,
          position: positionOf(person),
        })
      : t('funnel.touch')

  function point({ clientX, clientY, currentTarget }: PointerEvent<HTMLInputElement>) {
    const box = currentTarget.getBoundingClientRect()
    const nearest = nearestMark(layout.marks, { x: clientX - box.left, y: clientY - box.top })
    if (nearest) setChosen(nearest.index)
  }

  return (
    <figure className="chart">
      <div className="chart-head">
        <p className="chart-reading funnel-reading">{reading}</p>
        <button
          type="button"
          className="chart-toggle"
          aria-expanded={asTable}
          aria-controls={`${id}-table`}
          onClick={() => setAsTable(!asTable)}
        >
          {t('funnel.table')}
        </button>
      </div>
      <div ref={frame} className="chart-frame">
        <svg
          className="chart-plot"
          role="img"
          aria-label={sentence}
          width={plot.width + gutterWidth * text}
          height={plot.height + line + 4}
        >
          <path className="funnel-inner" d={layout.inner} />
          {layout.lines.map(({ side, path }) => (
            <path
              key={side}
              className={side.endsWith('998') ? 'chart-limit funnel-outer' : 'chart-limit'}
              d={path}
            />
          ))}
          <path className="chart-centre" d={`M0 ${layout.centre}H${plot.width}`} />
          {layout.marks.map(({ index, x, y, filled, outside }) => (
            <g key={index}>
              {outside && <circle className={`chart-ring funnel-${outside}`} cx={x} cy={y} r={8} />}
              <circle className={filled ? 'chart-point' : 'chart-point chart-hollow'} cx={x} cy={y} r={3} />
            </g>
          ))}
          {mark && <circle className="chart-pressed" cx={mark.x} cy={mark.y} r={5} />}
          <g className="chart-text">
            {labels.map(({ key, value, y }) => (
              <text key={key} x={plot.width + 4} y={y + 4 * text}>
                {percent(value)}
              </text>
            ))}
            <text x={0} y={plot.height + line - 1}>
              {t('funnel.n', { n: number(layout.smallest) })}
            </text>
            <text x={plot.width} y={plot.height + line - 1} textAnchor="end">
              {t('funnel.n', { n: number(layout.largest) })}
            </text>
          </g>
        </svg>
        <input
          type="range"
          className="chart-input funnel-input"
          style={{ width: plot.width, height: plot.height }}
          aria-label={t('funnel.choose')}
          aria-valuetext={reading}
          min={0}
          max={layout.marks.length - 1}
          step={1}
          value={place}
          onPointerDown={(event) => {
            pointing.current = true
            point(event)
          }}
          onPointerMove={(event) => pointing.current && point(event)}
          onPointerUp={() => {
            pointing.current = false
          }}
          onPointerCancel={() => {
            pointing.current = false
          }}
          onChange={(event) => {
            // The thumb follows a finger along one axis alone; the nearest mark is found by both.
            if (!pointing.current) setChosen(layout.marks[Number(event.target.value)]?.index)
          }}
        />
      </div>
      <p className="text-caption chart-legend">
        {t('funnel.legend', { centre: percent(comparison.centre) })}
      </p>
      <div id={`${id}-table`} hidden={!asTable}>
        {asTable && <FunnelTable caption={sentence} people={comparison.people} {...{ nameOf, positionOf }} />}
      </div>
    </figure>
  )
}
