import { sql } from 'kysely'
import type { ActorDb } from '#server/db/actor-db.ts'
import { prepare } from '#server/db/prepared.ts'
import type { EventKind } from '#shared/escalations/rules.ts'

export interface NotifiedEscalation {
  inboxId: string
  childSafety: boolean
  summary: string
  caseReference: string | null
  escalationId: string
  /** The newest event before the notification, which was written in the same transaction. */
  event: EventKind | null
  actorId: string | null
  actorName: string | null
}

const statement = prepare<
  { org: string; ids: string[]; entities: string[]; times: string[] },
  NotifiedEscalation
>('escalations_notified', (db, p) => ({
  compile: () =>
    sql<NotifiedEscalation>`select n.id as "inboxId", e.child_safety as "childSafety", e.summary,
          e.case_reference as "caseReference", e.escalation_id as "escalationId", v.kind as event,
          v.actor_id as "actorId", x.name as "actorName"
        from unnest(${p.ids}::uuid[], ${p.entities}::uuid[], ${p.times}::timestamptz[]) as n (id, entity, at)
        join escalation e on e.org_id = ${p.org} and e.escalation_id = n.entity
        left join lateral (select kind, actor_id from escalation_event v
          where v.org_id = e.org_id and v.escalation_id = e.escalation_id and v.at <= n.at
          order by v.at desc, v.event_id desc limit 1) v on true
        left join person x on x.org_id = e.org_id and x.person_id = v.actor_id`.compile(db),
}))

/** The escalations behind these notifications, as far as the actor may see them. */
export const notifiedEscalations = (
  db: ActorDb,
  items: readonly { inboxId: string; entityId: string; at: string }[],
): Promise<NotifiedEscalation[]> =>
  db.run(statement, {
    org: db.org,
    ids: items.map(({ inboxId }) => inboxId),
    entities: items.map(({ entityId }) => entityId),
    times: items.map(({ at }) => at),
  })
