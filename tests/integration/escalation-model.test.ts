import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts'
import { knownFaults } from '#tests/support/escalation-model/known-faults.ts'
import { type ManyReports, runSequences } from '#tests/support/escalation-model/many.ts'
import { installMovedClock } from '#tests/support/escalation-model/moved-clock.ts'
import { explain, runSteps } from '#tests/support/escalation-model/run.ts'
import { openWorld, type World } from '#tests/support/escalation-model/world.ts'

/** Fixed, so that everybody's sequences are the same; `npm run soak -- --escalations 50000` takes others. */
const baseSeed = 20_261_201
const runs = 300

const databases: TestDatabase[] = []
const worlds: World[] = []
beforeAll(async () => {
  while (worlds.length < 2) {
    const database = await createTestDatabase()
    databases.push(database)
    await installMovedClock(inject('postgres').superUrl, database.ownerUrl)
    worlds.push(await openWorld(database))
  }
}, 120_000)
afterAll(async () => {
  await Promise.all(worlds.map((world) => world.close()))
  await Promise.all(databases.map((database) => database.drop()))
})

describe('what once went wrong goes right', () => {
  test.each(knownFaults)('$name', async (known) => {
    const [world] = worlds
    if (!world) throw new Error('No world was opened')
    const report = await runSteps(world, known)
    expect(report.problems.length > 0 ? explain(report) : '').toBe('')
    expect(report.taken).toBe(known.steps.length)
  })
})

describe('escalations beside a small model', () => {
  let reports: ManyReports

  test(`${runs} short sequences from seed ${baseSeed}: the clocks, the holder and the approvals are right`, async () => {
    reports = await runSequences({ worlds, baseSeed, runs })
    const again = reports.failed.map(
      (report) => `${explain(report)}\nAgain: npm run soak -- --seed ${report.seed} --escalations 1`,
    )
    expect(again.join('\n\n')).toBe('')
    expect(reports.runs).toBe(runs)
  }, 1_200_000)

  test('they met everything that can happen', () => {
    const often = Object.fromEntries(
      Object.entries(reports.counts).filter(([, count]) => count >= runs / 200),
    )
    for (const name of [
      ...['raise', 'submit', 'acknowledge', 'request', 'approve', 'reject', 'ask', 'undo', 'edit', 'pause'],
      ...['resume', 'severity', 'assign', 'delegate', 'merge', 'start', 'resolve', 'close', 'reopen'],
      ...['roleEnds', 'endDelegation', 'ownDay', 'wait', 'approve refused', 'request refused'],
      ...['met awaiting_approval', 'met approved', 'met rejected', 'met in_progress', 'met resolved'],
      ...['alone', 'voided', 'late'],
    ])
      expect(often, name).toHaveProperty(name)
  })
})
