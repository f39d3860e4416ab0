import { argon2Sync, randomBytes, randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { Schema } from '#server/db/schema.ts'
import type { Role } from '#shared/people/role-rules.ts'

/** Everybody in tests signs in with it. */
export const testPassword = 'a long test password'
/**
 * Its hash as the server stores one, at the least cost that argon2 has: tests sign in hundreds of times. The cost of a
 * password that people choose is seen where an invitation is accepted.
 */
const passwordHash = hashOf(testPassword)

function hashOf(message: string): string {
  const nonce = randomBytes(16)
  const cost = { memory: 8, passes: 1, parallelism: 1 } as const
  const tag = argon2Sync('argon2id', { message, nonce, tagLength: 32, ...cost })
  const base64 = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '')
  return `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${base64(nonce)}$${base64(tag)}`
}

/** Before everything that a test is about. */
const longAgo = '2020-01-01T00:00:00Z'

export interface TestPerson {
  org: string
  personId: string
  name: string
  email: string
}

export interface NewMembership {
  role: Role
  teamId?: string
  function?: 'policy' | 'product' | 'data' | 'engineering' | 'legal' | 'wellbeing'
  startsOn?: string
  endsOn?: string
}

/** An organisation with its feed epoch. */
export async function makeOrg(db: Kysely<Schema>, name = 'Test organisation'): Promise<string> {
  const org = randomUUID()
  await db.insertInto('org').values({ org_id: org, name }).execute()
  await db.insertInto('feed_epoch').values({ org_id: org, epoch: randomUUID() }).execute()
  return org
}

export async function makeTeam(
  db: Kysely<Schema>,
  org: string,
  options: { name?: string; parentId?: string; zone?: string } = {},
): Promise<string> {
  const teamId = randomUUID()
  await db
    .insertInto('team')
    .values({
      org_id: org,
      team_id: teamId,
      parent_id: options.parentId ?? null,
      name: options.name ?? `Team ${teamId.slice(0, 6)}`,
      zone: options.zone ?? 'Asia/Seoul',
      audited_through: null,
    })
    .execute()
  return teamId
}

/** A person who can sign in, with the standings given; each from long ago unless it says otherwise. */
export async function makePerson(
  db: Kysely<Schema>,
  org: string,
  {
    name = `Person ${randomUUID().slice(0, 6)}`,
    reference,
    locale = 'en',
    memberships = [],
  }: { name?: string; reference?: string; locale?: 'ko' | 'en'; memberships?: NewMembership[] } = {},
): Promise<TestPerson> {
  const personId = randomUUID()
  const email = `${personId}@example.org`
  await db
    .insertInto('person')
    .values({
      org_id: org,
      person_id: personId,
      name,
      reference: reference ?? null,
      locale,
      welcomed_at: longAgo,
      // A push of a test is not to wait for the morning.
      quiet_from: null,
      quiet_until: null,
    })
    .execute()
  await db
    .insertInto('sign_in')
    .values({ email, org_id: org, person_id: personId, password_hash: passwordHash })
    .execute()
  for (const membership of memberships) await addMembership(db, { org, personId }, membership)
  return { org, personId, name, email }
}

export async function addMembership(
  db: Kysely<Schema>,
  who: { org: string; personId: string },
  membership: NewMembership,
): Promise<string> {
  const membershipId = randomUUID()
  await db
    .insertInto('membership')
    .values({
      org_id: who.org,
      membership_id: membershipId,
      person_id: who.personId,
      role: membership.role,
      team_id: membership.teamId ?? null,
      function: membership.function ?? null,
      starts_on: membership.startsOn ?? '2020-01-01',
      given_at: longAgo,
      confirmed_at: longAgo,
      ends_on: membership.endsOn ?? null,
    })
    .execute()
  return membershipId
}
