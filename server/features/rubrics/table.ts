import type { Generated, JSONColumnType } from 'kysely'
import type { VersionState } from '#shared/rubrics/rules.ts'
import type { RubricContent } from '#shared/rubrics/views.ts'

export interface RubricTable {
  org_id: string
  rubric_id: string
  team_id: string
  created_at: Generated<string>
  move_in_id: Generated<string | null>
}
export interface RubricVersionTable {
  org_id: string
  version_id: string
  rubric_id: string
  team_id: string
  /** Counts the rubric's versions from 1. */
  number: number
  state: Generated<VersionState>
  content: JSONColumnType<RubricContent>
  /** Null where the command line moved it in. */
  author_id: string | null
  saved_at: Generated<string>
  claimed_at: string
  published_at: string | null
  archived_at: string | null
  version: Generated<number>
  move_in_id: Generated<string | null>
}

declare module '#server/db/schema.ts' {
  interface Schema {
    rubric: RubricTable
    rubric_version: RubricVersionTable
  }
}
