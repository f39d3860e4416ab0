import { type Kysely, sql } from 'kysely'
import type { Schema } from '#server/db/schema.ts'
import type { Role } from '#shared/people/role-rules.ts'
import type { RoleAssignment } from '#shared/people/role-views.ts'

/** Sets an organisation up: for the command line as the owner, for an administrator as themselves. */
export async function insertOrganisation(
  db: Kysely<Schema>,
  org: { orgId: string; name: string; zone: string; epoch: string },
) {
  await db.insertInto('org').values({ org_id: org.orgId, name: org.name, zone: org.zone }).execute()
  await db.insertInto('feed_epoch').values({ org_id: org.orgId, epoch: org.epoch }).execute()
}

export const organisations = (db: Kysely<Schema>) =>
  db.selectFrom('org').select(['org_id', 'name', 'zone']).orderBy('created_at').execute()

export async function teamNamed(db: Kysely<Schema>, org: string, name: string) {
  return await db
    .selectFrom('team')
    .select(['team_id', 'name', 'zone'])
    .where('org_id', '=', org)
    .where(sql`lower(name)`, '=', name.toLowerCase())
    .executeTakeFirst()
}

export async function insertTeam(
  db: Kysely<Schema>,
  team: { org: string; teamId: string; name: string; zone: string; parentId?: string | null },
) {
  await db
    .insertInto('team')
    .values({
      org_id: team.org,
      team_id: team.teamId,
      parent_id: team.parentId ?? null,
      name: team.name,
      zone: team.zone,
      audited_through: null,
    })
    .execute()
}

/** Returns the person of a sign-in address, or of an invitation to it that was not used; a used one may be to an old address. */
export async function personByEmail(
  db: Kysely<Schema>,
  org: string,
  email: string,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('sign_in')
    .select(['person_id'])
    .where('org_id', '=', org)
    .where('email', '=', email)
    .unionAll(
      db
        .selectFrom('invitation')
        .select(['person_id'])
        .where('org_id', '=', org)
        .where('email', '=', email)
        .where('used_at', 'is', null),
    )
    .executeTakeFirst()
  return row?.person_id
}

/** Returns whether a person leads a team today. */
export async function leadsToday(
  db: Kysely<Schema>,
  { org, person, teamId }: { org: string; person: string; teamId: string },
): Promise<boolean> {
  const { rows } = await sql`select 1 from app.membership_today where org_id = ${org}::uuid
    and person_id = ${person}::uuid and team_id = ${teamId}::uuid and role = 'lead'`.execute(db)
  return rows.length > 0
}

export async function insertPerson(
  db: Kysely<Schema>,
  person: { org: string; personId: string; name: string; reference: string | null; locale: 'ko' | 'en' },
) {
  await db
    .insertInto('person')
    .values({
      org_id: person.org,
      person_id: person.personId,
      name: person.name,
      reference: person.reference,
      locale: person.locale,
      welcomed_at: null,
    })
    .execute()
}

/**
 * Returns the person whom an import made and nobody has invited yet: by the reference, else by the name or reference that is
 * this name, of an analyst of the team. Undefined where there is none or more than one.
 */
export async function importedPerson(
  db: Kysely<Schema>,
  {
    org,
    name,
    reference,
    teamId,
  }: { org: string; name: string; reference: string | null; teamId: string | null },
): Promise<string | undefined> {
  const rows = await db
    .selectFrom('person as p')
    .select(['p.person_id', 'p.reference'])
    .where('p.org_id', '=', org)
    .where(
      sql<boolean>`(p.reference = ${reference} or ((p.name = ${name.trim()} or p.reference = ${name.trim()}) and exists (
        select 1 from membership m where m.org_id = p.org_id and m.person_id = p.person_id and m.role = 'analyst'
          and m.team_id = ${teamId}::uuid)))`,
    )
    .where(
      sql<boolean>`not exists (select 1 from sign_in s where s.org_id = p.org_id and s.person_id = p.person_id)
        and not exists (select 1 from invitation i where i.org_id = p.org_id and i.person_id = p.person_id)`,
    )
    .execute()
  const byReference = rows.find((row) => reference !== null && row.reference === reference)
  if (byReference) return byReference.person_id
  return rows.length === 1 ? rows[0]?.person_id : undefined
}

