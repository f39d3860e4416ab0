import { createHash, randomBytes } from 'node:crypto'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { InviteInput } from '#shared/administration/contracts.ts'
import type { RoleAssignment } from '#shared/people/role-views.ts'
import { refusalOf, type SignedIn, startTestApp, type TestApp } from '#tests/support/app.ts'
import { makeOrg, makePerson, makeTeam, testPassword } from '#tests/support/people.ts'

let app: TestApp
let org: string
let teamId: string
let admin: SignedIn

beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.stop())
beforeEach(async () => {
  org = await makeOrg(app.owner)
  teamId = await makeTeam(app.owner, org, { name: 'Seoul' })
  admin = await signedIn('Admin', { role: 'admin' })
})

const today = () => new Date().toLocaleDateString('sv-SE', { timeZone: 'Asia/Seoul' })
const signedIn = async (name: string, assignment: { role: 'admin' | 'lead' | 'analyst'; teamId?: string }) =>
  await app.signIn(await makePerson(app.owner, org, { name, memberships: [assignment] }))
const assignment = (role: RoleAssignment['role'], given: Partial<RoleAssignment> = {}): RoleAssignment => ({
  membershipId: uuidv7(),
  role,
  teamId: role === 'admin' || role === 'partner' ? null : teamId,
  function: null,
  startsOn: today(),
  endsOn: null,
  ...given,
})
const link = () => {
  const token = randomBytes(32).toString('base64url')
  return { token, tokenHash: createHash('sha256').update(token).digest('hex') }
}
const newcomer = (given: Partial<InviteInput> = {}): InviteInput => ({
  personId: uuidv7(),
  name: 'New',
  email: `${uuidv7()}@example.org`,
  reference: null,
  locale: 'en',
  standing: assignment('analyst'),
  tokenHash: link().tokenHash,
  ...given,
})
const invite = (input: InviteInput, who = admin) =>
  who.client.administration.invite.mutate({ meta: who.meta(), input })
const end = (membershipId: string, endsOn = today(), who = admin) =>
  who.client.administration.endRole.mutate({ meta: who.meta(), input: { membershipId, endsOn } })
const roleOf = async ({ person }: SignedIn) =>
  (
    await app.owner
      .selectFrom('membership')
      .select('membership_id')
      .where('person_id', '=', person.personId)
      .executeTakeFirstOrThrow()
  ).membership_id

describe('the offline hours', () => {
  it('are set by an administrator within the bounds of the command line, for every phone', async () => {
    const analyst = await signedIn('Analyst', { role: 'analyst', teamId })
    const set = (hours: number, who = admin) =>
      who.client.administration.setOfflineHours.mutate({ meta: who.meta(), input: { hours } })
    const hoursOf = async ({ client }: SignedIn) => (await client.people.me.query()).org.offlineHours
    expect((await admin.client.administration.structure.query()).org.offlineHours).toBe(72)
    await set(24)
    expect(await hoursOf(analyst)).toBe(24)
    for (const hours of [0, 721, 1.5])
      expect(await refusalOf(set(hours))).toMatchObject({
        code: 'INVALID',
        details: { field: 'input.hours' },
      })
    expect((await refusalOf(set(48, analyst))).code).toBe('FORBIDDEN')
    for (const hours of [1, 720]) await set(hours)
    expect(await hoursOf(admin)).toBe(720)
  })
})

describe('a name', () => {
  it('is corrected by an administrator, for everybody, and by nobody else', async () => {
    const lead = await signedIn('Lead', { role: 'lead', teamId })
    const analyst = await signedIn('정해술', { role: 'analyst', teamId })
    const { personId } = analyst.person
    const correct = (who: SignedIn, name: string, id = personId) =>
      who.client.administration.correctName.mutate({ meta: who.meta(), input: { personId: id, name } })
    await correct(admin, '  정해솔 ')
    expect((await analyst.client.people.me.query()).person.name).toBe('정해솔')
    const [team] = (await lead.client.people.me.query()).teams
    expect(team?.people).toEqual([{ personId, name: '정해솔' }])
    for (const who of [lead, analyst])
      expect((await refusalOf(correct(who, 'Another'))).code).toBe('FORBIDDEN')
    expect((await refusalOf(correct(admin, 'Another', uuidv7()))).code).toBe('NOT_FOUND')
    expect(await refusalOf(correct(admin, ' '))).toMatchObject({ code: 'INVALID' })
  })
})

