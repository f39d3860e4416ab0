/** Both ends as shares of 0 to 1. One axis serves one metric on one screen. */
export type Axis = { from: number; to: number }

/** Says whether a higher or a lower share is the better one. */
export type Better = 'above' | 'below'

/**
 * The common axis of some intervals and their target: it ends at 100 % and begins at the five below the lowest of them, ten
 * points away at least, so that no part of it is for nothing; for shares where less is better its mirror, from 0.
 */
export function axisFor(
  intervals: readonly { low: number; high: number }[],
  better: Better = 'above',
  target?: number,
): Axis {
  const fives = (share: number, round: (value: number) => number) =>
    round(Number((share * 20).toFixed(6))) / 20
  const aims = target === undefined ? [] : [target]
  if (better === 'above') {
    const lowest = [...aims, ...intervals.map(({ low }) => low)]
    return { from: Math.max(0, Math.min(0.9, ...lowest.map((share) => fives(share, Math.floor)))), to: 1 }
  }
  const highest = [...aims, ...intervals.map(({ high }) => high)]
  return { from: 0, to: Math.min(1, Math.max(0.1, ...highest.map((share) => fives(share, Math.ceil)))) }
}

/** Where a share stands on an axis, 0 to 1. */
export function place(share: number, { from, to }: Axis): number {
  return Math.min(1, Math.max(0, (share - from) / (to - from)))
}
