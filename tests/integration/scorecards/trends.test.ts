import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { trends } from '#server/cli/trends.ts'
import { type Database, openDatabase, withOwner } from '#server/db/database.ts'
import { trendsOfTeam } from '#server/features/scorecards/facade.ts'
import { suggestMapping } from '#shared/audits/import-rules.ts'
import type { TrendCell } from '#shared/scorecards/trend-views.ts'
import { refusalOf, type SignedIn, startTestApp, type TestApp } from '#tests/support/app.ts'
import { driftOf, importAsOwner, optionsFor } from '#tests/support/audit-files.ts'
import { runCommandLine } from '#tests/support/command-runs.ts'
import { makeOrg, makePerson, makeTeam } from '#tests/support/people.ts'

let app: TestApp
let database: Database
beforeAll(async () => {
  app = await startTestApp()
  database = openDatabase(app.database.appUrl, { connections: 2 })
})
afterAll(async () => {
  await database.close()
  await app.stop()
})

const columns = [
  ...['audit_ref', 'case_ref', 'analyst', 'policy', 'queue', 'language', 'decision', 'gold_decision'],
  ...['decided_at', 'decided_by', 'moderator_decision', 'inclusion_probability'],
] as const
type Line = Partial<Record<(typeof columns)[number], string>>

let number = 0
const linesOf = (times: number, line: Line): string[] =>
  Array.from({ length: times }, () => {
    number += 1
    const ref = `T${number}`
    const whole: Line = {
      ...{ audit_ref: ref, case_ref: `C-${ref}`, policy: 'hate', queue: 'posts', language: 'ko' },
      ...{ decision: 'fine', gold_decision: 'fine', decided_at: '2026-10-06T03:00:00Z', ...line },
    }
    return columns.map((column) => whole[column] ?? '').join(',')
  })

async function setting(analysts: readonly string[]) {
  const org = await makeOrg(app.owner)
  const above = await makeTeam(app.owner, org)
  const name = `Team ${org}`
  const teamId = await makeTeam(app.owner, org, { name, parentId: above })
  const person = (role: 'lead' | 'manager' | 'analyst', reference: string, team = teamId) =>
    makePerson(app.owner, org, { reference, memberships: [{ role, teamId: team }] })
  const people = await Promise.all(analysts.map((reference) => person('analyst', reference)))
  return {
    ...{ org, teamId, name, people },
    lead: await app.signIn(await person('lead', 'lead')),
    manager: await app.signIn(await person('manager', 'manager', above)),
    async importLines(...lines: readonly string[][]) {
      const options = { ...optionsFor(teamId), mapping: suggestMapping([...columns]) }
      const file = [columns.join(','), ...lines.flat(), ''].join('\n')
      const report = await importAsOwner(app.owner, org, { file, options })
      expect(report.refused).toBe(0)
    },
    read: (by: SignedIn) => by.client.scorecards.trends.query({ teamId }),
  }
}
const four = ['a1', 'a2', 'a3', 'a4'] as const
/** Both names, n and right decisions of each cell. */
const short = (cells: readonly TrendCell[]) =>
  cells.map(([week, first, second, n, correct]) => [week, first, second, n, correct])

test('the last thirteen weeks by policy, and by language within a queue, as the log has them', async () => {
  const { org, importLines, read, lead, name } = await setting(four)
  await importLines(
    linesOf(3, { analyst: 'a1' }),
    linesOf(2, { analyst: 'a2', language: 'en', gold_decision: 'hateful' }),
    linesOf(1, { analyst: 'a2', queue: 'chat', policy: 'spam', decided_at: '2026-09-29T03:00:00Z' }),
    linesOf(4, { analyst: 'a3', queue: '', language: '' }),
    // Older than the weeks.
    linesOf(5, { analyst: 'a3', decided_at: '2026-05-05T03:00:00Z' }),
    linesOf(6, { analyst: 'a4', decided_by: 'automated', moderator_decision: 'hateful' }),
  )
  const seen = await read(lead)
  expect(seen).toMatchObject({ firstWeek: '2026-07-13', joined: false, dataThrough: '2026-10-06T03:00:00Z' })
  expect(short(seen.people.policies)).toEqual([
    [12, 'hate', '', 15, 13],
    [11, 'spam', '', 1, 1],
  ])
  expect(short(seen.people.places)).toEqual([
    [12, '', '', 4, 4],
    [11, 'chat', 'ko', 1, 1],
    [12, 'posts', 'en', 2, 0],
    [12, 'posts', 'ko', 9, 9],
  ])
  expect(short(seen.machines.places)).toEqual([[12, 'posts', 'ko', 6, 0]])
  expect(await withOwner(app.database.ownerUrl, (db) => trendsOfTeam(db, name))).toEqual(seen)
  expect(await driftOf(app.owner, org)).toEqual([])
})

