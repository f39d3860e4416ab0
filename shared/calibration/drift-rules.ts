import { agreementDisplay } from '#shared/statistics/agreement-floors.ts'
import type { RoundResult } from './views.ts'

type Point = RoundResult['drift'][number]
type Said = Point & { alpha: number }

/**
 * Says how agreement went over rounds: 'few' without two rounds of enough cases; 'rose' and 'fell' only where the intervals of
 * the first and the latest of them do not overlap; 'unsure' where one of them has no interval; 'unclear' where they overlap.
 */
type Drift =
  | { kind: 'few' }
  | { kind: 'rose' | 'fell' | 'unclear' | 'unsure'; first: Said; latest: Said; rounds: number }

/** Returns whether a round has enough cases for its alpha to be said. */
export const isSayable = (point: Point): point is Said =>
  point.alpha !== null && agreementDisplay(point.alpha, point.pairableUnits).kind === 'band'

/** Returns how agreement went over rounds that are given the oldest first. */
export function driftOf(rounds: readonly Point[]): Drift {
  const said = rounds.filter(isSayable)
  const [first, latest] = [said[0], said.at(-1)]
  if (!first || !latest || first === latest) return { kind: 'few' }
  const found = { first, latest, rounds: said.length }
  if (!first.interval || !latest.interval) return { kind: 'unsure', ...found }
  if (latest.interval.low > first.interval.high) return { kind: 'rose', ...found }
  if (latest.interval.high < first.interval.low) return { kind: 'fell', ...found }
  return { kind: 'unclear', ...found }
}
