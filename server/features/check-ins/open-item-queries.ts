import { sql } from 'kysely'
import type { ActorDb } from '#server/db/actor-db.ts'
import { prepare } from '#server/db/prepared.ts'
import type { TalkAnswer } from '#shared/check-ins/fields.ts'
import { followUpReach } from '#shared/check-ins/rhythm-rules.ts'
import { offerDays } from '#shared/check-ins/rules.ts'
import type { EventKind } from '#shared/escalations/rules.ts'

interface Someone {
  personId: string
  name: string
}
export interface Asking {
  zone: string
  /** When the server had the last check-in; null where there is none. */
  last: string | null
  rhythm: { kind: 'chosen' | 'never'; weekday: number | null; wall_time: string | null } | null
  quiet_from: string | null
  quiet_until: string | null
  /** Days, in the zone, on which they asked for a follow-up or first worked on an escalation of severity P0. */
  events: string[]
}
export interface OpenItemsRow {
  /** Requests to the actor that wait for an answer. */
  talks: { requestId: string; person: Someone; at: string; dueAt: string }[]
  /** The actor's own that were answered and are not over. */
  answered: {
    requestId: string
    person: Someone
    at: string
    answer: TalkAnswer
    proposedAt: string | null
    version: number
  }[]
  /** Offers to the actor by somebody above them today whom they have not asked since. */
  offered: { offerId: string; person: Someone; at: string }[]
  /** Shared with the actor and not read. */
  shared: { checkInId: string; person: Someone; at: string }[]
  /** What decides whether the actor is asked for a check-in; null without their consent. */
  asking: Asking | null
  /** Open requests for a rotation of people whom the actor leads. */
  rotations: { rotationId: string; person: Someone; at: string }[]
  name: string
}

/** Events of an escalation by which somebody worked on it; opening, watching and linking it are none. */
const workKinds: readonly EventKind[] = [
  'submitted',
  'acknowledged',
  'started',
  'commented',
  'asked',
  'approved',
  'rejected',
  'resolved',
]

const someone = sql`jsonb_build_object('personId', x.person_id, 'name', x.name)`

// One statement, because the first screen waits for it.
const openItemsStatement = prepare<{ org: string; me: string; now: string }, OpenItemsRow>(
  'check_ins_points',
  (db, p) => ({
    compile: () =>
      sql<OpenItemsRow>`select
        coalesce((select jsonb_agg(jsonb_build_object('requestId', r.request_id, 'person', ${someone}, 'at', r.asked_at,
            'dueAt', r.due_at))
          from talk_request r join person x on x.org_id = r.org_id and x.person_id = r.asker_id
          where r.org_id = o.org_id and r.addressee_id = ${p.me} and r.state = 'asked'), '[]') as talks,
        coalesce((select jsonb_agg(jsonb_build_object('requestId', r.request_id, 'person', ${someone}, 'at', r.answered_at,
            'answer', r.answer, 'proposedAt', r.proposed_at, 'version', r.version))
          from talk_request r join person x on x.org_id = r.org_id and x.person_id = r.addressee_id
          where r.org_id = o.org_id and r.asker_id = ${p.me} and r.state = 'answered'), '[]') as answered,
        coalesce((select jsonb_agg(jsonb_build_object('offerId', f.offer_id, 'person', ${someone}, 'at', f.offered_at))
          from talk_offer f join person x on x.org_id = f.org_id and x.person_id = f.lead_id
          where f.org_id = o.org_id and f.person_id = ${p.me}
            and f.offered_at > ${p.now}::timestamptz - ${sql.lit(offerDays)} * interval '1 day'
            and f.lead_id in (select a.person_id from app.people_above() a)
            and not exists (select 1 from talk_request r where r.org_id = f.org_id and r.asker_id = f.person_id
              and r.addressee_id = f.lead_id and (r.asked_at >= f.offered_at or r.state in ('asked', 'answered')))), '[]')
          as offered,
        coalesce((select jsonb_agg(jsonb_build_object('checkInId', c.check_in_id, 'person', ${someone},
            'at', least(c.claimed_at, c.at)))
          from check_in c join person x on x.org_id = c.org_id and x.person_id = c.person_id
          where c.org_id = o.org_id and c.reader_id = ${p.me} and c.audience = 'lead'
            and not exists (select 1 from check_in_view v where v.org_id = c.org_id
              and v.check_in_id = c.check_in_id and v.viewer_id = ${p.me})), '[]') as shared,
        coalesce((select jsonb_agg(jsonb_build_object('rotationId', r.rotation_id, 'person', ${someone}, 'at', r.asked_at))
          from rotation_request r join person x on x.org_id = r.org_id and x.person_id = r.person_id
          where r.org_id = o.org_id and r.state = 'open' and r.person_id <> ${p.me}), '[]') as rotations,
        case when coalesce((select g.given from check_in_consent g where g.org_id = o.org_id and g.person_id = ${p.me}
              order by g.at desc limit 1), false)
          then jsonb_build_object('zone', z.zone, 'quiet_from', me.quiet_from, 'quiet_until', me.quiet_until,
            'last', (select max(k.at) from check_in k where k.org_id = o.org_id and k.person_id = ${p.me}),
            'rhythm', (select jsonb_build_object('kind', r.kind, 'weekday', r.weekday, 'wall_time', r.wall_time)
              from check_in_rhythm r where r.org_id = o.org_id and r.person_id = ${p.me}),
            'events', (select coalesce(jsonb_agg(distinct v.day), '[]') from (
              select u.day from check_in_follow_up u where u.org_id = o.org_id and u.person_id = ${p.me}
                and u.day > (${p.now}::timestamptz at time zone z.zone)::date - ${sql.lit(followUpReach)}::int
              union all
              select (min(e.at) at time zone z.zone)::date from escalation_party y
                join escalation x on x.org_id = y.org_id and x.escalation_id = y.escalation_id
                join escalation_event e on e.org_id = y.org_id and e.escalation_id = y.escalation_id
              where y.org_id = o.org_id and y.person_id = ${p.me} and x.severity = 'P0'
                and x.changed_at > ${p.now}::timestamptz - ${sql.lit(followUpReach)} * interval '1 day'
                and e.actor_id = ${p.me} and e.kind in (${sql.join(workKinds.map((kind) => sql.lit(kind)))})
              group by y.escalation_id
              having min(e.at) > ${p.now}::timestamptz - ${sql.lit(followUpReach)} * interval '1 day') v)) end as asking,
        me.name
      from org o join person me on me.org_id = o.org_id and me.person_id = ${p.me}
      cross join lateral app.zone_of(o.org_id, me.person_id) z
      where o.org_id = ${p.org}`.compile(db),
  }),
)

/** Returns what waits for the actor on Today; `now` is an instant. */
export async function openItemsOf(db: ActorDb, now: string): Promise<OpenItemsRow | undefined> {
  const [row] = await db.run(openItemsStatement, { org: db.org, me: db.person, now })
  return row
}
