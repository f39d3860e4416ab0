import type { DisputeState } from './dispute-rules.ts'

/** Disputes under one name, by what came of them. */
export interface DisputeCount {
  name: string
  accepted: number
  partly: number
  kept: number
  open: number
  /** Those with another value, of those that were decided. */
  changed: number
  decided: number
}

/** Adds counted disputes up under the names that they are given; those that were withdrawn are in none. */
export function disputeCountsBy<Row extends { state: DisputeState; n: number }>(
  rows: readonly Row[],
  nameOf: (row: Row) => string,
): DisputeCount[] {
  const counts = new Map<string, DisputeCount>()
  for (const row of rows) {
    if (row.state === 'withdrawn') continue
    const name = nameOf(row)
    const count = counts.get(name) ?? {
      ...{ name, accepted: 0, partly: 0, kept: 0, open: 0, changed: 0, decided: 0 },
    }
    count[row.state] += row.n
    if (row.state !== 'open') count.decided += row.n
    if (row.state === 'accepted' || row.state === 'partly') count.changed += row.n
    counts.set(name, count)
  }
  return [...counts.values()]
}
