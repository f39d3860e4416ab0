import '#client/ui/control-chart.css'
import './heat.css'
import { type KeyboardEvent, type PointerEvent, useId, useRef, useState } from 'react'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { useSize } from '#client/ui/use-size.ts'
import { type HeatCell, stepsFor } from './heat-geometry.ts'
import { HeatLegend } from './heat-legend.tsx'
import { type HeatRow, HeatTable } from './heat-table.tsx'
import { useRateReading } from './trend-sentences.ts'

type Props = {
  /** Names the map for those who do not see it. */
  sentence: string
  rows: readonly HeatRow[]
  /** The Mondays of the weeks. */
  weeks: readonly string[]
  limit: number
  period: { label: string; weeks: number }
}

/** CSS px at 100 % text. */
const rowHeight = 24

/**
 * Shares of errors by week: one hue, darker where they are more. A cell of thirty audits is filled, of ten a small square,
 * of fewer hatched. What is touched, or chosen by arrow keys, is read out in the fixed line above.
 */
export function HeatMap({ sentence, rows, weeks, limit, period }: Props) {
  const t = useT()
  const { shortDate } = useFormat()
  const readingOf = useRateReading()
  const id = useId()
  const frame = useRef<HTMLDivElement>(null)
  const { width, text } = useSize(frame, 238)
  const [chosen, setChosen] = useState<number>()
  const [asTable, setAsTable] = useState(false)
  const pointing = useRef(false)
  const height = rowHeight * text
  const cellWidth = width / weeks.length
  const last = rows.length * weeks.length - 1
  const place = Math.min(chosen ?? weeks.length - 1, last)
  const row = rows[Math.floor(place / weeks.length)]
  const week = place % weeks.length
  const cell = row?.cells[week]
  const breaks = row?.breaks.filter((found) => Math.floor(found.weeksIn) === week) ?? []
  const reading =
    row && cell
      ? [
          row.name,
          t('score.weekOf', { day: shortDate(weeks[week] ?? '') }),
          readingOf(cell.rate),
          ...breaks.map(({ name }) => name),
        ].join(' · ')
      : ''

  function point({ clientX, clientY, currentTarget }: PointerEvent<HTMLInputElement>) {
    const box = currentTarget.getBoundingClientRect()
    const column = Math.floor(((clientX - box.left) / box.width) * weeks.length)
    const line = Math.floor(((clientY - box.top) / box.height) * rows.length)
    const inside = (value: number, count: number) => Math.min(count - 1, Math.max(0, value))
    setChosen(inside(line, rows.length) * weeks.length + inside(column, weeks.length))
  }
  /** Up and down go from row to row; the range itself takes the other keys. */
  function step(event: KeyboardEvent<HTMLInputElement>) {
    const rowsAway = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0
    if (rowsAway === 0) return
    event.preventDefault()
    const next = place + rowsAway * weeks.length
    if (next >= 0 && next <= last) setChosen(next)
  }

  return (
    <figure className="chart">
      <div className="chart-head">
        <p className="chart-reading heat-reading">{reading}</p>
        <button
          type="button"
          className="chart-toggle"
          aria-expanded={asTable}
          aria-controls={`${id}-table`}
          onClick={() => setAsTable(!asTable)}
        >
          {t('trends.table')}
        </button>
      </div>
      <div className="heat-grid">
        <div>
          {rows.map(({ key, name }) => (
            <p key={key} className="heat-name">
              {name}
            </p>
          ))}
        </div>
        <div ref={frame} className="chart-frame">
          <svg
            className="chart-plot"
            role="img"
            aria-label={sentence}
            width={width}
            height={height * rows.length}
          >
            <Hatch id={`${id}-hatch`} />
            {rows.map(({ key, cells }, line) => (
              <g key={key}>
                {cells.map((shown, column) => (
                  <Cell
                    key={weeks[column]}
                    cell={shown}
                    box={{ x: column * cellWidth, y: line * height, width: cellWidth, height }}
                    hatch={`url(#${id}-hatch)`}
                  />
                ))}
              </g>
            ))}
            {rows.map(({ key, breaks: found }, line) =>
              found.map(({ weeksIn }) => (
                <path
                  key={`${key} ${weeksIn}`}
                  className="heat-line"
                  d={`M${weeksIn * cellWidth} ${line * height}v${height}`}
                />
              )),
            )}
            {chosen !== undefined && (
              <rect
                className="heat-chosen"
                x={week * cellWidth + 1}
                y={Math.floor(place / weeks.length) * height + 1}
                width={cellWidth - 2}
                height={height - 2}
              />
            )}
          </svg>
          <input
            type="range"
            className="chart-input heat-input"
            aria-label={t('trends.choose')}
            aria-valuetext={reading}
            min={0}
            max={last}
            step={1}
            value={place}
            onKeyDown={step}
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
              // A finger chooses by both directions; the thumb follows one alone.
              if (!pointing.current) setChosen(Number(event.target.value))
            }}
          />
        </div>
      </div>
      <HeatLegend steps={stepsFor(limit)} hatch={`url(#${id}-hatch)`} />
      <div id={`${id}-table`} hidden={!asTable}>
        {asTable && <HeatTable {...{ caption: sentence, rows, weeks, period }} />}
      </div>
    </figure>
  )
}

/** Lines for what is too few for a colour. */
function Hatch({ id }: { id: string }) {
  return (
    <defs>
      <pattern id={id} width={5} height={5} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <path className="heat-line" d="M0 0V5" />
      </pattern>
    </defs>
  )
}

type CellProps = {
  cell: HeatCell
  box: { x: number; y: number; width: number; height: number }
  hatch: string
}

function Cell({ cell, box, hatch }: CellProps) {
  const { x, y, width, height } = box
  if (cell.kind === 'many') return <rect className={`heat-cell heat-${cell.step}`} {...box} />
  if (cell.kind === 'few')
    return <rect fill={hatch} x={x + 1} y={y + 1} width={width - 2} height={height - 2} />
  const middle = { x: x + width / 2, y: y + height / 2 }
  if (cell.kind === 'none') return <path className="heat-empty" d={`M${middle.x - 2} ${middle.y}h4`} />
  const side = Math.min(width, height) * 0.6
  return (
    <rect
      className={`heat-cell heat-${cell.step}`}
      {...{ x: middle.x - side / 2, y: middle.y - side / 2, width: side, height: side }}
    />
  )
}
