import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openDatabase } from '#server/db/database.ts'
import type { InviteInput } from '#shared/administration/contracts.ts'
import type { Role } from '#shared/people/role-rules.ts'
import type { RoleAssignment } from '#shared/people/role-views.ts'
import { refusalOf, type SignedIn, startTestApp, type TestApp } from '#tests/support/app.ts'
import { makeOrg, makePerson, makeTeam, type NewMembership, testPassword } from '#tests/support/people.ts'

let app: TestApp
let org: string
let unit: string
let teamId: string
let admin: SignedIn
let analyst: SignedIn

beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.stop())
beforeEach(async () => {
  org = await makeOrg(app.owner)
  unit = await makeTeam(app.owner, org, { name: 'Unit' })
  teamId = await makeTeam(app.owner, org, { name: 'Seoul', parentId: unit })
  admin = await signedIn('Admin', { role: 'admin' })
  analyst = await signedIn('Analyst', { role: 'analyst', teamId })
})

const signedIn = async (name: string, membership: NewMembership) =>
  await app.signIn(await makePerson(app.owner, org, { name, memberships: [membership] }))
const assignment = (role: Role, given: Partial<RoleAssignment> = {}): RoleAssignment => ({
  ...{ membershipId: uuidv7(), role, startsOn: '2026-01-01', endsOn: null },
  teamId: role === 'admin' || role === 'partner' ? null : teamId,
  function: role === 'partner' ? 'policy' : null,
  ...given,
})
const link = () => {
  const token = randomBytes(32).toString('base64url')
  return { token, tokenHash: createHash('sha256').update(token).digest('hex') }
}
/** Invited and accepted by the administrator themselves. */
async function puppet(given: RoleAssignment, who = admin): Promise<SignedIn> {
  const { token, tokenHash } = link()
  const input: InviteInput = {
    ...{ personId: uuidv7(), name: 'Puppet', email: `${uuidv7()}@example.org`, reference: null },
    ...{ locale: 'en', standing: given, tokenHash },
  }
  await who.client.administration.invite.mutate({ meta: who.meta(), input })
  await app
    .stranger()
    .auth.acceptInvitation.mutate({ token, password: testPassword, locale: 'en', device: 'x' })
  return await app.signIn({ org, personId: input.personId, name: input.name, email: input.email })
}
const confirm = (who: SignedIn, membershipId: string) =>
  who.client.administration.confirmRole.mutate({ meta: who.meta(), input: { membershipId } })
const rolesOf = async ({ client }: SignedIn) => (await client.people.me.query()).roles.map(({ role }) => role)
const inviteAgain = (personId: string, email: string, tokenHash: string) =>
  admin.client.administration.inviteAgain.mutate({
    meta: admin.meta(),
    input: { personId, email, tokenHash },
  })
async function bySql(who: SignedIn, statement: ReturnType<typeof sql>) {
  const database = openDatabase(app.database.appUrl)
  try {
    return await database.write({ org, person: who.person.personId }, (db) => statement.execute(db.query))
  } finally {
    await database.close()
  }
}

