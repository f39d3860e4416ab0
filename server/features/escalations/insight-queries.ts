import { sql } from 'kysely'
import type { ActorDb } from '#server/db/actor-db.ts'
import { prepare } from '#server/db/prepared.ts'
import type { InsightAlone, InsightLate, InsightView } from '#shared/escalations/insight-views.ts'
import type { EscalationKind } from '#shared/escalations/rules.ts'
import type { Severity } from '#shared/escalations/step-rules.ts'

type Bare<Listed> = Omit<Listed, 'severity' | 'kind' | 'summary' | 'reference' | 'pauses'>
export interface InsightRow {
  team_name: string
  zone: string
  counted: Pick<InsightView, 'raised' | 'figures' | 'waiting' | 'ages'> & {
    late: Bare<InsightLate>[]
    alone: Bare<InsightAlone>[]
  }
}

const statement = prepare<{ org: string; team: string; month: string }, InsightRow>(
  'escalations_insight',
  (db, p) => ({
    compile: () =>
      sql<InsightRow>`select t.name as team_name, t.zone, app.escalation_insight(t.team_id,
          ${p.month}::date::timestamp at time zone t.zone,
          (${p.month}::date + interval '1 month') at time zone t.zone) as counted
        from team t where t.org_id = ${p.org} and t.team_id = ${p.team}`.compile(db),
  }),
)

/** Returns the figures of a team's escalations that were submitted in the month; undefined for a team that is not visible. */
export async function insightOf(
  db: ActorDb,
  { team, month }: { team: string; month: string },
): Promise<InsightRow | undefined> {
  const [row] = await db.run(statement, { org: db.org, team, month: `${month}-01` })
  return row
}

export interface ListedRow {
  escalation_id: string
  severity: Severity
  kind: EscalationKind
  summary: string | null
  case_reference: string | null
  pauses: InsightLate['pauses']
}

const listedStatement = prepare<{ org: string; ids: string[] }, ListedRow>(
  'escalations_insight_listed',
  (db, p) => ({
    compile: () =>
      sql<ListedRow>`select e.escalation_id, e.severity, e.kind, case when not e.child_safety then e.summary end as summary,
        e.case_reference, coalesce((select jsonb_agg(distinct w.reason) from escalation_pause w where w.org_id = e.org_id
          and w.escalation_id = e.escalation_id and w.reason <> 'resolved'), '[]') as pauses
      from escalation e where e.org_id = ${p.org} and e.escalation_id = any (${p.ids}::uuid[])`.compile(db),
  }),
)

/** Returns what the lists of a month call these escalations; those that the reader may not read are left out. */
export const listedOf = (db: ActorDb, ids: string[]): Promise<ListedRow[]> =>
  ids.length === 0 ? Promise.resolve([]) : db.run(listedStatement, { org: db.org, ids })
