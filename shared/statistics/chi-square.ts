import { logGamma } from './distributions.ts'

/**
 * P(X >= x) for X ~ chi-squared with `df` > 0 degrees of freedom, in [0, 1]. Series below the mean, continued fraction
 * above (Abramowitz & Stegun 6.5.29, 6.5.31).
 */
export function chiSquareUpperTail(x: number, df: number): number {
  if (!(x > 0)) return 1
  const a = df / 2
  const h = x / 2
  const scale = Math.exp(a * Math.log(h) - h - logGamma(a))
  if (h < a + 1) {
    let term = 1 / a
    let series = term
    for (let k = 1; k < 10_000 && term > series * 1e-16; k += 1) {
      term *= h / (a + k)
      series += term
    }
    return Math.max(0, 1 - scale * series)
  }
  // Lentz's method.
  let b = h + 1 - a
  let c = 1e300
  let d = 1 / b
  let fraction = d
  for (let k = 1; k < 10_000; k += 1) {
    const numerator = -k * (k - a)
    b += 2
    d = 1 / (numerator * d + b)
    c = b + numerator / c
    fraction *= d * c
    if (Math.abs(d * c - 1) < 1e-15) break
  }
  return scale * fraction
}