describe('somebody whom an administrator makes up', () => {
  it.each<[Role]>([
    ['lead'],
    ['manager'],
    ['partner'],
    ['admin'],
  ])('reads nothing as %s, in neither wall, until another person confirms it', async (role) => {
    await signedIn('Second', { role: 'admin' })
    const given = assignment(role)
    const made = await puppet(given)
    expect(await rolesOf(made)).toEqual([])
    const { personId } = analyst.person
    expect((await refusalOf(made.client.scorecards.analyst.query({ personId }))).code).toBe('NOT_FOUND')
    expect((await refusalOf(made.client.scorecards.team.query({ teamId }))).code).toBe('NOT_FOUND')
    const seen = await bySql(made, sql`select from person where person_id <> ${made.person.personId}`)
    expect(seen.rows).toEqual([])
    for (const who of [admin, made])
      expect((await refusalOf(confirm(who, given.membershipId))).code).toBe('FORBIDDEN')
    const forged = sql`update membership set confirmed_at = now(), confirmed_by = ${admin.person.personId}
        where membership_id = ${given.membershipId}`
    await expect(bySql(admin, forged)).rejects.toThrow(/row-level security/)
    const inserted = sql`insert into membership (org_id, membership_id, person_id, role, team_id, starts_on, confirmed_at)
        values (${org}, gen_random_uuid(), ${made.person.personId}, 'lead', ${unit}, '2026-01-01', now())`
    await bySql(admin, inserted)
    expect(await rolesOf(made)).toEqual([])
  })

  it('waits for who may confirm it also where the role begins later', async () => {
    const second = await signedIn('Second', { role: 'admin' })
    const above = await signedIn('Above', { role: 'manager', teamId: unit })
    const { membershipId, ...given } = assignment('lead', { startsOn: '2099-01-01' })
    const input = { personId: analyst.person.personId, standing: { membershipId, ...given } }
    await admin.client.administration.giveRole.mutate({ meta: admin.meta(), input })
    for (const who of [second, above]) {
      const { waiting } = await who.client.administration.roles.query()
      expect(waiting).toMatchObject([{ kind: 'role', id: membershipId, person: { name: 'Analyst' } }])
      const { items } = await who.client.today.list.query()
      expect(items).toMatchObject([{ kind: 'confirmation', what: 'role', person: { name: 'Analyst' } }])
    }
    const person = await admin.client.administration.directoryPerson.query(input)
    expect(person.standings).toContainEqual({ membershipId, ...given, confirmed: false })
  })

  it('cannot be who confirms another', async () => {
    await signedIn('Second', { role: 'admin' })
    const first = await puppet(assignment('admin'))
    const given = assignment('lead')
    await puppet(given)
    expect((await refusalOf(confirm(first, given.membershipId))).code).toBe('NOT_FOUND')
  })

  it('is confirmed by nobody who entered it in the name of another', async () => {
    const second = await signedIn('Second', { role: 'admin' })
    const { membershipId, startsOn } = assignment('lead')
    const { personId } = analyst.person
    await bySql(
      admin,
      sql`insert into membership (org_id, membership_id, person_id, role, team_id, starts_on, given_by)
        values (${org}, ${membershipId}, ${personId}, 'lead', ${unit}, ${startsOn}, ${second.person.personId})`,
    )
    expect((await refusalOf(confirm(admin, membershipId))).code).toBe('FORBIDDEN')
    expect(await rolesOf(analyst)).toEqual(['analyst'])
    await confirm(second, membershipId)
  })

  it('is not given a role that nobody else could confirm', async () => {
    for (const role of ['lead', 'manager', 'partner', 'admin'] as const)
      expect(await refusalOf(puppet(assignment(role))), role).toEqual({
        code: 'FORBIDDEN',
        details: { reason: 'nobody_confirms' },
      })
    expect(await rolesOf(await puppet(assignment('analyst')))).toEqual(['analyst'])
  })
})

describe('a role that waits', () => {
  const decline = (who: SignedIn, membershipId: string) =>
    who.client.administration.declineRole.mutate({ meta: who.meta(), input: { membershipId } })

  it(
    'is declined by who may confirm it, never holds, and who gave it is told',
    { tags: ['attack'] },
    async () => {
      const second = await signedIn('Second', { role: 'admin' })
      const manager = await signedIn('Manager', { role: 'manager', teamId: unit })
      const given = assignment('lead')
      const made = await puppet(given)
      for (const who of [admin, made, analyst])
        expect(['FORBIDDEN', 'NOT_FOUND']).toContain((await refusalOf(decline(who, given.membershipId))).code)
      await decline(manager, given.membershipId)
      expect(await rolesOf(made)).toEqual([])
      const { items } = await admin.client.inbox.list.query()
      expect(items[0]).toMatchObject({ kind: 'role_declined', by: { name: 'Manager' } })
      for (const who of [second, manager])
        expect((await who.client.administration.roles.query()).waiting).toEqual([])
      for (const decide of [confirm, decline])
        expect((await refusalOf(decide(second, given.membershipId))).code).toBe('NOT_FOUND')
    },
  )

  it('is not ended by a manager once it holds, nor made longer', { tags: ['attack'] }, async () => {
    const manager = await signedIn('Manager', { role: 'manager', teamId: unit })
    const given = assignment('lead')
    await puppet(given)
    const tried = (ends: string) =>
      bySql(manager, sql`update membership set ends_on = ${ends} where membership_id = ${given.membershipId}`)
    await expect(tried('2030-01-01')).rejects.toThrow(/row-level security/)
    await confirm(manager, given.membershipId)
    expect(await refusalOf(decline(manager, given.membershipId))).toMatchObject({ code: 'CONFLICT' })
    const outcome = await tried('2026-01-01').then(
      ({ numAffectedRows }) => numAffectedRows,
      (error: Error) => error.message,
    )
    expect([0n, expect.stringMatching(/row-level security/)]).toContainEqual(outcome)
  })

  it('that is an invitation is declined too, and its link opens nothing', async () => {
    const second = await signedIn('Second', { role: 'admin' })
    const person = await makePerson(app.owner, org, { memberships: [{ role: 'analyst', teamId }] })
    await app.owner.deleteFrom('sign_in').where('person_id', '=', person.personId).execute()
    const { token, tokenHash } = link()
    await inviteAgain(person.personId, person.email, tokenHash)
    const input = { personId: person.personId, email: person.email }
    const declined = (who: SignedIn) =>
      who.client.administration.declineInvitation.mutate({ meta: who.meta(), input })
    expect((await refusalOf(declined(admin))).code).toBe('FORBIDDEN')
    await declined(second)
    const opened = app.stranger().auth.invitation.query({ token })
    expect((await refusalOf(opened)).code).toBe('NOT_FOUND')
    expect((await admin.client.inbox.list.query()).items[0]).toMatchObject({ kind: 'role_declined' })
  })
})

