/**
 * Nelson's rules on standardised points: z counts sigmas from the centre. Each rule more means more false alarms, so 1,
 * 2, 3 and 5 are on unless others are asked for. Source: Nelson 1984, Journal of Quality Technology 16.
 *
 * 1 one point beyond 3 sigma · 2 nine on the same side · 3 six rising or falling · 4 fourteen alternating · 5 two of
 * three beyond 2 sigma on the same side · 6 four of five beyond 1 sigma on the same side · 7 fifteen within 1 sigma ·
 * 8 eight beyond 1 sigma, on both sides.
 */
export type NelsonRule = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8

export const defaultRules: readonly NelsonRule[] = [1, 2, 3, 5]

/** The points `from` to `to` (indexes into the input) that complete a rule. A longer run signals at each further point. */
export type NelsonSignal = { rule: NelsonRule; from: number; to: number }

/**
 * Signals in order of the point that completes them. A null point (no audits) is passed over: it neither breaks nor
 * lengthens a run. A point exactly on the centre is on neither side, one exactly on a limit is not beyond it. Too few
 * points give no signals.
 */
export function nelsonSignals(
  z: readonly (number | null)[],
  rules: readonly NelsonRule[] = defaultRules,
): NelsonSignal[] {
  const points = z.flatMap((value, index) =>
    value === null || Number.isNaN(value) ? [] : [{ value, index }],
  )
  return points.flatMap(({ index }, end) =>
    rules.flatMap((rule) => {
      const { length, holds } = definitions[rule]
      const window = points.slice(end + 1 - length, end + 1)
      const first = window[0]
      if (end + 1 < length || !first || !holds(window.map(({ value }) => value))) return []
      return [{ rule, from: first.index, to: index }]
    }),
  )
}

type Definition = { length: number; holds: (window: readonly number[]) => boolean }

const definitions: Record<NelsonRule, Definition> = {
  1: { length: 1, holds: (w) => w.every((z) => Math.abs(z) > 3) },
  2: { length: 9, holds: (w) => w.every((z) => z > 0) || w.every((z) => z < 0) },
  3: { length: 6, holds: (w) => steps(w).every((s) => s > 0) || steps(w).every((s) => s < 0) },
  4: {
    length: 14,
    holds: (w) => {
      const signs = steps(w).map(Math.sign)
      return signs.every((sign, i) => sign !== 0 && (i === 0 || sign === -(signs[i - 1] ?? 0)))
    },
  },
  5: { length: 3, holds: (w) => manyBeyond(w, { sigmas: 2, atLeast: 2 }) },
  6: { length: 5, holds: (w) => manyBeyond(w, { sigmas: 1, atLeast: 4 }) },
  7: { length: 15, holds: (w) => w.every((z) => Math.abs(z) < 1) },
  8: {
    length: 8,
    holds: (w) => w.every((z) => Math.abs(z) > 1) && w.some((z) => z > 0) && w.some((z) => z < 0),
  },
}

function steps(window: readonly number[]): number[] {
  return window.slice(1).map((value, i) => value - (window[i] ?? value))
}

/** The newest point must be one of them, otherwise a quiet point would repeat an old signal. */
function manyBeyond(
  window: readonly number[],
  { sigmas, atLeast }: { sigmas: number; atLeast: number },
): boolean {
  const side = Math.sign(window.at(-1) ?? 0)
  const beyond = window.map((z) => z * side > sigmas)
  return beyond.at(-1) === true && beyond.filter(Boolean).length >= atLeast
}
