import { sql } from 'kysely'
import type { ActorDb } from '#server/db/actor-db.ts'
import { prepare } from '#server/db/prepared.ts'
import type { NoteKind } from '#shared/coaching/fields.ts'

/** Something in coaching that waits for the reader: what each kind is says shared/coaching/kinds.ts. */
export interface OpenItem {
  kind: 'note_to_read' | 'note_unread' | 'reply' | 'follow_up' | 'action'
  note_id: string
  /** Who wrote, with 'note_to_read' and 'reply'; whom the note is about, with the others. */
  person_id: string
  name: string
  /** Since when it waits; the start of the day that it is due on. */
  at: string
  /** With 'note_to_read' and 'note_unread'. */
  version: number
  /** With 'note_to_read'. */
  note_kind: NoteKind | null
  /** With 'note_to_read': the note names a figure that it is about. */
  has_criterion: boolean
  /** Whole days since it was shared, with 'note_unread'. */
  days: number | null
  /** The reply, the action item, or the addendum. */
  ref_id: string | null
  title: string | null
  due_on: string | null
  /** With 'action': its owner led the team before the reader. */
  inherited: boolean
}

/** A shared note is worth a reminder from this day after it was shared. */
const unreadAfterDays = 2
const dueWithinDays = 2

/** A reply that nobody answered or settled by then is left to the person's page. */
const replyNotificationDays = 90

// One statement, because the first screen waits for it; each part starts from an index of what is open.
const openItemsStatement = prepare<{ org: string; me: string; now: string }, OpenItem>(
  'coaching_open_points',
  (db, p) => ({
    compile: () =>
      sql<OpenItem>`with places as materialized (
        select team_id, zone, (${p.now}::timestamptz at time zone zone)::date as day from team where org_id = ${p.org}
      ), points as (
        select 'note_to_read' as kind, n.note_id, n.author_id as person_id, r.waiting_since as at, n.version,
          n.kind as note_kind, n.criterion is not null as has_criterion, null::int as days, null::uuid as ref_id,
          null::text as title, null::date as due_on
        from note_reading r join note n on n.org_id = r.org_id and n.note_id = r.note_id
        where r.org_id = ${p.org} and r.person_id = ${p.me} and r.acknowledged_at is null
        union all
        select 'note_unread', n.note_id, n.subject_id, r.waiting_since, n.version, null, false,
          z.day - (r.waiting_since at time zone z.zone)::date, null, null, null
        from note_reading r join note n on n.org_id = r.org_id and n.note_id = r.note_id
        join places z on z.team_id = n.team_id
        where r.org_id = ${p.org} and r.author_id = ${p.me} and r.acknowledged_at is null
          and z.day - (r.waiting_since at time zone z.zone)::date >= ${sql.lit(unreadAfterDays)}
        union all
        select 'note_to_read', n.note_id, n.author_id, a.added_at, n.version, n.kind, n.criterion is not null, null,
          a.addendum_id, null, null
        from note_addendum a join note n on n.org_id = a.org_id and n.note_id = a.note_id
        where a.org_id = ${p.org} and a.person_id = ${p.me} and a.acknowledged_at is null
        union all
        select 'note_unread', n.note_id, n.subject_id, a.added_at, n.version, null, false,
          z.day - (a.added_at at time zone z.zone)::date, a.addendum_id, null, null
        from note_addendum a join note n on n.org_id = a.org_id and n.note_id = a.note_id
        join places z on z.team_id = n.team_id
        where a.org_id = ${p.org} and a.author_id = ${p.me} and a.acknowledged_at is null
          and z.day - (a.added_at at time zone z.zone)::date >= ${sql.lit(unreadAfterDays)}
        union all
        select 'reply', note_id, author_id, at, 0, null, false, null, reply_id, null, null from (
          select distinct on (r.note_id) r.note_id, r.author_id, r.at, r.reply_id
          from note_reply r
          where r.org_id = ${p.org} and r.note_author_id = ${p.me} and r.author_id <> r.note_author_id
            and r.at > ${p.now}::timestamptz - ${sql.lit(replyNotificationDays)} * interval '1 day'
            and not exists (select 1 from note_reply mine where mine.org_id = r.org_id and mine.note_id = r.note_id
              and mine.author_id = r.note_author_id and mine.at > r.at)
          order by r.note_id, r.at desc, r.reply_id desc
        ) newest
        union all
        select 'follow_up', n.note_id, n.subject_id, n.follow_up_on::timestamp at time zone z.zone, 0, null, false, null, null,
          null, n.follow_up_on
        from note n join places z on z.team_id = n.team_id
        where n.org_id = ${p.org} and n.author_id = ${p.me} and n.follow_up_on is not null
          and n.followed_up_at is null and n.follow_up_on <= z.day
        union all
        select 'action', n.note_id, n.subject_id, i.due_on::timestamp at time zone z.zone, 0, null, false, null, i.action_id,
          i.title, i.due_on
        from action_state d join action_item i on i.org_id = d.org_id and i.action_id = d.action_id
        join note n on n.org_id = i.org_id and n.note_id = i.note_id
        join org o on o.org_id = n.org_id
        left join places t on t.team_id = n.team_id
        cross join lateral (select coalesce(t.zone, o.zone) as zone,
          coalesce(t.day, (${p.now}::timestamptz at time zone o.zone)::date) as day) z
        where d.org_id = ${p.org} and d.owner_id = ${p.me} and d.done_at is null and i.removed_at is null
          and i.due_on <= z.day + ${sql.lit(dueWithinDays)}
      ), inherited as (
        select 'action' as kind, h.note_id, h.subject_id as person_id, i.due_on::timestamp at time zone z.zone as at,
          0 as version, null as note_kind, false as has_criterion, null::int as days, i.action_id as ref_id, i.title, i.due_on
        from app.inherited_actions() h join action_item i on i.org_id = ${p.org} and i.action_id = h.action_id
        join action_state d on d.org_id = ${p.org} and d.action_id = h.action_id
        join places z on z.team_id = h.team_id
        where i.owner_id = h.author_id and d.done_at is null and i.due_on <= z.day + ${sql.lit(dueWithinDays)}
      ), all_points as (
        select *, false as inherited from points union all select *, true from inherited
      )
      select q.*, coalesce(x.name, '') as name
      from all_points q left join person x on x.org_id = ${p.org} and x.person_id = q.person_id`.compile(db),
  }),
)

/** `now` is an instant: due is what is due on that day in the zone of the note's team. */
export const openItems = (db: ActorDb, now: string): Promise<OpenItem[]> =>
  db.run(openItemsStatement, { org: db.org, me: db.person, now })
