import { loadavg } from 'node:os'

/** One measured quantity beside what it has to reach. */
export interface Figure {
  name: string
  unit: 'ms' | 'KB' | 'points'
  /** The median, or what the name says. */
  value: number
  target: { atMost: number } | { atLeast: number } | undefined
  met: boolean | undefined
  runs: number
  samples: number[]
  /** How many programs wanted a processor in the last minute: figures of a busy machine say little. */
  load: number
}

type Given = Pick<Figure, 'name' | 'unit' | 'samples'> & {
  target?: { atMost: number } | { atLeast: number }
  /** Which of the sorted samples stands for all: 0.5 is the median. */
  at?: number
}

export function figure({ name, unit, samples, target, at = 0.5 }: Given): Figure {
  const sorted = samples.toSorted((a, b) => a - b)
  const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * at))] ?? Number.NaN
  const rounded = samples.map((sample) => Number(sample.toFixed(1)))
  const made: Figure = {
    name,
    unit,
    value: Number(value.toFixed(1)),
    target,
    met: target && ('atMost' in target ? value <= target.atMost : value >= target.atLeast),
    runs: samples.length,
    samples: rounded,
    load: Number((loadavg()[0] ?? 0).toFixed(1)),
  }
  process.stderr.write(
    `${made.met === false ? '!' : ' '} ${name}: ${made.value} ${unit} of ${made.runs} runs ${JSON.stringify(target ?? {})} load ${made.load}\n`,
  )
  return made
}
