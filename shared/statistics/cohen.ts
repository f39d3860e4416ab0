import { z95 } from './interval.ts'
import { type Category, observedScale } from './ratings.ts'
import { sum } from './sum.ts'

export type KappaWeights = 'none' | 'linear' | 'quadratic'

export type CohenKappa = {
  kappa: number
  /** Observed and chance (weighted) agreement, in [0, 1]. */
  observed: number
  expected: number
  /** Large-sample standard error and 95 % interval, within [-1, 1]; null where the formula gives no spread at all. */
  se: number | null
  low: number | null
  high: number | null
}

/**
 * Cohen's kappa of two raters from their table (row: first rater, column: second), with agreement weights
 * 1 - |i - j| / (k - 1) (linear) or 1 - ((i - j) / (k - 1))^2 (quadratic) for ordered categories. null when the table is
 * not square, empty or smaller than two by two, or when chance agreement is 1 because both used one category only.
 *
 * Sources: Cohen 1960, 1968; standard error Fleiss, Cohen & Everitt 1969, Psychological Bulletin 72.
 */
export function cohenKappa(
  table: readonly (readonly number[])[],
  weights: KappaWeights = 'none',
): CohenKappa | null {
  const k = table.length
  const n = table.flat().reduce((total, count) => total + count, 0)
  if (k < 2 || table.some((row) => row.length !== k) || !(n > 0)) return null
  const share = table.map((row) => row.map((count) => count / n))
  const rows = share.map(sum)
  const columns = rows.map((_, j) => sum(share.map((row) => row[j] ?? 0)))
  const weight = (i: number, j: number) => agreementWeight(i, j, { k, weights })

  const observed = sum(share.flatMap((row, i) => row.map((p, j) => weight(i, j) * p)))
  const expected = sum(rows.flatMap((r, i) => columns.map((c, j) => weight(i, j) * r * c)))
  // One category only for both: rounding may leave chance a hair below 1.
  if (rows.some((r, i) => r === 1 && columns[i] === 1) || !(expected < 1)) return null
  const kappa = (observed - expected) / (1 - expected)

  const rowMean = rows.map((_, i) => sum(columns.map((c, j) => weight(i, j) * c)))
  const columnMean = columns.map((_, j) => sum(rows.map((r, i) => weight(i, j) * r)))
  const second = sum(
    share.flatMap((row, i) =>
      row.map((p, j) => p * (weight(i, j) - ((rowMean[i] ?? 0) + (columnMean[j] ?? 0)) * (1 - kappa)) ** 2),
    ),
  )
  const variance = (second - (kappa - expected * (1 - kappa)) ** 2) / (n * (1 - expected) ** 2)
  if (!(variance > 1e-15)) return { kappa, observed, expected, se: null, low: null, high: null }
  const se = Math.sqrt(variance)
  return {
    kappa,
    observed,
    expected,
    se,
    low: Math.max(-1, kappa - z95 * se),
    high: Math.min(1, kappa + z95 * se),
  }
}

/** The table of two raters over the units that both rated, in scale order; `order` as in `rateUnits`. */
export function crossTable(
  pairs: readonly (readonly [Category, Category])[],
  order: readonly Category[] = observedScale(pairs.flat()),
): number[][] {
  const table = order.map(() => order.map(() => 0))
  for (const [a, b] of pairs) {
    const row = table[order.indexOf(a)]
    const column = order.indexOf(b)
    if (row && column >= 0) row[column] = (row[column] ?? 0) + 1
  }
  return table
}

function agreementWeight(i: number, j: number, { k, weights }: { k: number; weights: KappaWeights }): number {
  if (weights === 'none') return i === j ? 1 : 0
  const distance = Math.abs(i - j) / (k - 1)
  return weights === 'linear' ? 1 - distance : 1 - distance * distance
}
