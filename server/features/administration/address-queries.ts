import { type Kysely, sql } from 'kysely'
import type { ActorDb, WriteDb } from '#server/db/actor-db.ts'
import { prepare } from '#server/db/prepared.ts'
import type { Schema } from '#server/db/schema.ts'

export interface OwnAddressRow {
  email: string
  request_id: string | null
  requested: string | null
  asked_at: string | null
  expires_at: string | null
  outcome: 'confirmed' | 'declined' | 'withdrawn' | null
  lapsed: boolean | null
  confirmable: boolean
}

const ownStatement = prepare<{ org: string; person: string }, OwnAddressRow>(
  'administration_own_address',
  (db, p) => ({
    compile: () =>
      sql<OwnAddressRow>`select s.email, r.request_id, r.email as requested, r.asked_at, r.expires_at, r.outcome,
          r.expires_at <= now() as lapsed, exists (select from app.address_confirmers()) as confirmable
        from (select email from sign_in where org_id = ${p.org} and person_id = ${p.person}
          order by changed_at desc limit 1) s
        left join lateral (select request_id, email, asked_at, expires_at, outcome from address_request
          where org_id = ${p.org} and person_id = ${p.person} order by asked_at desc limit 1) r on true`.compile(
        db,
      ),
  }),
)

/** Returns the actor's sign-in address with their newest request for another; undefined for who does not sign in. */
export async function ownAddressRow(db: ActorDb): Promise<OwnAddressRow | undefined> {
  const [row] = await db.run(ownStatement, { org: db.org, person: db.person })
  return row
}

/** Returns who could confirm an address for the actor: the other administrators who sign in. */
export async function addressConfirmers(db: WriteDb): Promise<string[]> {
  const { rows } = await sql<{ person_id: string }>`
    select c as person_id from app.address_confirmers() c`.execute(db.query)
  return rows.map((row) => row.person_id)
}

/** Stores the actor's request in place of one before. Returns whether it did: another may come at the same moment. */
export async function replaceRequest(
  db: WriteDb,
  { requestId, email }: { requestId: string; email: string },
): Promise<boolean> {
  await sql`update address_request set outcome = 'withdrawn'
    where org_id = ${db.org} and person_id = ${db.person} and outcome is null`.execute(db.query)
  const { numAffectedRows = 0n } = await sql`
    insert into address_request (org_id, request_id, person_id, email)
    values (${db.org}, ${requestId}, ${db.person}, ${email}) on conflict do nothing`.execute(db.query)
  return numAffectedRows > 0n
}

export interface AddressRow {
  request_id: string
  person_id: string
  person_name: string
  email: string
  present: string | null
  at: string
  open: boolean
}

const addressRows = (org: unknown, which: ReturnType<typeof sql>) => sql<AddressRow>`
  select r.request_id, r.person_id, p.name as person_name, r.email, r.asked_at as at,
    r.outcome is null and r.expires_at > now() as open,
    (select s.email from sign_in s where s.org_id = r.org_id and s.person_id = r.person_id
      order by s.changed_at desc limit 1) as present
  from address_request r
  join person p on p.org_id = r.org_id and p.person_id = r.person_id
  where r.org_id = ${org} and ${which}`

const openStatement = prepare<{ org: string }, AddressRow>('administration_addresses', (db, p) => ({
  compile: () =>
    sql<AddressRow>`${addressRows(p.org, sql`r.outcome is null and r.expires_at > now()`)}
      order by r.asked_at`.compile(db),
}))

/** Returns the open requests for another address that the reader may see, the oldest first. */
export const openAddressRows = (db: ActorDb): Promise<AddressRow[]> => db.run(openStatement, { org: db.org })

/** Returns a request, whether it is open or not. */
export async function addressRow(db: WriteDb, requestId: string): Promise<AddressRow | undefined> {
  const { rows } = await addressRows(db.org, sql`r.request_id = ${requestId}`).execute(db.query)
  return rows[0]
}

/**
 * Lets a person sign in with the address that they asked for. 'taken' where somebody signs in or is invited with it, 'gone'
 * where the request is over.
 */
export async function moveToAddress(
  db: WriteDb,
  { requestId, email }: { requestId: string; email: string },
): Promise<'moved' | 'taken' | 'missing' | 'gone'> {
  const { rows } = await sql<{ outcome: 'moved' | 'taken' | 'missing' | 'gone' }>`
    select app.confirm_address(${requestId}, ${email}) as outcome`.execute(db.query)
  return rows[0]?.outcome ?? 'gone'
}

/** Ends an open request. Returns whether there was one that the actor may end so. */
export async function endRequest(
  db: WriteDb,
  requestId: string,
  outcome: 'declined' | 'withdrawn',
): Promise<boolean> {
  const { numAffectedRows = 0n } = await sql`update address_request set outcome = ${outcome}
    where org_id = ${db.org} and request_id = ${requestId} and outcome is null`.execute(db.query)
  return numAffectedRows > 0n
}

/**
 * Lets a person sign in with another address, for whoever runs the server. An open request for it counts as confirmed, one
 * for another address as declined.
 */
export async function moveSignIn(
  db: Kysely<Schema>,
  { org, personId, email }: { org: string; personId: string; email: string },
): Promise<'moved' | 'taken' | 'missing'> {
  const { rows } = await sql<{ outcome: 'moved' | 'taken' | 'missing' }>`
    select app.move_sign_in(${org}, ${personId}, ${email}) as outcome`.execute(db)
  const outcome = rows[0]?.outcome ?? 'missing'
  if (outcome === 'moved')
    await sql`update address_request
      set outcome = case when email = ${email} then 'confirmed' else 'declined' end, decided_at = now()
      where org_id = ${org} and person_id = ${personId} and outcome is null`.execute(db)
  return outcome
}
