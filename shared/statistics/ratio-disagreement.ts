/** Sums the ratio level's squared distances over all ordered pairs of ratings, from how often each value was given. */
export type RatioSum = (counts: ArrayLike<number>) => number

/** Up to so many values every pair is computed; beyond, the pairs of a thousand resamples would take minutes. */
const pairLimit = 300
/** Values whose logarithms lie within this share a series of powers. */
const narrowRange = 0.5
/** The share of one that a pivot of the factored kernel may leave. */
const tolerance = 1e-15

/**
 * Prepares the sum of ((a - b) / (a + b))² for values that are not negative. In x = log a the distance is tanh²((x - y) / 2).
 * For many values that lie close together it is summed by central moments, for many others by a factor of the kernel
 * sech²((x - y) / 2) = 1 - tanh², which is smooth and positive definite, so that some sixty columns hold all of it.
 */
export function ratioSum(values: readonly number[]): RatioSum {
  if (values.length <= pairLimit) return (counts) => sumOfPairs(values, counts)
  const positive = values.filter((value) => value > 0)
  const logs = values.map(Math.log)
  const range = Math.log(maximum(positive)) - Math.log(minimum(positive))
  return positive.length === values.length && range <= narrowRange ? sumOfMoments(logs) : sumOfFactor(values)
}

const maximum = (values: readonly number[]) => values.reduce((best, value) => Math.max(best, value), 0)
const minimum = (values: readonly number[]) =>
  values.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY)

function sumOfPairs(values: readonly number[], counts: ArrayLike<number>): number {
  const chosen = values.map((_, place) => place).filter((place) => (counts[place] ?? 0) > 0)
  const times = Float64Array.from(chosen, (place) => counts[place] ?? 0)
  const positions = Float64Array.from(chosen, (place) => values[place] ?? 0)
  let total = 0
  for (let i = 0; i < positions.length; i += 1) {
    const a = positions[i] ?? 0
    let row = 0
    for (let j = 0; j < i; j += 1) {
      const b = positions[j] ?? 0
      // Halves first: the sum of two values near the largest number is none.
      const share = (a / 2 - b / 2) / (a / 2 + b / 2)
      row += (times[j] ?? 0) * share * share
    }
    total += 2 * (times[i] ?? 0) * row
  }
  return total
}

/** Coefficients of u², u⁴, … in tanh²(u / 2). */
const series = powerSeries(9)

function powerSeries(terms: number): number[] {
  // tanh' = 1 - tanh², so each coefficient follows from those before it.
  const tanh = new Array<number>(2 * terms + 2).fill(0)
  tanh[1] = 1
  for (let power = 2; power < tanh.length; power += 1) {
    let product = 0
    for (let i = 1; i < power - 1; i += 1) product += (tanh[i] ?? 0) * (tanh[power - 1 - i] ?? 0)
    tanh[power] = -product / power
  }
  return Array.from({ length: terms }, (_, term) => {
    const power = 2 * (term + 1)
    let square = 0
    for (let i = 1; i < power; i += 1) square += (tanh[i] ?? 0) * (tanh[power - i] ?? 0)
    return square / 2 ** power
  })
}

function sumOfMoments(logs: readonly number[]): RatioSum {
  const centre = logs.reduce((total, log) => total + log, 0) / logs.length
  return (counts) => {
    let n = 0
    let mean = 0
    logs.forEach((log, place) => {
      n += counts[place] ?? 0
      mean += (counts[place] ?? 0) * (log - centre)
    })
    mean /= n
    const moments = new Float64Array(2 * series.length + 1)
    logs.forEach((log, place) => {
      let power = counts[place] ?? 0
      if (power === 0) return
      const deviation = log - centre - mean
      for (let k = 0; k < moments.length; k += 1) {
        moments[k] = (moments[k] ?? 0) + power
        power *= deviation
      }
    })
    return series.reduce(
      (total, coefficient, term) => total + coefficient * evenDifference(moments, 2 * term + 2),
      0,
    )
  }
}

/** The sum over all ordered pairs of their difference to an even power, from the moments. */
function evenDifference(moments: ArrayLike<number>, power: number): number {
  let total = 0
  let binomial = 1
  for (let k = 0; k <= power; k += 1) {
    total += (k % 2 === 0 ? 1 : -1) * binomial * (moments[k] ?? 0) * (moments[power - k] ?? 0)
    binomial = (binomial * (power - k)) / (k + 1)
  }
  return total
}

/** 1 - ((a - b) / (a + b))², which is 4ab / (a + b)²; two zeros are the same value. */
function likeness(a: number, b: number): number {
  if (a === b) return 1
  const [less, greater] = a < b ? [a, b] : [b, a]
  const ratio = less / greater
  return (4 * ratio) / (1 + ratio) ** 2
}

/** Factors the kernel by pivoted Cholesky until nothing of it is left. */
function sumOfFactor(values: readonly number[]): RatioSum {
  const size = values.length
  const left = new Float64Array(size).fill(1)
  const columns: Float64Array[] = []
  for (;;) {
    let pivot = 0
    for (let i = 1; i < size; i += 1) if ((left[i] ?? 0) > (left[pivot] ?? 0)) pivot = i
    const rest = left[pivot] ?? 0
    if (rest <= tolerance || columns.length === size) break
    const root = Math.sqrt(rest)
    const column = new Float64Array(size)
    for (let i = 0; i < size; i += 1) {
      let value = likeness(values[i] ?? 0, values[pivot] ?? 0)
      for (const before of columns) value -= (before[i] ?? 0) * (before[pivot] ?? 0)
      column[i] = value / root
      left[i] = Math.max(0, (left[i] ?? 0) - (column[i] ?? 0) ** 2)
    }
    left[pivot] = 0
    columns.push(column)
  }
  return (counts) => {
    let n = 0
    for (let i = 0; i < size; i += 1) n += counts[i] ?? 0
    let alike = 0
    for (const column of columns) {
      let projected = 0
      for (let i = 0; i < size; i += 1) projected += (counts[i] ?? 0) * (column[i] ?? 0)
      alike += projected * projected
    }
    return Math.max(0, n * n - alike)
  }
}
