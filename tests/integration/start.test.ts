import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises'
import { hostname, tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withOwner } from '#server/db/database.ts'
import { withClient } from '#server/db/one-client.ts'
import { signIn } from '#tests/support/app.ts'
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts'
import { freePort } from '#tests/support/dure-process.ts'
import { type MainProcess, startMain } from '#tests/support/main-process.ts'
import { makeOrg, makePerson } from '#tests/support/people.ts'

let base: string
let database: TestDatabase
const started: MainProcess[] = []
function start(env: Record<string, string>): MainProcess {
  const main = startMain(env)
  started.push(main)
  return main
}

beforeAll(async () => {
  base = await mkdtemp(path.join(tmpdir(), 'dure-start-'))
  // As root the database runs as another account, which must be able to pass.
  if (process.getuid?.() === 0) await chmod(base, 0o711)
  database = await createTestDatabase({ migrate: async () => undefined })
})
afterAll(async () => {
  await Promise.all(started.map((main) => main.end('SIGTERM')))
  await rm(base, { recursive: true })
  await database.drop()
})

const given = () => ({
  DATABASE_URL: database.appUrl,
  DATABASE_OWNER_URL: database.ownerUrl,
  DATA_DIR: path.join(base, 'unused'),
})

// Each starts the whole server up to three times, which on a busy machine takes a while.
describe('a start', { timeout: 180_000 }, () => {
  it('on a folder that is in use says so in both languages and ends with a failure', async () => {
    const env = { DATA_DIR: path.join(base, 'data'), PORT: '0' }
    const first = start(env)
    const url = await first.url
    const second = start(env)
    expect(await second.ended).toBe(1)
    expect(second.lines.join('\n')).toContain(
      `Dure is already running on this folder (process ${first.pid} on ${hostname()}).\n이 폴더에서 이미 Dure가 실행 중입니다 (${hostname()}의 프로세스 ${first.pid}).`,
    )
    expect((await fetch(`${url}/healthz`)).status).toBe(200)
    expect(await first.end('SIGTERM')).toBe(0)
    // Stopped cleanly, the folder is free again.
    const third = start(env)
    await third.url
    expect(await third.end('SIGINT')).toBe(0)
  })

  it('answers the first request that is let in', async () => {
    const port = await freePort()
    const main = start({ ...given(), PORT: String(port) })
    const ask = () =>
      fetch(`http://127.0.0.1:${port}/healthz`, { signal: AbortSignal.timeout(10_000) }).then(
        ({ status }) => String(status),
        (error: unknown) => (error instanceof Error && error.name === 'TimeoutError' ? 'silence' : 'refused'),
      )
    let answer = await ask()
    while (answer === 'refused') answer = await ask()
    expect(answer).toBe('200')
    expect(await main.end('SIGTERM')).toBe(0)
  })

  it('that is told to stop half way stops, and leaves no PostgreSQL behind', async () => {
    const folder = path.join(base, 'half-way')
    const main = start({ DATA_DIR: folder, PORT: '0' })
    while (!main.lines.some((line) => line.includes('PostgreSQL is running'))) await sleep(5)
    expect(await main.end('SIGTERM')).toBe(0)
    expect(await readdir(path.join(folder, 'postgres'))).not.toContain('postmaster.pid')
  })

  it('takes the database of DATABASE_URL, migrates it as its owner, and serves as the app’s role', async () => {
    const server = start({ ...given(), PORT: '0' })
    const url = await server.url
    const person = await withOwner(database.ownerUrl, async (db) => makePerson(db, await makeOrg(db)))
    const { client } = await signIn(url, person)
    expect((await client.people.me.query()).person.personId).toBe(person.personId)
    const roles = await withClient(database.ownerUrl, (connection) =>
      connection.query<{ usename: string; requests: boolean }>(
        `select distinct usename, application_name in ('dure', 'dure-listen') as requests from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid() and application_name like 'dure%' order by 2`,
      ),
    )
    expect(roles.rows).toEqual([
      { usename: new URL(database.ownerUrl).username, requests: false },
      { usename: new URL(database.appUrl).username, requests: true },
    ])
    await expect(rm(path.join(base, 'unused'), { recursive: true })).rejects.toThrow('ENOENT')
    expect(await server.end('SIGTERM')).toBe(0)
  })

  it('listens on PORT, and says so where that is taken', async () => {
    const port = await freePort()
    const first = start({ ...given(), PORT: String(port) })
    expect(await first.url).toBe(`http://localhost:${port}`)
    expect((await fetch(`http://localhost:${port}/healthz`)).status).toBe(200)
    const second = start({ ...given(), PORT: String(port) })
    expect(await second.ended).toBe(1)
    expect(second.lines.join('\n')).toContain(String(port))
    expect(await first.end('SIGTERM')).toBe(0)
  })

  it('with an environment that cannot be right names every mistake, and no secret', async () => {
    const server = start({ PORT: 'eighty', DATABASE_URL: 'postgres://dure_app:secret@localhost/dure' })
    expect(await server.ended).toBe(2)
    const said = server.lines.join('\n')
    expect(said).toContain('PORT must be')
    expect(said).toContain('DATABASE_OWNER_URL is missing')
    expect(said).not.toContain('secret')
  })
})
