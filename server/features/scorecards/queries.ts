import { type RawBuilder, sql } from 'kysely'
import type { ActorDb } from '#server/db/actor-db.ts'
import type { OwnerDb } from '#server/db/database.ts'
import { prepare } from '#server/db/prepared.ts'
import type { Metric } from '#shared/scorecards/rules.ts'
import { type PackedRenewal, renewalsOf } from './renewal-queries.ts'

/**
 * Weeks since the first of the scorecard, n, correct, missed, over-enforced, unverified, right actions, right decisions of
 * an unknown side, and the weights where any is stored: arrays of numbers, because names and dates for each would be most
 * of what is sent.
 */
export type PackedWeek = [...Repeated8, PackedWeights | null]
type Repeated8 = [number, number, number, number, number, number, number, number]
/** In the order of the view's: audits with a stored chance, then the sums. */
export type PackedWeights = [...Repeated8, number, number, number]

/** A policy, and the day that a version of it came into force. */
export type PackedBreak = [policy: string, effectiveFrom: string]

/** A target as it was set, from a day on. */
export type PackedTarget = [metric: Metric, effectiveFrom: string, rate: number]

/** Weeks of a scorecard, the last being that of the data date. */
export const scorecardWeeks = 13

export interface TeamFigures {
  team_id: string
  name: string
  zone: string
  /** The three that the team began with. */
  target_accuracy: number
  limit_missed: number
  limit_over_enforced: number
  audited_through: string | null
  /** The Monday twelve weeks before that of the data date or, before the first import, of the present. */
  first_week: string
  /** The Monday with which the replay of signals begins: of the block of 52 weeks before the data date's. */
  signal_week: string
  /** Weeks from that one that are over, up to the data date's. */
  complete: number
}
export interface TeamRow extends TeamFigures {
  /** Weeks that have audits; null where there is none. */
  weeks: PackedWeek[] | null
  /** Weeks of decisions that machines made alone. */
  machine_weeks: PackedWeek[] | null
  /** There are decisions of machines that the reader may open. */
  machine_cases: boolean
  policy_breaks: PackedBreak[] | null
  targets: PackedTarget[] | null
  /** The reader's own order of people. */
  team_order: string[]
  locale: 'ko' | 'en'
}

/** The Monday of the data date's week; `instant` is the present, or an earlier moment that is asked about. */
const lastWeek = (instant: RawBuilder<unknown>) =>
  sql`date_trunc('week', least(coalesce(t.audited_through, ${instant}), ${instant}) at time zone t.zone)::date`
/** Blocks of 52 weeks begin on 1 January 2024 and every 364 days from it, for everybody. */
const blocks = sql`date '2024-01-01'`
const teamColumnsAt = (
  instant: RawBuilder<unknown>,
) => sql`t.team_id, t.name, t.zone, t.target_accuracy, t.limit_missed,
  t.limit_over_enforced, t.audited_through, l.week - ${sql.lit(7 * (scorecardWeeks - 1))} as first_week, l.signal_week,
  (least(date_trunc('week', ${instant} at time zone t.zone)::date, l.week + 7) - l.signal_week) / 7 as complete`
export const weeksAt = (instant: RawBuilder<unknown>) => sql`cross join lateral (
    select k.week, ${blocks} + 364 * (floor((k.week - ${blocks}) / 364.0)::int - 1) as signal_week
    from (select ${lastWeek(instant)} as week) k
  ) l`
export const present = sql`now()`
export const teamColumns = teamColumnsAt(present)
/**
 * Materialized, so that the weeks are values by the time the rollups are read: row security lets no index be searched by
 * an expression that might leak what it compares, and then every week ever stored would be read.
 */
const withTeams = ({ org, teams }: { org: string; teams: readonly string[] }) => sql`
  with t as materialized (
    select ${teamColumns} from team t ${weeksAt(present)}
    where t.org_id = ${org} and t.team_id = any (${teams}::uuid[])
  )`
