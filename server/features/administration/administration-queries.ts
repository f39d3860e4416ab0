import { sql } from 'kysely'
import type { WriteDb } from '#server/db/actor-db.ts'
import type { RoleAssignment } from '#shared/people/role-views.ts'

/**
 * One administrator at a time, until the transaction ends, so that two cannot take the last role from one another or
 * put two teams below each other. Undefined for who does not administer: they may not lock the row.
 */
export async function lockOrganisation(db: WriteDb) {
  return await db.query
    .selectFrom('org')
    .select(['zone', sql<string>`(now() at time zone zone)::date`.as('today')])
    .where('org_id', '=', db.org)
    .forNoKeyUpdate()
    .executeTakeFirst()
}

export async function renameOrganisation(db: WriteDb, name: string): Promise<void> {
  await db.query.updateTable('org').set({ name }).where('org_id', '=', db.org).execute()
}

/** Returns everybody who signs in, as an administrator sees them. */
export async function everybodySigningIn(db: WriteDb): Promise<string[]> {
  const rows = await db.query
    .selectFrom('sign_in')
    .select('person_id')
    .distinct()
    .where('org_id', '=', db.org)
    .execute()
  return rows.map((row) => row.person_id)
}

/** Gives a person of the organisation another name. Returns whether there is one whom the actor may rename. */
export async function renamePerson(db: WriteDb, personId: string, name: string): Promise<boolean> {
  const { rows } = await sql<{
    renamed: boolean
  }>`select app.correct_name(${personId}, ${name}) as renamed`.execute(db.query)
  return rows[0]?.renamed === true
}

export async function personState(db: WriteDb, personId: string) {
  return await db.query
    .selectFrom('person as p')
    .select((eb) => [
      'p.person_id',
      eb
        .exists(
          eb
            .selectFrom('sign_in as s')
            .select('s.email')
            .whereRef('s.org_id', '=', 'p.org_id')
            .whereRef('s.person_id', '=', 'p.person_id'),
        )
        .as('signs_in'),
    ])
    .where('p.org_id', '=', db.org)
    .where('p.person_id', '=', personId)
    .executeTakeFirst()
}

/** Returns who already signs in, or is invited, with this address in the organisation. */
export async function holderOfEmail(db: WriteDb, email: string): Promise<string | undefined> {
  const row = await db.query
    .selectFrom('sign_in')
    .select('person_id')
    .where('org_id', '=', db.org)
    .where('email', '=', email)
    .unionAll(
      db.query
        .selectFrom('invitation')
        .select('person_id')
        .where('org_id', '=', db.org)
        .where('email', '=', email)
        .where('used_at', 'is', null),
    )
    .executeTakeFirst()
  return row?.person_id
}

export async function holderOfReference(db: WriteDb, reference: string): Promise<string | undefined> {
  const row = await db.query
    .selectFrom('person')
    .select('person_id')
    .where('org_id', '=', db.org)
    .where('reference', '=', reference)
    .executeTakeFirst()
  return row?.person_id
}

/** Returns whether the person holds the same in some of the days from `startsOn` to before `endsOn`. */
export async function holdsAlready(
  db: WriteDb,
  personId: string,
  assignment: RoleAssignment,
): Promise<boolean> {
  const membership = await db.query
    .selectFrom('membership')
    .select('membership_id')
    .where('org_id', '=', db.org)
    .where('person_id', '=', personId)
    .where('role', '=', assignment.role)
    .where(sql<boolean>`team_id is not distinct from ${assignment.teamId}::uuid`)
    .where(sql<boolean>`function is not distinct from ${assignment.function}`)
    .where(
      sql<boolean>`daterange(starts_on, ends_on) && daterange(${assignment.startsOn}, ${assignment.endsOn})`,
    )
    .executeTakeFirst()
  return membership !== undefined
}

export async function membership(db: WriteDb, membershipId: string) {
  return await db.query
    .selectFrom('membership')
    .select(['membership_id', 'person_id', 'role', 'team_id', 'starts_on', 'ends_on', 'confirmed_at'])
    .where('org_id', '=', db.org)
    .where('membership_id', '=', membershipId)
    .executeTakeFirst()
}

/**
 * Returns whether somebody who signs in and was confirmed administers from `day` on and without an end, beside this
 * standing.
 */
export async function anotherAdministers(db: WriteDb, membershipId: string, day: string): Promise<boolean> {
  const other = await db.query
    .selectFrom('membership as m')
    .innerJoin('sign_in as s', (join) =>
      join.onRef('s.org_id', '=', 'm.org_id').onRef('s.person_id', '=', 'm.person_id'),
    )
    .select('m.membership_id')
    .where('m.org_id', '=', db.org)
    .where('m.role', '=', 'admin')
    .where('m.confirmed_at', 'is not', null)
    .where('m.membership_id', '<>', membershipId)
    .where('m.starts_on', '<=', day)
    .where('m.ends_on', 'is', null)
    .executeTakeFirst()
  return other !== undefined
}

export async function setEnd(db: WriteDb, membershipId: string, endsOn: string): Promise<void> {
  await db.query
    .updateTable('membership')
    .set({ ends_on: endsOn })
    .where('org_id', '=', db.org)
    .where('membership_id', '=', membershipId)
    .execute()
}

export const teamsOfOrganisation = (db: WriteDb) =>
  db.query
    .selectFrom('team')
    .select(['team_id', 'parent_id', 'name', 'zone', 'version'])
    .where('org_id', '=', db.org)
    .execute()

export async function updateTeam(
  db: WriteDb,
  team: { teamId: string; name: string; parentId: string | null },
): Promise<void> {
  await db.query
    .updateTable('team')
    .set({ name: team.name, parent_id: team.parentId, version: sql`version + 1` })
    .where('org_id', '=', db.org)
    .where('team_id', '=', team.teamId)
    .execute()
}
