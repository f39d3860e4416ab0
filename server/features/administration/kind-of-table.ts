import type { PersonTable } from '#shared/core/person-data.ts'
import type { RetentionKind } from '#shared/core/retention-rules.ts'
import { personData } from '#shared/person-data.ts'

/** The kind of data of each table that says something about a person. */
export const kindOf: ReadonlyMap<string, RetentionKind> = new Map(
  Object.values(personData).flatMap((data) =>
    Object.entries<PersonTable>(data).map(([table, { retention }]) => [table, retention] as const),
  ),
)