describe('an invitation', () => {
  it('leads a new person to a password and into their team, and is then used', async () => {
    const { token, tokenHash } = link()
    const input = newcomer({ name: '새 사람', tokenHash, reference: 'SC99' })
    await invite(input)
    const before = await admin.client.administration.directoryPerson.query({ personId: input.personId })
    expect(before).toMatchObject({ name: '새 사람', email: input.email, signsIn: false, reference: 'SC99' })
    const days = (Date.parse(before.invitedUntil ?? '') - Date.now()) / 86_400_000
    expect(days).toBeGreaterThan(6.9)
    expect(days).toBeLessThan(7.1)
    await app
      .stranger()
      .auth.acceptInvitation.mutate({ token, password: testPassword, locale: 'ko', device: 'x' })
    const person = await app.signIn({ org, personId: input.personId, name: input.name, email: input.email })
    expect((await person.client.people.me.query()).teams.map(({ name }) => name)).toEqual(['Seoul'])
    const after = await admin.client.administration.directoryPerson.query({ personId: input.personId })
    expect(after).toMatchObject({ signsIn: true, invitedUntil: null })
  })

  it('is replaced by the next one to the same address, which is good at once', async () => {
    const first = link()
    const input = newcomer({ tokenHash: first.tokenHash })
    await invite(input)
    const second = link()
    await admin.client.administration.inviteAgain.mutate({
      meta: admin.meta(),
      input: { personId: input.personId, email: input.email, tokenHash: second.tokenHash },
    })
    expect((await refusalOf(app.stranger().auth.invitation.query({ token: first.token }))).code).toBe(
      'NOT_FOUND',
    )
    const view = await app.stranger().auth.invitation.query({ token: second.token })
    expect(view.email).toBe(input.email)
  })

  it('is not made for who signs in already: it would open their work to whoever holds it', async () => {
    const lead = await signedIn('Lead', { role: 'lead', teamId })
    const { personId, email } = lead.person
    const again = admin.client.administration.inviteAgain.mutate({
      meta: admin.meta(),
      input: { personId, email, tokenHash: link().tokenHash },
    })
    expect(await refusalOf(again)).toEqual({ code: 'CONFLICT', details: { reason: 'signs_in_already' } })
  })

  it.each<[string, () => Promise<Partial<InviteInput>> | Partial<InviteInput>, object]>([
    [
      'an address that is somebody’s',
      async () => ({ email: (await signedIn('A', { role: 'analyst', teamId })).person.email }),
      { field: 'email', reason: 'email_taken' },
    ],
    ['no address', () => ({ email: 'nobody' }), { field: 'input.email', reason: 'invalid_format' }],
    [
      'a role without its team',
      () => ({ standing: assignment('lead', { teamId: null }) }),
      { reason: 'role_team' },
    ],
    [
      'a partner without a function',
      () => ({ standing: assignment('partner') }),
      { reason: 'role_function' },
    ],
    [
      'an end before the start',
      () => ({ standing: assignment('lead', { endsOn: today() }) }),
      { field: 'standing.endsOn', reason: 'ends_before_start' },
    ],
    [
      'a reference that is somebody’s',
      async () => {
        await makePerson(app.owner, org, { reference: 'SC01' })
        return { reference: 'SC01' }
      },
      { field: 'reference', reason: 'reference_taken' },
    ],
  ])('with %s is refused at its field, and nobody is added', async (_, given, details) => {
    const input = newcomer(await given())
    const refusal = await refusalOf(invite(input))
    expect(refusal.code).toBe('INVALID')
    expect(refusal.details).toMatchObject(details)
    expect((await refusalOf(admin.client.administration.directoryPerson.query(input))).code).toBe('NOT_FOUND')
  })

  it('to a team that is not there is refused as such', async () => {
    const input = newcomer({ standing: assignment('lead', { teamId: uuidv7() }) })
    expect(await refusalOf(invite(input))).toEqual({
      code: 'NOT_FOUND',
      details: { field: 'standing.teamId', reason: 'team_unknown' },
    })
  })

  it('sent twice is one', async () => {
    const input = newcomer()
    const meta = admin.meta()
    const once = await admin.client.administration.invite.mutate({ meta, input })
    expect(await admin.client.administration.invite.mutate({ meta, input })).toEqual(once)
  })
})

