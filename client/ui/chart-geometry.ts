import { colourFloor, percentageFloor } from '#shared/statistics/floors.ts'

export type ChartPoint = {
  key: string
  /** The period in words, such as the week's first day. */
  label: string
  /** How many tries it rests on. */
  n: number
  value: number | null
  /** Control limits of this period; null where there are none yet. */
  low: number | null
  high: number | null
  /** The rule that was broken, in words. */
  signal?: string | undefined
  /** A new version of the rubric begins with this period: its date, in words. */
  version?: string | undefined
}

export type Frame = {
  width: number
  height: number
  /** Room left and right of the first and last point: half the thumb of the range input that lies on top. */
  pad: number
}

export const known = (point: ChartPoint): point is ChartPoint & { value: number } =>
  point.n >= percentageFloor && point.value !== null

/** The limits of a period, unless it rests on too few to be judged by them: limits of three tries span everything. */
const limits = ({ n, low, high }: ChartPoint) =>
  n < percentageFloor || low === null || high === null ? undefined : { low, high }

/** Lowest and highest value drawn, with a little air, kept inside 0 to 1 if every value is a share. */
export function domain(points: readonly ChartPoint[], centre: number): [number, number] {
  const drawn = [
    centre,
    ...points.flatMap((point) => Object.values(limits(point) ?? {})),
    ...points.flatMap((point) => (known(point) ? [point.value] : [])),
  ]
  const [low, high] = [Math.min(...drawn), Math.max(...drawn)]
  const air = (high - low || Math.abs(centre) * 0.1 || 1) * 0.12
  const shares = low >= 0 && high <= 1
  return [
    shares || low >= 0 ? Math.max(0, low - air) : low - air,
    shares ? Math.min(1, high + air) : high + air,
  ]
}

const round = (value: number) => Math.round(value * 10) / 10

/** Room at the right of a plot for the words of its lines, in CSS px at 100 % text. */
export const gutterWidth = 44

/**
 * Returns where the words of some lines stand beside them: each as near to its line as `line`, the height of a word, allows,
 * none over another, and all within `height`.
 */
export function besideLines<Label extends { y: number }>(
  labels: readonly Label[],
  { line, height }: { line: number; height: number },
): Label[] {
  const placed = labels.toSorted((a, b) => a.y - b.y).map((label) => ({ ...label }))
  placed.forEach((label, index) => {
    const above = placed[index - 1]
    label.y = Math.max(label.y, above ? above.y + line : line / 2)
  })
  placed.toReversed().forEach((label, index, all) => {
    const below = all[index - 1]
    label.y = Math.min(label.y, below ? below.y - line : height - line / 2)
  })
  return placed
}

/** Everything a control chart draws, in CSS px of its frame. */
export function layOut(points: readonly ChartPoint[], centre: number, frame: Frame) {
  const [bottom, top] = domain(points, centre)
  const inner = frame.width - 2 * frame.pad
  const step = points.length > 1 ? inner / (points.length - 1) : inner
  const x = (index: number) => round(points.length > 1 ? frame.pad + index * step : frame.width / 2)
  const y = (value: number) => round(frame.height * (1 - (value - bottom) / (top - bottom)))
  const left = (index: number) => (index === 0 ? 0 : round(x(index) - step / 2))
  const right = (index: number) => (index === points.length - 1 ? frame.width : round(x(index) + step / 2))

  /** A line that is level over each period and steps between two; it lifts where there is no value. */
  function steps(side: 'low' | 'high'): string {
    let open = false
    return points
      .map((point, index) => {
        const level = limits(point)?.[side]
        const drawn =
          level === undefined ? '' : `${open ? 'L' : 'M'}${left(index)} ${y(level)}H${right(index)}`
        open = level !== undefined
        return drawn
      })
      .join('')
  }

  let drawing = false
  const series = points
    .map((point, index) => {
      if (!known(point)) {
        drawing = false
        return ''
      }
      const part = `${drawing ? 'L' : 'M'}${x(index)} ${y(point.value)}`
      drawing = true
      return part
    })
    .join('')

  return {
    bottom,
    top,
    x,
    y,
    step,
    centre: y(centre),
    centreValue: centre,
    series,
    upper: steps('high'),
    lower: steps('low'),
    band: points.flatMap((point, index) => {
      const inside = limits(point)
      if (!inside) return []
      const { low, high } = inside
      return [
        {
          key: point.key,
          x: left(index),
          y: y(high),
          width: round(right(index) - left(index)),
          height: round(y(low) - y(high)),
        },
      ]
    }),
    /** The limits in force at the end, for their labels. */
    current: points.map(limits).findLast((found) => found !== undefined),
    marks: points.flatMap((point, index) =>
      known(point)
        ? [
            {
              key: point.key,
              x: x(index),
              y: y(point.value),
              filled: point.n >= colourFloor,
              signal: point.signal !== undefined,
            },
          ]
        : [],
    ),
    breaks: points.flatMap(({ key, version }, index) =>
      version === undefined ? [] : [{ key, x: left(index), version }],
    ),
    few: points.flatMap((point, index) =>
      point.n < percentageFloor ? [{ key: point.key, x: x(index), n: point.n }] : [],
    ),
  }
}

/** CSS px that a letter takes at 100 %, at most: of Korean, and of others. */
const letter = { wide: 12, narrow: 7 }

/** Returns how wide a label is, in CSS px, at most. `text` is the reader's text size, 1 at 100 %. */
export function labelWidth(label: string, text: number): number {
  const wide = [...label].filter((character) => character > '\u2e80').length
  return text * (wide * letter.wide + (label.length - wide) * letter.narrow)
}

interface Span {
  from: number
  to: number
}

/**
 * Returns where the labels of breaks begin in the line below the plot, in CSS px: behind their break, else before it, and within
 * `room`. Words over words say nothing: one that finds no place beside what is `taken` is left out, the older ones first, and is read
 * where its period is chosen and in the table.
 */
export function breakLabels<Break extends { x: number; version: string }>(
  breaks: readonly Break[],
  { taken, room, text }: { taken: readonly Span[]; room: number; text: number },
): Break[] {
  const air = 3
  const used = [...taken]
  return breaks
    .toReversed()
    .flatMap((each) => {
      const width = labelWidth(each.version, text)
      const behind = Math.max(0, Math.min(each.x + air, room - width))
      const start = [behind, Math.max(0, each.x - air - width)].find((from) =>
        used.every((span) => from + width + air <= span.from || from >= span.to + air),
      )
      if (start === undefined) return []
      used.push({ from: start, to: start + width })
      return [{ ...each, x: start }]
    })
    .toReversed()
}

export type Layout = ReturnType<typeof layOut>
