import { afterAll, beforeAll, expect, test } from 'vitest'
import { funnel } from '#server/cli/funnel.ts'
import { startTestApp, type TestApp } from '#tests/support/app.ts'
import { importAsOwner, optionsFor, readHatecheck } from '#tests/support/audit-files.ts'
import { runCommandLine } from '#tests/support/command-runs.ts'
import { makeOrg, makePerson, makeTeam } from '#tests/support/people.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.stop())

const run = (...args: string[]) =>
  runCommandLine(funnel, args, {
    ...{ DATABASE_URL: app.database.appUrl, DATABASE_OWNER_URL: app.database.ownerUrl },
  })
const days = ['--from', '2026-01-01', '--to', '2026-12-31'] as const

test('the imported HateCheck decisions: one annotator is worth a look, by name and never by figure', async () => {
  const org = await makeOrg(app.owner)
  const teamId = await makeTeam(app.owner, org, { name: 'HateCheck' })
  for (let rater = 1; rater <= 10; rater += 1) {
    const reference = `rater-${String(rater).padStart(2, '0')}`
    await makePerson(app.owner, org, {
      name: reference,
      reference,
      memberships: [{ role: 'analyst', teamId }],
    })
  }
  await importAsOwner(app.owner, org, { file: await readHatecheck(), options: optionsFor(teamId) })
  const { code, out } = await run('--team', 'HateCheck', ...days, '--json')
  expect(code).toBe(0)
  const found = JSON.parse(out)
  expect(found.kind).toBe('funnel')
  expect(1 - found.centre).toBeCloseTo(0.016252, 5)
  const analysts: { analyst: string; position: string; side: string }[] = found.analysts
  expect(analysts.map(({ analyst }) => analyst)).toEqual(analysts.map(({ analyst }) => analyst).sort())
  expect(analysts.filter(({ position }) => position !== 'inside')).toMatchObject([
    { analyst: 'rater-02', position: 'beyond95', side: 'low', n: 1946 },
  ])
  const aimed = await run('--team', 'HateCheck', ...days, '--centre', '0.999')
  expect(aimed.out).toContain('rater-02')
  expect((await run('--team', 'HateCheck', ...days, '--centre', '95')).code).toBe(2)
  expect((await run('--team', 'Nobody', ...days)).code).toBe(2)
})
