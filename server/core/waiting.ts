import type { WriteDb } from '#server/db/actor-db.ts'
import type { TodayItem } from '#shared/today/kinds.ts'
import type { Scope } from './scope.ts'

/** The reader's zone, the day that it is there, and the names of the people asked for. */
export interface ReaderDay {
  zone: string
  day: string
  names: Readonly<Record<string, string>>
}

/** Something that waits for the reader, by its key; the rest of the row once the reader's day is known. */
export interface Waiting {
  key: string
  /** People whose names the row asks for. */
  people?: readonly string[]
  /** When a message about the reader's own failure was written: it waits for working hours, all else is there at once. */
  failureAt?: string | null
  /** When that which the row speaks of began; settling the same row before then was about an earlier time. */
  beganAt?: string
  row(day: ReaderDay): TodayItem
}

/** Returns what of a feature waits for the reader; where that shows another's protected data, it logs who sees it. */
export type WaitingSource = (scope: Scope<WriteDb>) => Promise<readonly Waiting[]>
