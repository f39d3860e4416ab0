import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import iconv from 'iconv-lite'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { withOwner } from '#server/db/database.ts'
import { dayFromToday } from '#tests/integration/coaching/cast.ts'
import { dure } from '#tests/support/command-line.ts'
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts'
import { makeOrg, makePerson, makeTeam, type TestPerson } from '#tests/support/people.ts'

let database: TestDatabase
let folder: string
let kim: TestPerson
let lee: TestPerson

beforeAll(async () => {
  database = await createTestDatabase()
  folder = await mkdtemp(path.join(tmpdir(), 'dure-roster-'))
  await withOwner(database.ownerUrl, async (db) => {
    const org = await makeOrg(db)
    const teamId = await makeTeam(db, org, { name: '서울 QA' })
    const person = (name: string) => makePerson(db, org, { name, memberships: [{ role: 'analyst', teamId }] })
    kim = await person('김하람')
    lee = await person('이도윤')
  })
})
afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
  await database?.drop()
})
beforeEach(() => withOwner(database.ownerUrl, (db) => db.deleteFrom('shift_entry').execute()))

async function run(name: string, content: string | Buffer, ...options: string[]) {
  const file = path.join(folder, name)
  await writeFile(file, content)
  const env = { DATABASE_OWNER_URL: database.ownerUrl, DATABASE_URL: database.appUrl }
  const ran = await dure(['import', 'shifts', file, '--team', '서울 QA', '--json', ...options], env)
  return { ...ran, report: ran.out ? JSON.parse(ran.out) : undefined }
}
const entries = () =>
  withOwner(database.ownerUrl, (db) =>
    db
      .selectFrom('shift_entry')
      .select(['person_id', 'kind', 'from_time', 'until_time', 'source'])
      .orderBy('first_day')
      .orderBy('person_id')
      .execute(),
  )
const [first, second] = [dayFromToday(3), dayFromToday(4)]

test('a table of any encoding goes in once, its bad rows are named, and what it leaves out goes', async () => {
  const header = '이름,날짜,시작,종료,구분'
  const rows = [
    `김하람,${first},22:00,06:00,야간`,
    `이도윤,${second},,,연차`,
    `박누구,${second},09:00,18:00,근무`,
    `김하람,${second},저녁,18:00,근무`,
  ]
  const table = iconv.encode([header, ...rows].join('\r\n'), 'cp949')
  const tried = await run('근무표.csv', table, '--dry-run')
  expect(tried.report, tried.err).toMatchObject({ dryRun: true, added: 2, source: '근무표.csv' })
  expect(await entries()).toEqual([])
  const ran = await run('근무표.csv', table)
  expect(ran.code).toBe(3)
  expect(ran.report.refused).toMatchObject([
    { row: 4, reason: 'unknown_person', value: '박누구' },
    { row: 5, field: 'from', reason: 'bad_time' },
  ])
  expect(await entries()).toMatchObject([
    { person_id: kim.personId, kind: 'work', from_time: '22:00', until_time: '06:00' },
    { person_id: lee.personId, kind: 'away', from_time: null },
  ])
  expect((await run('근무표.csv', table)).report).toMatchObject({ added: 0, removed: 0, unchanged: 2 })
  const shorter = await run('근무표.csv', [header, rows[1]].join('\n'))
  expect(shorter).toMatchObject({ code: 0, report: { added: 0, removed: 1, unchanged: 1 } })
})

test('a calendar is of whom its events invite, or of the person that is named', async () => {
  const day = first.replaceAll('-', '')
  const calendar = (...lines: string[]) =>
    [
      ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'X-WR-CALNAME:Rota', 'BEGIN:VEVENT', 'UID:a', 'SUMMARY:Shift'],
      ...[`DTSTART;TZID=Europe/Dublin:${day}T220000`, 'DURATION:PT8H', 'RRULE:FREQ=DAILY;COUNT=3', ...lines],
      ...['END:VEVENT', 'END:VCALENDAR', ''],
    ].join('\r\n')
  const nobody = await run('rota.ics', calendar())
  expect(nobody).toMatchObject({ code: 1, report: { added: 0, refused: expect.any(Array) } })
  const invited = await run('rota.ics', calendar(`ATTENDEE:mailto:${lee.email.toUpperCase()}`))
  expect(invited, invited.err).toMatchObject({ code: 0, report: { added: 3, source: 'Rota' } })
  expect(await entries()).toMatchObject([{ person_id: lee.personId, source: 'Rota' }, {}, {}])
  const named = await run('rota.ics', calendar(), '--person', kim.email)
  expect(named).toMatchObject({ code: 0, report: { added: 3, removed: 3 } })
})

test('a wrong call says what is wrong with it', async () => {
  const table = `name,date,from,to\nx,${first},09:00,18:00`
  expect(await run('a.csv', 'hours\n9')).toMatchObject({
    code: 2,
    err: expect.stringContaining('person, date'),
  })
  expect(await run('a.ics', 'BEGIN:VCALENDAR\r\nEND')).toMatchObject({ code: 2 })
  expect(await run('a.csv', table, '--person', 'nobody@example.org')).toMatchObject({
    ...{ code: 2, err: expect.stringContaining('nobody@example.org') },
  })
})
