export type CusumOptions = {
  target: number
  /** Slack and decision limit in the unit of the values: usually .5 and 4 to 5 standard deviations. */
  slack: number
  limit: number
}

export type Cusum = {
  /** Sums above and below the target; both start at 0 and never fall below it. */
  points: { above: number; below: number; signal: 'above' | 'below' | null }[]
  /** Index of the first signal; null without one. */
  firstSignal: number | null
}

/**
 * Two-sided tabular CUSUM, in the unit of the values. null when the limit is not above 0, the slack below 0 or a value
 * not finite. Source: NIST/SEMATECH e-Handbook 6.3.2.3.
 */
export function cusumChart(values: readonly number[], { target, slack, limit }: CusumOptions): Cusum | null {
  if (!(limit > 0 && slack >= 0 && Number.isFinite(target + limit + slack))) return null
  if (!values.every(Number.isFinite)) return null
  let above = 0
  let below = 0
  const points = values.map((value) => {
    above = Math.max(0, above + value - target - slack)
    below = Math.max(0, below + target - value - slack)
    const signal = above > limit ? ('above' as const) : below > limit ? ('below' as const) : null
    return { above, below, signal }
  })
  const first = points.findIndex(({ signal }) => signal !== null)
  return { points, firstSignal: first < 0 ? null : first }
}
