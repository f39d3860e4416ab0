import { sql } from 'kysely'
import type { WriteDb } from '#server/db/actor-db.ts'

/** The place of an escalation in which words stand that were written before its category was chosen. */
export type EarlierPlace = 'comment' | 'request' | 'decision' | 'resolution'

/** Returns the first place with words that an escalation about child safety may not hold; undefined where there is none. */
export async function earlierText(db: WriteDb, id: string): Promise<EarlierPlace | undefined> {
  const { rows } = await sql<{ place: EarlierPlace }>`
    select 'comment' as place from escalation_event
    where org_id = ${db.org} and escalation_id = ${id} and not app.is_plain(words)
    union all select 'request' from escalation_request where org_id = ${db.org} and escalation_id = ${id}
      and not (app.is_plain(question) and app.is_plain(recommendation)
        and app.is_plain(if_approved) and app.is_plain(if_rejected))
    union all select 'decision' from escalation_decision
    where org_id = ${db.org} and escalation_id = ${id} and not app.is_plain(reason)
    union all select 'resolution' from escalation where org_id = ${db.org} and escalation_id = ${id}
      and not (app.is_plain(resolution) and app.is_plain(what_changed) and app.has_plain_titles(follow_ups))
    limit 1`.execute(db.query)
  return rows[0]?.place
}

const constraints = ['escalation_event_child_safety', 'escalation_decision_child_safety']

/** Returns whether a write was refused for earlier words that its writer may not read, as of a decision taken back. */
export const isEarlierTextRefusal = (error: unknown): boolean =>
  error instanceof Error && 'constraint' in error && constraints.includes(String(error.constraint))
