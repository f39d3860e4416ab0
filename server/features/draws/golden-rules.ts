import type { DrawDesign } from '#shared/draws/contracts.ts'
import type { GoldenRow } from './golden-queries.ts'

/** Returns what a golden case is today: a newer version of its policy retires it by itself. */
export function stateOf({ retired_at, in_force }: GoldenRow): 'active' | 'superseded' | 'retired' {
  if (retired_at !== null) return 'retired'
  return in_force ? 'active' : 'superseded'
}

interface Test {
  drawerId: string
  design: Pick<DrawDesign, 'policy' | 'queue' | 'language'>
  /** The cases that there are to draw from. */
  frame: readonly Pick<GoldenRow, 'policy' | 'queue' | 'language'>[]
}

/**
 * Returns the golden cases that a draw may have, in a fixed order: nobody is tested by their own, each tests once, and one
 * whose policy, queue or language no drawn case could have would be told by it.
 */
export function testsFor(rows: readonly GoldenRow[], { drawerId, design, frame }: Test): GoldenRow[] {
  const valuesOf = (property: 'policy' | 'queue' | 'language') => new Set(frame.map((row) => row[property]))
  const known = { policy: valuesOf('policy'), queue: valuesOf('queue'), language: valuesOf('language') }
  const fits = (row: GoldenRow, property: 'policy' | 'queue' | 'language') =>
    known[property].has(row[property]) && (design[property] ?? row[property]) === row[property]
  return rows
    .filter((row) => stateOf(row) === 'active' && row.unused && row.made_by !== drawerId)
    .filter((row) => fits(row, 'policy') && fits(row, 'queue') && fits(row, 'language'))
    .toSorted((a, b) => (a.golden_id < b.golden_id ? -1 : 1))
}
