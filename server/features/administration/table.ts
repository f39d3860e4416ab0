import type { Generated } from 'kysely'

export interface TeamMoveTable {
  org_id: string
  move_id: string
  team_id: string
  /** The team above where it stood; null at the top. */
  from_id: Generated<string | null>
  to_id: string | null
  /** Null where whoever runs the server moved it. */
  asked_by: string | null
  asked_at: Generated<string>
  confirmed_by: Generated<string | null>
  confirmed_at: Generated<string | null>
  declined_by: Generated<string | null>
  declined_at: Generated<string | null>
}

declare module '#server/db/schema.ts' {
  interface Schema {
    team_move: TeamMoveTable
  }
}
