import { colourFloor, type TargetVerdict } from '#shared/statistics/floors.ts'
import type { Better } from './axis.ts'

type Judged = { n: number; low: number; high: number; target?: number | undefined; better?: Better }

/**
 * Returns what may be said of an interval beside its target: nothing unless n allows it and all of it lies on one
 * side.
 */
export function verdict({ n, low, high, target, better = 'above' }: Judged): TargetVerdict {
  if (target === undefined || n < colourFloor) return 'unclear'
  if (low > target) return better === 'above' ? 'meets' : 'misses'
  if (high < target) return better === 'above' ? 'misses' : 'meets'
  return 'unclear'
}
