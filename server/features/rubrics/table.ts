import type { Generated, JSONColumnType } from 'kysely'
import type { VersionState } from '#shared/rubrics/rules.ts'
import type { RubricContent } from '#shared/rubrics/views.ts'

export interface RubricTable {
  org_id: string
  rubric_id: string
  team_id: string
  created_at: Generated<string>
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
  author_id: string
  saved_at: Generated<string>
  claimed_at: string
  published_at: string | null
  archived_at: string | null
  version: Generated<number>
}

declare module '#server/db/schema.ts' {
  interface Schema {
    rubric: RubricTable
    rubric_version: RubricVersionTable
  }
}
