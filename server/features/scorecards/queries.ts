import { sql } from 'kysely'
import type { ActorDb } from '#server/db/actor-db.ts'
import { prepare } from '#server/db/prepared.ts'

/**
 * Weeks since the first of the scorecard, n, correct, missed, over-enforced, unverified: arrays of numbers, because names
 * and dates for each would be most of what is sent.
 */
export type PackedWeek = [number, number, number, number, number, number]

/** Weeks of a scorecard, the last being that of the data date. */
export const scorecardWeeks = 13

export interface TeamFigures {
  team_id: string
  name: string
  zone: string
  target_accuracy: number
  limit_missed: number
  limit_over_enforced: number
  audited_through: string | null
  /** The Monday twelve weeks before that of the data date or, before the first import, of the present. */
  first_week: string
}
export interface TeamRow extends TeamFigures {
  /** Weeks that have audits; null where there is none. */
  weeks: PackedWeek[] | null
  /** The reader's own order of people. */
  team_order: string[]
  locale: 'ko' | 'en'
}

const firstWeek = sql<string>`
  date_trunc('week', coalesce(t.audited_through, now()) at time zone t.zone)::date - ${sql.lit(7 * (scorecardWeeks - 1))}`
const teamColumns = sql`t.team_id, t.name, t.zone, t.target_accuracy, t.limit_missed, t.limit_over_enforced,
  t.audited_through, ${firstWeek} as first_week`
/**
 * Materialized, so that the weeks are values by the time the rollups are read: row security lets no index be searched by
 * an expression that might leak what it compares, and then every week ever stored would be read.
 */
const withTeams = ({ org, teams }: { org: string; teams: readonly string[] }) => sql`
  with t as materialized (
    select ${teamColumns} from team t where t.org_id = ${org} and t.team_id = any (${teams}::uuid[])
  )`
const days = sql.lit(7 * scorecardWeeks - 1)
const sums = sql`sum(w.n), sum(w.correct), sum(w.missed), sum(w.over_enforced), sum(w.unverified)`

/** Statements are sent as written: Kysely's builder has no packing of rows into one value. */
function statement<Params extends object, Row>(
  name: string,
  build: (p: Params) => ReturnType<typeof sql<Row>>,
) {
  return prepare<Params, Row>(name, (db, p) => ({ compile: () => build(p).compile(db) }))
}

const teamsStatement = statement<{ org: string; person: string; teams: readonly string[] }, TeamRow>(
  'scorecards_teams',
  (p) => sql`
    ${withTeams(p)}
    select t.*, r.team_order, r.locale, (
      select json_agg(json_build_array(s.week, s.n, s.correct, s.missed, s.over_enforced, s.unverified)) from (
        select (w.week - t.first_week) / 7, ${sums}
        from audit_team_week w
        where w.org_id = ${p.org} and w.team_id = t.team_id and w.week between t.first_week and t.first_week + ${days}
        group by 1
      ) s (week, n, correct, missed, over_enforced, unverified)) as weeks
    from t, (select team_order, locale from person where org_id = ${p.org} and person_id = ${p.person}) r
    order by t.name`,
)

/** Returns the figures of the teams that are asked for and visible, by name. */
export const figuresOfTeams = (db: ActorDb, teams: readonly string[]) =>
  db.run(teamsStatement, { org: db.org, person: db.person, teams })

export interface PersonRow extends TeamFigures {
  person_id: string
  person_name: string
  starts_on: string
  /** By day, packed by week. */
  weeks: PackedWeek[] | null
}