export const days = sql.lit(7 * scorecardWeeks - 1)
const counted = ['n', 'correct', 'missed', 'over_enforced', 'unverified', 'acted', 'unsided']
const weighted = [
  ...['drawn', 'w', 'w2', 'w_correct', 'w_missed', 'w_over_enforced', 'w_acted'],
  ...['w2_correct', 'w2_missed', 'w2_over_enforced', 'w2_acted'],
]
const names = [...counted, ...weighted]
export const sums = sql.raw(names.map((name) => `sum(w.${name})`).join(', '))
/** The columns of `s`: the week and the sums. */
export const sumColumns = sql.raw(['week', ...names].join(', '))
export const packedBy = (week: string, table: string) => {
  const columns = (listed: readonly string[]) => listed.map((name) => `${table}.${name}`).join(', ')
  return sql.raw(`json_build_array(${week}, ${columns(counted)},
    case when ${table}.drawn > 0 then json_build_array(${columns(weighted)}) end)`)
}
export const packedSums = sql`select json_agg(${packedBy('s.week', 's')}) from`
const packedRows = sql`json_agg(${packedBy('(w.week - t.first_week) / 7', 'w')})`

/** The versions of policies that came into force in the weeks of `t`, as policy and day. */
const breaks = ({ org }: { org: string }) => sql`(
      select json_agg(json_build_array(v.policy, v.effective_from) order by v.effective_from, v.policy)
      from policy_version v
      where v.org_id = ${org} and v.effective_from between t.first_week and t.first_week + ${days}) as policy_breaks`

/** The targets of `t` that began up to a day, in the order of days. */
export const targetsUntil = ({ org }: { org: string }, day: RawBuilder<unknown>) => sql`(
      select json_agg(json_build_array(s.metric, s.effective_from, s.rate) order by s.effective_from)
      from app.team_target_set s
      where s.org_id = ${org} and s.team_id = t.team_id and s.effective_from <= ${day}) as targets`
