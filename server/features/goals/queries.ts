import { sql } from 'kysely'
import type { ActorDb, WriteDb } from '#server/db/actor-db.ts'
import { prepare } from '#server/db/prepared.ts'
import { baselineWeeks } from '#shared/goals/baseline-rules.ts'
import type { SaveGoalInput } from '#shared/goals/contracts.ts'
import type { GoalEnding } from '#shared/goals/rules.ts'
import type { Baseline } from '#shared/goals/views.ts'
import type { Metric } from '#shared/scorecards/rules.ts'

export interface GoalRow {
  goal_id: string
  team_id: string
  subject_id: string
  author_id: string
  author_name: string
  metric: Metric
  baseline: Baseline | null
  target: number
  due_on: string
  why: string | null
  created_at: string
  ended_how: GoalEnding | null
  ended_by: string | null
  ended_by_name: string | null
  ended_at: string | null
  version: number
}

const goalsOfStatement = prepare<{ org: string; subject: string }, GoalRow>('goals_of_person', (db, p) => ({
  compile: () =>
    sql<GoalRow>`select g.goal_id, g.team_id, g.subject_id, g.author_id, a.name as author_name, g.metric, g.baseline,
        g.target, g.due_on, g.why, g.created_at, g.ended_how, g.ended_by, e.name as ended_by_name, g.ended_at, g.version
      from goal g
      join person a on a.org_id = g.org_id and a.person_id = g.author_id
      left join person e on e.org_id = g.org_id and e.person_id = g.ended_by
      where g.org_id = ${p.org} and g.subject_id = ${p.subject}
      order by g.created_at desc, g.goal_id desc`.compile(db),
}))

/** Returns the goals of a person that the reader may see, the newest first. */
export const goalsOf = (db: ActorDb, subject: string): Promise<GoalRow[]> =>
  db.run(goalsOfStatement, { org: db.org, subject })

const personNameStatement = prepare<{ org: string; id: string }, { name: string }>('goals_person', (db, p) =>
  db.selectFrom('person').select('name').where('org_id', '=', p.org).where('person_id', '=', p.id),
)

/** Returns a person's name; undefined where the reader may not know them. */
export async function personName(db: ActorDb, id: string): Promise<string | undefined> {
  const [row] = await db.run(personNameStatement, { org: db.org, id })
  return row?.name
}

/** Holds what decides whether a goal may be saved or ended; all but the first are null where there is no such goal. */
export interface GoalFacts {
  /** The person is an analyst of the team today. */
  analyst: boolean
  team_id: string | null
  subject_id: string | null
  metric: Metric | null
  ended: boolean | null
  version: number | null
}
const goalFactsStatement = prepare<
  { org: string; goal: string; team: string | null; subject: string | null },
  GoalFacts
>('goals_facts', (db, p) => ({
  compile: () =>
    sql<GoalFacts>`select
      exists (select 1 from app.membership_today m where m.org_id = o.org_id and m.role = 'analyst'
        and m.person_id = ${p.subject}::uuid and m.team_id = ${p.team}::uuid) as analyst,
      g.team_id, g.subject_id, g.metric, g.ended_at is not null as ended, g.version
    from org o left join goal g on g.org_id = o.org_id and g.goal_id = ${p.goal}
    where o.org_id = ${p.org}`.compile(db),
}))

/** Returns the facts of a goal, and of the team and person that a new one is for. */
export async function goalFacts(
  db: WriteDb,
  goal: string,
  membership?: { teamId: string; subjectId: string },
): Promise<GoalFacts | undefined> {
  const asked = {
    org: db.org,
    goal,
    team: membership?.teamId ?? null,
    subject: membership?.subjectId ?? null,
  }
  const [row] = await db.run(goalFactsStatement, asked)
  return row
}

interface InsertValues {
  org: string
  goal: string
  team: string
  subject: string
  author: string
  metric: Metric
  from: string | null
  to: string | null
  target: number
  dueOn: string
  why: string | null
  claimed: string
}
// The weeks end with the team's data date: a late import must not empty a baseline.
const insertGoalStatement = prepare<InsertValues, { at: string }>('goals_insert', (db, p) => ({
  compile: () =>
    sql<{ at: string }>`with span as (
        select coalesce(${p.to}::date, last) as last,
          coalesce(${p.from}::date, last - ${sql.lit(7 * (baselineWeeks - 1))}) as first
        from (select date_trunc('week', coalesce(t.audited_through, now()) at time zone t.zone)::date as last
          from team t where t.org_id = ${p.org} and t.team_id = ${p.team}) newest
      ), counted as (
        select sum(w.n)::int as n, sum(case ${p.metric}::text when 'accuracy' then w.correct
            when 'missed' then w.missed else w.over_enforced end)::int as x
        from span s join audit_week w on w.org_id = ${p.org} and w.team_id = ${p.team}
          and w.analyst_id = ${p.subject} and w.week between s.first and s.last
      )
      insert into goal (org_id, goal_id, team_id, subject_id, author_id, metric, baseline, target, due_on, why, claimed_at)
      select ${p.org}, ${p.goal}, ${p.team}, ${p.subject}, ${p.author}, ${p.metric},
        case when c.n > 0 then jsonb_build_object('x', c.x, 'n', c.n, 'from', s.first, 'to', s.last) end,
        ${p.target}, ${p.dueOn}, ${p.why}, ${p.claimed}
      from span s, counted c
      on conflict do nothing
      returning created_at as at`.compile(db),
}))

