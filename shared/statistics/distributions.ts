/** The few distribution functions that charts, funnels and scores need: small, so that they may reach the phone. */
import { z95 } from './interval.ts'

/** ln of the gamma function for x > 0, to about 15 digits. Source: Lanczos 1964 with g = 7, nine terms. */
export function logGamma(x: number): number {
  const g = 7
  let series = 0.99999999999980993
  lanczos.forEach((coefficient, i) => {
    series += coefficient / (x + i)
  })
  const t = x + g - 0.5
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(series)
}

const lanczos = [
  676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406, 12.507343278686905,
  -0.13857109526572012, 9.984369578019572e-6, 1.5056327351493116e-7,
]

/** P(R = r) for R ~ Binomial(n, p), 0 < p < 1, integers 0 <= r <= n. */
export function binomialProbability(r: number, n: number, p: number): number {
  const logChoose = logGamma(n + 1) - logGamma(r + 1) - logGamma(n - r + 1)
  return Math.exp(logChoose + r * Math.log(p) + (n - r) * Math.log1p(-p))
}

/**
 * The smallest r with P(R <= r) > q for R ~ Binomial(n, p), with P(R <= r) and P(R = r). Works over some ten standard
 * deviations only, so that a large n costs little.
 */
export function binomialQuantile(n: number, p: number, q: number): { r: number; upTo: number; at: number } {
  const spread = Math.sqrt(n * p * (1 - p))
  // What lies below the start is under 1e-20.
  let r = Math.max(0, Math.floor(n * p - 10 * spread - 10))
  let term = binomialProbability(r, n, p)
  let upTo = term
  while (upTo <= q && r < n) {
    term *= ((n - r) / (r + 1)) * (p / (1 - p))
    r += 1
    upTo += term
  }
  return { r, upTo: Math.min(1, upTo), at: term }
}

/** P(R >= x) for R ~ Binomial(n, p), 0 <= p <= 1, whole numbers, in [0, 1]; 1 for x <= 0 and 0 for x > n. */
export function binomialUpperTail(x: number, n: number, p: number): number {
  if (x <= 0) return 1
  if (x > n) return 0
  if (p <= 0) return 0
  if (p >= 1) return 1
  // The shorter tail is summed, from its largest term on, so that nothing is lost to cancellation.
  if (x <= n * p) return Math.max(0, 1 - binomialUpperTail(n - x + 1, n, 1 - p))
  let term = binomialProbability(x, n, p)
  let total = term
  for (let r = x; r < n && term > total * 1e-17; r += 1) {
    term *= ((n - r) / (r + 1)) * (p / (1 - p))
    total += term
  }
  return Math.min(1, total)
}

/**
 * P(R >= x) for R ~ BetaBinomial(n, a, b), in [0, 1]: the tail of a count whose rate is known only as Beta(a, b), a > 0
 * and b > 0. 1 for x <= 0 and 0 for x > n.
 */
export function betaBinomialUpperTail(x: number, n: number, { a, b }: { a: number; b: number }): number {
  if (x <= 0) return 1
  if (x > n) return 0
  const logBeta = (first: number, second: number) =>
    logGamma(first) + logGamma(second) - logGamma(first + second)
  const logChoose = logGamma(n + 1) - logGamma(x + 1) - logGamma(n - x + 1)
  let term = Math.exp(logChoose + logBeta(x + a, n - x + b) - logBeta(a, b))
  let total = term
  for (let r = x; r < n; r += 1) {
    term *= ((n - r) / (r + 1)) * ((a + r) / (b + n - r - 1))
    total += term
  }
  return Math.min(1, total)
}

/**
 * P(B <= x) for B ~ Beta(a, b), a > 0 and b > 0, to about 12 digits: the continued fraction of Abramowitz & Stegun 26.5.8
 * by Lentz's method.
 */
export function betaUpTo(x: number, a: number, b: number): number {
  if (x <= 0) return 0
  if (x >= 1) return 1
  if (x > (a + 1) / (a + b + 2)) return 1 - betaUpTo(1 - x, b, a)
  const front = Math.exp(
    logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x) - Math.log(a),
  )
  let c = 1
  let d = 1 / guarded(1 - ((a + b) * x) / (a + 1))
  let fraction = d
  for (let m = 1; m < 100_000; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / guarded(1 + even * d)
    c = guarded(1 + even / c)
    fraction *= d * c
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / guarded(1 + odd * d)
    c = guarded(1 + odd / c)
    fraction *= d * c
    if (Math.abs(d * c - 1) < 1e-15) break
  }
  return Math.min(1, front * fraction)
}

/** Keeps a denominator of Lentz's method away from 0. */
const guarded = (value: number) => (Math.abs(value) < 1e-300 ? 1e-300 : value)

/**
 * Quantile .975 of Student's t with a whole number of degrees of freedom >= 1. Source: Abramowitz & Stegun 26.7.3, 26.7.4
 * inverted; from 200 on the expansion 26.7.5, which is exact to 1e-7 there.
 */
export function studentQuantile975(df: number): number {
  if (df >= 200) {
    const z = z95
    return z + (z ** 3 + z) / (4 * df) + (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * df * df)
  }
  let low = z95
  let high = 13
  for (let i = 0; i < 60; i += 1) {
    const middle = (low + high) / 2
    if (studentCentral(middle, df) < 0.95) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/** P(|T| < t). */
function studentCentral(t: number, df: number): number {
  const angle = Math.atan(t / Math.sqrt(df))
  const sine = Math.sin(angle)
  const cosine = Math.cos(angle)
  const odd = df % 2 === 1
  let term = odd ? cosine : 1
  let series = df > 1 ? term : 0
  for (let k = odd ? 3 : 2; k < df; k += 2) {
    term *= ((k - 1) / k) * cosine * cosine
    series += term
  }
  return odd ? (2 / Math.PI) * (angle + sine * series) : sine * series
}