const targets = (p: { org: string }) => targetsUntil(p, sql`t.first_week + ${days}`)

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
      ${packedSums} (
        select (w.week - t.first_week) / 7, ${sums}
        from audit_team_week w
        where w.org_id = ${p.org} and w.team_id = t.team_id and w.week between t.first_week and t.first_week + ${days}
        group by 1
      ) s (${sumColumns})) as weeks, (
      ${packedSums} (
        select (w.week - t.first_week) / 7, ${sums}
        from audit_machine_week w
        where w.org_id = ${p.org} and w.team_id = t.team_id and w.week between t.first_week and t.first_week + ${days}
        group by 1
      ) s (${sumColumns})) as machine_weeks,
      exists (select 1 from machine_decision d where d.org_id = ${p.org} and d.team_id = t.team_id) as machine_cases,
      ${breaks(p)}, ${targets(p)}
    from t, (select team_order, locale from person where org_id = ${p.org} and person_id = ${p.person}) r
    order by t.name`,
)

/** Returns the figures of the teams that are asked for and visible, by name. */
export const figuresOfTeams = (db: ActorDb, teams: readonly string[]) =>
  db.run(teamsStatement, { org: db.org, person: db.person, teams })

export interface PersonRow extends TeamFigures {
  person_id: string
  person_name: string
  /** Null for somebody who has decisions here and is not in the team: they are in the team's part of a baseline alone. */
  starts_on: string | null
  /** Weeks from `signal_week` on, in order; null where there is none. */
  weeks: PackedWeek[] | null
  renewals: PackedRenewal[] | null
  /** There are audits from before `signal_week`. */
  has_earlier: boolean
}

/** Tells a block of 52 weeks that follows another from the one with which somebody's audits begin. */
export const hasEarlier = (org: unknown, analyst: RawBuilder<unknown>) => sql`exists (
      select from audit_week e where e.org_id = ${org} and e.team_id = t.team_id and e.analyst_id = ${analyst}
        and e.week < t.signal_week and e.n > 0) as has_earlier`

/**
 * Everybody who is an analyst of these teams, by `members`, or has decisions in them. By day and not by week: a week has a row
 * for each policy, several times as many.
 */
const peopleOf = (org: unknown, members: RawBuilder<unknown>, instant: RawBuilder<unknown>) => sql`
    select t.*, k.person_id, x.name as person_name, k.starts_on, k.weeks,
      ${renewalsOf(org, { analyst: sql`k.person_id`, instant })}, ${hasEarlier(org, sql`k.person_id`)}
    from t cross join lateral (
      select coalesce(m.person_id, d.analyst_id) as person_id, m.starts_on, d.weeks
      from (
        select h.person_id, h.starts_on from ${members} h
        where h.org_id = ${org} and h.team_id = t.team_id and h.role = 'analyst'
      ) m full join (
        select s.analyst_id, json_agg(${packedBy('s.week', 's')} order by s.week) as weeks
        from (
          select w.analyst_id, (w.day - t.signal_week) / 7, ${sums}
          from audit_day w
          where w.org_id = ${org} and w.team_id = t.team_id and w.day between t.signal_week and t.first_week + ${days}
          group by 1, 2
        ) s (analyst_id, ${sumColumns})
        group by 1
      ) d on d.analyst_id = m.person_id
    ) k join person x on x.org_id = ${org} and x.person_id = k.person_id`

const peopleStatement = statement<{ org: string; teams: readonly string[] }, PersonRow>(
  'scorecards_people',
  (p) => sql`${withTeams(p)} ${peopleOf(p.org, sql`app.membership_today`, present)}`,
)

/** Returns the weeks of the analysts who are in these teams today, and of who has decisions in them. */
export const figuresOfPeople = (db: ActorDb, teams: readonly string[]) =>
  db.run(peopleStatement, { org: db.org, teams })

/** As the owner: the same of one team at a moment, with the members of then. */
export async function figuresAt(
  db: OwnerDb,
  { org, team, instant }: { org: string; team: string; instant: string },
): Promise<PersonRow[]> {
  const moment = sql`${instant}::timestamptz`
  const { rows } = await sql<PersonRow>`
    with t as materialized (
      select ${teamColumnsAt(moment)} from team t ${weeksAt(moment)}
      where t.org_id = ${org} and t.team_id = ${team}
    ) ${peopleOf(org, sql`app.memberships_at(${moment})`, moment)}`.execute(db)
  return rows
}

export interface AnalystRow extends TeamFigures {
  person_id: string
  person_name: string
  open_rechecks: number
  /** The person's weeks from `signal_week` on, and those of everybody in the team: week, n, errors. */
  own_weeks: PackedWeek[] | null
  team_weeks: [week: number, n: number, x: number][][]
  renewals: PackedRenewal[] | null
  has_earlier: boolean
  policy_breaks: PackedBreak[] | null
  targets: PackedTarget[] | null
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
          ${packedRows} as weeks
        from audit_week w
        where w.org_id = ${p.org} and w.team_id = t.team_id and w.analyst_id = ${p.analyst}
          and w.week between t.first_week and t.first_week + ${days}
        group by w.policy
      ) s join policy c on c.org_id = ${p.org} and c.code = s.policy) as policies, (
      select count(*)::int from another_look l
      where l.org_id = ${p.org} and l.team_id = t.team_id and l.analyst_id = ${p.analyst} and l.status = 'open'
    ) as open_rechecks, (
      select json_agg(${packedBy('s.week', 's')} order by s.week)
      from (
        select (w.week - t.signal_week) / 7, ${sums}
        from audit_week w
        where w.org_id = ${p.org} and w.team_id = t.team_id and w.analyst_id = ${p.analyst}
          and w.week between t.signal_week and t.first_week + ${days}
        group by 1
      ) s (${sumColumns})
    ) as own_weeks, app.team_error_weeks(t.team_id, t.signal_week) as team_weeks,
      ${renewalsOf(p.org, { analyst: sql`${p.analyst}`, instant: present })}, ${hasEarlier(p.org, sql`${p.analyst}`)}, ${breaks(p)}, ${targets(p)}
    from (
      select ${teamColumns}
      from app.membership_today m join team t on t.org_id = m.org_id and t.team_id = m.team_id ${weeksAt(present)}
      where m.org_id = ${p.org} and m.person_id = ${p.analyst} and m.role = 'analyst'
        and (${p.teams}::uuid[] is null or t.team_id = any (${p.teams}::uuid[]))
      order by m.starts_on desc, t.team_id limit 1
    ) t join person x on x.org_id = ${p.org} and x.person_id = ${p.analyst}`,
)

/** The analyst's figures in the team they are in today, of these teams where they are given. */
export async function figuresOfAnalyst(db: ActorDb, analyst: string, teams: readonly string[] | null) {
  const [row] = await db.run(analystStatement, { org: db.org, analyst, teams })
  return row
}
