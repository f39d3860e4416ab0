import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { sql } from 'kysely'
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

test('people whom nobody knows are named, made as a file and the options say, and gone with the move', async () => {
  const people = path.join(temporary, 'people.csv')
  await writeFile(
    people,
    '이메일,이름,팀,역할,첫날\nleft.long.ago@support.example,오래전,상담 검수,,2026-08-03\nhaesol.jeong@dure.example,정해솔,상담 검수,리드,\n',
  )
  const makes = ['--create-people-file', people, '--left-before', '2099-01-01', '--json']
  const byAddress = (found: MoveInReport) =>
    Object.fromEntries(found.unknown.map(({ called, made }) => [called, made]))
  const moved = await dure([...from, ...files, ...makes], env)
  const report = JSON.parse(moved.out) as MoveInReport
  expect(report, moved.err).toMatchObject({ added: { reviews: 8 } })
  expect(byAddress(report)).toMatchObject({
    'left.long.ago@support.example': true,
    'haesol.jeong@dure.example': true,
    'team.coach@support.example': false,
  })
  const [left, lead] = await named(['오래전', '정해솔'])
  expect(left).toMatchObject({ reference: 'left.long.ago@support.example', starts_on: '2026-08-03' })
  expect(left?.ends_on).not.toBeNull()
  // Another role than an analyst's is for the import of people to give, which finds them by their address.
  expect(lead).toMatchObject({ reference: 'haesol.jeong@dure.example', starts_on: null })
  const again = await dure([...from, ...files, ...makes], env)
  expect(JSON.parse(again.out)).toMatchObject({ moveInId: null, added: { reviews: 0 } })

  expect((await dure(['import', 'undo-reviews', report.moveInId ?? ''], env)).code).toBe(0)
  expect(await named(['오래전', '정해솔'])).toEqual([])

  const all = await dure([...from, ...files, '--create-people', '상담 검수', '--json'], env)
  const every = JSON.parse(all.out) as MoveInReport
  expect(Object.values(byAddress(every)).every(Boolean)).toBe(true)
  const invited = await dure(['import', 'people', people, '--json'], env)
  expect(JSON.parse(invited.out)).toMatchObject({
    people: [
      { name: '오래전', outcome: 'joined' },
      { name: '정해솔', outcome: 'joined' },
    ],
  })
  // Whom an invitation names by now stays.
  expect((await dure(['import', 'undo-reviews', every.moveInId ?? ''], env)).code).toBe(0)
  expect(await named(['오래전', '정해솔'])).toHaveLength(2)
  expect(await named(['team.coach@support.example'])).toEqual([])

  expect((await dure([...from, ...files, '--left-before', '2026-01-01'], env)).code).toBe(2)
  await writeFile(people, 'email,name,team\nnobody,Nobody,상담 검수\n')
  const wrong = await dure([...from, ...files, '--create-people-file', people], env)
  expect(wrong.code).toBe(2)
  expect(wrong.err).toContain('row 2: bad_email')
}, 240_000)

async function named(names: readonly string[]) {
  return await withOwner(database.ownerUrl, (db) =>
    db
      .selectFrom('person as p')
      .leftJoin('membership as m', 'm.person_id', 'p.person_id')
      .select(['p.name', 'p.reference'])
      .select([
        sql<string | null>`m.starts_on::text`.as('starts_on'),
        sql<string | null>`m.ends_on::text`.as('ends_on'),
      ])
      .where('p.name', 'in', [...names])
      .orderBy('p.name')
      .execute(),
  )
}
