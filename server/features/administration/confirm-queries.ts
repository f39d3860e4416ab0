import { sql } from 'kysely'
import type { ActorDb, WriteDb } from '#server/db/actor-db.ts'
import { prepare } from '#server/db/prepared.ts'
import type { AdministratorRole } from '#shared/administration/request-rules.ts'
import type { PartnerFunction, Role } from '#shared/people/role-rules.ts'

/** Of these, who signs in: somebody who does not would confirm nothing. */
async function signingIn(db: WriteDb, confirmers: ReturnType<typeof sql>): Promise<string[]> {
  const { rows } = await sql<{ person_id: string }>`select distinct s.person_id from sign_in s
    where s.org_id = ${db.org} and s.person_id in (select ${confirmers})`.execute(db.query)
  return rows.map((row) => row.person_id)
}
export const confirmersOfRole = (db: WriteDb, role: { role: Role; teamId: string | null }) =>
  signingIn(db, sql`app.role_confirmers(${role.teamId}::uuid, ${role.role}::text)`)
export const confirmersOfInvitation = (db: WriteDb, personId: string) =>
  signingIn(db, sql`app.invitation_confirmers(${personId}::uuid)`)

/** Returns who is notified of a role in this team, or of one that is held in none. */
export async function audienceOfRole(db: WriteDb, teamId: string | null): Promise<string[]> {
  const { rows } = await sql<{ person_id: string }>`
    select a as person_id from app.role_audience(${teamId}::uuid) a`.execute(db.query)
  return rows.map((row) => row.person_id)
}

/** Another link to the address that the person's unused invitation goes to. False where there is none to it. */
export async function renewInvitation(
  db: WriteDb,
  invitation: { personId: string; email: string; tokenHash: Buffer },
): Promise<boolean> {
  const renewed = await db.query
    .updateTable('invitation')
    .set({ token_hash: invitation.tokenHash, expires_at: sql<string>`now() + interval '7 days'` })
    .where('org_id', '=', db.org)
    .where('person_id', '=', invitation.personId)
    .where('email', '=', invitation.email)
    .where('used_at', 'is', null)
    .executeTakeFirst()
  return renewed.numUpdatedRows > 0n
}

/** Returns the roles of a team that wait to be confirmed. */
export async function waitingIn(db: ActorDb, teamId: string): Promise<Set<string>> {
  const rows = await db.query
    .selectFrom('membership')
    .select('membership_id')
    .where('org_id', '=', db.org)
    .where('team_id', '=', teamId)
    .where('confirmed_at', 'is', null)
    .execute()
  return new Set(rows.map((row) => row.membership_id))
}

/** Makes the person's role in the team wait again, for who leads it. Returns those that do. */
export async function letWait(
  db: WriteDb,
  { personId, teamId }: { personId: string; teamId: string },
): Promise<string[]> {
  const rows = await db.query
    .updateTable('membership')
    .set({ confirmed_at: null, confirmed_by: null })
    .where('org_id', '=', db.org)
    .where('person_id', '=', personId)
    .where('team_id', '=', teamId)
    .where('confirmed_at', 'is not', null)
    .returning('membership_id')
    .execute()
  return rows.map((row) => row.membership_id)
}

export interface WaitingRow {
  kind: 'role' | 'invitation'
  id: string
  person_id: string
  person_name: string
  email: string | null
  giver_id: string | null
  giver_name: string | null
  at: string
  confirmed: boolean
  roles: {
    role: Role
    teamId: string | null
    teamName: string | null
    parentId: string | null
    function: PartnerFunction | null
  }[]
}

const roleJson = sql`jsonb_build_object('role', m.role, 'teamId', m.team_id, 'teamName', t.name,
  'parentId', t.parent_id, 'function', m.function)`

/**
 * Roles and invitations that the reader may see, of which some wait. A role that was ended before it was confirmed does not,
 * nor do past days of an analyst, which an import added.
 */
const roleRows = (org: unknown, which: ReturnType<typeof sql>) => sql`
  select 'role' as kind, m.membership_id as id, m.person_id, p.name as person_name, null::text as email,
    m.given_by as giver_id, g.name as giver_name, m.given_at as at, m.confirmed_at is not null as confirmed,
    jsonb_build_array(${roleJson}) as roles
  from membership m
  join person p on p.org_id = m.org_id and p.person_id = m.person_id
  left join person g on g.org_id = m.org_id and g.person_id = m.given_by
  left join team t on t.org_id = m.org_id and t.team_id = m.team_id
  where m.org_id = ${org} and m.ends_on is distinct from m.starts_on
    and (m.role <> 'analyst' or m.ends_on is null
      or m.membership_id in (select t.membership_id from app.membership_today t where t.org_id = m.org_id)) and ${which}`
