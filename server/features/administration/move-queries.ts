import { type Kysely, sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import type { ActorDb, WriteDb } from '#server/db/actor-db.ts'
import { prepare } from '#server/db/prepared.ts'
import type { Schema } from '#server/db/schema.ts'

export interface MoveRow {
  move_id: string
  team_id: string
  team_name: string
  from_id: string | null
  from_name: string | null
  to_id: string | null
  to_name: string | null
  asker_id: string | null
  asker_name: string | null
  confirmer_id: string | null
  confirmer_name: string | null
  asked_at: string
  confirmed_at: string | null
  /** The team stands where it is to be moved from. */
  stands: boolean
  new_readers: { personId: string; name: string }[]
}

/** The names of teams that the reader does not see are left out. */
const rows = (org: unknown, which: ReturnType<typeof sql>) => sql<MoveRow>`
  select m.move_id, m.team_id, t.name as team_name, m.from_id, f.name as from_name, m.to_id, b.name as to_name,
    m.asked_by as asker_id, a.name as asker_name, m.confirmed_by as confirmer_id, c.name as confirmer_name,
    m.asked_at, m.confirmed_at, t.parent_id is not distinct from m.from_id as stands,
    case when m.confirmed_at is null then coalesce((
      select jsonb_agg(jsonb_build_object('personId', p.person_id, 'name', p.name) order by p.name)
      from app.move_readers(m.team_id, m.to_id) r
      join person p on p.org_id = m.org_id and p.person_id = r), '[]') else '[]' end as new_readers
  from team_move m
  join team t on t.org_id = m.org_id and t.team_id = m.team_id
  left join team f on f.org_id = m.org_id and f.team_id = m.from_id
  left join team b on b.org_id = m.org_id and b.team_id = m.to_id
  left join person a on a.org_id = m.org_id and a.person_id = m.asked_by
  left join person c on c.org_id = m.org_id and c.person_id = m.confirmed_by
  where m.org_id = ${org} and m.declined_at is null and ${which}`

const waitingStatement = prepare<{ org: string }, MoveRow>('administration_moves_waiting', (db, p) => ({
  compile: () => sql<MoveRow>`${rows(p.org, sql`m.confirmed_at is null`)} order by m.asked_at`.compile(db),
}))

/** Returns the moves that wait, as far as the reader sees them, the oldest first. */
export const waitingMoves = (db: ActorDb): Promise<MoveRow[]> => db.run(waitingStatement, { org: db.org })

const confirmedStatement = prepare<{ org: string }, MoveRow>('administration_moves', (db, p) => ({
  compile: () =>
    sql<MoveRow>`${rows(p.org, sql`m.confirmed_at is not null`)}
      order by m.confirmed_at desc, m.move_id limit 100`.compile(db),
}))

/** Returns the moves that were confirmed, as far as the reader sees them, the newest first. */
export const confirmedMoves = (db: ActorDb): Promise<MoveRow[]> => db.run(confirmedStatement, { org: db.org })

export async function moveById(db: WriteDb, moveId: string): Promise<MoveRow | undefined> {
  const found = await sql<MoveRow>`${rows(db.org, sql`m.move_id = ${moveId}`)}`.execute(db.query)
  return found.rows[0]
}

/** Returns who would read the team below another and does not read it where it stands. */
export async function newReadersOf(
  db: WriteDb,
  { teamId, parentId }: { teamId: string; parentId: string | null },
): Promise<string[]> {
  const { rows } = await sql<{ person_id: string }>`
    select r as person_id from app.move_readers(${teamId}::uuid, ${parentId}::uuid) r`.execute(db.query)
  return rows.map((row) => row.person_id)
}

/** Puts a move that waits in the place of the one that the team has. Returns its id. */
export async function replaceMove(
  db: WriteDb,
  { teamId, parentId }: { teamId: string; parentId: string | null },
): Promise<string> {
  await db.query
    .updateTable('team_move')
    .set({ declined_at: sql<string>`now()`, declined_by: db.person })
    .where('org_id', '=', db.org)
    .where('team_id', '=', teamId)
    .where('confirmed_at', 'is', null)
    .where('declined_at', 'is', null)
    .execute()
  const moveId = uuidv7()
  await db.query
    .insertInto('team_move')
    .values({ org_id: db.org, move_id: moveId, team_id: teamId, to_id: parentId, asked_by: db.person })
    .execute()
  return moveId
}

/** Confirms or declines a move that waits. False where somebody else was quicker. */
export async function decideMove(
  db: WriteDb,
  moveId: string,
  how: 'confirmed' | 'declined',
): Promise<boolean> {
  const { numUpdatedRows } = await db.query
    .updateTable('team_move')
    .set(
      how === 'confirmed'
        ? { confirmed_at: sql<string>`now()`, confirmed_by: db.person }
        : { declined_at: sql<string>`now()`, declined_by: db.person },
    )
    .where('org_id', '=', db.org)
    .where('move_id', '=', moveId)
    .where('confirmed_at', 'is', null)
    .where('declined_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Moves a team at once, as the owner of the tables. Returns the id of the move, and who is to be notified of it. */
export async function moveTeam(
  db: Kysely<Schema>,
  { org, teamId, parentId }: { org: string; teamId: string; parentId: string | null },
): Promise<{ moveId: string; recipients: string[] }> {
  const audience = async () => {
    const { rows } = await sql<{ person_id: string }>`
      with recursive above as (
        select t.team_id, t.parent_id from team t where t.org_id = ${org} and t.team_id = ${teamId}
        union
        select t.team_id, t.parent_id from team t join above a on t.team_id = a.parent_id where t.org_id = ${org}
      ) select distinct m.person_id from app.membership_today m
      where m.org_id = ${org} and (m.role = 'admin' or m.team_id = ${teamId}
        or (m.role = 'manager' and m.team_id in (select team_id from above)))`.execute(db)
    return rows.map((row) => row.person_id)
  }
  const before = await audience()
  const moveId = uuidv7()
  await db
    .updateTable('team_move')
    .set({ declined_at: sql<string>`now()` })
    .where('org_id', '=', org)
    .where('team_id', '=', teamId)
    .where('confirmed_at', 'is', null)
    .where('declined_at', 'is', null)
    .execute()
  await sql`insert into team_move (org_id, move_id, team_id, from_id, to_id, confirmed_at)
    select org_id, ${moveId}::uuid, team_id, parent_id, ${parentId}::uuid, now() from team
    where org_id = ${org} and team_id = ${teamId}`.execute(db)
  await db
    .updateTable('team')
    .set({ parent_id: parentId, version: sql`version + 1` })
    .where('org_id', '=', org)
    .where('team_id', '=', teamId)
    .execute()
  return { moveId, recipients: [...new Set([...before, ...(await audience())])] }
}
