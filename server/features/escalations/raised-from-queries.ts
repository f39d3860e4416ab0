import { sql } from 'kysely'
import type { ActorDb } from '#server/db/actor-db.ts'
import type { RaisedFromInput } from '#shared/escalations/queries.ts'
import { escalationColumns } from './column-queries.ts'
import type { Known } from './queries.ts'

export interface RaisedRow extends Known {
  is_dispute: boolean
}

/** As many as a screen lists of one thing. */
const raisedLimit = 20

/** Returns the escalations that point to it, as far as the actor reads them, the newest first. */
export async function raisedRows(db: ActorDb, { kind, targetId }: RaisedFromInput): Promise<RaisedRow[]> {
  const pointing = {
    review: sql`(l.review_id = ${targetId} or l.dispute_id in (select d.dispute_id from review_dispute d
      where d.org_id = ${db.org} and d.review_id = ${targetId}))`,
    split: sql`l.round_case_id = ${targetId}`,
    question: sql`l.question_id = ${targetId}`,
  }
  const { rows } = await sql<RaisedRow>`with pointing as (
      select l.escalation_id, bool_or(l.kind = 'dispute') as is_dispute from escalation_link l
      where l.org_id = ${db.org} and ${pointing[kind]} group by l.escalation_id
    ) select ${escalationColumns}, p.is_dispute, coalesce((select jsonb_agg(jsonb_build_object('fromId', a.from_id,
        'role', a.role)) from app.acting() a where a.team_id = e.team_id), '[]') as acting
      from pointing p join escalation e on e.org_id = ${db.org} and e.escalation_id = p.escalation_id
      order by e.created_at desc, e.escalation_id limit ${sql.lit(raisedLimit)}`.execute(db.query)
  return rows
}
