import { loadavg } from 'node:os'

/** One measured quantity beside what it has to reach. */
export interface Figure {
  name: string
  unit: 'ms' | 'KB' | 'points' | 'times'
  /** The median, or what the name says. */
  value: number
  target: { upperLimit: number } | { atLeast: number } | undefined
  met: boolean | undefined
  runs: number
  samples: number[]
  /** How many programs wanted a processor in the last minute: figures of a busy machine say little. */
  load: number
}

type Given = Pick<Figure, 'name' | 'unit' | 'samples'> & {
  target?: { upperLimit: number } | { atLeast: number }
  /** Which of the sorted samples stands for all: 0.5 is the median. */
  at?: number
}

export function figure({ name, unit, samples, target, at: share = 0.5 }: Given): Figure {
  return made({ name, unit, samples, target, value: quantile(samples, share) })
}

/** How many times the baseline's median `ours` takes; the samples are pairs that were measured one after the other. */
export function ratio({ name, ours, bare, upperLimit }: Compared): Figure {
  const samples = ours.flatMap((sample, index) => (bare[index] === undefined ? [] : [sample / bare[index]]))
  const value = quantile(ours, 0.5) / quantile(bare, 0.5)
  return made({ name, unit: 'times', samples, target: { upperLimit }, value })
}

type Compared = { name: string; ours: number[]; bare: number[]; upperLimit: number }

function quantile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

function made(given: Pick<Figure, 'name' | 'unit' | 'samples' | 'target' | 'value'>): Figure {
  const { name, unit, samples, target, value } = given
  const digits = unit === 'times' ? 2 : 1
  const rounded = (number: number) => Number(number.toFixed(digits))
  const figure: Figure = {
    name,
    unit,
    value: rounded(value),
    target,
    met: target && ('upperLimit' in target ? value <= target.upperLimit : value >= target.atLeast),
    runs: samples.length,
    samples: samples.map(rounded),
    load: Number((loadavg()[0] ?? 0).toFixed(1)),
  }
  process.stderr.write(
    `${figure.met === false ? '!' : ' '} ${name}: ${figure.value} ${unit} of ${figure.runs} runs ${JSON.stringify(target ?? {})} load ${figure.load}\n`,
  )
  return figure
}
