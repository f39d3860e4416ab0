import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '#tests/support/app.ts'
import { driftOf, fileOf, optionsFor, upload } from '#tests/support/audit-files.ts'
import { makeOrg, makePerson, makeTeam } from '#tests/support/people.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.stop())

/** Ten batches and a file of some megabytes. */
const count = 50_000

test(`${count} rows through the screen, told batch by batch`, { timeout: 300_000 }, async () => {
  const org = await makeOrg(app.owner)
  const teamId = await makeTeam(app.owner, org)
  const lead = await makePerson(app.owner, org, { memberships: [{ role: 'lead', teamId }] })
  for (const reference of ['rater-0', 'rater-1', 'rater-2']) {
    await makePerson(app.owner, org, { reference, memberships: [{ role: 'analyst', teamId }] })
  }
  const rows = Array.from({ length: count }, (_, n) => ({
    // In no order, as references of other systems are.
    ref: `big-${(n * 7_919) % count}`,
    analyst: `rater-${n % 3}`,
    policy: `policy-${n % 20}`,
    decision: n % 29 === 0 ? 'fine' : 'hateful',
    at: new Date(Date.parse('2026-08-03T00:00:00Z') + n * 36_000).toISOString(),
  }))
  const by = await app.signIn(lead)
  const { report, events } = await upload(app.url, by, { file: fileOf(rows), options: optionsFor(teamId) })
  expect(report).toMatchObject({ read: count, added: count, refused: 0 })
  const done = events.flatMap((event) =>
    event.type === 'progress' && event.phase === 'storing' ? [event.done] : [],
  )
  expect(done.length).toBeGreaterThan(7)
  expect(done).toEqual(done.toSorted((a, b) => a - b))
  expect(await driftOf(app.owner, org)).toEqual([])
})
