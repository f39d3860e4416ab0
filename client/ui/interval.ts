import { type Target, type TargetVerdict, targetVerdict } from '#shared/statistics/floors.ts'
import type { Better } from './axis.ts'

type Judged = { x: number; n: number; target?: number | undefined; better?: Better }

/** Returns what may be said of x of n beside its target, where there is one: the rule of every figure. */
export function verdict({ x, n, target, better = 'above' }: Judged): TargetVerdict {
  return target === undefined ? 'unclear' : targetVerdict({ x, n }, { rate: target, better } satisfies Target)
}
