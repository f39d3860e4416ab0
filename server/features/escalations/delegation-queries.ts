import { sql } from 'kysely'
import type { ActorDb, WriteDb } from '#server/db/actor-db.ts'
import type { DelegateInput } from '#shared/escalations/contracts.ts'

export interface DelegationRow {
  delegation_id: string
  role: 'lead' | 'manager'
  from_id: string
  from_name: string | null
  to_id: string
  to_name: string | null
  starts_at: string
  ends_at: string
  ended_at: string | null
}

/** Given by or to the actor, as far as they hold or will. */
export async function ownDelegations(db: ActorDb): Promise<DelegationRow[]> {
  const { rows } =
    await sql<DelegationRow>`select d.delegation_id, d.role, d.from_id, f.name as from_name, d.to_id,
      t.name as to_name, d.starts_at, d.ends_at, d.ended_at
    from delegation d
    left join person f on f.org_id = d.org_id and f.person_id = d.from_id
    left join person t on t.org_id = d.org_id and t.person_id = d.to_id
    where d.org_id = ${db.org} and ${db.person} in (d.from_id, d.to_id) and d.ends_at > now() and d.ended_at is null
    order by d.starts_at, d.delegation_id`.execute(db.query)
  return rows
}

/** Returns who holds the same role today as the actor, apart from them. */
export async function candidates(db: ActorDb, role: 'lead' | 'manager') {
  const { rows } = await sql<{ person_id: string; name: string }>`select x.person_id, x.name
    from app.role_holders(${role}) as held (person_id)
    join person x on x.org_id = ${db.org} and x.person_id = held.person_id
    where x.person_id <> ${db.person} order by x.name, x.person_id`.execute(db.query)
  return rows
}

/** False where its id is taken. */
export async function insertDelegation(db: WriteDb, input: DelegateInput): Promise<boolean> {
  const put = await db.query
    .insertInto('delegation')
    .values({
      org_id: db.org,
      delegation_id: input.delegationId,
      from_id: db.person,
      to_id: input.toId,
      role: input.role,
      starts_at: input.startsAt,
      ends_at: input.endsAt,
      ended_at: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return put.numInsertedOrUpdatedRows === 1n
}

/** Undefined where it is not the actor's, or ended already. */
export async function endDelegationRow(db: WriteDb, id: string): Promise<{ to_id: string } | undefined> {
  return await db.query
    .updateTable('delegation')
    .set({ ended_at: sql<string>`clock_timestamp()` })
    .where('org_id', '=', db.org)
    .where('delegation_id', '=', id)
    .where('from_id', '=', db.person)
    .where('ended_at', 'is', null)
    .returning('to_id')
    .executeTakeFirst()
}

/** Returns until when each of those who could decide for a team, and are away now, is away. */
export async function decidersAway(
  { query }: Pick<ActorDb, 'query'>,
  team: string,
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ person_id: string; until: string }>`select person_id, until
    from app.deciders_away(${team}::uuid)`.execute(query)
  return new Map(rows.map(({ person_id, until }) => [person_id, until]))
}