// By day and not by week: a week has a row for each policy, several times as many.
const peopleStatement = statement<{ org: string; teams: readonly string[] }, PersonRow>(
  'scorecards_people',
  (p) => sql`
    ${withTeams(p)}
    select t.*, m.person_id, x.name as person_name, m.starts_on, (
      select json_agg(json_build_array(s.week, s.n, s.correct, s.missed, s.over_enforced, s.unverified)) from (
        select (w.day - t.first_week) / 7, ${sums}
        from audit_day w
        where w.org_id = ${p.org} and w.team_id = t.team_id and w.analyst_id = m.person_id
          and w.day between t.first_week and t.first_week + ${days}
        group by 1
      ) s (week, n, correct, missed, over_enforced, unverified)) as weeks
    from t join app.membership_today m on m.org_id = ${p.org} and m.team_id = t.team_id and m.role = 'analyst'
    join person x on x.org_id = m.org_id and x.person_id = m.person_id`,
)

/** Returns the weeks of the analysts who are in these teams today. */
export const figuresOfPeople = (db: ActorDb, teams: readonly string[]) =>
  db.run(peopleStatement, { org: db.org, teams })

export interface AnalystRow extends TeamFigures {
  person_id: string
  person_name: string
  open_rechecks: number
  policies: { policy: string; nameKo: string | null; nameEn: string | null; weeks: PackedWeek[] }[] | null
}

const analystStatement = statement<
  { org: string; analyst: string; teams: readonly string[] | null },
  AnalystRow
>(
  'scorecards_analyst',
  (p) => sql`
    select t.*, x.person_id, x.name as person_name, (
      select json_agg(json_build_object('policy', s.policy, 'nameKo', c.name_ko, 'nameEn', c.name_en, 'weeks', s.weeks)
        order by s.policy)
      from (
        select w.policy,
          json_agg(json_build_array((w.week - t.first_week) / 7, w.n, w.correct, w.missed, w.over_enforced, w.unverified)) as weeks
        from audit_week w
        where w.org_id = ${p.org} and w.team_id = t.team_id and w.analyst_id = ${p.analyst}
          and w.week between t.first_week and t.first_week + ${days}
        group by w.policy
      ) s join policy c on c.org_id = ${p.org} and c.code = s.policy) as policies, (
      select count(*)::int from another_look l
      where l.org_id = ${p.org} and l.team_id = t.team_id and l.analyst_id = ${p.analyst} and l.status = 'open'
    ) as open_rechecks
    from (
      select ${teamColumns}
      from app.membership_today m join team t on t.org_id = m.org_id and t.team_id = m.team_id
      where m.org_id = ${p.org} and m.person_id = ${p.analyst} and m.role = 'analyst'
        and (${p.teams}::uuid[] is null or t.team_id = any (${p.teams}::uuid[]))
      order by m.starts_on desc, t.team_id limit 1
    ) t join person x on x.org_id = ${p.org} and x.person_id = ${p.analyst}`,
)

export interface PolicyRow {
  team_id: string
  analyst_id: string
  policy: string
  nameKo: string | null
  nameEn: string | null
  weeks: PackedWeek[]
}

const policiesStatement = statement<
  { org: string; teams: readonly string[]; people: readonly string[] },
  PolicyRow
>(
  'scorecards_policies',
  (p) => sql`
    ${withTeams(p)}
    select w.team_id, w.analyst_id, w.policy, c.name_ko as "nameKo", c.name_en as "nameEn",
      json_agg(json_build_array((w.week - t.first_week) / 7, w.n, w.correct, w.missed, w.over_enforced, w.unverified)) as weeks
    from t join audit_week w on w.org_id = ${p.org} and w.team_id = t.team_id
      and w.analyst_id = any (${p.people}::uuid[]) and w.week between t.first_week and t.first_week + ${days}
    left join policy c on c.org_id = ${p.org} and c.code = w.policy
    group by 1, 2, 3, 4, 5`,
)

/** Returns the weeks of these people by policy, in these teams. */
export const policiesOfPeople = (db: ActorDb, teams: readonly string[], people: readonly string[]) =>
  db.run(policiesStatement, { org: db.org, teams, people })

/** The analyst's figures in the team they are in today, of these teams where they are given. */
export async function figuresOfAnalyst(db: ActorDb, analyst: string, teams: readonly string[] | null) {
  const [row] = await db.run(analystStatement, { org: db.org, analyst, teams })
  return row
}
