import { sql } from 'kysely'
import type { ActorDb } from '#server/db/actor-db.ts'
import { prepare } from '#server/db/prepared.ts'
import type { CriticalKind } from '#shared/rubrics/rules.ts'
import { type PeriodUnit, trailLength } from '#shared/scorecards/period-rules.ts'
import {
  days,
  type PackedBreak,
  type PackedTarget,
  type PackedWeek,
  packedBy,
  packedSums,
  present,
  sumColumns,
  sums,
  type TeamFigures,
  targetsUntil,
  teamColumns,
  weeksAt,
} from './queries.ts'
import { type PackedRenewal, renewalsOf } from './renewal-queries.ts'

/** Rows of the audit log by kind, then appeals overturned of those decided, and second reviews that agreed of all. */
export type PackedVolume = [
  audits: number,
  appeals: number,
  feedback: number,
  questions: number,
  overturned: number,
  decided: number,
  agreed: number,
  seconded: number,
]

/** One review: in the period or in the one before, the person's own score, critical error and kinds, and the rubric's version. */
export type PackedReview = [
  current: boolean,
  score: number | null,
  autoFail: boolean,
  kinds: CriticalKind[],
  version: string,
]

export interface PeriodRow extends TeamFigures {
  person_id: string
  person_name: string
  from_day: string
  to_day: string
  before_from: string
  before_to: string
  earliest: string | null
  counts: PackedWeek[] | null
  before_counts: PackedWeek[] | null
  volume: PackedVolume
  before_volume: PackedVolume
  /** Whole minutes from arrival to decision, rising. */
  minutes: number[] | null
  before_minutes: number[] | null
  reviews: PackedReview[] | null
  /** Weeks from `signal_week` on, as with signals. */
  own_weeks: PackedWeek[] | null
  team_weeks: [week: number, n: number, x: number][][]
  renewals: PackedRenewal[] | null
  policy_breaks: PackedBreak[] | null
  /** Each policy with its counts in the period. */
  policies: [policy: string, counts: PackedWeek][] | null
  /** Like periods by their first day, where they have audits. */
  trail: [from: string, counts: PackedWeek][] | null
  targets: PackedTarget[] | null
}

interface Params {
  org: string
  analyst: string
  teams: readonly string[] | null
  unit: PeriodUnit
  /** Any day of the period; null for that of the data date. */
  day: string | null
}

const dayCounts = (p: Params, from: string, to: string) => sql`(${packedSums} (
    select 0, ${sums} from audit_day w
    where w.org_id = ${p.org} and w.team_id = t.team_id and w.analyst_id = ${p.analyst}
      and w.day between ${sql.raw(from)} and ${sql.raw(to)}
    having count(*) > 0
  ) s (${sumColumns}))`

const volume = (p: Params, from: string, until: string) => sql`(
    select json_build_array(
      count(*) filter (where a.kind = 'audit'), count(*) filter (where a.kind = 'appeal'),
      count(*) filter (where a.kind = 'feedback'), count(*) filter (where a.kind = 'policy_question'),
      count(*) filter (where a.verified_by = 'appeal_outcome' and a.attributed_to is null
        and a.outcome in ('missed', 'over_enforced', 'other_error')),
      count(*) filter (where a.verified_by = 'appeal_outcome' and a.attributed_to is null
        and a.outcome not in ('unverified', 'technical')),
      count(*) filter (where a.verified_by = 'second_review' and a.outcome = 'correct'),
      count(*) filter (where a.verified_by = 'second_review' and a.attributed_to is null
        and a.outcome not in ('unverified', 'technical')))
    from audit a
    where a.org_id = ${p.org} and a.analyst_id = ${p.analyst} and a.team_id = t.team_id
      and a.decided_at >= ${sql.raw(from)} and a.decided_at < ${sql.raw(until)})`

const minutes = (p: Params, from: string, until: string) => sql`(
    select array_agg(m.minutes order by m.minutes)
    from (
      select round(extract(epoch from a.decided_at - a.arrived_at) / 60)::int as minutes
      from audit a
      where a.org_id = ${p.org} and a.analyst_id = ${p.analyst} and a.team_id = t.team_id and a.arrived_at is not null
        and a.decided_at >= ${sql.raw(from)} and a.decided_at < ${sql.raw(until)}
    ) m)`

