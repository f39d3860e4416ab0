import type { Insertable, Kysely, SelectType } from 'kysely'
import type { Schema } from '#server/db/schema.ts'
import type { Actor } from '#shared/policy.ts'
import { collect } from '#tests/support/collect.ts'
import type { PolicyDatabase } from './database.ts'
import type { Generator } from './generator.ts'

export type Rows = { [T in keyof Schema]?: Insertable<Schema[T]>[] }
export type Row<T extends keyof Schema> = { [C in keyof Schema[T]]: SelectType<Schema[T][C]> }

/** Who may see a row of the actor's organisation; the key is what a row is known by within it. */
export type Readers = {
  [T in keyof Schema]?: [
    key: keyof Schema[T],
    may: (actor: Actor, row: Row<T>, world: PolicyDatabase) => boolean,
  ]
}

/** One attempt to write: what the policy says of it, and the statement that the app would send. */
export interface Attempt {
  expected: boolean
  statement: (db: Kysely<Schema>) => Promise<{ numAffectedRows?: bigint | undefined }>
}
/** By the action, with a word more where it is tried in several ways. */
export type Writes = Record<string, (actor: Actor, pick: Pick, world: PolicyDatabase) => Attempt>
export type Pick = <T>(from: readonly T[]) => T

/** A feature's tables in the comparison of the two walls; `<feature>.tables.ts` exports one as `part`. */
export interface TablesPart {
  /** Rows of each of its tables, for a generated organisation. */
  rows?: (generator: Generator) => Rows
  /** Every table of the feature that the app may read. */
  readers?: Readers
  writes?: Writes
}

export async function collectTables(): Promise<Map<string, TablesPart>> {
  const files = await collect<{ part: TablesPart }>('integration', 'tables', ['part'])
  return new Map([...files].map(([feature, { part }]) => [feature, part]))
}
