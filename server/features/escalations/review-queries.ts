import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import type { OwnerDb } from '#server/db/database.ts'
import { requestDays } from '#shared/escalations/approval-rules.ts'
import type { Severity, Status } from '#shared/escalations/step-rules.ts'
import type { PartnerFunction } from '#shared/people/role-rules.ts'
import { coveredParts, lockUnlessBusy } from './people-queries.ts'

/** An open request that nobody is left to decide on, or that has expired. */
export interface Stuck {
  org_id: string
  request_id: string
  escalation_id: string
  team_id: string
  raiser_id: string
  author_id: string
  holder_id: string | null
  subject_id: string | null
  function: PartnerFunction | null
  severity: Severity
  status: Status
  content_version: number
  child_safety: boolean
  /** The approval that was given before, with who gave it; null where there is none. */
  decision_id: string | null
  decider_id: string | null
  /** It was open for longer than a request stands. */
  expired: boolean
}

type RequestKey = Pick<Stuck, 'org_id' | 'request_id'>

/**
 * Returns the open requests on which nobody is left to decide, whatever ended (a role, a delegation, a place in the tree of
 * teams), and those that were open for too long. Nobody decides who is barred or has decided; one whose decision waits for its effect is left to that.
 */
async function stuckAmong(db: OwnerDb, key?: RequestKey): Promise<Stuck[]> {
  const { rows } = await sql<Stuck>`with recursive open as (
      select r.org_id, r.request_id, r.escalation_id, e.team_id, e.raiser_id, r.author_id, e.holder_id, e.subject_id,
        e.function, e.severity, e.status, e.content_version, e.child_safety, g.decision_id, g.decider_id,
        r.counted_from <= clock_timestamp() - make_interval(days => ${requestDays}) as expired,
        array_remove(array[e.raiser_id, r.author_id, e.subject_id, g.decider_id, g.for_id], null) || e.editor_ids as barred
      from escalation_request r
      join escalation e on e.org_id = r.org_id and e.escalation_id = r.escalation_id
      left join escalation_decision g on g.org_id = r.org_id and g.request_id = r.request_id
        and g.verdict = 'approve' and g.effected_at is not null
      where r.state = 'open' and r.content_version = e.content_version
        and (${key ? sql`r.org_id = ${key.org_id} and r.request_id = ${key.request_id}` : sql`true`})
        and not exists (select from escalation_decision d where d.org_id = r.org_id and d.request_id = r.request_id
          and d.undone_at is null and d.effected_at is null)
    ), ${coveredParts}
    select o.org_id, o.request_id, o.escalation_id, o.team_id, o.raiser_id, o.author_id, o.holder_id, o.subject_id,
      o.function, o.severity, o.status, o.content_version, o.child_safety, o.decision_id, o.decider_id, o.expired
    from open o
    where o.expired or not exists (select from covered c where c.org_id = o.org_id and c.of_team = o.team_id
      and c.person_id <> all (o.barred) and (c.for_id is null or c.for_id <> all (o.barred)))
    limit 200`.execute(db)
  return rows
}

export const stuckRequests = (db: OwnerDb): Promise<Stuck[]> => stuckAmong(db)

/** The same of one request whose escalation is locked by this; undefined where somebody can decide, or works on it now. */
export async function lockStuck(transaction: OwnerDb, key: Stuck): Promise<Stuck | undefined> {
  if (!(await lockUnlessBusy(transaction, key))) return undefined
  const [stuck] = await stuckAmong(transaction, key)
  return stuck
}

/** The approval that was given stands alone; it is recorded with its decision and in the history. */
export async function setAlone(transaction: OwnerDb, stuck: Stuck): Promise<void> {
  await transaction
    .updateTable('escalation_decision')
    .set({ alone: true })
    .where('org_id', '=', stuck.org_id)
    .where('decision_id', '=', stuck.decision_id)
    .execute()
  await addEvent(transaction, stuck, { kind: 'approved', code: 'alone', actor: stuck.decider_id })
}

/** A request that nobody can give, or that expired, is void, and the escalation goes back to before it was asked. */
export async function voidStuck(transaction: OwnerDb, stuck: Stuck, status: Status): Promise<void> {
  await transaction
    .updateTable('escalation_request')
    .set({ state: 'voided' })
    .where('org_id', '=', stuck.org_id)
    .where('request_id', '=', stuck.request_id)
    .execute()
  await addEvent(transaction, stuck, {
    kind: 'voided',
    code: stuck.expired ? 'expired' : 'nobody_can_decide',
    actor: null,
  })
  await transaction
    .updateTable('escalation')
    .set({ status })
    .where('org_id', '=', stuck.org_id)
    .where('escalation_id', '=', stuck.escalation_id)
    .execute()
}

async function addEvent(
  transaction: OwnerDb,
  { org_id, escalation_id, child_safety }: Stuck,
  event: { kind: 'approved' | 'voided'; code: string; actor: string | null },
): Promise<void> {
  await transaction
    .insertInto('escalation_event')
    .values({
      ...{ org_id, escalation_id, child_safety, event_id: uuidv7() },
      ...{ kind: event.kind, actor_id: event.actor, other_id: null, words: null, code: event.code },
    })
    .execute()
  await transaction
    .updateTable('escalation')
    .set({ version: sql<number>`version + 1`, changed_at: sql<string>`clock_timestamp()` })
    .where('org_id', '=', org_id)
    .where('escalation_id', '=', escalation_id)
    .execute()
}
