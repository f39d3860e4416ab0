import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts'
import { explain, type ManyReports, runMany, worldsAtOnce } from '#tests/support/offline-model/many.ts'

/** Fixed, so that everybody's lives are the same; `npm run soak` takes others. */
const baseSeed = 20_261_123
const runs = 80

const databases: TestDatabase[] = []
beforeAll(async () => {
  for (let count = 0; count < worldsAtOnce; count += 1) databases.push(await createTestDatabase())
})
afterAll(() => Promise.all(databases.map((database) => database.drop())))

let reports: ManyReports

test(`${runs} lives of two people with two phones each, from seed ${baseSeed}: nothing lost, nothing doubled`, async () => {
  process.stdout.write(`offline model: ${runs} runs of 60 commands, seeds from ${baseSeed}\n`)
  reports = await runMany({ baseSeed, runs, databases })
  expect(reports.failed.map(explain)).toEqual([])
  expect(reports.runs).toBe(runs)
}, 600_000)

test('they met everything that can happen', () => {
  const often = Object.fromEntries(Object.entries(reports.counts).filter(([, count]) => count >= runs / 10))
  for (const name of [
    ...['tap', 'time', 'network', 'tab killed', 'storage', 'server killed', 'session expired', 'hands'],
    'older release',
    ...['dropRequest', 'dropAnswer', 'duplicate', 'late', 'delay', 'attention', 'dropped', 'refused'],
  ])
    expect(often, name).toHaveProperty(name)
  expect(reports.counts.durable).toBeGreaterThanOrEqual(runs * 60)
})
