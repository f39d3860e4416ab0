import { hash } from 'node:crypto'
import { seededIntegers } from '#shared/statistics/random.ts'

/** Holds what the demo is made from: the same two always make the same rows. */
export interface DemoInput {
  /** The day of the demo in Asia/Seoul, 'YYYY-MM-DD'. Everything lies before its midnight but what is planned. */
  today: string
  seed: string
}

export type MakeId = (...key: readonly (string | number)[]) => string

/** UUIDs of version 8 (made by the application, RFC 9562) from the seed and what the row is. */
export function idsFrom(seed: string): MakeId {
  return (...key) => {
    const hex = hash('sha256', JSON.stringify([seed, ...key]))
    const variant = ((Number.parseInt(hex.charAt(16), 16) & 3) | 8).toString(16)
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`
  }
}

export interface Chance {
  /** In [0, 1). */
  next(): number
  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number
  pick<T>(from: readonly T[]): T
}

/** A stream of its own for each thing that is drawn, so that one more person changes nobody else's rows. */
export function chanceFor(seed: string, ...key: readonly (string | number)[]): Chance {
  const digest = hash('sha256', JSON.stringify(['chance', seed, ...key]), 'buffer')
  const draw = seededIntegers(digest.readUInt32BE(0))
  return {
    next: () => draw(1_000_000) / 1_000_000,
    between: (low, high) => low + draw(high - low + 1),
    pick(from) {
      const picked = from[draw(from.length)]
      if (picked === undefined) throw new RangeError('Nothing to pick from')
      return picked
    },
  }
}
