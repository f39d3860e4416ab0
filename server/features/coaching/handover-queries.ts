import { sql } from 'kysely'
import type { ActorDb } from '#server/db/actor-db.ts'
import { prepare } from '#server/db/prepared.ts'
import type { NoteBody } from '#shared/coaching/fields.ts'
import type { Audience } from '#shared/coaching/rules.ts'
import type { PersonRef } from '#shared/people/views.ts'

/** Notes that one page of handing over lists. */
const listLimit = 500

export interface OwnNote {
  noteId: string
  subject: PersonRef
  audience: Audience
  body: NoteBody
  createdAt: string
  takers: PersonRef[]
}
const statement = prepare<{ org: string; me: string; team: string }, OwnNote>(
  'coaching_to_handover',
  (db, p) => ({
    compile: () =>
      sql<OwnNote>`select n.note_id as "noteId", n.audience, n.body, n.created_at as "createdAt",
          json_build_object('personId', n.subject_id, 'name', coalesce(s.name, '')) as subject,
          (select coalesce(json_agg(json_build_object('personId', r.person_id, 'name', coalesce(x.name, ''))
              order by r.since, r.person_id), '[]')
            from note_reader r left join person x on x.org_id = r.org_id and x.person_id = r.person_id
            where r.org_id = n.org_id and r.note_id = n.note_id and r.named_as = 'lead') as "takers"
        from note n left join person s on s.org_id = n.org_id and s.person_id = n.subject_id
        where n.org_id = ${p.org} and n.author_id = ${p.me} and n.team_id = ${p.team}
          and exists (select from app.membership_today m where m.org_id = n.org_id and m.person_id = n.subject_id
            and m.team_id = n.team_id and m.role = 'analyst')
        order by n.created_at desc, n.note_id desc limit ${sql.lit(listLimit)}`.compile(db),
  }),
)

/** Returns what the actor wrote about the analysts of a team, the newest at the head. */
export const ownNotes = (db: ActorDb, team: string): Promise<OwnNote[]> =>
  db.run(statement, { org: db.org, me: db.person, team })

/** A role that ends within as many days has its notes handed over. */
const endsWithinDays = 14

export interface EndingRole {
  teamId: string
  endsOn: string
  /** When it began to be said. */
  at: string
  notes: number
}
const endingStatement = prepare<{ org: string; me: string; now: string }, EndingRole>(
  'coaching_ending_roles',
  (db, p) => ({
    compile: () =>
      sql<EndingRole>`with ending as materialized (
          select t.org_id, t.team_id, l.ends_on,
            (l.ends_on - ${sql.lit(endsWithinDays)})::timestamp at time zone t.zone as at
          from team t
          cross join lateral app.team_leads(t.team_id) l
          cross join lateral (select (${p.now}::timestamptz at time zone t.zone)::date as day) z
          where t.org_id = ${p.org} and t.team_id = any ((select app.visible_teams('lead'))::uuid[])
            and l.person_id = ${p.me}
            and l.ends_on <= z.day + ${sql.lit(endsWithinDays)}
        )
        select e.team_id as "teamId", e.ends_on as "endsOn", e.at, count(*)::int as notes
        from ending e join note n on n.org_id = e.org_id and n.author_id = ${p.me} and n.team_id = e.team_id
        where n.audience <> 'me'
          and exists (select from app.membership_today m where m.org_id = n.org_id and m.person_id = n.subject_id
            and m.team_id = n.team_id and m.role = 'analyst')
          and not exists (select from note_reader r
            where r.org_id = n.org_id and r.note_id = n.note_id and r.named_as = 'lead')
        group by e.team_id, e.ends_on, e.at`.compile(db),
  }),
)

/** Returns the actor's roles as a lead that end soon, with how many shared notes they have not handed over. */
export const endingRoles = (db: ActorDb, now: string): Promise<EndingRole[]> =>
  db.run(endingStatement, { org: db.org, me: db.person, now })
