import { type Kysely, sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { withOwner } from '#server/db/database.ts'
import type { Schema } from '#server/db/schema.ts'
import { createLog } from '#server/lib/log.ts'
import { type Serving, serve } from '#server/start.ts'
import { signIn } from '#tests/support/app.ts'
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts'
import { makeOrg, makePerson, type TestPerson } from '#tests/support/people.ts'

const day = 86_400
let database: TestDatabase
let serving: Serving
let person: TestPerson
/** Milliseconds by which the server's clock is ahead. */
let ahead = 0
/** The cookie header of a session that has just begun. */
let cookie: string

beforeAll(async () => {
  database = await createTestDatabase()
  const log = createLog('silent')
  const now = () => Date.now() + ahead
  serving = await serve({
    ...database,
    port: 0,
    host: '127.0.0.1',
    publicUrl: 'https://dure.example',
    log,
    now,
  })
  person = await owner(async (db) => makePerson(db, await makeOrg(db)))
})
beforeEach(async () => {
  await owner((db) => db.deleteFrom('session').execute())
  cookie = (await signIn(serving.url, person)).cookie()
})
afterAll(async () => {
  await serving.stop()
  await database.drop()
})

const owner = <T>(work: (db: Kysely<Schema>) => Promise<T>) => withOwner(database.ownerUrl, work)

/** Asks for one's sessions: the status, and the cookie that came with the answer, if one did. */
async function ask(header: string): Promise<{ status: number; given: string | undefined; line: string }> {
  const response = await fetch(`${serving.url}/api/trpc/auth.sessions`, { headers: { cookie: header } })
  await response.text()
  const [line = ''] = response.headers.getSetCookie()
  return { status: response.status, given: line.split(';')[0] || undefined, line }
}
const statusOf = async (header: string) => (await ask(header)).status

/** A process believes what it knows of a session for five seconds. */
function forget(): void {
  ahead += 6_000
}

/** Moves times of the session, in seconds from now. */
async function set(times: Partial<Record<'rotated_at' | 'last_seen_at' | 'idle_until' | 'ends_at', number>>) {
  await owner(async (db) => {
    for (const [column, seconds] of Object.entries(times))
      await sql`update session set ${sql.ref(column)} = now() + ${seconds} * interval '1 second'`.execute(db)
  })
  forget()
}
async function secondsLeft(column: 'idle_until' | 'ends_at'): Promise<number> {
  const found = await owner((db) =>
    sql<{
      left: number
    }>`select extract(epoch from ${sql.ref(column)} - now())::float8 as left from session`.execute(db),
  )
  return found.rows[0]?.left ?? Number.NaN
}

async function waitingForLocks(db: Kysely<Schema>): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(distinct l.pid)::int as n from pg_locks l
    join pg_stat_activity a on a.pid = l.pid and a.datname = current_database() where not l.granted`.execute(
    db,
  )
  return rows[0]?.n ?? 0
}

describe('a session’s token', () => {
  it('comes in a cookie that only this host’s own pages send, over https', async () => {
    await set({ rotated_at: -2 * day })
    const { line } = await ask(cookie)
    expect(line).toMatch(/^__Host-dure=[\w-]{43}; Max-Age=\d+; Path=\/; HttpOnly; Secure; SameSite=Strict$/)
    const maxAge = Number(/Max-Age=(\d+)/.exec(line)?.[1])
    expect(Math.abs(maxAge - (await secondsLeft('ends_at')))).toBeLessThan(60)
  })

  it('is replaced once a day; the old one is good until the new one is used', async () => {
    expect((await ask(cookie)).given).toBeUndefined()
    await set({ rotated_at: -day - 1 })
    const { status, given = '' } = await ask(cookie)
    expect(status).toBe(200)
    expect(given).not.toBe(cookie)
    forget()
    // The answer with the new one may have been lost.
    expect(await ask(cookie)).toMatchObject({ status: 200, given: undefined })
    forget()
    expect(await ask(given)).toMatchObject({ status: 200, given: undefined })
    forget()
    expect(await statusOf(cookie)).toBe(401)
    expect(await statusOf(given)).toBe(200)
  })

  it('whose replacement was lost is replaced again the day after', async () => {
    await set({ rotated_at: -day - 1 })
    const lost = (await ask(cookie)).given ?? ''
    await set({ rotated_at: -day - 1 })
    const second = (await ask(cookie)).given ?? ''
    expect(second).not.toBe(lost)
    forget()
    expect(await statusOf(second)).toBe(200)
    forget()
    expect([await statusOf(lost), await statusOf(cookie)]).toEqual([401, 401])
  })

  it('is replaced by one new one, however many requests come at that moment', async () => {
    await set({ rotated_at: -day - 1 })
    // All have looked the session up before the first can write.
    const answers = await owner((db) =>
      db.transaction().execute(async (lock) => {
        await sql`select from session for update`.execute(lock)
        const asked = Array.from({ length: 8 }, () => ask(cookie))
        for (let waiting = 0; waiting < 8; ) waiting = await waitingForLocks(db)
        return asked
      }),
    ).then((asked) => Promise.all(asked))
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200))
    const given = answers.flatMap((answer) => answer.given ?? [])
    expect(given).toHaveLength(1)
    forget()
    const adopting = await Promise.all(Array.from({ length: 8 }, () => statusOf(given[0] ?? '')))
    expect(adopting).toEqual(Array(8).fill(200))
    forget()
    expect(await statusOf(given[0] ?? '')).toBe(200)
  })

  it.each([
    ['nothing', ''],
    ['too short', 'x'],
    ['too long', 'x'.repeat(5_000)],
    ['SQL', "' or true --"],
    ['a zero byte', '%00'],
    ['its own name', '__Host-dure'],
  ])('is not %s', async (_, token) => {
    expect(await statusOf(`__Host-dure=${token}`)).toBe(401)
  })
})

describe('a session', () => {
  it('that is used lasts for another fortnight', async () => {
    await set({ last_seen_at: -120, idle_until: 60 })
    expect(await statusOf(cookie)).toBe(200)
    expect(await secondsLeft('idle_until')).toBeGreaterThan(13.9 * day)
  })

  it('that was not used for a fortnight is over', async () => {
    expect(await secondsLeft('idle_until')).toBeLessThanOrEqual(14 * day)
    await set({ idle_until: -1 })
    expect(await statusOf(cookie)).toBe(401)
  })

  it('is over after ninety days, however much it is used', async () => {
    expect(await secondsLeft('ends_at')).toBeLessThanOrEqual(90 * day)
    await set({ last_seen_at: -120, idle_until: 60, ends_at: 30 })
    expect(await statusOf(cookie)).toBe(200)
    expect(await secondsLeft('ends_at')).toBeLessThan(31)
    await set({ ends_at: -1 })
    expect(await statusOf(cookie)).toBe(401)
  })

  it('that is over is not offered a new token, and is not listed', async () => {
    await set({ rotated_at: -2 * day, idle_until: -1 })
    expect(await ask(cookie)).toMatchObject({ status: 401, given: undefined })
    const { client } = await signIn(serving.url, person)
    expect(await client.auth.sessions.query()).toHaveLength(1)
  })

  it('ends for every device when a new password is set', async () => {
    const other = (await signIn(serving.url, person)).cookie()
    const token = 'a token from an invitation'
    await owner((db) =>
      sql`insert into invitation (token_hash, org_id, person_id, email, expires_at) values (sha256(${token}::bytea),
        ${person.org}, ${person.personId}, ${person.email}, now() + interval '1 day')`.execute(db),
    )
    const { client } = await signIn(serving.url, person)
    const password = 'another long password'
    await client.auth.acceptInvitation.mutate({ token, password, locale: 'en', device: 'New phone' })
    forget()
    expect([await statusOf(cookie), await statusOf(other)]).toEqual([401, 401])
    expect(await client.auth.sessions.query()).toHaveLength(1)
  })
})
