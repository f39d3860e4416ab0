/** @module-tag attack */

import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createLog } from '#server/lib/log.ts'
import { type Serving, serve } from '#server/start.ts'
import { refusalOf, type SignedIn, signIn, startTestApp, type TestApp } from '#tests/support/app.ts'
import { makeOrg, makePerson, type TestPerson, testPassword } from '#tests/support/people.ts'

let app: TestApp
/** The same database behind a proxy on this machine. */
let proxied: Serving
let org: string
let person: TestPerson
beforeAll(async () => {
  app = await startTestApp()
  org = await makeOrg(app.owner)
  person = await makePerson(app.owner, org)
  proxied = await serve({
    ...app.database,
    ...{ port: 0, host: '127.0.0.1', publicUrl: 'http://localhost', log: createLog('error') },
    trustedProxies: ['127.0.0.1', '::1'],
  })
})
afterEach(() => app.owner.deleteFrom('sign_in_throttle').execute())
afterAll(async () => {
  await proxied.stop()
  await app.stop()
})

type Tried = { status: number; code: string; cookies: string[] }

async function attempt(
  { email }: Pick<TestPerson, 'email'>,
  password: string,
  { url = app.url, headers = {} }: { url?: string; headers?: Record<string, string> } = {},
): Promise<Tried> {
  const response = await fetch(`${url}/api/trpc/auth.signIn`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-dure': '1', ...headers },
    body: JSON.stringify({ email, password, device: 'x' }),
  })
  const answer = (await response.json()) as { error?: { data: { app: { code: string } } } }
  const cookies = response.headers.getSetCookie().map((line) => line.split(';')[0] ?? '')
  return { status: response.status, code: answer.error?.data.app.code ?? 'OK', cookies }
}

const failures = async () =>
  (await app.owner.selectFrom('sign_in_throttle').select('failures').orderBy('failures').execute()).map(
    (row) => row.failures,
  )
const countOf = (tried: readonly Tried[], code: string) => tried.filter((each) => each.code === code).length

/** One guess more whenever the wait has doubled: what a patient one would have had meanwhile. */
const waitsSince = (began: number) => Math.floor(Math.log2((performance.now() - began) / 1000 + 1))

describe('guesses', () => {
  it('at once are no more than guesses one after the other', async () => {
    const began = performance.now()
    const tried = await Promise.all(Array.from({ length: 200 }, (_, n) => attempt(person, `guess ${n}`)))
    expect(countOf(tried, 'INVALID')).toBeLessThanOrEqual(5 + waitsSince(began))
    expect(countOf(tried, 'INVALID') + countOf(tried, 'TOO_MANY_REQUESTS')).toBe(200)
  })

  it('of many names at once from one network are limited too', async () => {
    const began = performance.now()
    const tried = await Promise.all(
      Array.from({ length: 120 }, () => attempt({ email: `${randomUUID()}@example.org` }, 'guess')),
    )
    expect(countOf(tried, 'INVALID')).toBeLessThanOrEqual(50 + waitsSince(began))
  })

  it('cannot be carried by one request', async () => {
    const guess = { email: person.email, password: 'guess', device: 'x' }
    const paths = Array.from({ length: 5 }, () => 'auth.signIn').join()
    const response = await fetch(`${app.url}/api/trpc/${paths}?batch=1`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-dure': '1' },
      body: JSON.stringify(Object.fromEntries(Array.from({ length: 5 }, (_, n) => [n, guess]))),
    })
    const answers = (await response.json()) as { error: { data: { app: { details: { reason: string } } } } }[]
    const reasons = answers.map(({ error }) => error.data.app.details.reason).sort()
    expect(reasons).toEqual([...Array(4).fill('one_sign_in'), 'sign_in'])
    expect(await failures()).toEqual([1, 1])
  })

  it('that are right are all answered, also at once', async () => {
    const people = await Promise.all(Array.from({ length: 40 }, () => makePerson(app.owner, org)))
    for (let time = 0; time < 3; time += 1) {
      const tried = await Promise.all(people.map((each) => attempt(each, testPassword)))
      expect(countOf(tried, 'OK')).toBe(40)
    }
  })

  it('that are right count for nothing', async () => {
    for (let time = 0; time < 8; time += 1) expect((await attempt(person, testPassword)).code).toBe('OK')
    expect(await failures()).toEqual([0])
  })
})

