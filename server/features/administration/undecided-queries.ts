import { sql } from 'kysely'
import type { ActorDb } from '#server/db/actor-db.ts'
import { prepare } from '#server/db/prepared.ts'

export interface UndecidedRow {
  team_id: string
  team_name: string
  /** Disputes and requests for another look that nobody may decide today. */
  n: number
  since: string
  due_at: string
}

const statement = prepare<Record<never, never>, UndecidedRow>('administration_undecided', (db) => ({
  compile: () =>
    sql<UndecidedRow>`select team_id, team_name, n, since, due_at from app.undecided()`.compile(db),
}))

/** Returns the teams with doubted judgements that nobody may decide; nothing for who does not administer. */
export const undecidedTeams = (db: ActorDb): Promise<UndecidedRow[]> => db.run(statement, {})
