import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { TRPCClientError } from '@trpc/client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withOwner } from '#server/db/database.ts'
import { type SignedIn, signIn } from '#tests/support/app.ts'
import { type ChildProgram, startProgram } from '#tests/support/child-program.ts'
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts'
import { type MainProcess, startMain } from '#tests/support/main-process.ts'
import { ownHosts } from '#tests/support/namespaces.ts'
import { makeOrg, makePerson } from '#tests/support/people.ts'

const proxyProgram = path.resolve(import.meta.dirname, '../support/run-proxy.ts')
const name = 'database.dure.test'
const addresses = ['127.0.0.2', '127.0.0.3'] as const

let folder: string
let hosts: string
let database: TestDatabase
let server: MainProcess
let lead: SignedIn
const proxies: ChildProgram[] = []

/** Lets the name of the database lead to this address. */
const point = (address: string) => writeFile(hosts, `127.0.0.1 localhost\n${address} ${name}\n`)

function through(given: string, port: number): string {
  const url = new URL(given)
  url.searchParams.delete('host')
  url.host = `${name}:${port}`
  return url.href
}

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'dure-silent-'))
  hosts = path.join(folder, 'hosts')
  database = await createTestDatabase()
  const target = new URL(database.ownerUrl).port
  const first = startProgram(proxyProgram, [addresses[0], target])
  const port = Number((await first.line('port')).port)
  const second = startProgram(proxyProgram, [addresses[1], target, String(port)])
  await second.line('port')
  proxies.push(first, second)
  await point(addresses[0])
  server = startMain(
    {
      DATABASE_URL: through(database.appUrl, port),
      DATABASE_OWNER_URL: through(database.ownerUrl, port),
      APP_KEY_FILE: database.keyFile,
      DATA_DIR: path.join(folder, 'unused'),
      PORT: '0',
    },
    { within: ownHosts(hosts) },
  )
  const url = await server.url
  const person = await withOwner(database.ownerUrl, async (db) => makePerson(db, await makeOrg(db)))
  lead = await signIn(url, person)
})
afterAll(async () => {
  for (const proxy of proxies) process.kill(proxy.pid, 'SIGKILL')
  await server.end('SIGKILL')
  await database.drop()
  await rm(folder, { recursive: true })
})

const write = () =>
  lead.client.people.setPreferences.mutate({ meta: lead.meta(), input: { theme: 'dark', locale: 'ko' } })

/** The status of an answer, and the milliseconds that it took. */
async function timed(call: () => Promise<unknown>): Promise<{ status: number; took: number }> {
  const since = performance.now()
  const status = await call().then(
    () => 200,
    (error: unknown) => {
      if (!(error instanceof TRPCClientError)) throw error
      return Number((error.data as { httpStatus?: number } | undefined)?.httpStatus ?? 0)
    },
  )
  return { status, took: performance.now() - since }
}

describe('a database that goes silent, as in a failover', { timeout: 90_000 }, () => {
  it('is answered for with 503 within five seconds, and written to again within fifteen', async () => {
    expect(await timed(write)).toMatchObject({ status: 200 })
    process.kill(proxies[0]?.pid ?? 0, 'SIGSTOP')
    const calls = Array.from({ length: 30 }, (_, n) =>
      timed(n % 2 ? write : () => lead.client.people.me.query()),
    )
    for (const { status, took } of await Promise.all(calls)) {
      expect(status).toBe(503)
      expect(took).toBeLessThan(5_000)
    }
    // However long it lasts, whoever asks is told at once.
    await sleep(5_000)
    const later = await timed(write)
    expect(later).toMatchObject({ status: 503 })
    expect(later.took).toBeLessThan(1_000)
    const since = performance.now()
    await point(addresses[1])
    while ((await timed(write)).status !== 200) await sleep(100)
    expect(performance.now() - since).toBeLessThan(15_000)
  })

  it('does not keep the process from stopping within ten seconds', async () => {
    process.kill(proxies[1]?.pid ?? 0, 'SIGSTOP')
    const calls = Array.from({ length: 5 }, () => timed(write).catch(() => undefined))
    await sleep(200)
    const since = performance.now()
    await server.end('SIGTERM')
    expect(performance.now() - since).toBeLessThan(10_000)
    await Promise.all(calls)
  })
})
