import { type Selectable, sql } from 'kysely'
import type { ActorDb, WriteDb } from '#server/db/actor-db.ts'
import { prepare } from '#server/db/prepared.ts'
import type { PartnerFunction } from '#shared/people/role-rules.ts'
import { escalationColumns } from './column-queries.ts'
import type { EscalationTable } from './table.ts'

export type EscalationRecord = Selectable<EscalationTable>

/** One escalation with the standings in which the actor stands in for somebody of its team. */
export interface Known extends EscalationRecord {
  acting: { fromId: string; role: 'lead' | 'manager' }[]
}

const acting = sql`coalesce((select jsonb_agg(jsonb_build_object('fromId', a.from_id, 'role', a.role))
  from app.acting() a where a.team_id = e.team_id), '[]')`

const factsStatement = prepare<{ org: string; id: string }, Known>('escalations_facts', (db, p) => ({
  compile: () =>
    sql<Known>`select ${escalationColumns}, ${acting} as acting from escalation e
      where e.org_id = ${p.org} and e.escalation_id = ${p.id}`.compile(db),
}))
const lockStatement = prepare<{ org: string; id: string }, Known>('escalations_lock', (db, p) => ({
  compile: () =>
    sql<Known>`select ${escalationColumns}, ${acting} as acting from escalation e
      where e.org_id = ${p.org} and e.escalation_id = ${p.id} for no key update of e`.compile(db),
}))

/** Undefined where it is missing or hidden. */
export async function escalationFacts(db: ActorDb, id: string): Promise<Known | undefined> {
  const [row] = await db.run(factsStatement, { org: db.org, id })
  return row
}

/** The same, and nobody else changes it until this transaction ends. */
export async function lockEscalation(db: WriteDb, id: string): Promise<Known | undefined> {
  const [row] = await db.run(lockStatement, { org: db.org, id })
  return row
}

export interface Reader {
  person_id: string
  role: 'lead' | 'manager' | 'partner'
  /** For whom somebody stands in. */
  for_id: string | null
  name: string | null
}
const peopleStatement = prepare<{ org: string; team: string; fn: string | null }, Reader>(
  'escalations_people',
  (db, p) => ({
    compile: () =>
      sql<Reader>`select r.person_id, r.role, r.for_id, x.name from app.escalation_people(${p.team}, ${p.fn}) r
        left join person x on x.org_id = ${p.org} and x.person_id = r.person_id
        order by r.role, x.name, r.person_id`.compile(db),
  }),
)

const askedReaders = new WeakMap<ActorDb, Map<string, Promise<Reader[]>>>()

/**
 * Returns everybody who may read escalations of the team that are routed to this function, but for who raised them. They
 * are asked for once a transaction: a command asks for a holder, open phones and news, and changes no membership.
 */
export async function readersOf(
  db: ActorDb,
  { team, fn }: { team: string; fn: PartnerFunction | null },
): Promise<Reader[]> {
  const asked = askedReaders.get(db) ?? new Map<string, Promise<Reader[]>>()
  askedReaders.set(db, asked)
  const key = `${team} ${fn}`
  const readers = asked.get(key) ?? db.run(peopleStatement, { org: db.org, team, fn })
  asked.set(key, readers)
  return await readers
}

/** Returns who has had to do with it, and whether they watch it. */
export async function partiesOf(
  db: ActorDb,
  id: string,
): Promise<{ person_id: string; watching: boolean }[]> {
  return await db.query
    .selectFrom('escalation_party')
    .select(['person_id', 'watching'])
    .where('org_id', '=', db.org)
    .where('escalation_id', '=', id)
    .execute()
}

/** Returns the zone of a team that the actor is in, leads or manages. */
export async function teamZone(db: ActorDb, team: string): Promise<string | undefined> {
  const row = await db.query
    .selectFrom('team')
    .select('zone')
    .where('org_id', '=', db.org)
    .where('team_id', '=', team)
    .executeTakeFirst()
  return row?.zone
}
