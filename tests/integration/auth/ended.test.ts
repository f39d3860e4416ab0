/** @module-tag attack */

import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { forgetOverSessions } from '#server/auth/jobs.ts'
import { endSessions } from '#server/features/administration/administer-queries.ts'
import { refusalOf, type SignedIn, startTestApp, type TestApp } from '#tests/support/app.ts'
import { makeOrg, makePerson, makeTeam, type TestPerson } from '#tests/support/people.ts'

let app: TestApp
let person: TestPerson
beforeAll(async () => {
  app = await startTestApp()
  const org = await makeOrg(app.owner)
  const teamId = await makeTeam(app.owner, org)
  person = await makePerson(app.owner, org, { memberships: [{ role: 'lead', teamId }] })
})
afterAll(() => app.stop())

/** Returns the refusal, once no process answers from what it remembers of a session any more. */
async function refusal({ client }: SignedIn): Promise<unknown> {
  await sql`select pg_notify('dure_session', '')`.execute(app.owner)
  const asked = () =>
    client.people.me.query().then(
      () => false,
      () => true,
    )
  await expect.poll(asked).toBe(true)
  return await refusalOf(client.people.me.query())
}
const ended = { code: 'UNAUTHORIZED', details: { reason: 'ended' } }
const expired = { code: 'UNAUTHORIZED', details: {} }
const idOf = async ({ client }: SignedIn) =>
  (await client.auth.sessions.query()).find(({ current }) => current)?.sessionId ?? ''

describe('a phone is answered that its session was ended', () => {
  it('from another device', async () => {
    const [lost, kept] = [await app.signIn(person), await app.signIn(person)]
    await kept.client.auth.endSession.mutate({ sessionId: await idOf(lost) })
    expect(await refusal(lost)).toEqual(ended)
    await kept.client.people.me.query()
  })

  it('with the role, by whoever runs the server', async () => {
    const phone = await app.signIn(person)
    await endSessions(app.owner, person.org, person.personId)
    expect(await refusal(phone)).toEqual(ended)
    // However often it asks, in whatever way.
    expect(await refusalOf(phone.client.auth.signOut.mutate())).toEqual(ended)
    const upload = await fetch(`${app.url}/api/import`, {
      method: 'POST',
      headers: { cookie: phone.cookie(), 'x-dure': '1' },
    })
    expect(await upload.json()).toEqual({ error: ended })
  })

  it('by either token, where the one that replaces the other was not used yet', async () => {
    const phone = await app.signIn(person)
    const before = phone.cookie()
    await sql`update session set rotated_at = now() - interval '2 days'`.execute(app.owner)
    await sql`select pg_notify('dure_session', '')`.execute(app.owner)
    const replaced = async () => {
      await phone.client.people.me.query()
      return phone.cookie() !== before
    }
    await expect.poll(replaced).toBe(true)
    await endSessions(app.owner, person.org, person.personId)
    const answerTo = async (cookie: string) =>
      await (await fetch(`${app.url}/api/trpc/people.me`, { headers: { cookie } })).json()
    for (const cookie of [before, phone.cookie()])
      await expect.poll(() => answerTo(cookie)).toMatchObject({ error: { data: { app: ended } } })
  })
})

describe('a phone is answered that it is signed out, and no more', () => {
  it('where the session expired, also once its row is gone', async () => {
    const phone = await app.signIn(person)
    await sql`update session set idle_until = now() - interval '91 days'`.execute(app.owner)
    expect(await refusal(phone)).toEqual(expired)
    await forgetOverSessions(app.owner)
    expect(await refusal(phone)).toEqual(expired)
  })

  it('where the token is unknown or absent', async () => {
    expect(await refusalOf(app.stranger().people.me.query())).toEqual(expired)
    const cookie = `__Host-dure=${'a'.repeat(43)}`
    const response = await fetch(`${app.url}/api/trpc/people.me`, { headers: { cookie } })
    expect(await response.json()).toMatchObject({ error: { data: { app: expired } } })
  })

  it('where a tab speaks for somebody else, whose session stands', async () => {
    const phone = await app.signIn(person)
    const headers = { cookie: phone.cookie(), 'x-dure-person': crypto.randomUUID() }
    const response = await fetch(`${app.url}/api/trpc/people.me`, { headers })
    expect(await response.json()).toMatchObject({ error: { data: { app: expired } } })
  })
})

it('what stays of an ended session goes after ninety days', async () => {
  await sql`update ended_token set ended_at = now() - interval '89 days'`.execute(app.owner)
  const count = async () => Number((await sql`select from ended_token`.execute(app.owner)).rows.length)
  const before = await count()
  expect(before).toBeGreaterThan(0)
  await forgetOverSessions(app.owner)
  expect(await count()).toBe(before)
  await sql`update ended_token set ended_at = now() - interval '91 days'`.execute(app.owner)
  await forgetOverSessions(app.owner)
  expect(await count()).toBe(0)
})
