export type EwmaOptions = {
  /** Mean and standard deviation of a single value, from the baseline. */
  mean: number
  sigma: number
  /** Weight of the newest value, in (0, 1]. Default .2. */
  lambda?: number
  /** Width of the limits in sigmas. Default 3. */
  reach?: number
}

export type Ewma = {
  /** One for each value; limits widen towards the final ones. */
  points: { value: number; low: number; high: number; outside: boolean }[]
  /** The limits that the points' limits approach. */
  low: number
  high: number
}

/**
 * Exponentially weighted moving average chart, in the unit of the values: sees a small lasting shift sooner than single
 * points do. null when sigma is not above 0, lambda not in (0, 1] or a value not finite: there is nothing to compare
 * with. Source: NIST/SEMATECH e-Handbook 6.3.2.4.
 */
export function ewmaChart(
  values: readonly number[],
  { mean, sigma, lambda = 0.2, reach = 3 }: EwmaOptions,
): Ewma | null {
  if (!(sigma > 0 && Number.isFinite(sigma + mean) && lambda > 0 && lambda <= 1)) return null
  if (!values.every(Number.isFinite)) return null
  const final = reach * sigma * Math.sqrt(lambda / (2 - lambda))
  let average = mean
  const points = values.map((value, i) => {
    average = lambda * value + (1 - lambda) * average
    const half = final * Math.sqrt(1 - (1 - lambda) ** (2 * (i + 1)))
    return { value: average, low: mean - half, high: mean + half, outside: Math.abs(average - mean) > half }
  })
  return { points, low: mean - final, high: mean + final }
}