describe('a role', () => {
  it('holds when a second administrator confirms it, and its team is told who gave and who confirmed it', async () => {
    const second = await signedIn('Second', { role: 'admin' })
    const given = assignment('lead')
    const made = await puppet(given)
    const today = async (who: SignedIn) =>
      (await who.client.today.list.query()).items.filter(({ kind }) => kind === 'confirmation')
    expect(await today(second)).toMatchObject([{ person: { name: 'Puppet' }, what: 'role' }])
    expect(await today(admin)).toEqual([])
    await confirm(second, given.membershipId)
    expect(await today(second)).toEqual([])
    expect(await rolesOf(made)).toEqual(['lead'])
    for (const who of [analyst, admin, made]) {
      const { items } = await who.client.inbox.list.query()
      expect(items.map(({ kind }) => kind)).toContain('role_confirmed')
    }
    const view = await analyst.client.administration.roles.query()
    expect(view.given).toMatchObject([
      { person: { name: 'Puppet' }, role: 'lead', giver: { name: 'Admin' }, confirmer: { name: 'Second' } },
    ])
    expect(await refusalOf(confirm(second, given.membershipId))).toMatchObject({ code: 'CONFLICT' })
  })

  it('of a lead is confirmed by the manager above, and of a manager by the one above them', async () => {
    const manager = await signedIn('Manager', { role: 'manager', teamId: unit })
    const lead = assignment('lead')
    const made = await puppet(lead)
    expect((await manager.client.administration.roles.query()).waiting).toMatchObject([
      { id: lead.membershipId },
    ])
    await confirm(manager, lead.membershipId)
    expect(await rolesOf(made)).toEqual(['lead'])
    const below = assignment('manager')
    await puppet(below)
    await confirm(manager, below.membershipId)
    expect(await refusalOf(puppet(assignment('manager', { teamId: unit })))).toMatchObject({
      details: { reason: 'nobody_confirms' },
    })
    const longer = sql`update membership set ends_on = '2099-01-01' where membership_id = ${lead.membershipId}`
    expect((await bySql(manager, longer)).numAffectedRows).toBe(0n)
  })

  it('that reads lasts no longer by another end', async () => {
    await signedIn('Second', { role: 'admin' })
    const lead = await makePerson(app.owner, org, {
      memberships: [{ role: 'lead', teamId, endsOn: '2098-01-01' }],
    })
    const { membership_id } = await app.owner
      .selectFrom('membership')
      .select('membership_id')
      .where('person_id', '=', lead.personId)
      .executeTakeFirstOrThrow()
    const end = (endsOn: string) =>
      admin.client.administration.endRole.mutate({
        meta: admin.meta(),
        input: { membershipId: membership_id, endsOn },
      })
    expect(await refusalOf(end('2099-01-01'))).toMatchObject({ details: { reason: 'role_longer' } })
    const longer = sql`update membership set ends_on = null where membership_id = ${membership_id}`
    await expect(bySql(admin, longer)).rejects.toThrow(/row-level security/)
    await end('2097-01-01')
  })

  it('that is ended before it was confirmed waits for nobody', async () => {
    const second = await signedIn('Second', { role: 'admin' })
    const given = assignment('lead')
    await puppet(given)
    await second.client.administration.endRole.mutate({
      meta: second.meta(),
      input: { membershipId: given.membershipId, endsOn: '2099-01-01' },
    })
    expect((await second.client.administration.roles.query()).waiting).toEqual([])
    expect((await refusalOf(confirm(second, given.membershipId))).code).toBe('NOT_FOUND')
  })
})

