import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { refusalOf, startTestApp, type TestApp } from '#tests/support/app.ts'
import { makeOrg, makePerson, makeTeam, type TestPerson } from '#tests/support/people.ts'

let app: TestApp
let org: string
let lead: TestPerson
let analyst: TestPerson
let manager: TestPerson
let partner: TestPerson

beforeAll(async () => {
  app = await startTestApp()
  org = await makeOrg(app.owner)
  const unit = await makeTeam(app.owner, org, { name: 'Unit' })
  const teamId = await makeTeam(app.owner, org, { name: 'Seoul', parentId: unit })
  lead = await makePerson(app.owner, org, { name: 'Lead', memberships: [{ role: 'lead', teamId }] })
  analyst = await makePerson(app.owner, org, { name: 'Analyst', memberships: [{ role: 'analyst', teamId }] })
  manager = await makePerson(app.owner, org, {
    name: 'Manager',
    memberships: [{ role: 'manager', teamId: unit }],
  })
  partner = await makePerson(app.owner, org, {
    name: 'Partner',
    memberships: [{ role: 'partner', function: 'policy' }],
  })
})
afterAll(() => app.stop())

describe('who I am', () => {
  it('shows a lead the team with its analysts', async () => {
    const { client } = await app.signIn(lead)
    const me = await client.people.me.query()
    expect(me.teams).toHaveLength(1)
    expect(me.teams[0]).toMatchObject({
      name: 'Seoul',
      standing: 'lead',
      leads: [{ name: 'Lead' }],
      people: [{ name: 'Analyst' }],
    })
  })

  it('shows an analyst their team and who leads it, and no colleague', async () => {
    const { client } = await app.signIn(analyst)
    const me = await client.people.me.query()
    expect(me.teams).toEqual([
      expect.objectContaining({
        name: 'Seoul',
        standing: 'member',
        people: [],
        leads: [expect.objectContaining({ name: 'Lead' })],
      }),
    ])
  })

  it('gives a manager every team below theirs', async () => {
    const { client } = await app.signIn(manager)
    const me = await client.people.me.query()
    expect(me.teams.map(({ name, standing }) => [name, standing])).toEqual([
      ['Seoul', 'manager'],
      ['Unit', 'manager'],
    ])
  })

  it('places a person’s day in the team they have been in longest, and else in the organisation', async () => {
    const dublin = await makeTeam(app.owner, org, { name: 'Dublin', zone: 'Europe/Dublin' })
    const both = await makePerson(app.owner, org, {
      memberships: [
        { role: 'manager', teamId: dublin },
        { role: 'lead', teamId: dublin, startsOn: '2024-01-01' },
      ],
    })
    const zoneOf = async (person: TestPerson) =>
      (await (await app.signIn(person)).client.people.me.query()).person.zone
    expect(await zoneOf(both)).toBe('Europe/Dublin')
    expect(await zoneOf(partner)).toBe('Asia/Seoul')
  })

  it('gives a partner no team', async () => {
    const { client } = await app.signIn(partner)
    expect((await client.people.me.query()).teams).toEqual([])
  })
})

describe('sign-in', () => {
  it('refuses a wrong password and an unknown name with the same answer', async () => {
    const wrong = await refusalOf(
      app.stranger().auth.signIn.mutate({ email: analyst.email, password: 'wrong', device: 'x' }),
    )
    const unknown = await refusalOf(
      app.stranger().auth.signIn.mutate({ email: 'nobody@example.org', password: 'wrong', device: 'x' }),
    )
    expect(wrong).toEqual({ code: 'INVALID', details: { reason: 'sign_in', field: 'password' } })
    expect(unknown).toEqual(wrong)
  })

  it('makes a name wait after five failures, also with the right password', async () => {
    const person = await makePerson(app.owner, org)
    const attempt = (password: string) =>
      refusalOf(app.stranger().auth.signIn.mutate({ email: person.email, password, device: 'x' }))
    const waits = () =>
      app.owner.selectFrom('sign_in_throttle').where('blocked_until', '>', sql<string>`updated_at`)
    for (let i = 1; i <= 5; i++) {
      expect(await waits().select('failures').execute()).toEqual([])
      await attempt('wrong')
    }
    expect(await waits().select('failures').execute()).toEqual([{ failures: 5 }])
    // However long this machine takes for the next attempt.
    await app.owner
      .updateTable('sign_in_throttle')
      .set({ blocked_until: sql`blocked_until + interval '10 minutes'` })
      .where('failures', '=', 5)
      .execute()
    const { code, details } = await attempt('a long test password')
    expect(code).toBe('TOO_MANY_REQUESTS')
    expect(details.retryAfter).toBeGreaterThan(0)
    await app.owner.deleteFrom('sign_in_throttle').execute()
  })

  it('stores only a hash of the token, in a cookie', async () => {
    const { cookie } = await app.signIn(analyst)
    expect(cookie()).toMatch(/^dure-loopback=/)
    const token = cookie().slice('dure-loopback='.length)
    const { rows } = await sql<{ found: number }>`
      select count(*)::int as found from session s where s::text like ${`%${token}%`}`.execute(app.owner)
    expect(rows[0]?.found).toBe(0)
  })

  it('lists devices and signs another out at once', async () => {
    const here = await app.signIn(analyst)
    const there = await app.signIn(analyst)
    const sessions = await here.client.auth.sessions.query()
    const current = (await there.client.auth.sessions.query()).find((session) => session.current)
    expect(sessions.filter((session) => session.current)).toHaveLength(1)
    await here.client.auth.endSession.mutate({ sessionId: current?.sessionId ?? '' })
    expect((await refusalOf(there.client.people.me.query())).code).toBe('UNAUTHORIZED')
    expect((await here.client.people.me.query()).person.name).toBe('Analyst')
  })

  it('cannot end a session of somebody else', async () => {
    const mine = await app.signIn(analyst)
    const other = await app.signIn(lead)
    const [session] = await other.client.auth.sessions.query()
    expect(
      (await refusalOf(mine.client.auth.endSession.mutate({ sessionId: session?.sessionId ?? '' }))).code,
    ).toBe('NOT_FOUND')
  })
})

describe('preferences', () => {
  it('are applied once, and a repeat answers the same', async () => {
    const { client, meta } = await app.signIn(lead)
    const command = { meta: meta(), input: { theme: 'dark' as const } }
    const first = await client.people.setPreferences.mutate(command)
    expect(await client.people.setPreferences.mutate(command)).toEqual(first)
    expect((await client.people.me.query()).person).toMatchObject({ theme: 'dark', version: first.version })
    const reused = { meta: command.meta, input: { theme: 'light' as const } }
    expect((await refusalOf(client.people.setPreferences.mutate(reused))).code).toBe('CONFLICT')
  })
})
