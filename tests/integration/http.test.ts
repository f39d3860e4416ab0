import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withOwner } from '#server/db/database.ts'
import { createLog } from '#server/lib/log.ts'
import { type Serving, serve } from '#server/start.ts'
import { type SignedIn, signIn } from '#tests/support/app.ts'
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts'
import { makeOrg, makePerson } from '#tests/support/people.ts'

const publicUrl = 'https://dure.example'
let database: TestDatabase
let serving: Serving
let clientFolder: string
let who: SignedIn

beforeAll(async () => {
  database = await createTestDatabase()
  clientFolder = await mkdtemp(path.join(tmpdir(), 'dure-client-'))
  await writeFile(path.join(clientFolder, 'index.html'), '<!doctype html><title>Dure</title>')
  await writeFile(path.join(clientFolder, 'sw.js'), '//')
  const log = createLog('silent')
  serving = await serve({ ...database, port: 0, host: '127.0.0.1', publicUrl, log, clientFolder })
  const person = await withOwner(database.ownerUrl, async (db) => makePerson(db, await makeOrg(db)))
  who = await signIn(serving.url, person)
})
afterAll(async () => {
  await serving.stop()
  await rm(clientFolder, { recursive: true })
  await database.drop()
})

interface Asked {
  method?: string
  headers?: Record<string, string>
  body?: string
}
/** A request of the signed-in person's browser, with the headers of the app's own pages unless it says otherwise. */
async function ask(where: string, { method = 'GET', headers = {}, body }: Asked = {}) {
  const own = { 'x-dure': '1', 'content-type': 'application/json', cookie: who.cookie() }
  const sent = Object.entries({ ...own, ...headers }).filter(([, value]) => value !== '')
  const response = await fetch(serving.url + where, {
    ...{ method, headers: Object.fromEntries(sent), redirect: 'manual' },
    ...(body === undefined ? {} : { body }),
  })
  return { status: response.status, headers: response.headers, text: await response.text() }
}
/** The codes of the refusals in an answer of the procedures. */
const codesOf = (text: string) => [JSON.parse(text)].flat().map((item) => item.error?.data.app.code ?? 'OK')

const settle = (theme: string) => JSON.stringify({ meta: who.meta(), input: { theme } })
const write = (headers: Record<string, string>) =>
  ask('/api/trpc/people.setPreferences', { method: 'POST', headers, body: settle('dark') })

describe('a request of another site', () => {
  it.each<[string, Record<string, string>]>([
    ['another Origin', { origin: 'https://evil.example' }],
    ['the Origin of a sandbox', { origin: 'null' }],
    ['an Origin that begins like ours', { origin: `${publicUrl}.evil.example` }],
    ['our host over http', { origin: 'http://dure.example' }],
    ['Sec-Fetch-Site: cross-site', { 'sec-fetch-site': 'cross-site' }],
    ['Sec-Fetch-Site: same-site', { 'sec-fetch-site': 'same-site' }],
    ['no x-dure', { 'x-dure': '' }],
    ['a form', { 'x-dure': '', 'content-type': 'text/plain' }],
  ])('with %s is refused, whatever cookie it carries', async (_, headers) => {
    const before = await ask('/api/trpc/people.me')
    const { status, text } = await write(headers)
    expect({ status, text }).toEqual({
      status: 403,
      text: JSON.stringify({ error: { code: 'FORBIDDEN', details: { reason: 'cross_site' } } }),
    })
    const upload = await ask('/api/import', { method: 'POST', headers, body: 'a,b' })
    expect(upload.status).toBe(403)
    expect((await ask('/api/trpc/people.me')).text).toBe(before.text)
  })

  it('reads nothing either', async () => {
    for (const headers of [{ 'sec-fetch-site': 'cross-site' }, { origin: 'https://evil.example' }])
      expect((await ask('/api/trpc/people.me', { headers })).status).toBe(403)
  })

  it('is not what the app’s own pages send', async () => {
    const own = { origin: publicUrl, 'sec-fetch-site': 'same-origin' }
    expect((await write(own)).status).toBe(200)
    // An EventSource cannot set headers.
    expect((await ask('/api/trpc/people.me', { headers: { 'x-dure': '' } })).status).toBe(200)
    expect((await ask('/api/trpc/people.me', { headers: { 'sec-fetch-site': 'none' } })).status).toBe(200)
  })
})

const huge = JSON.stringify({ meta: null, input: 'x'.repeat(1_100_000) })
const batchOf = (size: number) =>
  `/api/trpc/${Array(size).fill('people.me').join(',')}?batch=1&input=${encodeURIComponent('{}')}`
const post = (body: string, headers: Record<string, string> = {}): Asked => ({
  method: 'POST',
  body,
  headers,
})