describe('a person who was there before', () => {
  const imported = async () => {
    const person = await makePerson(app.owner, org, {
      name: 'Imported',
      memberships: [{ role: 'analyst', teamId }],
    })
    await app.owner.deleteFrom('sign_in').where('person_id', '=', person.personId).execute()
    return person
  }
  const opens = async (token: string) =>
    await app
      .stranger()
      .auth.invitation.query({ token })
      .then(
        ({ email }) => email,
        () => null,
      )

  it('is not taken over by an invitation to an address of the administrator’s', async () => {
    const person = await imported()
    const { token, tokenHash } = link()
    expect(await refusalOf(inviteAgain(person.personId, 'mine@example.org', tokenHash))).toMatchObject({
      details: { reason: 'nobody_confirms' },
    })
    const second = await signedIn('Second', { role: 'admin' })
    await inviteAgain(person.personId, 'mine@example.org', tokenHash)
    expect(await opens(token)).toBeNull()
    const forged = sql`update invitation set confirmed_at = now() where person_id = ${person.personId}`
    await expect(bySql(admin, forged)).rejects.toThrow(/row-level security/)
    const input = { personId: person.personId, email: 'mine@example.org' }
    const by = (who: SignedIn, changes = {}) =>
      who.client.administration.confirmInvitation.mutate({
        meta: who.meta(),
        input: { ...input, ...changes },
      })
    expect((await refusalOf(by(admin))).code).toBe('FORBIDDEN')
    expect(await refusalOf(by(second, { email: 'other@example.org' }))).toEqual({
      code: 'CONFLICT',
      details: {},
    })
    expect((await second.client.today.list.query()).items).toMatchObject([
      { kind: 'confirmation', what: 'invitation' },
    ])
    await by(second)
    expect(await opens(token)).toBe('mine@example.org')
  })

  it('is not taken over by an invitation that was entered in the name of another', async () => {
    const second = await signedIn('Second', { role: 'admin' })
    const { personId, email } = await imported()
    const { token, tokenHash } = link()
    await bySql(
      admin,
      sql`insert into invitation (token_hash, org_id, person_id, email, expires_at, given_by)
        values (${Buffer.from(tokenHash, 'hex')}, ${org}, ${personId}, ${email}, now() + interval '1 day',
          ${second.person.personId})`,
    )
    const confirmed = admin.client.administration.confirmInvitation.mutate({
      meta: admin.meta(),
      input: { personId, email },
    })
    expect((await refusalOf(confirmed)).code).toBe('FORBIDDEN')
    expect(await opens(token)).toBeNull()
  })

  it('is not taken over by turning a confirmed invitation to another address', async () => {
    const second = await signedIn('Second', { role: 'admin' })
    const person = await imported()
    const [first, turned] = [link(), link()]
    await inviteAgain(person.personId, person.email, first.tokenHash)
    await second.client.administration.confirmInvitation.mutate({
      meta: second.meta(),
      input: { personId: person.personId, email: person.email },
    })
    const again = link()
    await inviteAgain(person.personId, person.email, again.tokenHash)
    expect(await opens(first.token)).toBeNull()
    expect(await opens(again.token)).toBe(person.email)
    await inviteAgain(person.personId, 'mine@example.org', turned.tokenHash)
    expect(await opens(again.token)).toBeNull()
    expect(await opens(turned.token)).toBeNull()
    const address = sql`update invitation set email = 'x@example.org' where person_id = ${person.personId}`
    await expect(bySql(admin, address)).rejects.toThrow(/permission denied/)
  })
})