/** The ends of the periods are values of the materialized row, so that row security lets the indexes be searched by them. */
const statement = prepare<Params, PeriodRow>('scorecards_period', (db, p) => ({
  compile: () =>
    sql<PeriodRow>`
    with t as materialized (
      select e.*, e.from_day::timestamp at time zone e.zone as from_at,
        (e.to_day + 1)::timestamp at time zone e.zone as to_at,
        e.before_from::timestamp at time zone e.zone as before_at
      from (
        select d.*, d.began::date as from_day, (d.began + d.step)::date - 1 as to_day,
          (d.began - d.step)::date as before_from, d.began::date - 1 as before_to,
          (d.began - ${sql.lit(trailLength - 1)} * d.step)::date as trail_from
        from (
          select b.*, date_trunc(${p.unit}::text, b.anchor) as began,
            case ${p.unit}::text when 'week' then interval '7 days' when 'month' then interval '1 month'
              else interval '3 months' end as step
          from (
            select ${teamColumns}, coalesce(${p.day}::date::timestamp,
              least(coalesce(t.audited_through, ${present}), ${present}) at time zone t.zone) as anchor
            from app.membership_today m join team t on t.org_id = m.org_id and t.team_id = m.team_id ${weeksAt(present)}
            where m.org_id = ${p.org} and m.person_id = ${p.analyst} and m.role = 'analyst'
              and (${p.teams}::uuid[] is null or t.team_id = any (${p.teams}::uuid[]))
            order by m.starts_on desc, t.team_id limit 1
          ) b
        ) d
      ) e
    )
    select t.team_id, t.name, t.zone, t.target_accuracy, t.limit_missed, t.limit_over_enforced, t.audited_through,
      t.first_week, t.signal_week, t.complete, t.from_day, t.to_day, t.before_from, t.before_to,
      x.person_id, x.name as person_name, (
        select min(w.day) from audit_day w
        where w.org_id = ${p.org} and w.team_id = t.team_id and w.analyst_id = ${p.analyst}
      ) as earliest,
      ${dayCounts(p, 't.from_day', 't.to_day')} as counts,
      ${dayCounts(p, 't.before_from', 't.before_to')} as before_counts,
      ${volume(p, 't.from_at', 't.to_at')} as volume,
      ${volume(p, 't.before_at', 't.from_at')} as before_volume,
      ${minutes(p, 't.from_at', 't.to_at')} as minutes,
      ${minutes(p, 't.before_at', 't.from_at')} as before_minutes, (
        select json_agg(json_build_array(r.published_at >= t.from_at, r.own_score, r.own_auto_fail, r.own_critical,
          r.version_id) order by r.published_at)
        from review r
        where r.org_id = ${p.org} and r.analyst_id = ${p.analyst} and r.team_id = t.team_id and r.purpose = 'quality' and not r.by_machine
          and r.published_at >= t.before_at and r.published_at < t.to_at
      ) as reviews, (
        select json_agg(${packedBy('s.week', 's')} order by s.week)
        from (
          select (w.day - t.signal_week) / 7, ${sums}
          from audit_day w
          where w.org_id = ${p.org} and w.team_id = t.team_id and w.analyst_id = ${p.analyst}
            and w.day between t.signal_week and t.first_week + ${days}
          group by 1
        ) s (${sumColumns})
      ) as own_weeks, app.team_error_weeks(t.team_id, t.signal_week) as team_weeks,
      ${renewalsOf(p.org, { analyst: sql`${p.analyst}`, instant: present })}, (
        select json_agg(json_build_array(v.policy, v.effective_from) order by v.effective_from, v.policy)
        from policy_version v
        where v.org_id = ${p.org} and v.effective_from between t.from_day and t.to_day
      ) as policy_breaks, (
        select json_agg(json_build_array(s.week, ${packedBy('0', 's')}) order by s.week)
        from (
          select w.policy, ${sums}
          from audit a join app.audit_counted w on w.org_id = a.org_id and w.audit_id = a.audit_id
          where a.org_id = ${p.org} and a.analyst_id = ${p.analyst} and a.team_id = t.team_id
            and a.decided_at >= t.from_at and a.decided_at < t.to_at and w.own and not w.machine
          group by 1 having sum(w.n) + sum(w.unverified) > 0
        ) s (${sumColumns})
      ) as policies, (
        select json_agg(json_build_array(s.week, ${packedBy('0', 's')}) order by s.week)
        from (
          select date_trunc(${p.unit}::text, w.day::timestamp)::date, ${sums}
          from audit_day w
          where w.org_id = ${p.org} and w.team_id = t.team_id and w.analyst_id = ${p.analyst}
            and w.day between t.trail_from and t.to_day
          group by 1
        ) s (${sumColumns})
      ) as trail, ${targetsUntil(p, sql`t.to_day`)}
    from t join person x on x.org_id = ${p.org} and x.person_id = ${p.analyst}`.compile(db),
}))

/** The analyst's figures of a period in the team they are in today, of these teams where they are given. */
export async function figuresOfPeriod(
  db: ActorDb,
  asked: { analyst: string; teams: readonly string[] | null; unit: PeriodUnit; day: string | null },
): Promise<PeriodRow | undefined> {
  const [row] = await db.run(statement, { org: db.org, ...asked })
  return row
}
