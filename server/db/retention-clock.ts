import { sql } from 'kysely'
import type { OwnerDb } from './database.ts'

/** Hours that the retention clock may go on at a run; there is a run an hour. */
const stepHours = 6
/** Runs for which what retention took can be put back: a day. */
export const undoRuns = 24

/**
 * The time that retention goes by: the database's, but never later than its own clock, which follows in steps. A server
 * clock that jumps ahead by a hundred days is seen on the first of them.
 */
export const retentionNow = sql<string>`least(now(), coalesce((select retention_at from installation), now()))`

export interface RetentionClock {
  /** ISO 8601. */
  at: string
  run: number
  /** Days that it is behind the database's clock: it jumped, or Dure was down. */
  behindDays: number
}

/** Begins the retention clock where there is none: at the last change that the database saw, or now. */
export async function startRetentionClock(db: OwnerDb): Promise<void> {
  await sql`insert into installation (retention_at)
    values (least(now(), coalesce((select max(applied_at) from command), now())))
    on conflict (only_one) do update set retention_at = coalesce(installation.retention_at, excluded.retention_at)`.execute(
    db,
  )
}

/** Lets the retention clock go on, by a step at most. */
export async function advanceRetentionClock(db: OwnerDb): Promise<RetentionClock> {
  await startRetentionClock(db)
  const { rows } = await sql<RetentionClock>`update installation set retention_run = retention_run + 1,
      retention_at = least(now(), retention_at + make_interval(hours => ${sql.lit(stepHours)}))
    returning retention_at as at, retention_run as run,
      extract(epoch from now() - retention_at)::float8 / 86400 as "behindDays"`.execute(db)
  const [clock] = rows
  if (!clock) throw new Error('The database has no retention clock')
  return clock
}
