import { sql } from 'kysely'
import type { ActorDb, WriteDb } from '#server/db/actor-db.ts'
import type { NewcomerView } from '#shared/administration/views.ts'
import { waitingIn } from './confirm-queries.ts'

/** Returns the team's analysts of today who never signed in and are in no other team, by name, as its lead sees them. */
export async function newcomers(db: ActorDb, teamId: string): Promise<NewcomerView[]> {
  const invitations = db.query
    .selectFrom('invitation')
    .distinctOn('person_id')
    .select(['person_id', 'email', 'expires_at'])
    .where('org_id', '=', db.org)
    .where('used_at', 'is', null)
    .orderBy('person_id')
    .orderBy('expires_at', 'desc')
  const waiting = await waitingIn(db, teamId)
  const rows = await db.query
    .selectFrom('app.membership_today as t')
    .innerJoin('person as p', (join) =>
      join.onRef('p.org_id', '=', 't.org_id').onRef('p.person_id', '=', 't.person_id'),
    )
    .leftJoin(invitations.as('i'), 'i.person_id', 't.person_id')
    .select(['p.person_id', 'p.name', 'p.reference', 'i.email', 'i.expires_at', 't.membership_id'])
    .where('t.org_id', '=', db.org)
    .where('t.team_id', '=', teamId)
    .where('t.role', '=', 'analyst')
    .where(sql<boolean>`app.is_led_alone(t.person_id)`)
    .orderBy('p.name')
    .orderBy('p.person_id')
    .execute()
  return rows.map((row) => ({
    personId: row.person_id,
    name: row.name,
    reference: row.reference,
    email: row.email,
    invitedUntil: row.expires_at,
    confirmed: !waiting.has(row.membership_id),
  }))
}

/** Returns the day on which the organisation is now. */
export async function today(db: WriteDb): Promise<string | undefined> {
  const row = await db.query
    .selectFrom('org')
    .select(sql<string>`(now() at time zone zone)::date::text`.as('today'))
    .where('org_id', '=', db.org)
    .executeTakeFirst()
  return row?.today
}

/** Returns whether somebody else of the organisation signs in, or is invited, with this address. */
export async function isAddressTaken(db: WriteDb, email: string, personId: string): Promise<boolean> {
  const { rows } = await sql<{
    taken: boolean
  }>`select app.is_address_taken(${email}, ${personId}::uuid) as taken`.execute(db.query)
  return rows[0]?.taken === true
}
