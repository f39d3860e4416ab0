import type { Statement } from './record.ts'

/** What bare.ts is started with. */
export interface BareOrder {
  databaseUrl: string
  statements: Statement[]
  /** Ids to be made anew for each request, wherever they stand in `values`. */
  fresh: string[]
  transaction: boolean
}

/** A UUIDv7, as Dure and the phone make them. */
export const madeIds = /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g
