import type { Statement } from './record.ts'

/** What bare.ts is started with. */
export interface BareOrder {
  databaseUrl: string
  /** In whose name functions of the database answer; they would return at once to nobody. */
  actor: { org: string; person: string } | null
  statements: Statement[]
  /** Ids to be made anew for each request, wherever they stand in `values`. */
  fresh: string[]
  transaction: boolean
  /** The first of the rows that it uses up, one a request. */
  firstRow: number
}

/** A UUIDv7, as Dure and the phone make them. */
export const madeIds = /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g

/** Ids of rows that were made to be used up: a kind of thing, then the number of the row. */
export const rowIds = /(00000000-0000-4000-80[0-9a-f]{2}-)[0-9a-f]{12}/g
export const rowDigits = (row: number): string => row.toString(16).padStart(12, '0')
