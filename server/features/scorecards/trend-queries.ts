import { type RawBuilder, sql } from 'kysely'
import type { ActorDb } from '#server/db/actor-db.ts'
import type { OwnerDb } from '#server/db/database.ts'
import { prepare } from '#server/db/prepared.ts'
import type { TrendCell, VersionBreak } from '#shared/scorecards/trend-views.ts'
import {
  days,
  type PackedTarget,
  present,
  type TeamFigures,
  targetsUntil,
  teamColumns,
  weeksAt,
} from './queries.ts'

interface Cells {
  policies: TrendCell[] | null
  places: TrendCell[] | null
}
export interface TrendsRow extends TeamFigures {
  targets: PackedTarget[] | null
  versions: VersionBreak[] | null
  people: Cells
  machines: Cells
}

const counted = ['n', 'correct', 'missed', 'over_enforced', 'unverified', 'acted', 'unsided']
/** The names of the view's weights, with their columns. */
const weights = {
  ...{ drawn: 'drawn', w: 'w', w2: 'w2', correct: 'w_correct', missed: 'w_missed' },
  ...{ overEnforced: 'w_over_enforced', acted: 'w_acted', correct2: 'w2_correct', missed2: 'w2_missed' },
  ...{ overEnforced2: 'w2_over_enforced', acted2: 'w2_acted' },
}
const sums = sql.raw(
  [...counted, ...Object.values(weights)].map((name) => `sum(w.${name}) as ${name}`).join(', '),
)
const cell =
  sql.raw(`json_build_array(s.week, s.first, s.second, ${counted.map((name) => `s.${name}`).join(', ')},
  case when s.drawn > 0 then json_build_object(${Object.entries(weights)
    .map(([name, column]) => `'${name}', s.${column}`)
    .join(', ')}) end)`)

/**
 * Adds rows up by policy, and by queue and language. Where a sum has no name it is null itself, unlike the column that a grouping
 * leaves out.
 */
const cellsOf = (rows: RawBuilder<unknown>) => sql`(
  select json_build_object('policies', json_agg(${cell} order by s.first, s.week) filter (where s.by_policy),
    'places', json_agg(${cell} order by s.first, s.second, s.week) filter (where not s.by_policy))
  from (
    select (w.week - t.first_week) / 7 as week, grouping(w.policy) = 0 as by_policy,
      case when grouping(w.policy) = 0 then w.policy else w.queue end as first,
      case when grouping(w.policy) = 0 then '' else w.language end as second, ${sums}
    from ${rows}
    group by grouping sets ((w.week, w.policy), (w.week, w.queue, w.language))
  ) s)`

const trends = (
  org: string,
  team: unknown,
  people: RawBuilder<unknown>,
): RawBuilder<TrendsRow> => sql<TrendsRow>`
  with t as materialized (
    select ${teamColumns} from team t ${weeksAt(present)} where t.org_id = ${org} and t.team_id = ${team}
  )
  select t.team_id, t.name, t.zone, t.target_accuracy, t.limit_missed, t.limit_over_enforced, t.audited_through,
    t.first_week, t.signal_week, t.complete, ${targetsUntil({ org }, sql`t.first_week + ${days}`)}, (
      select json_agg(json_build_object('policy', v.policy, 'label', v.label, 'effectiveFrom', v.effective_from)
        order by v.effective_from, v.policy)
      from policy_version v
      where v.org_id = ${org} and v.effective_from between t.first_week and t.first_week + ${days}
    ) as versions, ${cellsOf(people)} as people, ${cellsOf(sql`audit_machine_week w
      where w.org_id = ${org} and w.team_id = t.team_id and w.week between t.first_week and t.first_week + ${days}`)} as machines
  from t`

const statement = prepare<{ org: string; team: string }, TrendsRow>('scorecards_trends', (db, p) => ({
  compile: () =>
    trends(p.org, p.team, sql`app.team_strata(t.team_id, t.first_week, t.first_week + ${days}) w`).compile(
      db,
    ),
}))

/** Returns the counts of a team's thirteen weeks, as the reader may see them; undefined where the team is not visible. */
export async function trendsOf(db: ActorDb, team: string): Promise<TrendsRow | undefined> {
  const [row] = await db.run(statement, { org: db.org, team })
  return row
}

/** As the owner: the same with every part by itself. */
export async function trendsAsOwner(
  db: OwnerDb,
  { org, team }: { org: string; team: string },
): Promise<TrendsRow | undefined> {
  const all = sql`audit_stratum_week w
    where w.org_id = ${org} and w.team_id = t.team_id and w.week between t.first_week and t.first_week + ${days}`
  const { rows } = await trends(org, team, all).execute(db)
  return rows[0]
}