test('sums of weights come with drawn audits alone', async () => {
  const { importLines, read, lead } = await setting(four)
  await importLines(
    linesOf(2, { analyst: 'a1' }),
    linesOf(3, { analyst: 'a1', policy: 'spam', inclusion_probability: '0.25' }),
  )
  const { policies } = (await read(lead)).people
  expect(policies.map((cell) => [cell[1], cell.at(-1)])).toEqual([
    ['hate', null],
    ['spam', expect.objectContaining({ drawn: 3, w: 12, w2: 48, correct: 12 })],
  ])
})

test('a manager finds no part of fewer than three people, however sums are taken from one another', async () => {
  const { importLines, read, manager, lead } = await setting(four)
  await importLines(
    ...four.map((analyst) => linesOf(10, { analyst })),
    ...['a1', 'a2', 'a3'].map((analyst) => linesOf(4, { analyst, policy: 'threat' })),
    linesOf(7, { analyst: 'a1', queue: 'chat', gold_decision: 'hateful' }),
    linesOf(1, { analyst: 'a2', policy: 'spam', queue: 'chat' }),
    // Two people alone in a week.
    ...['a1', 'a2'].map((analyst) => linesOf(9, { analyst, decided_at: '2026-09-29T03:00:00Z' })),
  )
  const seen = await read(manager)
  expect(seen.joined).toBe(true)
  // The two cells of the chat are of two people, so the smallest other cell goes with them: that of threats.
  expect(short(seen.people.policies)).toEqual([
    [12, 'hate', '', 40, 40],
    [12, null, '', 20, 13],
  ])
  expect(short(seen.people.places)).toEqual([
    [12, 'posts', 'ko', 40, 40],
    [12, null, null, 20, 13],
  ])
  expect((await read(lead)).people.places).toHaveLength(3)
})

test('where the small parts are of three people together they stand in one sum by themselves', async () => {
  const { importLines, read, manager } = await setting(four)
  await importLines(
    ...four.map((analyst) => linesOf(10, { analyst })),
    ...['a1', 'a2', 'a3'].map((analyst, place) => linesOf(2, { analyst, queue: `queue-${place}` })),
  )
  expect(short((await read(manager)).people.places)).toEqual([
    [12, 'posts', 'ko', 40, 40],
    [12, null, null, 6, 6],
  ])
})

test('neither an analyst nor the lead of another team reads them, and the rollup itself is its lead’s', async () => {
  const { org, people, teamId, importLines, read, manager, lead } = await setting(four)
  await importLines(...four.map((analyst) => linesOf(3, { analyst })))
  const far = await makeTeam(app.owner, org)
  const other = await makePerson(app.owner, org, { memberships: [{ role: 'lead', teamId: far }] })
  for (const person of [people[0], other])
    if (person) expect((await refusalOf(read(await app.signIn(person)))).code).toBe('NOT_FOUND')
  const rowsOf = async (person: string) =>
    await database.read({ org, person }, async ({ query }) => {
      const own = await sql`select from audit_stratum_week`.execute(query)
      const strata = await sql`select from app.team_strata(${teamId}, '2026-01-01', '2026-12-31')`.execute(
        query,
      )
      return [own.rows.length, strata.rows.length]
    })
  expect(await rowsOf(lead.person.personId)).toEqual([4, 1])
  expect(await rowsOf(manager.person.personId)).toEqual([0, 1])
  expect(await rowsOf(people[0]?.personId ?? '')).toEqual([0, 0])
  expect(await rowsOf(other.personId)).toEqual([0, 0])
})

test('the command line prints the parts, what lies apart, and refuses another division', async () => {
  const { name, importLines } = await setting(four)
  await importLines(
    linesOf(40, { analyst: 'a1', policy: 'threat', gold_decision: 'hateful' }),
    linesOf(200, { analyst: 'a2' }),
    linesOf(9, { analyst: 'a3', queue: 'chat' }),
  )
  const run = (...args: string[]) =>
    runCommandLine(trends, args, {
      ...{ DATABASE_URL: app.database.appUrl, DATABASE_OWNER_URL: app.database.ownerUrl },
    })
  const { out } = await run('--team', name, '--by', 'policy', '--json')
  expect(JSON.parse(out)).toMatchObject({
    ...{ by: 'policy', weeks: 13, versions: [], machines: [] },
    parts: [
      { part: 'hate', x: 0, n: 209, share: 0, low: 0 },
      { part: 'threat', x: 40, n: 40, share: 1, high: 1 },
    ],
    apart: { kind: 'apart', part: 'threat', compared: 2, smallest: 40 },
  })
  const byQueue = await run('--team', name, '--by', 'queue', '--weeks', '1')
  expect(byQueue.out).toContain('chat  0 of 9 wrong  no percentage')
  expect((await run('--team', name, '--by', 'person')).code).toBe(2)
})