/** Gives a person whom an import made the name, and where there is one the reference, of their invitation. */
export async function namePerson(
  db: Kysely<Schema>,
  person: { org: string; personId: string; name: string; reference: string | null; locale: 'ko' | 'en' },
): Promise<void> {
  const { org, personId, name, reference, locale } = person
  await db
    .updateTable('person')
    .set({ name, locale, ...(reference === null ? {} : { reference }) })
    .where('org_id', '=', org)
    .where('person_id', '=', personId)
    .execute()
}

/**
 * Adds a role that holds at once, unless the person has the same one and it has no end: then that one holds. Returns whether
 * it was added.
 */
export async function ensureMembership(
  db: Kysely<Schema>,
  membership: Omit<NewMembership, 'endsOn'>,
): Promise<boolean> {
  const current = await db
    .selectFrom('membership')
    .select('membership_id')
    .where('org_id', '=', membership.org)
    .where('person_id', '=', membership.personId)
    .where('role', '=', membership.role)
    .where(sql<boolean>`team_id is not distinct from ${membership.teamId}::uuid`)
    .where(sql<boolean>`function is not distinct from ${membership.function}`)
    .where('ends_on', 'is', null)
    .executeTakeFirst()
  if (current) {
    await db
      .updateTable('membership')
      .set({ confirmed_at: sql<string>`now()` })
      .where('org_id', '=', membership.org)
      .where('membership_id', '=', current.membership_id)
      .where('confirmed_at', 'is', null)
      .execute()
    return false
  }
  await insertMembership(db, { ...membership, endsOn: null })
  return true
}

export type NewMembership = RoleAssignment & { org: string; personId: string }

export async function insertMembership(db: Kysely<Schema>, membership: NewMembership) {
  await db
    .insertInto('membership')
    .values({
      org_id: membership.org,
      membership_id: membership.membershipId,
      person_id: membership.personId,
      role: membership.role,
      team_id: membership.teamId,
      function: membership.function,
      starts_on: membership.startsOn,
      ends_on: membership.endsOn,
    })
    .execute()
}

/**
 * Puts an invitation in place of what was sent before, to the person or to this address. Made by an administrator it opens
 * nothing until it is confirmed, unless the person is made with it.
 */
export async function insertInvitation(
  db: Kysely<Schema>,
  invitation: { tokenHash: Buffer; org: string; personId: string; email: string },
) {
  await db
    .deleteFrom('invitation')
    .where('org_id', '=', invitation.org)
    .where((eb) => eb.or([eb('email', '=', invitation.email), eb('person_id', '=', invitation.personId)]))
    .execute()
  await db
    .insertInto('invitation')
    .values({
      token_hash: invitation.tokenHash,
      org_id: invitation.org,
      person_id: invitation.personId,
      email: invitation.email,
      expires_at: sql`now() + interval '7 days'`,
      used_at: null,
    })
    .execute()
}

/** Ends what holds of this role, with `endsOn` the first day on which it no longer does. How many it ended. */
export async function endMemberships(
  db: Kysely<Schema>,
  membership: { org: string; personId: string; role: Role; teamId: string | null; endsOn: string },
): Promise<number> {
  const ended = await db
    .updateTable('membership')
    .set({ ends_on: sql`greatest(starts_on, ${membership.endsOn}::date)` })
    .where('org_id', '=', membership.org)
    .where('person_id', '=', membership.personId)
    .where('role', '=', membership.role)
    .where((eb) => (membership.teamId ? eb('team_id', '=', membership.teamId) : eb('team_id', 'is', null)))
    .where((eb) => eb.or([eb('ends_on', 'is', null), eb('ends_on', '>', membership.endsOn)]))
    .executeTakeFirst()
  return Number(ended.numUpdatedRows)
}

/** Sets how long the organisation's phones show their copies without an answer from the server. */
export async function setOfflineHours(db: Kysely<Schema>, org: string, hours: number): Promise<void> {
  await db.updateTable('org').set({ offline_hours: hours }).where('org_id', '=', org).execute()
}

/** Signs every device of the person out, at once. */
export async function endSessions(db: Kysely<Schema>, org: string, personId: string): Promise<void> {
  await sql`with gone as (
      delete from session where org_id = ${org} and person_id = ${personId} returning session_id
    ) select pg_notify('dure_session', session_id::text) from gone`.execute(db)
}