describe('what cannot be served', () => {
  it.each<[string, string, Asked, number, string]>([
    ['an unknown procedure', '/api/trpc/people.nothing', {}, 404, 'NOT_FOUND'],
    ['a path of prototypes', '/api/trpc/__proto__.constructor', {}, 404, 'NOT_FOUND'],
    ['a write by GET', '/api/trpc/people.setPreferences', {}, 405, 'INVALID'],
    ['malformed JSON', '/api/trpc/people.setPreferences', post('{"meta":'), 400, 'INVALID'],
    ['no body', '/api/trpc/people.setPreferences', post(''), 400, 'INVALID'],
    [
      'another type of body',
      '/api/trpc/people.setPreferences',
      post('a', { 'content-type': 'text/plain' }),
      415,
      'INVALID',
    ],
    ['a body beyond a megabyte', '/api/trpc/people.setPreferences', post(huge), 413, 'INVALID'],
    ['malformed input', '/api/trpc/coaching.person?input=%7B', {}, 400, 'INVALID'],
    ['input of another shape', '/api/trpc/coaching.person?input=%7B%7D', {}, 400, 'INVALID'],
    ['a batch beyond five', batchOf(6), {}, 400, 'INVALID'],
  ])('%s is refused by its code', async (_, where, asked, status, code) => {
    const answer = await ask(where, asked)
    expect(codesOf(answer.text)).toEqual([code])
    expect(answer.status).toBe(status)
  })

  it('a batch of five is served', async () => {
    expect(codesOf((await ask(batchOf(5))).text)).toEqual(Array(5).fill('OK'))
  })

  it.each([
    ['/api/nothing', 404],
    ['/api/trpc', 404],
    ['/missing.png', 404],
    ['/assets/%2e%2e/%2e%2e/package.json', 404],
    ['/..%2f..%2fetc/passwd.txt', 404],
    ['/%ff', 400],
  ])('%s is refused', async (where, status) => {
    expect((await ask(where)).status).toBe(status)
  })

  it('an error of ours says nothing of itself', async () => {
    await withOwner(database.ownerUrl, (db) => sql`alter table session rename to hidden`.execute(db))
    await withOwner(database.ownerUrl, (db) => sql`alter table person rename to hidden_person`.execute(db))
    try {
      const answers = [
        await ask('/api/trpc/people.me'),
        await write({}),
        await ask('/api/trpc/auth.sessions'),
      ]
      for (const { status, text } of answers) {
        expect(status).toBe(500)
        expect(codesOf(text)).toEqual(['INTERNAL'])
        expect(JSON.parse(text).error.message).toBe('')
        expect(text).not.toMatch(/relation|hidden|stack|\.ts|node_modules/)
      }
    } finally {
      await withOwner(database.ownerUrl, (db) => sql`alter table hidden rename to session`.execute(db))
      await withOwner(database.ownerUrl, (db) => sql`alter table hidden_person rename to person`.execute(db))
    }
    expect((await ask('/api/trpc/people.me')).status).toBe(200)
  })
})

describe('every kind of answer', () => {
  it.each<[string, string, Asked]>([
    ['a screen', '/today', {}],
    ['the head of one', '/', { method: 'HEAD' }],
    ['a file', '/sw.js', {}],
    ['a file that is missing', '/missing.png', {}],
    ['health', '/healthz', {}],
    ['data', '/api/trpc/people.me', {}],
    ['a refusal', '/api/trpc/people.nothing', {}],
    ['a cross-site refusal', '/api/trpc/people.me', { headers: { origin: 'https://evil.example' } }],
    ['a body that is too large', '/api/trpc/people.setPreferences', post(huge)],
    ['an address that cannot be read', '/%ff', {}],
    ['another method', '/today', { method: 'OPTIONS' }],
    ['a write to a screen', '/today', { method: 'POST', body: '' }],
  ])('%s has the headers', async (_, where, asked) => {
    const { headers, text } = await ask(where, asked)
    const policy = headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("script-src 'self';")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).toContain("require-trusted-types-for 'script'")
    expect(policy).not.toContain('unsafe')
    expect(headers.get('strict-transport-security')).toMatch(/^max-age=\d{8}/)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin')
    expect(headers.get('x-frame-options')).toBe('DENY')
    expect(headers.get('permissions-policy')).toContain('camera=()')
    expect(headers.get('x-powered-by')).toBeNull()
    expect(headers.get('access-control-allow-origin')).toBeNull()
    if (where.startsWith('/api')) expect(headers.get('cache-control')).toBe('no-store')
    expect(text).not.toMatch(/node_modules|at .+:\d+:\d+/)
  })
})
