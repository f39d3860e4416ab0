import { type Target, type TargetVerdict, targetVerdict } from '#shared/statistics/floors.ts'
import type { Better } from './axis.ts'

type Judged = {
  x: number
  n: number
  low: number
  high: number
  target?: number | undefined
  better?: Better
}

/** Returns what may be said of x of n and its interval beside a target, where there is one: the rule of every figure. */
export function verdict({ x, n, low, high, target, better = 'above' }: Judged): TargetVerdict {
  if (target === undefined) return 'unclear'
  return targetVerdict({ x, n }, { rate: target, better } satisfies Target, { low, high })
}
