import {
  type Compared,
  type ComparedMeasure,
  type FunnelStep,
  isOutside,
  isWorseBy,
} from '#shared/scorecards/comparison-rules.ts'
import { colourFloor } from '#shared/statistics/floors.ts'

export interface Frame {
  /** CSS px of the plot, without its gutter. */
  width: number
  height: number
}

export interface FunnelMark {
  index: number
  x: number
  y: number
  /** From thirty audits on. */
  filled: boolean
  /** Outside the limits, and on which side of them. */
  outside: 'better' | 'worse' | null
}

type Drawn = {
  measure: ComparedMeasure
  centre: number
  steps: readonly FunnelStep[]
  people: readonly Compared[]
}

/** CSS px at each side that a mark and its ring need. */
const pad = 12
const round = (value: number) => Math.round(value * 10) / 10

/** Returns everything that a funnel draws, in CSS px of its frame. */
export function layOutFunnel({ measure, centre, steps, people }: Drawn, { width, height }: Frame) {
  const known = people.flatMap((person, index) =>
    person.value === null ? [] : [{ ...person, value: person.value, index }],
  )
  const smallest = Math.min(...known.map(({ n }) => n))
  const largest = Math.max(...known.map(({ n }) => n))
  // Limits of fewer audits than anybody has would only press the rest together.
  const shown = steps.filter(({ n }, index) => n >= smallest || (steps[index + 1]?.n ?? n) >= smallest)
  const values = [
    centre,
    ...known.map(({ value }) => value),
    ...shown.flatMap(({ limits }) => [limits.low998, limits.high998]),
  ]
  const [low, high] = [Math.min(...values), Math.max(...values)]
  const air = (high - low || 0.02) * 0.06
  const [bottom, top] = [Math.max(0, low - air), Math.min(1, high + air)]
  const first = shown[0]?.n ?? smallest
  const x = (n: number) =>
    round(largest === first ? width / 2 : pad + ((width - 2 * pad) * (n - first)) / (largest - first))
  const y = (value: number) => round(pad + (height - 2 * pad) * (1 - (value - bottom) / (top - bottom)))
  const line = (side: keyof FunnelStep['limits']) =>
    shown.map(({ n, limits }, index) => `${index === 0 ? 'M' : 'L'}${x(n)} ${y(limits[side])}`).join('')
  const area = (from: keyof FunnelStep['limits'], to: keyof FunnelStep['limits']) => {
    const back = shown.toReversed().map(({ n, limits }) => `L${x(n)} ${y(limits[to])}`)
    return `${line(from)}${back.join('')}Z`
  }
  const marks: FunnelMark[] = known.map((person) => ({
    index: person.index,
    x: x(person.n),
    y: y(person.value),
    filled: person.n >= colourFloor,
    outside: isOutside(person) ? (isWorseBy(measure, person) ? 'worse' : 'better') : null,
  }))
  return {
    ...{ top, bottom, smallest: first, largest, y },
    centre: y(centre),
    inner: area('low95', 'high95'),
    lines: (['low95', 'high95', 'low998', 'high998'] as const).map((side) => ({ side, path: line(side) })),
    marks,
  }
}

/** Returns the mark that is nearest to a place; undefined where there is none. */
export function nearestMark(
  marks: readonly FunnelMark[],
  place: { x: number; y: number },
): FunnelMark | undefined {
  const distance = (mark: FunnelMark) => Math.hypot(mark.x - place.x, mark.y - place.y)
  return marks.reduce<FunnelMark | undefined>(
    (best, mark) => (!best || distance(mark) < distance(best) ? mark : best),
    undefined,
  )
}
