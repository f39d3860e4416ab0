/** Both ends as shares of 0 to 1. One axis serves one metric on one screen. */
export type Axis = { from: number; to: number }

/** Says whether a higher or a lower share is the better one. */
export type Better = 'above' | 'below'

/**
 * The common axis of some intervals: 70 to 100 %, opened downwards in tens until the lowest fits; for shares where
 * less is better its mirror, 0 to 30 %, opened upwards.
 */
export function axisFor(intervals: readonly { low: number; high: number }[], better: Better = 'above'): Axis {
  const tens = (share: number, round: (value: number) => number) =>
    round(Number((share * 10).toFixed(6))) / 10
  if (better === 'above')
    return { from: Math.max(0, Math.min(0.7, ...intervals.map(({ low }) => tens(low, Math.floor)))), to: 1 }
  return { from: 0, to: Math.min(1, Math.max(0.3, ...intervals.map(({ high }) => tens(high, Math.ceil)))) }
}

/** Where a share stands on an axis, 0 to 1. */
export function place(share: number, { from, to }: Axis): number {
  return Math.min(1, Math.max(0, (share - from) / (to - from)))
}
