import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import type { OwnerDb } from '#server/db/database.ts'
import type { DecidingRole } from '#shared/escalations/approval-rules.ts'
import type { Severity, Status } from '#shared/escalations/step-rules.ts'
import type { PartnerFunction } from '#shared/people/role-rules.ts'
import { coveredParts, lockUnlessBusy } from './people-queries.ts'

/** An open escalation that is with somebody who does not see it any more. */
export interface Abandoned {
  org_id: string
  escalation_id: string
  team_id: string
  raiser_id: string
  subject_id: string | null
  holder_id: string
  function: PartnerFunction | null
  severity: Severity
  status: Status
  editor_ids: string[]
  child_safety: boolean
  /** Who asked for the decision that is open on it, and what was given; null where none is. */
  author_id: string | null
  given: ({ deciderId: string } & DecidingRole)[]
}

async function abandonedAmong(
  db: OwnerDb,
  key?: Pick<Abandoned, 'org_id' | 'escalation_id'>,
): Promise<Abandoned[]> {
  const { rows } = await sql<Abandoned>`with recursive open as (
      select e.* from escalation e where e.status not in ('draft', 'closed') and e.holder_id <> e.raiser_id
        and (${key ? sql`e.org_id = ${key.org_id} and e.escalation_id = ${key.escalation_id}` : sql`true`})
    ), ${coveredParts}
    select o.org_id, o.escalation_id, o.team_id, o.raiser_id, o.subject_id, o.holder_id, o.function, o.severity,
      o.status, o.editor_ids, o.child_safety, r.author_id,
      coalesce((select jsonb_agg(jsonb_build_object('deciderId', g.decider_id, 'forId', g.for_id, 'role', g.role))
        from escalation_decision g where g.org_id = r.org_id and g.request_id = r.request_id
          and g.verdict = 'approve' and g.effected_at is not null), '[]') as given
    from open o left join escalation_request r on r.org_id = o.org_id and r.escalation_id = o.escalation_id
      and r.state = 'open' and r.content_version = o.content_version
    where not exists (select from covered c
        where c.org_id = o.org_id and c.of_team = o.team_id and c.person_id = o.holder_id)
      and not exists (select from app.membership_today m where m.org_id = o.org_id and m.person_id = o.holder_id
        and m.role = 'partner' and m.function = o.function)
    limit 200`.execute(db)
  return rows
}

/** Returns the open escalations whose holder does not see them any more, whatever ended. */
export const abandonedEscalations = (db: OwnerDb): Promise<Abandoned[]> => abandonedAmong(db)

/** The same of one that is locked by this; undefined where its holder sees it again, or somebody works on it now. */
export async function lockAbandoned(transaction: OwnerDb, key: Abandoned): Promise<Abandoned | undefined> {
  if (!(await lockUnlessBusy(transaction, key))) return undefined
  const [abandoned] = await abandonedAmong(transaction, key)
  return abandoned
}

/** Records that nobody in particular gave it to this person. */
export async function recordHandover(
  transaction: OwnerDb,
  { org_id, escalation_id, child_safety }: Abandoned,
  personId: string,
): Promise<void> {
  await transaction
    .insertInto('escalation_event')
    .values({
      ...{ org_id, escalation_id, child_safety, event_id: uuidv7() },
      ...{ kind: 'assigned', actor_id: null, other_id: personId, words: null, code: null },
    })
    .execute()
  await transaction
    .updateTable('escalation')
    .set({ version: sql<number>`version + 1`, changed_at: sql<string>`clock_timestamp()` })
    .where('org_id', '=', org_id)
    .where('escalation_id', '=', escalation_id)
    .execute()
}