/** Adds a goal and counts where it begins. Returns when; undefined where a goal of this id exists. */
export async function insertGoal(
  db: WriteDb,
  { goalId, teamId, subjectId, metric, baseline, target, dueOn, why }: SaveGoalInput,
  claimed: string,
): Promise<string | undefined> {
  const [row] = await db.run(insertGoalStatement, {
    ...{ org: db.org, goal: goalId, team: teamId, subject: subjectId, author: db.person },
    ...{ metric, from: baseline?.from ?? null, to: baseline?.to ?? null, target, dueOn, why, claimed },
  })
  return row?.at
}

const updateGoalStatement = prepare<
  { org: string; goal: string; base: number; target: number; dueOn: string; why: string | null },
  { at: string }
>('goals_update', (db, p) =>
  db
    .updateTable('goal')
    .set({ target: p.target, due_on: p.dueOn, why: p.why, version: sql`version + 1` })
    .where('org_id', '=', p.org)
    .where('goal_id', '=', p.goal)
    .where('version', '=', p.base)
    .where('ended_at', 'is', null)
    .returning(sql<string>`clock_timestamp()`.as('at')),
)

/** Revises an open goal by compare-and-set. Returns when; undefined where somebody was quicker. */
export async function updateGoal(
  db: WriteDb,
  { goalId, target, dueOn, why }: SaveGoalInput,
  base: number,
): Promise<string | undefined> {
  const [row] = await db.run(updateGoalStatement, { org: db.org, goal: goalId, base, target, dueOn, why })
  return row?.at
}

const endGoalStatement = prepare<
  { org: string; goal: string; base: number; how: GoalEnding; by: string },
  { at: string }
>('goals_end', (db, p) =>
  db
    .updateTable('goal')
    .set({
      ended_how: p.how,
      ended_by: p.by,
      ended_at: sql`clock_timestamp()`,
      version: sql`version + 1`,
    })
    .where('org_id', '=', p.org)
    .where('goal_id', '=', p.goal)
    .where('version', '=', p.base)
    .where('ended_at', 'is', null)
    .returning(sql<string>`ended_at`.as('at')),
)

/** Ends an open goal by compare-and-set. Returns when; undefined where somebody was quicker. */
export async function endGoal(
  db: WriteDb,
  { goalId, how, base }: { goalId: string; how: GoalEnding; base: number },
): Promise<string | undefined> {
  const [row] = await db.run(endGoalStatement, { org: db.org, goal: goalId, base, how, by: db.person })
  return row?.at
}

const leadsStatement = prepare<{ org: string; team: string }, { person_id: string }>('goals_leads', (db, p) =>
  db
    .selectFrom('app.membership_today')
    .select('person_id')
    .where('org_id', '=', p.org)
    .where('team_id', '=', p.team)
    .where('role', '=', 'lead'),
)

/** Returns who leads the team today. */
export async function leadsOf(db: WriteDb, team: string): Promise<string[]> {
  const rows = await db.run(leadsStatement, { org: db.org, team })
  return rows.map(({ person_id: personId }) => personId)
}

export interface DueGoal {
  goal_id: string
  subject_id: string
  subject_name: string
  metric: Metric
  target: number
  due_on: string
  version: number
  /** The start of the day that it is due on, in the reader's zone. */
  at: string
}
const dueGoalsStatement = prepare<
  { org: string; me: string; now: string; teams: readonly string[] },
  DueGoal
>('goals_due', (db, p) => ({
  compile: () =>
    sql<DueGoal>`select g.goal_id, g.subject_id, x.name as subject_name, g.metric, g.target, g.due_on, g.version,
        g.due_on::timestamp at time zone z.zone as at
      from app.zone_of(${p.org}, ${p.me}) z
      join goal g on g.org_id = ${p.org} and g.ended_at is null
        and g.due_on <= (${p.now}::timestamptz at time zone z.zone)::date
        and (g.subject_id = ${p.me} or g.team_id = any (${p.teams}::uuid[]))
      join person x on x.org_id = g.org_id and x.person_id = g.subject_id`.compile(db),
}))

/** Returns the open goals, of the reader and of the teams that they lead, whose date has come where the reader is. */
export const dueGoals = (db: ActorDb, now: string, teams: readonly string[]): Promise<DueGoal[]> =>
  db.run(dueGoalsStatement, { org: db.org, me: db.person, now, teams })
