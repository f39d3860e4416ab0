import { type Selectable, sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import type { OwnerDb } from '#server/db/database.ts'
import type { Severity, Status } from '#shared/escalations/step-rules.ts'
import type { PartnerFunction } from '#shared/people/role-rules.ts'
import { keepLateHolder } from './clock-queries.ts'
import { readersForJob } from './people-queries.ts'
import type { EscalationDecisionTable } from './table.ts'

export interface Ripe extends Selectable<EscalationDecisionTable> {
  team_id: string
  raiser_id: string
  holder_id: string | null
  subject_id: string | null
  editor_ids: string[]
  function: PartnerFunction | null
  severity: Severity
  status: Status
  author_id: string
  /** The request still asks for a decision on the content as it is. */
  stands: boolean
  given: { deciderId: string; forId: string | null; role: 'lead' | 'manager' }[]
}

export interface DecisionKey {
  org_id: string
  decision_id: string
}

/** Decisions whose time to be taken back is over, the oldest first. */
export async function ripeKeys(db: OwnerDb): Promise<DecisionKey[]> {
  return await db
    .selectFrom('escalation_decision')
    .select(['org_id', 'decision_id'])
    .where('undone_at', 'is', null)
    .where('effected_at', 'is', null)
    .where('takes_effect_at', '<=', sql<string>`clock_timestamp()`)
    .orderBy('takes_effect_at')
    .limit(500)
    .execute()
}

/** One of them with its escalation, both locked; nothing where somebody else holds it or was quicker. */
export async function ripeDecision(transaction: OwnerDb, key: DecisionKey): Promise<Ripe | undefined> {
  const { rows } =
    await sql<Ripe>`select d.*, e.team_id, e.raiser_id, e.holder_id, e.subject_id, e.editor_ids, e.function, e.severity,
      e.status, r.author_id,
      (r.state = 'open' and r.content_version = e.content_version and d.content_version = e.content_version) as stands,
      coalesce((select jsonb_agg(jsonb_build_object('deciderId', g.decider_id, 'forId', g.for_id, 'role', g.role))
        from escalation_decision g where g.org_id = d.org_id and g.request_id = d.request_id
          and g.verdict = 'approve' and g.effected_at is not null), '[]') as given
    from escalation_decision d
    join escalation e on e.org_id = d.org_id and e.escalation_id = d.escalation_id
    join escalation_request r on r.org_id = d.org_id and r.request_id = d.request_id
    where d.org_id = ${key.org_id} and d.decision_id = ${key.decision_id}
      and d.undone_at is null and d.effected_at is null and d.takes_effect_at <= clock_timestamp()
    for no key update of e, d skip locked`.execute(transaction)
  return rows[0]
}

/** Takes a decision back whose content is another by now. */
export async function dropDecision(transaction: OwnerDb, { org_id, decision_id }: Ripe): Promise<void> {
  await transaction
    .updateTable('escalation_decision')
    .set({ undone_at: sql<string>`clock_timestamp()` })
    .where('org_id', '=', org_id)
    .where('decision_id', '=', decision_id)
    .execute()
}

export async function setEffected(transaction: OwnerDb, ripe: Ripe, alone: boolean): Promise<void> {
  const { org_id, decision_id, escalation_id } = ripe
  await transaction
    .updateTable('escalation_decision')
    .set({ effected_at: sql<string>`clock_timestamp()`, alone })
    .where('org_id', '=', org_id)
    .where('decision_id', '=', decision_id)
    .execute()
  await transaction
    .insertInto('escalation_event')
    .values({
      org_id,
      event_id: uuidv7(),
      escalation_id,
      kind: ripe.verdict === 'approve' ? 'approved' : 'rejected',
      actor_id: ripe.decider_id,
      other_id: ripe.for_id,
      words: ripe.reason,
      code: alone ? 'alone' : String(ripe.place),
      child_safety: ripe.child_safety,
    })
    .execute()
  await transaction
    .updateTable('escalation')
    .set({ version: sql<number>`version + 1`, changed_at: sql<string>`clock_timestamp()` })
    .where('org_id', '=', org_id)
    .where('escalation_id', '=', escalation_id)
    .execute()
}

/** Gives the escalation to who must act next; who had it when a clock ran out stays known. */
export async function setHolder(
  transaction: OwnerDb,
  { org_id, escalation_id }: Pick<Ripe, 'org_id' | 'escalation_id'>,
  personId: string,
): Promise<void> {
  await keepLateHolder({ query: transaction, org: org_id, id: escalation_id })
  await transaction
    .updateTable('escalation')
    .set({ holder_id: personId })
    .where('org_id', '=', org_id)
    .where('escalation_id', '=', escalation_id)
    .execute()
  await transaction
    .insertInto('escalation_party')
    .values({ org_id, escalation_id, person_id: personId, watching: false })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** The request has its answer, and the escalation its status and what makes it approved. */
export async function settleRequest(
  transaction: OwnerDb,
  ripe: Pick<Ripe, 'org_id' | 'escalation_id' | 'request_id' | 'content_version' | 'verdict'>,
  status: Status,
): Promise<void> {
  const { org_id, escalation_id, request_id, content_version } = ripe
  const approved = ripe.verdict === 'approve'
  await transaction
    .updateTable('escalation_request')
    .set({ state: approved ? 'approved' : 'rejected' })
    .where('org_id', '=', org_id)
    .where('request_id', '=', request_id)
    .execute()
  await transaction
    .updateTable('escalation')
    .set({
      status,
      ...(approved ? { approved_version: content_version } : { rejected_version: content_version }),
    })
    .where('org_id', '=', org_id)
    .where('escalation_id', '=', escalation_id)
    .execute()
}

/** Open phones of everybody who sees it hear of it at commit; and who watches it. */
export async function announceEffect(
  transaction: OwnerDb,
  ripe: Pick<
    Ripe,
    'org_id' | 'escalation_id' | 'team_id' | 'raiser_id' | 'decider_id' | 'function' | 'subject_id'
  >,
): Promise<string[]> {
  const { org_id, escalation_id, team_id, raiser_id, decider_id, subject_id } = ripe
  const readers = await readersForJob(transaction, ripe)
  // The team's row reaches its leads and managers; who stands in for one of them, and partners, have one of their own.
  const others = readers.filter(({ role, for_id }) => role === 'partner' || for_id !== null)
  const people = new Set([raiser_id, decider_id, ...others.map(({ person_id }) => person_id)])
  if (subject_id && subject_id !== raiser_id && subject_id !== decider_id) people.delete(subject_id)
  await sql`with told as (
      insert into change (org_id, feature, person_id, team_id, except_id)
      select ${org_id}::uuid, 'escalations', unnest(${[...people]}::uuid[]), null::uuid, null::uuid
      union all select ${org_id}::uuid, 'escalations', null, ${team_id}::uuid, ${subject_id}::uuid
    ) select pg_notify('dure_change', ${org_id}::text)`.execute(transaction)
  const watching = await transaction
    .selectFrom('escalation_party')
    .select('person_id')
    .where('org_id', '=', org_id)
    .where('escalation_id', '=', escalation_id)
    .where('watching', '=', true)
    .execute()
  return watching.map((row) => row.person_id)
}
