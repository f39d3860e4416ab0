import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Job } from '#server/core/job.ts'
import { type OwnerDatabase, openOwner } from '#server/db/database.ts'
import { allJobs } from '#server/features/features.ts'
import { type Jobs, startJobs } from '#server/jobs/start.ts'
import { type Keystore, openKeystore } from '#server/keys/keystore.ts'
import { createLog } from '#server/lib/log.ts'
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts'

let test: TestDatabase
let owner: OwnerDatabase
let keys: Keystore
beforeAll(async () => {
  test = await createTestDatabase()
  owner = openOwner(test.ownerUrl)
  keys = openKeystore(test.keyFile)
})
afterAll(async () => {
  await owner.close()
  keys.close()
  await test.drop()
})

const log = createLog('error')
const start = (jobs: readonly Job[]): Promise<Jobs> =>
  startJobs(jobs, {
    ...{ ownerUrl: test.ownerUrl, keys, log, now: Date.now },
    ...{ publicUrl: 'http://localhost', mailer: undefined },
  })

describe('jobs', () => {
  it('have each a name of their own, which begins with their feature', () => {
    expect(allJobs.length).toBeGreaterThan(0)
    expect(new Set(allJobs.map(({ name }) => name)).size).toBe(allJobs.length)
    for (const { name } of allJobs) expect(name).toMatch(/^[a-z-]+\.[a-z-]+$/)
  })

  it('run once a slot among several processes, and end what runs before they stop', async () => {
    const runs: number[] = []
    let running = 0
    let ended = 0
    const job: Job = {
      name: 'test.slot',
      when: 1,
      async work({ db }) {
        running += 1
        const { rows } = await sql<{ at: number }>`select extract(epoch from now()) as at`.execute(db)
        runs.push(rows[0]?.at ?? 0)
        ended += 1
      },
    }
    const processes = await Promise.all([start([job]), start([job]), start([job])])
    await expect.poll(() => runs.length, { timeout: 15_000 }).toBeGreaterThan(4)
    await Promise.all(processes.map((jobs) => jobs.stop()))
    expect(ended).toBe(running)
    const times = runs.toSorted((a, b) => a - b)
    const seconds = (times.at(-1) ?? 0) - (times[0] ?? 0)
    // A run may begin late in its slot and the next early in its own: one more than seconds went by, and the first.
    expect(runs.length).toBeLessThanOrEqual(Math.ceil(seconds) + 2)
    const still = runs.length
    await expect(sql`select pg_sleep(1.2)`.execute(owner.db)).resolves.toBeDefined()
    expect(runs.length).toBe(still)
  })

  it('come again at their next slot after a run that failed', async () => {
    let tries = 0
    const quiet = createLog('silent')
    const failing: Job = {
      name: 'test.failing',
      when: 1,
      async work() {
        tries += 1
        if (tries < 3) throw new Error('as it happens')
      },
    }
    const jobs = await startJobs([failing], {
      ownerUrl: test.ownerUrl,
      keys,
      log: quiet,
      now: Date.now,
      publicUrl: 'http://localhost',
      mailer: undefined,
    })
    await expect.poll(() => tries, { timeout: 15_000 }).toBeGreaterThan(2)
    await jobs.stop()
  })

  it('leave nothing in their tables but names and times', async () => {
    const { rows } = await sql<{ n: number }>`
      select count(*)::int as n from pgboss.job where data is not null and data <> 'null'::jsonb`.execute(
      owner.db,
    )
    expect(rows).toEqual([{ n: 0 }])
  })
})
