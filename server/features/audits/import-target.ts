import type { Kysely } from 'kysely'
import type { Schema } from '#server/db/schema.ts'

/**
 * Where an import goes: a transaction that has begun, as dure_app for a lead or as dure_owner for the command line, which
 * is nobody (`actor` null).
 */
export interface ImportTarget {
  readonly org: string
  readonly actor: string | null
  readonly query: Kysely<Schema>
}