const invitationRows = (org: unknown, which: ReturnType<typeof sql>) => sql`
  select 'invitation' as kind, i.person_id as id, i.person_id, p.name as person_name, i.email,
    i.given_by as giver_id, g.name as giver_name, i.given_at as at, i.confirmed_at is not null as confirmed,
    coalesce((select jsonb_agg(${roleJson}) from membership m
      left join team t on t.org_id = m.org_id and t.team_id = m.team_id
      where m.org_id = i.org_id and m.person_id = i.person_id), '[]') as roles
  from invitation i
  join person p on p.org_id = i.org_id and p.person_id = i.person_id
  left join person g on g.org_id = i.org_id and g.person_id = i.given_by
  where i.org_id = ${org} and i.used_at is null and i.expires_at > now() and ${which}`

const waitingStatement = prepare<{ org: string }, WaitingRow>('administration_waiting', (db, p) => ({
  compile: () =>
    sql<WaitingRow>`${roleRows(p.org, sql`m.confirmed_at is null`)}
      union all ${invitationRows(p.org, sql`i.confirmed_at is null`)} order by at`.compile(db),
}))

/** Everything that waits to be confirmed, as far as the reader sees it. */
export const waitingRows = (db: ActorDb): Promise<WaitingRow[]> => db.run(waitingStatement, { org: db.org })

/** One role, or the newest invitation of a person, whether it waits or not. */
export async function confirmable(
  db: WriteDb,
  what: { kind: 'role' | 'invitation'; id: string },
): Promise<WaitingRow | undefined> {
  const { rows } = await (what.kind === 'role'
    ? sql<WaitingRow>`${roleRows(db.org, sql`m.membership_id = ${what.id}`)}`
    : sql<WaitingRow>`${invitationRows(db.org, sql`i.person_id = ${what.id}`)} order by at desc limit 1`
  ).execute(db.query)
  return rows[0]
}

/** False where somebody else was quicker. */
export async function setConfirmed(
  db: WriteDb,
  what: { kind: 'role' | 'invitation'; id: string; email: string | null },
): Promise<boolean> {
  const row = sql`set confirmed_at = now(), confirmed_by = ${db.person}
    where org_id = ${db.org} and confirmed_at is null`
  const { numAffectedRows } = await (what.kind === 'role'
    ? sql`update membership ${row} and membership_id = ${what.id}`
    : sql`update invitation ${row} and person_id = ${what.id} and email = ${what.email}`
  ).execute(db.query)
  return (numAffectedRows ?? 0n) > 0n
}

/** Ends a role on its first day, or deletes an invitation. False where somebody else was quicker. */
export async function setDeclined(
  db: WriteDb,
  what: { kind: 'role' | 'invitation'; id: string; email: string | null },
): Promise<boolean> {
  const waiting = sql`where org_id = ${db.org} and confirmed_at is null`
  const { numAffectedRows } = await (what.kind === 'role'
    ? sql`update membership set ends_on = starts_on ${waiting} and membership_id = ${what.id}`
    : sql`delete from invitation ${waiting} and used_at is null and person_id = ${what.id} and email = ${what.email}`
  ).execute(db.query)
  return (numAffectedRows ?? 0n) > 0n
}

export interface GivenRow {
  membership_id: string
  person_id: string
  person_name: string | null
  role: Role
  team_name: string | null
  function: PartnerFunction | null
  giver_id: string | null
  giver_name: string | null
  confirmer_id: string | null
  confirmer_name: string | null
  at: string
}

const givenStatement = prepare<{ org: string }, GivenRow>('administration_given', (db, p) => ({
  compile: () =>
    sql<GivenRow>`select m.membership_id, m.person_id, p.name as person_name, m.role, t.name as team_name, m.function,
        m.given_by as giver_id, g.name as giver_name, m.confirmed_by as confirmer_id, c.name as confirmer_name,
        m.confirmed_at as at
      from membership m
      left join person p on p.org_id = m.org_id and p.person_id = m.person_id
      left join person g on g.org_id = m.org_id and g.person_id = m.given_by
      left join person c on c.org_id = m.org_id and c.person_id = m.confirmed_by
      left join team t on t.org_id = m.org_id and t.team_id = m.team_id
      where m.org_id = ${p.org} and m.role <> 'analyst' and m.confirmed_at is not null
      order by m.confirmed_at desc, m.membership_id limit 100`.compile(db),
}))

/** The roles beyond an analyst's that the reader may see, with who gave and who confirmed each. */
export const givenRows = (db: ActorDb): Promise<GivenRow[]> => db.run(givenStatement, { org: db.org })

const rolesStatement = prepare<{ org: string }, AdministratorRole>('administration_admin_roles', (db, p) => ({
  compile: () =>
    sql<AdministratorRole>`select m.person_id as "personId", m.given_by as "giverId", m.confirmed_by as "confirmerId",
        greatest(m.confirmed_at, m.starts_on::timestamp at time zone o.zone) as since,
        m.ends_on::timestamp at time zone o.zone as until
      from membership m join org o on o.org_id = m.org_id
      where m.org_id = ${p.org} and m.role = 'admin' and m.confirmed_at is not null`.compile(db),
}))

/** Returns the confirmed roles of administrators, ended ones too. */
export const administratorRoles = (db: ActorDb): Promise<AdministratorRole[]> =>
  db.run(rolesStatement, { org: db.org })
