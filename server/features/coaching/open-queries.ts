import { sql } from 'kysely'
import type { ActorDb } from '#server/db/actor-db.ts'
import { prepare } from '#server/db/prepared.ts'

/** Something in coaching that waits for the reader: what each kind is says shared/today.ts. */
export interface OpenPoint {
  kind: 'note_to_read' | 'note_unread' | 'reply' | 'follow_up' | 'action'
  note_id: string
  /** Who wrote, with 'note_to_read' and 'reply'; whom the note is about, with the others. */
  person_id: string
  name: string
  /** Since when it waits; the start of the day that it is due on. */
  at: string
  /** With 'note_to_read' and 'note_unread'. */
  version: number
  recognition: boolean
  /** Whole days since it was shared, with 'note_unread'. */
  days: number | null
  /** The reply or the action item. */
  ref_id: string | null
  title: string | null
  due_on: string | null
}

/** A shared note is worth a reminder from this day after it was shared. */
const unreadAfterDays = 2
const dueWithinDays = 2

// One statement, because the first screen waits for it. A revision that nobody read yet does not make a note that was
// waiting already look new: it waits since the first shared version that the person has not acknowledged.
const openPointsStatement = prepare<{ org: string; me: string; now: string }, OpenPoint>(
  'coaching_open_points',
  (db, p) => ({
    compile: () =>
      sql<OpenPoint>`with mine as materialized (
        select n.org_id, n.note_id, n.author_id, n.subject_id, n.author_id = ${p.me} as wrote, n.audience, n.kind,
          n.version, n.follow_up_on, coalesce(t.zone, o.zone) as zone,
          (${p.now}::timestamptz at time zone coalesce(t.zone, o.zone))::date as day
        from note n join org o on o.org_id = n.org_id
        left join team t on t.org_id = n.org_id and t.team_id = n.team_id
        where n.org_id = ${p.org} and (n.author_id = ${p.me} or n.subject_id = ${p.me})
      ), unread as (
        select m.*, w.at, m.day - (w.at at time zone m.zone)::date as days
        from mine m cross join lateral (
          select min(r.at) as at from note_revision r
          where r.org_id = m.org_id and r.note_id = m.note_id and r.audience <> 'me' and r.version > coalesce((
            select max(k.note_version) from note_acknowledgement k
            where k.org_id = m.org_id and k.note_id = m.note_id), 0)
        ) w
        where m.audience <> 'me' and w.at is not null
      ), points as (
        select case when wrote then 'note_unread' else 'note_to_read' end as kind, note_id,
          case when wrote then subject_id else author_id end as person_id, at, version, kind = 'recognition' as recognition,
          case when wrote then days end as days, null::uuid as ref_id, null::text as title, null::date as due_on
        from unread where not wrote or days >= ${sql.lit(unreadAfterDays)}
        union all
        select 'reply', note_id, author_id, at, 0, false, null, reply_id, null, null from (
          select distinct on (r.note_id) r.note_id, r.author_id, r.at, r.reply_id
          from note_reply r join mine m on m.org_id = r.org_id and m.note_id = r.note_id
          where m.wrote and r.org_id = ${p.org}
          order by r.note_id, r.at desc, r.reply_id desc
        ) newest where author_id <> ${p.me}
        union all
        select 'follow_up', note_id, subject_id, m.follow_up_on::timestamp at time zone m.zone, 0, false, null, null, null,
          m.follow_up_on
        from mine m where m.wrote and m.follow_up_on <= m.day and not exists (
          select 1 from note_follow_up f
          where f.org_id = m.org_id and f.note_id = m.note_id and f.follow_up_on = m.follow_up_on)
        union all
        select 'action', m.note_id, m.subject_id, i.due_on::timestamp at time zone m.zone, 0, false, null, i.action_id,
          i.title, i.due_on
        from action_item i join mine m on m.org_id = i.org_id and m.note_id = i.note_id
        where i.org_id = ${p.org} and i.owner_id = ${p.me} and i.removed_at is null
          and i.due_on <= m.day + ${sql.lit(dueWithinDays)} and not exists (
            select 1 from action_done d
            where d.org_id = i.org_id and d.action_id = i.action_id and d.done_at is not null)
      )
      select q.*, coalesce(x.name, '') as name
      from points q left join person x on x.org_id = ${p.org} and x.person_id = q.person_id`.compile(db),
  }),
)

/** `now` is an instant: due is what is due on that day in the zone of the note's team. */
export const openPoints = (db: ActorDb, now: string): Promise<OpenPoint[]> =>
  db.run(openPointsStatement, { org: db.org, me: db.person, now })
