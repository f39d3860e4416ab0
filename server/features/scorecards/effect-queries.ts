import { sql } from 'kysely'
import type { ActorDb } from '#server/db/actor-db.ts'
import { prepare } from '#server/db/prepared.ts'
import {
  days,
  type PackedWeek,
  packedBy,
  present,
  sumColumns,
  sums,
  teamColumns,
  weeksAt,
} from './queries.ts'

interface Asked {
  org: string
  team: string
  policy: string | null
}
export interface PointRow {
  analyst_id: string
  /** From the first week that signals are replayed from. */
  weeks: PackedWeek[]
}

const pointStatement = prepare<Asked, PointRow>('scorecards_point', (db, p) => ({
  compile: () =>
    sql<PointRow>`
      with t as materialized (
        select ${teamColumns} from team t ${weeksAt(present)} where t.org_id = ${p.org} and t.team_id = ${p.team}
      )
      select s.analyst_id, json_agg(${packedBy('s.week', 's')} order by s.week) as weeks
      from (
        select w.analyst_id, (w.week - t.signal_week) / 7, ${sums}
        from t join audit_week w on w.org_id = ${p.org} and w.team_id = t.team_id
          and w.week between t.signal_week and t.first_week + ${days}
        where ${p.policy}::text is null or w.policy = ${p.policy}
        group by 1, 2
      ) s (analyst_id, ${sumColumns})
      group by 1`.compile(db),
}))

/** Returns the weeks of everybody in the team whose decisions the reader may read, on one policy or on all. */
export const pointWeeks = (db: ActorDb, asked: Omit<Asked, 'org'>) =>
  db.run(pointStatement, { org: db.org, ...asked })
