import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { withOwner } from '#server/db/database.ts'
import type { MoveInReport } from '#shared/reviews/move-in-views.ts'
import { dure } from '#tests/support/command-line.ts'
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts'
import { makeOrg, makePerson, makeTeam } from '#tests/support/people.ts'

const folder = path.resolve(import.meta.dirname, '../../data/move-in')
const files = ['scorecards', 'conversations', 'disputes', 'calibrations'].map((part) =>
  path.join(folder, `zendesk-${part}.json`),
)
const from = ['import', 'reviews', '--from', 'zendesk-qa', '--team', '상담 검수']

let database: TestDatabase
let env: Record<string, string>
let temporary: string

beforeAll(async () => {
  database = await createTestDatabase()
  temporary = await mkdtemp(path.join(tmpdir(), 'dure-move-in-'))
  env = {
    DATABASE_URL: database.appUrl,
    DATABASE_OWNER_URL: database.ownerUrl,
    APP_KEY_FILE: database.keyFile,
  }
  await withOwner(database.ownerUrl, async (db) => {
    const org = await makeOrg(db)
    const teamId = await makeTeam(db, org, { name: '상담 검수' })
    for (const name of ['yerin.han', 'jihu.nam'])
      await makePerson(db, org, {
        reference: `${name}@dure.example`,
        memberships: [{ role: 'analyst', teamId }],
      })
  })
})
afterAll(async () => {
  await database.drop()
  await rm(temporary, { recursive: true })
})

test('the command line checks, moves in, doubles nothing and takes back; its exit codes say which', async () => {
  const check = await dure([...from, ...files, '--check', '--json'], env)
  // Some reviews are of people whom nobody knows.
  expect(check.code, check.err).toBe(3)
  expect(JSON.parse(check.out)).toMatchObject({ moveInId: null, added: { reviews: 7 } })

  const differences = path.join(temporary, 'differences.csv')
  const moved = await dure([...from, ...files, '--differences', differences, '--json'], env)
  const report = JSON.parse(moved.out) as MoveInReport
  expect(report).toMatchObject({ added: { reviews: 7, rubrics: 1 }, differences: [{}, {}] })
  expect(await readFile(differences, 'utf8')).toContain('critical_counts_here')
  const again = await dure([...from, ...files], env)
  expect(again.out).toContain('0 reviews')
  expect(again.out).toContain('unweighted')

  const listed = await dure(['import', 'list-reviews', '--team', '상담 검수', '--json'], env)
  expect(JSON.parse(listed.out)).toMatchObject([{ moveInId: report.moveInId, by: null, undoneAt: null }])
  const undone = await dure(['import', 'undo-reviews', report.moveInId ?? ''], env)
  expect(undone.code, undone.err).toBe(0)
  expect((await dure(['import', 'undo-reviews', report.moveInId ?? ''], env)).code).toBe(2)
}, 180_000)

test('a file that is cut off and a wrong call have codes of their own', async () => {
  const cut = path.join(temporary, 'cut.json')
  await writeFile(cut, (await readFile(files[1] ?? '', 'utf8')).slice(0, 3000))
  const refused = await dure([...from, cut], env)
  expect(refused.code).toBe(1)
  expect(refused.out).toContain('cut.json')
  expect(refused.out).toContain('not_json cut off')
  expect((await dure(['import', 'reviews', '--from', 'elsewhere', cut, '--team', 'x'], env)).code).toBe(2)
  expect((await dure([...from], env)).code).toBe(2)
}, 180_000)
