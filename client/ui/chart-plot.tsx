import {
  besideLines,
  breakLabels,
  type ChartPoint,
  gutterWidth,
  type Layout,
  labelWidth,
} from './chart-geometry.ts'

type Props = {
  sentence: string
  layout: Layout
  /** CSS px of the plot, without its gutter; `text` is the reader's text size, 1 at 100 %. */
  frame: { width: number; height: number; text: number }
  points: readonly ChartPoint[]
  say: (value: number) => string
  chosen: number | undefined
}

/** The drawing itself: lines keep their weight at every width, words keep the reader's size. */
export function ChartPlot({ sentence, layout, frame, points, say, chosen }: Props) {
  const { width, height, text } = frame
  const { x, y, step } = layout
  const line = 16 * text
  const last = points.at(-1)
  const { current, centreValue } = layout
  const ends = current
    ? [
        { key: 'high', value: current.high },
        { key: 'low', value: current.low },
      ]
    : []
  const labels = besideLines(
    [...ends, { key: 'centre', value: centreValue }].map((label) => ({ ...label, y: y(label.value) })),
    { line: 14 * text, height },
  )
  const mark = layout.marks.find(({ key }) => chosen !== undefined && key === points[chosen]?.key)
  /** "n 7" where there is room for it, otherwise the number alone. */
  const few = (n: number) => (step >= 26 * text ? `n ${n}` : `${n}`)
  const versions = breakLabels(layout.breaks, {
    taken: layout.few.map(({ x: middle, n }) => {
      const half = labelWidth(few(n), text) / 2
      return { from: middle - half, to: middle + half }
    }),
    ...{ room: width + gutterWidth * text, text },
  })

  return (
    <svg
      className="chart-plot"
      role="img"
      aria-label={sentence}
      width={width + gutterWidth * text}
      height={height + 2 * line + 4}
    >
      {layout.band.map(({ key, ...box }) => (
        <rect key={key} className="chart-band" {...box} />
      ))}
      <path className="chart-limit" d={layout.upper} />
      <path className="chart-limit" d={layout.lower} />
      <path className="chart-centre" d={`M0 ${layout.centre}H${width}`} />
      {layout.breaks.map(({ key, x: left }) => (
        <path key={key} className="chart-break" d={`M${left} 0V${height}`} />
      ))}
      {versions.map(({ key, x: start, version }) => (
        <text key={key} className="chart-text" x={start} y={height + line - 3}>
          {version}
        </text>
      ))}
      <path className="chart-series" d={layout.series} />
      {chosen !== undefined && <path className="chart-chosen" d={`M${x(chosen)} 0V${height}`} />}
      {layout.marks.map((point) => (
        <g key={point.key}>
          {point.signal && <circle className="chart-ring" cx={point.x} cy={point.y} r={8} />}
          <circle
            className={point.filled ? 'chart-point' : 'chart-point chart-hollow'}
            cx={point.x}
            cy={point.y}
            r={3}
          />
        </g>
      ))}
      {mark && <circle className="chart-pressed" cx={mark.x} cy={mark.y} r={5} />}
      <g className="chart-text">
        {labels.map(({ key, value, y: middle }) => (
          <text key={key} x={width + 4} y={middle + 4 * text}>
            {say(value)}
          </text>
        ))}
        {layout.few.map(({ key, x: centre, n }) => (
          <text key={key} x={centre} y={height + line - 3} textAnchor="middle">
            {few(n)}
          </text>
        ))}
        <text x={0} y={height + 2 * line - 1}>
          {points[0]?.label}
        </text>
        {points.length > 1 && (
          <text x={width} y={height + 2 * line - 1} textAnchor="end">
            {last?.label}
          </text>
        )}
      </g>
    </svg>
  )
}
