import { seededRandom } from '#tests/support/seeded-random.ts'

/** Decisions that a seed repeats. */
export type Chance = {
  random(): number
  in(probability: number): boolean
  /** A whole number from 0 to less than `end`. */
  below(end: number): number
  /** Undefined only of an empty list. */
  of<T>(list: readonly [T, ...T[]]): T
  of<T>(list: readonly T[]): T | undefined
}

export function createChance(seed: number): Chance {
  const random = seededRandom(seed)
  const below = (end: number) => Math.floor(random() * end)
  return {
    random,
    in: (probability) => random() < probability,
    below,
    of: <T>(list: readonly T[]) => list[below(list.length)] as T,
  }
}
