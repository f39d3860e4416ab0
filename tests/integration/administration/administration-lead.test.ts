import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openDatabase, openOwner } from '#server/db/database.ts'
import { materialOf } from '#server/features/check-ins/total-queries.ts'
import type { InviteAnalystInput } from '#shared/administration/contracts.ts'
import { refusalOf, type SignedIn, startTestApp, type TestApp } from '#tests/support/app.ts'
import { makeOrg, makePerson, makeTeam, type NewMembership, testPassword } from '#tests/support/people.ts'

let app: TestApp
let org: string
let teamId: string
let otherTeam: string
let lead: SignedIn
let manager: SignedIn

beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.stop())
beforeEach(async () => {
  org = await makeOrg(app.owner)
  const unit = await makeTeam(app.owner, org, { name: 'Unit' })
  teamId = await makeTeam(app.owner, org, { name: 'Seoul', parentId: unit })
  otherTeam = await makeTeam(app.owner, org, { name: 'Busan', parentId: unit })
  lead = await signedIn('Lead', [{ role: 'lead', teamId }])
  manager = await signedIn('Manager', [{ role: 'manager', teamId: unit }])
})

const signedIn = async (name: string, memberships: NewMembership[]) =>
  await app.signIn(await makePerson(app.owner, org, { name, memberships }))
const link = () => {
  const token = randomBytes(32).toString('base64url')
  return { token, tokenHash: createHash('sha256').update(token).digest('hex') }
}
async function invite(given: Partial<InviteAnalystInput> = {}, who = lead) {
  const { token, tokenHash } = link()
  const input = {
    ...{
      personId: uuidv7(),
      membershipId: uuidv7(),
      teamId,
      name: '한예린',
      locale: 'ko' as const,
      tokenHash,
    },
    email: `${uuidv7()}@example.org`,
    ...given,
  }
  await who.client.administration.inviteAnalyst.mutate({ meta: who.meta(), input })
  return { ...input, token }
}
async function accepted({ personId, name, email, token }: Awaited<ReturnType<typeof invite>>) {
  await app
    .stranger()
    .auth.acceptInvitation.mutate({ token, password: testPassword, locale: 'ko', device: 'x' })
  return await app.signIn({ org, personId, name, email })
}
/** Somebody whom an import made: no sign-in, no invitation. */
async function imported(name: string, team = teamId) {
  const person = await makePerson(app.owner, org, {
    ...{ name, reference: name, memberships: [{ role: 'analyst', teamId: team }] },
  })
  await app.owner.deleteFrom('sign_in').where('person_id', '=', person.personId).execute()
  return person.personId
}
/** Returns who counts in the team's total of the next week that begins. */
async function counted(): Promise<string[]> {
  const from = Temporal.Now.plainDateISO('Asia/Seoul').add({ days: 1 })
  const owner = openOwner(app.database.ownerUrl)
  try {
    const { members } = await materialOf(owner.db, {
      ...{ org, zone: 'Asia/Seoul', from: from.toString(), to: from.add({ days: 6 }).toString() },
    })
    return members.filter((member) => member.team_id === teamId).map((member) => member.person_id)
  } finally {
    await owner.close()
  }
}
async function bySql(who: SignedIn, statement: ReturnType<typeof sql>) {
  const database = openDatabase(app.database.appUrl)
  try {
    return await database.write({ org, person: who.person.personId }, (db) => statement.execute(db.query))
  } finally {
    await database.close()
  }
}
const welcome = (who: SignedIn) =>
  app.owner
    .updateTable('person')
    .set({ welcomed_at: new Date().toISOString() })
    .where('person_id', '=', who.person.personId)
    .execute()