describe('a role', () => {
  it('is given with its days and is there when they come', async () => {
    const analyst = await signedIn('Analyst', { role: 'analyst', teamId })
    const { personId } = analyst.person
    const give = (input: RoleAssignment) =>
      admin.client.administration.giveRole.mutate({
        meta: admin.meta(),
        input: { personId, standing: input },
      })
    const second = await signedIn('Second', { role: 'admin' })
    for (const input of [assignment('lead'), assignment('manager', { startsOn: '2099-01-01' })]) {
      await give(input)
      await second.client.administration.confirmRole.mutate({
        meta: second.meta(),
        input: { membershipId: input.membershipId },
      })
    }
    const again = await app.signIn(analyst.person)
    const { roles } = await again.client.people.me.query()
    expect(roles.map(({ role }) => role).sort()).toEqual(['analyst', 'lead'])
    expect(await refusalOf(give(assignment('lead', { startsOn: '2098-01-01' })))).toEqual({
      code: 'INVALID',
      details: { field: 'standing.role', reason: 'role_held' },
    })
  })

  it('that ends today signs the person out of every phone; one that ends later does not', async () => {
    const lead = await signedIn('Lead', { role: 'lead', teamId })
    const other = await signedIn('Other', { role: 'lead', teamId })
    await end(await roleOf(other), '2099-01-01')
    await end(await roleOf(lead))
    expect((await refusalOf(lead.client.people.me.query())).code).toBe('UNAUTHORIZED')
    expect((await other.client.people.me.query()).teams).toHaveLength(1)
    expect((await (await app.signIn(lead.person)).client.people.me.query()).roles).toEqual([])
  })

  it('that is over is history', async () => {
    const lead = await signedIn('Lead', { role: 'lead', teamId })
    await end(await roleOf(lead), '2026-01-01')
    expect(await refusalOf(end(await roleOf(lead), '2099-01-01'))).toEqual({
      code: 'CONFLICT',
      details: { reason: 'role_over' },
    })
  })

  it('is never given to oneself, whatever the first wall would say', async () => {
    const { personId } = admin.person
    const give = admin.client.administration.giveRole.mutate({
      meta: admin.meta(),
      input: { personId, standing: assignment('lead') },
    })
    expect((await refusalOf(give)).code).toBe('FORBIDDEN')
  })

  it('of the last administrator who can sign in does not end, not even by two at once', async () => {
    const refused = { code: 'CONFLICT', details: { reason: 'last_admin' } }
    const invited = await makePerson(app.owner, org, { memberships: [{ role: 'admin' }] })
    await app.owner.deleteFrom('sign_in').where('person_id', '=', invited.personId).execute()
    expect(await refusalOf(end(await roleOf(admin)))).toEqual(refused)
    const second = await signedIn('Second', { role: 'admin' })
    const [mine, theirs] = [await roleOf(admin), await roleOf(second)]
    const both = await Promise.allSettled([end(theirs), end(mine, today(), second)])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })
})

