import { sql } from 'kysely'
import type { ActorDb } from '#server/db/actor-db.ts'
import type { LiveBatch, LiveFeature } from '#shared/core/live.ts'

/** 'epoch/xmin:xmax:xip,…': the snapshot that the reader has seen everything up to. */
const cursorForm =
  /^([0-9a-f-]{36})\/(([1-9]\d{0,18}):([1-9]\d{0,18}):((?:[1-9]\d{0,18}(?:,[1-9]\d{0,18})*)?))$/
const largestXid = 2n ** 63n - 1n

/** The cursor's epoch and a snapshot that PostgreSQL takes; what it would call an error is no cursor. */
function parseCursor(cursor: string): { epoch: string; snapshot: string; xmin: bigint } | undefined {
  const [, epoch, snapshot, xmin = '', xmax = '', open = ''] = cursorForm.exec(cursor) ?? []
  if (epoch === undefined || snapshot === undefined) return undefined
  const inProgress = open === '' ? [] : open.split(',')
  const xids = [xmin, ...inProgress, xmax].map(BigInt)
  const ordered = xids.every((xid, index) => xid <= (xids[index + 1] ?? largestXid))
  return ordered && inProgress.at(-1) !== xmax ? { epoch, snapshot, xmin: BigInt(xmin) } : undefined
}

/** Where the feed of an organisation stands. */
export interface FeedPosition {
  epoch: string
  snapshot: string
  /** The newest transaction whose changes were deleted. */
  swept: string
}

/** Returns where the feed of the actor's organisation stands now. */
export async function feedPosition(db: ActorDb): Promise<FeedPosition> {
  const { rows } = await sql<FeedPosition>`
    select e.epoch, pg_current_snapshot()::text as snapshot, e.swept_xid::text as swept from feed_epoch e where e.org_id = ${db.org}`.execute(
    db.query,
  )
  const [position] = rows
  if (!position) throw new Error('The organisation has no feed epoch')
  return position
}

/**
 * Returns what this actor may see of what was committed from `cursor` up to a position. A cursor is a PostgreSQL
 * snapshot: a change whose transaction was still open then is found later, however late it commits, and none is given
 * twice.
 */
export async function changesUpTo(
  db: ActorDb,
  { epoch, snapshot, swept }: FeedPosition,
  cursor: string | undefined,
): Promise<LiveBatch> {
  const next = `${epoch}/${snapshot}`
  const known = parseCursor(cursor ?? '')
  // What was deleted may be news to who was away for long.
  if (known?.epoch !== epoch || known.xmin <= BigInt(swept)) return { cursor: next, reset: true, changes: [] }
  const seen = known.snapshot
  const { rows } = await sql<{ feature: LiveFeature; team_id: string | null; subject_id: string | null }>`
    select distinct c.feature, c.team_id, c.subject_id from change c
    where c.org_id = ${db.org} and c.xid >= pg_snapshot_xmin(${seen}::pg_snapshot)
      and not pg_visible_in_snapshot(c.xid, ${seen}::pg_snapshot)
      and pg_visible_in_snapshot(c.xid, ${snapshot}::pg_snapshot)`.execute(db.query)
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

/** Returns of each of these sessions of the actor whether it stands, was ended before its time, or is over by its time. */
export async function statesOfSessions(
  db: ActorDb,
  sessionIds: readonly string[],
): Promise<Map<string, SessionState>> {
  const { rows } = await sql<{ session_id: string; state: SessionState }>`select a.session_id, case
    when exists (select from session s where s.org_id = ${db.org} and s.session_id = a.session_id
      and s.idle_until > now() and s.ends_at > now()) then 'open'
    when exists (select from ended_token e where e.org_id = ${db.org} and e.session_id = a.session_id) then 'ended'
    else 'expired' end as state
    from unnest(${sessionIds}::uuid[]) as a (session_id)`.execute(db.query)
  return new Map(rows.map(({ session_id, state }) => [session_id, state]))
}