describe('an analyst whom the lead invited', () => {
  it('works at once, and counts in no total before a manager above confirmed it', async () => {
    const invited = await invite()
    const analyst = await accepted(invited)
    await welcome(analyst)
    expect((await analyst.client.people.me.query()).roles).toEqual([
      { role: 'analyst', teamId, function: null },
    ])
    await analyst.client.scorecards.analyst.query({ personId: invited.personId })
    expect(await counted()).toEqual([])

    const { waiting } = await manager.client.administration.roles.query()
    expect(waiting).toMatchObject([
      { kind: 'role', id: invited.membershipId, person: { name: '한예린' }, giver: { name: 'Lead' } },
    ])
    const today = await manager.client.today.list.query()
    expect(today.items.filter(({ kind }) => kind === 'confirmation')).toHaveLength(1)
    const input = { membershipId: invited.membershipId }
    expect(
      (await refusalOf(lead.client.administration.confirmRole.mutate({ meta: lead.meta(), input }))).code,
    ).toBe('FORBIDDEN')
    await manager.client.administration.confirmRole.mutate({ meta: manager.meta(), input })
    expect(await counted()).toEqual([invited.personId])
  })

  it('is out of the team where the manager declines', async () => {
    const { membershipId, ...invited } = await invite()
    const analyst = await accepted({ ...invited, membershipId })
    await manager.client.administration.declineRole.mutate({
      meta: manager.meta(),
      input: { membershipId },
    })
    expect((await analyst.client.people.me.query()).roles).toEqual([])
  })

  it('counts at once in no database statement of the lead’s either', async () => {
    const { personId, membershipId } = await invite()
    const forged = sql`update membership set confirmed_at = now(), confirmed_by = ${manager.person.personId}
      where membership_id = ${membershipId}`
    await expect(bySql(lead, forged)).rejects.toThrow(/row-level security/)
    const another = sql`insert into membership (org_id, membership_id, person_id, role, team_id, starts_on, confirmed_at)
      values (${org}, ${uuidv7()}, ${personId}, 'analyst', ${teamId}, '2026-01-01', now())`
    await expect(bySql(lead, another)).rejects.toThrow(/row-level security/)
  })

  it('lets no lead take a confirmation back from who signs in', async () => {
    const { personId } = await makePerson(app.owner, org, { memberships: [{ role: 'analyst', teamId }] })
    const undone = await bySql(
      lead,
      sql`update membership set confirmed_at = null where person_id = ${personId}`,
    )
    expect(undone.numAffectedRows).toBe(0n)
  })

  it('waits too where an administrator leads the team besides', async () => {
    const both = await signedIn('Both', [{ role: 'admin' }, { role: 'lead', teamId }])
    const invited = await invite({}, both)
    await welcome(await accepted(invited))
    expect(await counted()).toEqual([])
    const input = { membershipId: invited.membershipId }
    expect(
      (await refusalOf(both.client.administration.confirmRole.mutate({ meta: both.meta(), input }))).code,
    ).toBe('FORBIDDEN')
  })
})

describe('somebody whom an import made', () => {
  it('is offered to the lead, and the invitation makes no double and waits to be counted', async () => {
    const personId = await imported('qa-17')
    await imported('elsewhere', otherTeam)
    await signedIn('Signs in', [{ role: 'analyst', teamId }])
    const newcomers = () => lead.client.administration.newcomers.query({ teamId })
    expect(await newcomers()).toEqual([
      { personId, name: 'qa-17', reference: 'qa-17', email: null, invitedUntil: null, confirmed: true },
    ])
    const invited = await invite({ personId })
    expect(await newcomers()).toMatchObject([
      { personId, name: '한예린', reference: 'qa-17', email: invited.email, confirmed: false },
    ])
    const renewed = await invite({ personId, name: '한예린', email: invited.email })
    const analyst = await accepted(renewed)
    await welcome(analyst)
    expect((await analyst.client.people.me.query()).roles).toHaveLength(1)
    expect(await counted()).not.toContain(personId)
    expect(await newcomers()).toEqual([])
  })

  it('of another team, or of two, is not the lead’s to invite', async () => {
    const elsewhere = await imported('elsewhere', otherTeam)
    expect((await refusalOf(invite({ personId: elsewhere }))).code).toBe('CONFLICT')
    const both = await imported('both')
    const rest = { org_id: org, team_id: otherTeam, starts_on: '2020-01-01', ends_on: '2021-01-01' }
    await app.owner
      .insertInto('membership')
      .values({ ...rest, membership_id: uuidv7(), person_id: both, role: 'analyst', function: null })
      .execute()
    expect((await refusalOf(invite({ personId: both }))).code).toBe('CONFLICT')
    const invitation = sql`insert into invitation (token_hash, org_id, person_id, email, expires_at)
      values (${randomBytes(32)}, ${org}, ${both}, 'x@example.org', now() + interval '1 day')`
    await expect(bySql(lead, invitation)).rejects.toThrow(/row-level security/)
  })
})

it('somebody with whom another lead shared a note is an administrator’s to invite', async () => {
  const personId = await imported('noted')
  const before = await makePerson(app.owner, org)
  await sql`insert into note (org_id, note_id, team_id, author_id, subject_id, audience, kind, body, claimed_at, person_since)
    values (${org}, ${uuidv7()}, ${teamId}, ${before.personId}, ${personId}, 'person', 'quick',
      '{"kind":"quick","text":"x"}', now(), now())`.execute(app.owner)
  expect(await lead.client.administration.newcomers.query({ teamId })).toEqual([])
  expect((await refusalOf(invite({ personId }))).code).toBe('CONFLICT')
})

it('an address that somebody signs in with is not taken twice', async () => {
  const refusal = await refusalOf(invite({ email: manager.person.email }))
  expect(refusal).toMatchObject({ code: 'INVALID', details: { field: 'email', reason: 'email_taken' } })
})
