import { binomialQuantile } from './distributions.ts'

/**
 * Where a rate from n audits would lie below with probability q if its true value were `theta`: exact binomial limits,
 * interpolated between whole counts so that the funnel is smooth. In [0, 1]. null unless n is a whole number above 0,
 * 0 < theta < 1 and 0 < q < 1. Source: Spiegelhalter 2005, Statistics in Medicine 24, appendix A.1.1.
 */
export function binomialLimit(n: number, theta: number, q: number): number | null {
  if (!(Number.isInteger(n) && n > 0 && theta > 0 && theta < 1 && q > 0 && q < 1)) return null
  const { r, upTo, at } = binomialQuantile(n, theta, q)
  const share = at > 0 ? Math.max(0, upTo - q) / at : 0
  return Math.min(1, Math.max(0, (r - share) / n))
}
