import { sql } from 'kysely'
import type { ActorDb } from '#server/db/actor-db.ts'
import type { ChangeNotice, LiveFeature } from '#shared/core/live.ts'

/** 'epoch/xmin:xmax:xip,…': the snapshot that the reader has seen everything up to. */
const cursorForm =
  /^([0-9a-f-]{36})\/(([1-9]\d{0,18}):([1-9]\d{0,18}):((?:[1-9]\d{0,18}(?:,[1-9]\d{0,18})*)?))$/
const largestXid = 2n ** 63n - 1n

/** The cursor's epoch and a snapshot that PostgreSQL takes; what it would call an error is no cursor. */
function parseCursor(cursor: string): { epoch: string; snapshot: string } | undefined {
  const [, epoch, snapshot, xmin = '', xmax = '', open = ''] = cursorForm.exec(cursor) ?? []
  if (epoch === undefined || snapshot === undefined) return undefined
  const inProgress = open === '' ? [] : open.split(',')
  const xids = [xmin, ...inProgress, xmax].map(BigInt)
  const ordered = xids.every((xid, index) => xid <= (xids[index + 1] ?? largestXid))
  return ordered && inProgress.at(-1) !== xmax ? { epoch, snapshot } : undefined
}

export interface Position {
  cursor: string
  reset: boolean
  changes: ChangeNotice[]
}

/**
 * What this actor may see of what was committed since `cursor`. A cursor is a PostgreSQL snapshot: a change whose
 * transaction was still open then is found later, however late it commits, and none is given twice.
 */
export async function changesSince(db: ActorDb, cursor: string | undefined): Promise<Position> {
  const here = await sql<{ epoch: string; snapshot: string }>`
    select e.epoch, pg_current_snapshot()::text as snapshot from feed_epoch e where e.org_id = ${db.org}`.execute(
    db.query,
  )
  const now = here.rows[0]
  if (!now) throw new Error('The organisation has no feed epoch')
  const next = `${now.epoch}/${now.snapshot}`
  const known = parseCursor(cursor ?? '')
  if (known?.epoch !== now.epoch) return { cursor: next, reset: true, changes: [] }
  const seen = known.snapshot
  const { rows } = await sql<{ feature: LiveFeature; team_id: string | null; subject_id: string | null }>`
    select distinct c.feature, c.team_id, c.subject_id from change c
    where c.org_id = ${db.org} and c.xid >= pg_snapshot_xmin(${seen}::pg_snapshot)
      and not pg_visible_in_snapshot(c.xid, ${seen}::pg_snapshot)
      and pg_visible_in_snapshot(c.xid, ${now.snapshot}::pg_snapshot)`.execute(db.query)
  return {
    cursor: next,
    reset: false,
    changes: rows.map(({ feature, team_id, subject_id }) => ({
      feature,
      teamId: team_id,
      subjectId: subject_id,
    })),
  }
}

export type SessionState = 'open' | 'ended' | 'expired'

/** Returns whether the actor's session stands, was ended before its time, or is over by its time. */
export async function stateOfSession(db: ActorDb, sessionId: string): Promise<SessionState> {
  const { rows } = await sql<{ state: SessionState }>`select case
    when exists (select from session where org_id = ${db.org} and session_id = ${sessionId}
      and idle_until > now() and ends_at > now()) then 'open'
    when exists (select from ended_token where org_id = ${db.org} and session_id = ${sessionId}) then 'ended'
    else 'expired' end as state`.execute(db.query)
  return rows[0]?.state ?? 'expired'
}
