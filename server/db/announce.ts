import { sql } from 'kysely'
import type { LiveFeature } from '#shared/core/live.ts'
import type { WriteDb } from './actor-db.ts'
import { prepare } from './prepared.ts'

/** Whose open phones hear of a change. */
export interface Audience {
  people?: readonly string[]
  /** Teams whose leads and managers hear of it. */
  teams?: readonly string[]
  /** Somebody of those teams who may not see what changed. */
  exceptId?: string | null
}

export interface Change {
  feature: LiveFeature
  /** The person that the change is about. */
  subjectId?: string
  audience: Audience
}

interface ChangeRow {
  feature: LiveFeature
  person: string | null
  team: string | null
  subject: string | null
  except: string | null
}

/** Returns one row for each person and team that hears of a change, each once. */
export function rowsOf(changes: readonly Change[]): ChangeRow[] {
  const rows = changes.flatMap(({ feature, subjectId: subject = null, audience }): ChangeRow[] => [
    ...(audience.people ?? []).map((person) => ({ feature, person, team: null, subject, except: null })),
    ...(audience.teams ?? []).map((team) => ({
      feature,
      person: null,
      team,
      subject,
      except: audience.exceptId ?? null,
    })),
  ])
  return [...new Map(rows.map((row) => [Object.values(row).join(' '), row])).values()]
}

const insertChanges = prepare<{ org: string; rows: string }, { announced: null }>(
  'change_insert',
  (db, p) => ({
    compile: () =>
      sql<{ announced: null }>`with announced as (
        insert into change (org_id, feature, person_id, team_id, subject_id, except_id)
        select ${p.org}::uuid, feature, person, team, subject, "except"
        from json_to_recordset(${p.rows}::json)
          as r (feature text, person uuid, team uuid, subject uuid, "except" uuid)
      ) select pg_notify('dure_change', ${p.org}::uuid::text) as announced`.compile(db),
  }),
)

/**
 * Tells open phones, at commit, that something they may see changed: one statement for all changes and everybody who
 * hears of them. The notice carries the organisation only.
 */
export async function announce(db: WriteDb, ...changes: readonly Change[]): Promise<void> {
  const rows = rowsOf(changes)
  if (rows.length > 0) db.atEnd(insertChanges, { org: db.org, rows: JSON.stringify(rows) })
}