describe('teams', () => {
  const save = (
    team: { teamId?: string; name: string; parentId?: string | null; zone?: string },
    base?: number,
  ) =>
    admin.client.administration.saveTeam.mutate({
      meta: admin.meta(base ?? null),
      input: { teamId: uuidv7(), parentId: null, zone: 'Asia/Seoul', ...team },
    })

  it('are made, renamed and moved below another, and a manager above sees them', async () => {
    const { entityId: unit } = await save({ name: 'Unit' })
    await save({ teamId, name: 'Seoul community', parentId: unit }, 1)
    const { teams } = await admin.client.administration.structure.query()
    expect(teams).toEqual([
      { teamId, name: 'Seoul community', parentId: unit, zone: 'Asia/Seoul', version: 2 },
      { teamId: unit, name: 'Unit', parentId: null, zone: 'Asia/Seoul', version: 1 },
    ])
    expect((await refusalOf(save({ teamId, name: 'Late' }, 1))).code).toBe('CONFLICT')
  })

  it('are refused a name that is taken, a circle, a zone that does not exist, and another zone later', async () => {
    const { entityId: below } = await save({ name: 'Below', parentId: teamId })
    const reasonOf = async (call: Promise<unknown>) => (await refusalOf(call)).details.reason
    expect(await reasonOf(save({ name: 'SEOUL' }))).toBe('team_name_taken')
    expect(await reasonOf(save({ teamId, name: 'Seoul', parentId: below }, 1))).toBe('team_circle')
    expect(await reasonOf(save({ teamId, name: 'Seoul', parentId: teamId }, 1))).toBe('team_circle')
    expect(await reasonOf(save({ name: 'Mars', zone: 'Mars/Olympus' }))).toBe('zone_unknown')
    expect(await reasonOf(save({ teamId, name: 'Seoul', zone: 'UTC' }, 1))).toBe('zone_fixed')
  })
})

describe('the directory', () => {
  it('comes in pages by name, and is searched by name, address and reference', async () => {
    for (let n = 10; n < 65; n++) await makePerson(app.owner, org, { name: `P${n}`, reference: `R-${n}` })
    const first = await admin.client.administration.directory.query({ search: '' })
    const second = await admin.client.administration.directory.query({ search: '', cursor: first.next })
    expect(first.people).toHaveLength(50)
    expect(second.next).toBeNull()
    const names = [...first.people, ...second.people].map(({ name }) => name)
    expect(names).toEqual(['Admin', ...Array.from({ length: 55 }, (_, n) => `P${n + 10}`)])
    const found = async (search: string) =>
      (await admin.client.administration.directory.query({ search })).people.map(({ name }) => name)
    expect(await found('r-33')).toEqual(['P33'])
    expect(await found(admin.person.email.slice(0, 20).toUpperCase())).toEqual(['Admin'])
    expect(await found('100%')).toEqual([])
    const nowhere = admin.client.administration.directory.query({ search: '', cursor: 'nonsense' })
    expect(await refusalOf(nowhere)).toMatchObject({ code: 'INVALID', details: { field: 'cursor' } })
  })

  it('has no word of what people work on', async () => {
    const lead = await signedIn('Lead', { role: 'lead', teamId })
    const { personId } = lead.person
    const { coaching, scorecards } = admin.client
    for (const read of [
      () => coaching.person.query({ personId }),
      () => scorecards.analyst.query({ personId }),
      () => scorecards.team.query({ teamId }),
    ])
      expect((await refusalOf(read())).code).toBe('NOT_FOUND')
  })
})

describe('what was done', () => {
  it('stands in the audit trail, without names, addresses or links', async () => {
    const { token, tokenHash } = link()
    const input = newcomer({ name: 'Findable', email: 'findable@example.org', tokenHash })
    await invite(input)
    const entries = await app.owner.selectFrom('audit_log').selectAll().where('org_id', '=', org).execute()
    expect(entries).toContainEqual(
      expect.objectContaining({
        action: 'administration.invite',
        actor_id: admin.person.personId,
        entity_id: input.personId,
      }),
    )
    const text = JSON.stringify(entries)
    for (const secret of ['Findable', 'findable', token, tokenHash]) expect(text).not.toContain(secret)
  })
})