describe('a device that somebody has signed in from', () => {
  const deviceOf = ({ cookies }: Tried) =>
    cookies.find((cookie) => cookie.startsWith('dure-loopback-device=')) ?? ''
  const exhaust = async (headers = {}) => {
    for (let time = 0; time < 5; time += 1) await attempt(person, 'guess', { headers })
    await sql`update sign_in_throttle set blocked_until = now() + interval '10 minutes'
      where failures >= 5`.execute(app.owner)
  }

  it('is not locked out by who guesses elsewhere', async () => {
    const cookie = deviceOf(await attempt(person, testPassword))
    expect(cookie).not.toBe('')
    await exhaust()
    expect((await attempt(person, testPassword)).code).toBe('TOO_MANY_REQUESTS')
    expect((await attempt(person, testPassword, { headers: { cookie } })).code).toBe('OK')
  })

  it('may fail no more often than a name, and locks nobody else out', async () => {
    const cookie = deviceOf(await attempt(person, testPassword))
    await exhaust({ cookie })
    expect((await attempt(person, testPassword, { headers: { cookie } })).code).toBe('TOO_MANY_REQUESTS')
    expect((await attempt(person, testPassword)).code).toBe('OK')
  })

  it('is one for that person alone', async () => {
    const other = await makePerson(app.owner, org)
    const cookie = deviceOf(await attempt(other, testPassword))
    await exhaust()
    expect((await attempt(person, testPassword, { headers: { cookie } })).code).toBe('TOO_MANY_REQUESTS')
  })

  it('keeps its token, and is told apart by its hash', async () => {
    const first = deviceOf(await attempt(person, testPassword))
    const again = deviceOf(await attempt(person, testPassword, { headers: { cookie: first } }))
    expect(again).toBe(first)
    const token = first.slice('dure-loopback-device='.length)
    const { rows } = await sql`select from known_device d where d::text like ${`%${token}%`}`.execute(
      app.owner,
    )
    expect(rows).toEqual([])
  })
})

describe('where a request comes from', () => {
  const from = (address: string, url: string) =>
    attempt({ email: `${randomUUID()}@example.org` }, 'guess', {
      url,
      headers: { 'x-forwarded-for': address },
    })

  it('is what the connection says, where no proxy is trusted', async () => {
    for (const address of ['203.0.113.1', '203.0.113.2', '203.0.113.3']) await from(address, app.url)
    expect((await failures()).at(-1)).toBe(3)
  })

  it('is what a trusted proxy says, and a network of IPv6 counts as one', async () => {
    await from('203.0.113.1', proxied.url)
    await from('203.0.113.2', proxied.url)
    expect((await failures()).at(-1)).toBe(1)
    await from('2001:db8::1', proxied.url)
    await from('2001:db8::2', proxied.url)
    expect((await failures()).at(-1)).toBe(2)
    // What the client wrote itself stands before what the proxy added, and is not believed.
    await app.owner.deleteFrom('sign_in_throttle').execute()
    await from('198.51.100.1, 203.0.113.9', proxied.url)
    await from('198.51.100.2, 203.0.113.9', proxied.url)
    expect((await failures()).at(-1)).toBe(2)
  })
})

describe('a new sign-in on a device', () => {
  const codeOf = ({ client }: SignedIn) =>
    client.people.me.query().then(
      () => 'OK',
      (error) => error.data.app.code as string,
    )

  it('ends the session that the device held, and tells its tabs nothing of an end', async () => {
    const old = await signIn(app.url, person)
    const before = old.cookie()
    const { cookies } = await attempt(person, testPassword, { headers: { cookie: before } })
    await expect.poll(() => codeOf(old)).toBe('UNAUTHORIZED')
    expect(await refusalOf(old.client.people.me.query())).toEqual({ code: 'UNAUTHORIZED', details: {} })
    const session = cookies.find((cookie) => cookie.startsWith('dure-loopback=')) ?? ''
    expect(session).not.toBe(before)
    const response = await fetch(`${app.url}/api/trpc/people.me`, { headers: { cookie: session } })
    expect(response.status).toBe(200)
  })

  it('ends somebody else’s too, and no session on another device', async () => {
    const other = await makePerson(app.owner, org)
    const [theirs, elsewhere] = [await signIn(app.url, other), await signIn(app.url, other)]
    await attempt(person, testPassword, { headers: { cookie: theirs.cookie() } })
    await expect.poll(() => codeOf(theirs)).toBe('UNAUTHORIZED')
    await elsewhere.client.people.me.query()
  })

  it('that fails ends nothing', async () => {
    const kept = await signIn(app.url, person)
    await attempt(person, 'wrong', { headers: { cookie: kept.cookie() } })
    await kept.client.people.me.query()
  })
})
