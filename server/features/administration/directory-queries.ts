import { type Selectable, sql } from 'kysely'
import type { ActorDb } from '#server/db/actor-db.ts'
import { isAfter, type Place } from '#server/db/keyset.ts'
import type { Schema } from '#server/db/schema.ts'
import type { DirectoryPerson, StructureView } from '#shared/administration/views.ts'
import { formerMember } from '#shared/people/former-member.ts'

/** People of a page of the directory. */
export const pageSize = 50

/** Everybody with how they sign in and their newest invitation: what row-level security shows administrators alone. */
function everybody(db: ActorDb) {
  const signIns = db.query
    .selectFrom('sign_in')
    .distinctOn('person_id')
    .select(['person_id', 'email'])
    .where('org_id', '=', db.org)
    .orderBy('person_id')
    .orderBy('changed_at', 'desc')
  const invitations = db.query
    .selectFrom('invitation')
    .distinctOn('person_id')
    .select(['person_id', 'email', 'expires_at', 'confirmed_at'])
    .where('org_id', '=', db.org)
    .where('used_at', 'is', null)
    .orderBy('person_id')
    .orderBy('expires_at', 'desc')
  return db.query
    .selectFrom('person as p')
    .leftJoin(signIns.as('s'), 's.person_id', 'p.person_id')
    .leftJoin(invitations.as('i'), 'i.person_id', 'p.person_id')
    .select(['p.person_id', 'p.name', 'p.reference', 'p.locale', 's.email', 'i.expires_at'])
    .select(['i.email as invited_email', 'i.confirmed_at as invitation_confirmed_at'])
    .where('p.org_id', '=', db.org)
    .where('p.person_id', '<>', formerMember.personId)
}

type Found = Awaited<ReturnType<ReturnType<typeof everybody>['execute']>>[number]

async function withAssignments(db: ActorDb, people: readonly Found[]): Promise<DirectoryPerson[]> {
  if (people.length === 0) return []
  const rows = await db.query
    .selectFrom('membership')
    .select([
      'membership_id',
      'person_id',
      'role',
      'team_id',
      'function',
      'starts_on',
      'ends_on',
      'confirmed_at',
    ])
    .where('org_id', '=', db.org)
    .where(
      'person_id',
      'in',
      people.map(({ person_id }) => person_id),
    )
    .orderBy('starts_on', 'desc')
    .orderBy('membership_id')
    .execute()
  const assignments = Map.groupBy(rows, ({ person_id }) => person_id)
  return people.map((person) => ({
    personId: person.person_id,
    name: person.name,
    reference: person.reference,
    locale: person.locale,
    email: person.email ?? person.invited_email,
    signsIn: person.email !== null,
    invitedUntil: person.expires_at,
    invitationWaits: person.expires_at !== null && person.invitation_confirmed_at === null,
    standings: (assignments.get(person.person_id) ?? []).map(assignmentOf),
  }))
}

type Assigned = Pick<
  Selectable<Schema['membership']>,
  'membership_id' | 'role' | 'team_id' | 'function' | 'starts_on' | 'ends_on' | 'confirmed_at'
>
const assignmentOf = (row: Assigned): DirectoryPerson['standings'][number] => ({
  membershipId: row.membership_id,
  role: row.role,
  teamId: row.team_id,
  function: row.function,
  startsOn: row.starts_on,
  endsOn: row.ends_on,
  confirmed: row.confirmed_at !== null,
})

/** One more than a page, by name, from the place `after` on. */
export async function peopleMatching(
  db: ActorDb,
  search: string,
  after: Place | undefined,
): Promise<DirectoryPerson[]> {
  const term = search.toLowerCase()
  const found = await everybody(db)
    .$if(term !== '', (select) =>
      select.where(
        sql<boolean>`strpos(lower(concat_ws(' ', p.name, p.reference, s.email, i.email)), ${term}) > 0`,
      ),
    )
    .$if(after !== undefined, (select) =>
      select.where(
        isAfter(
          { key: sql.ref('p.name'), id: sql.ref('p.person_id') },
          { key: sql`${after?.key}::text`, id: sql`${after?.id}::uuid` },
          { key: 'asc', id: 'asc' },
        ),
      ),
    )
    .orderBy('p.name')
    .orderBy('p.person_id')
    .limit(pageSize + 1)
    .execute()
  return await withAssignments(db, found)
}

export async function personInDirectory(db: ActorDb, personId: string): Promise<DirectoryPerson | undefined> {
  const found = await everybody(db).where('p.person_id', '=', personId).execute()
  return (await withAssignments(db, found))[0]
}

export async function structure(db: ActorDb): Promise<StructureView | undefined> {
  const org = await db.query
    .selectFrom('org')
    .select(['name', 'zone', 'offline_hours'])
    .where('org_id', '=', db.org)
    .executeTakeFirst()
  const teams = await db.query
    .selectFrom('team')
    .select(['team_id', 'name', 'parent_id', 'zone', 'version'])
    .where('org_id', '=', db.org)
    .orderBy('name')
    .execute()
  return (
    org && {
      org: { name: org.name, zone: org.zone, offlineHours: org.offline_hours },
      teams: teams.map((team) => ({
        teamId: team.team_id,
        name: team.name,
        parentId: team.parent_id,
        zone: team.zone,
        version: team.version,
      })),
    }
  )
}
