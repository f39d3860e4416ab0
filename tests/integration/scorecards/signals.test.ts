import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { signals as command } from '#server/cli/signals.ts'
import { openDatabase } from '#server/db/database.ts'
import type { TodayItem } from '#shared/today/kinds.ts'
import { refusalOf, type SignedIn, startTestApp, type TestApp } from '#tests/support/app.ts'
import { fileOf, importAsOwner, optionsFor, type Row, readHatecheck } from '#tests/support/audit-files.ts'
import { runCommandLine } from '#tests/support/command-runs.ts'
import { makeOrg, makePerson, makeTeam, type TestPerson } from '#tests/support/people.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.stop())

interface Reported {
  analyst: string
  kind: string
  since: string
  cause: { stratum: string; code: string; x: number; n: number } | null
  x: number
  n: number
  baseline: number
  p: number
}
async function reported(team: string, asOf?: string): Promise<Reported[]> {
  const args = ['--team', team, '--json', ...(asOf === undefined ? [] : ['--as-of', asOf])]
  const { code, out, err } = await runCommandLine(command, args, {
    ...{ DATABASE_URL: app.database.appUrl, DATABASE_OWNER_URL: app.database.ownerUrl },
  })
  expect([code, err]).toEqual([0, ''])
  return JSON.parse(out)
}
const isSignal = (item: TodayItem) => item.kind === 'signal'
async function rowsOf({ client }: SignedIn) {
  const { items } = await client.today.list.query()
  return items.filter(isSignal)
}

const monday = (week: number) => new Date(Date.UTC(2026, 5, 1 + 7 * week)).toISOString().slice(0, 10)
/** Decisions of a week, of which the first are wrong; each on a day and hour of its own. */
function weekOf(analyst: string, week: number, { n, wrong }: { n: number; wrong: number }): Row[] {
  return Array.from({ length: n }, (_, index) => ({
    ...{ analyst, at: `${monday(week)}T0${1 + (index % 8)}:${String(index).padStart(2, '0')}:00Z` },
    ...(index < wrong
      ? { decision: 'fine', policy: 'threat' }
      : { policy: index % 4 === 0 ? 'threat' : 'slur' }),
  }))
}
let number = 0
async function makeTeamOf(people: number) {
  number += 1
  const name = `Signals ${number}`
  const org = await makeOrg(app.owner)
  const teamId = await makeTeam(app.owner, org, { name })
  const member = (role: 'lead' | 'analyst', reference: string): Promise<TestPerson> =>
    makePerson(app.owner, org, { name: reference, reference, memberships: [{ role, teamId }] })
  const lead = await app.signIn(await member('lead', 'lead'))
  const analysts: TestPerson[] = []
  for (let index = 1; index <= people; index += 1) analysts.push(await member('analyst', `rater-${index}`))
  const bring = (rows: readonly Row[]) =>
    importAsOwner(app.owner, org, { file: fileOf(rows), options: optionsFor(teamId) })
  return { ...{ org, teamId, name, lead, analysts }, bring }
}
/** Twelve weeks as usual for everybody, then rater-1 misses what is a threat, until a later week. */
const story = (people: number, weeks: number, { until = weeks } = {}): Row[] =>
  Array.from({ length: weeks }, (_, week) =>
    Array.from({ length: people }, (_, index) =>
      weekOf(`rater-${index + 1}`, week, {
        n: 40,
        wrong: index === 0 && week >= 12 && week < until ? 7 : (week + index) % 3,
      }),
    ),
  ).flat(2)

test('what came after a note is compared with the baseline before it, for the lead beside the team and for the person alone', async () => {
  const { lead, analysts, bring } = await makeTeamOf(4)
  await bring(story(4, 26, { until: 18 }))
  const [person, colleague] = analysts
  if (!person || !colleague) throw new Error('nobody')
  const asked = {
    ...{ personId: person.personId, metric: 'missed' as const, policy: 'threat', day: monday(17) },
  }
  const measured = await lead.client.scorecards.effect.query(asked)
  expect(measured).toMatchObject({
    kind: 'measured',
    before: { from: monday(0), to: monday(9) },
    after: { x: 7, from: monday(18), to: monday(25) },
    between: { x: 28, from: monday(14), to: monday(17) },
    provisional: true,
    team: { verdict: 'not_enough' },
  })
  if (measured.kind !== 'measured') throw new Error('nothing')
  expect(measured.change?.before).toBeGreaterThan(0)
  const own = await (await app.signIn(person)).client.scorecards.effect.query(asked)
  expect(own).toMatchObject({ before: measured.before, after: measured.after, team: null })
  const other = await app.signIn(colleague)
  expect((await refusalOf(other.client.scorecards.effect.query(asked))).code).toBe('NOT_FOUND')
  expect(await lead.client.scorecards.effect.query({ ...asked, day: monday(2) })).toEqual({
    ...{ kind: 'none', reason: 'no_baseline' },
  })
})

describe('a lasting fall', () => {
  test('is one row of Today, with its cause, and the same on every screen and on the command line', async () => {
    const { lead, name, teamId, analysts, bring } = await makeTeamOf(3)
    await bring(story(3, 18))
    const rows = await rowsOf(lead)
    const [row] = rows
    if (rows.length !== 1 || row?.kind !== 'signal') throw new Error(`${rows.length} rows`)
    expect(row).toMatchObject({
      person: { name: 'rater-1' },
      signal: { kind: 'more_errors', x: 28, n: 160, missed: 28, point: { metric: 'missed', x: 28, n: 160 } },
    })
    expect(row.signal.cause).toMatchObject({ stratum: 'policy', code: 'threat', x: 28, n: 60 })
    const { x, n, since, baseline, p } = row.signal
    expect(await reported(name)).toEqual([
      expect.objectContaining({
        ...{ analyst: 'rater-1', kind: 'more_errors', x, n, since, baseline, p },
        cause: { stratum: 'policy', code: 'threat', x: 28, n: 60 },
      }),
    ])
    expect((await lead.client.scorecards.team.query({ teamId })).signals).toEqual([row.signal])
    const [analyst, colleague] = await Promise.all(analysts.slice(0, 2).map((person) => app.signIn(person)))
    const input = { personId: row.signal.personId }
    expect((await lead.client.scorecards.analyst.query(input)).signals).toEqual([row.signal])
    // The analyst is measured by the same baseline, though nobody else's decisions may be read.
    expect((await analyst?.client.scorecards.analyst.query(input))?.signals).toEqual([row.signal])
    const own = { personId: analysts[1]?.personId ?? '' }
    expect((await colleague?.client.scorecards.analyst.query(own))?.signals).toEqual([])
  })

  test('is replayed as of every day: it begins once, and is the same episode in its fourth week and its thirtieth', async () => {
    const { name, bring } = await makeTeamOf(3)
    await bring(story(3, 24))
    const began: (string | undefined)[] = []
    for (const week of [10, 12, 16, 20, 24]) began.push((await reported(name, monday(week)))[0]?.since)
    expect(began.slice(0, 2)).toEqual([undefined, undefined])
    expect(new Set(began.slice(2)).size).toBe(1)
    expect(began[2]).toBeDefined()
    // The end of a Sunday is the end of its week; the day before, the week is not over.
    const errorsReported = async (day: string) => (await reported(name, day))[0]?.x
    expect(await errorsReported('2026-09-20')).toBe(await errorsReported(monday(16)))
    expect(await errorsReported('2026-09-19')).not.toBe(await errorsReported(monday(16)))
  })

  test('stays settled when a late import changes its weeks, and comes again only with another episode', async () => {
    const { lead, bring, org } = await makeTeamOf(3)
    await bring(story(3, 17))
    const [row] = await rowsOf(lead)
    const { client, meta } = lead
    await client.today.settle.mutate({
      meta: meta(),
      input: { key: row?.key ?? '', how: 'done', until: null },
    })
    expect(await rowsOf(lead)).toEqual([])
    // Decisions of old weeks that were verified late: the episode now begins in another week.
    await bring([13, 14].flatMap((week) => weekOf('rater-1', week, { n: 59, wrong: 0 })))
    expect(await rowsOf(lead)).toEqual([])
    expect(
      (await client.scorecards.team.query({ teamId: row?.kind === 'signal' ? row.signal.teamId : '' }))
        .signals,
    ).toHaveLength(1)
    // Settled long ago, in an episode before this one.
    await app.owner
      .updateTable('today_settled')
      .set({ at: '2026-07-01T00:00:00Z' })
      .where('org_id', '=', org)
      .execute()
    expect(await rowsOf(lead)).toMatchObject([{ key: row?.key }])
  })
})

test('who left the team is in nobody’s list, and still in the team’s part of a baseline', async () => {
  const { lead, name, analysts, bring, org, teamId } = await makeTeamOf(3)
  await bring(story(3, 17))
  const before = await reported(name)
  await app.owner
    .updateTable('membership')
    .set({ ends_on: '2026-11-01' })
    .where('org_id', '=', org)
    .where('person_id', '=', analysts[2]?.personId ?? '')
    .execute()
  expect(await reported(name)).toEqual(before)
  const { people } = await lead.client.scorecards.team.query({ teamId })
  expect(people.map(({ name: known }) => known)).toEqual(['rater-1', 'rater-2'])
})

/** The weeks behind a usual rate of errors, as the login role reads them: from the beginning of a block, the story's first is 22. */
async function othersWeeks(org: string, teamId: string, person: string, from = '2025-12-29') {
  const database = openDatabase(app.database.appUrl)
  try {
    return await database.read({ org, person }, async (db) => {
      const asked = sql<{
        weeks: number[][][]
      }>`select app.team_error_weeks(${teamId}, ${from}) as weeks`
      return (await asked.execute(db.query)).rows[0]?.weeks ?? []
    })
  } finally {
    await database.close()
  }
}

test('the weeks behind a baseline are given without names, and to nobody outside the team', async () => {
  const { org, teamId, lead, analysts, bring } = await makeTeamOf(2)
  const elsewhere = await makeTeam(app.owner, org)
  const stranger = await makePerson(app.owner, org, { memberships: [{ role: 'analyst', teamId: elsewhere }] })
  await bring(story(2, 5))
  const weeksFor = (personId: string) => othersWeeks(org, teamId, personId)
  const seen = [
    [22, 40, 0],
    [23, 40, 1],
    [24, 40, 2],
    [25, 40, 0],
    [26, 40, 1],
  ]
  const colleague = [
    [22, 40, 1],
    [23, 40, 2],
    [24, 40, 0],
    [25, 40, 1],
    [26, 40, 2],
  ]
  expect(await weeksFor(lead.person.personId)).toEqual([seen, colleague])
  // In a team of two the other's weeks are that one's own figures.
  expect(await weeksFor(analysts[0]?.personId ?? '')).toEqual([seen])
  expect(await weeksFor(analysts[1]?.personId ?? '')).toEqual([colleague])
  expect(await weeksFor(stranger.personId)).toEqual([])
})

test.each([
  3, 6, 8,
])('in a team of %i an analyst gets the same rate of the team as its lead', async (people) => {
  const { org, teamId, lead, analysts, bring } = await makeTeamOf(people)
  await bring(story(people, 3))
  const totals = (weeks: readonly number[][][]) =>
    [1, 2].map((place) => weeks.flat().reduce((sum, week) => sum + (week[place] ?? 0), 0))
  const all = await othersWeeks(org, teamId, lead.person.personId)
  const own = await othersWeeks(org, teamId, analysts[0]?.personId ?? '')
  expect(totals(own)).toEqual(totals(all))
  // One by one only where the spread between people is estimated.
  expect(all).toHaveLength(people)
  expect(own).toHaveLength(people === 8 ? 8 : 2)
})

test('nobody in a small team reads the weeks of a single colleague', async () => {
  const { org, teamId, lead, analysts, bring } = await makeTeamOf(4)
  const reader = analysts[0]?.personId ?? ''
  const audited = (week: number, ...raters: number[]) =>
    raters.flatMap((rater) => weekOf(`rater-${rater}`, week, { n: 10 * rater, wrong: rater - 1 }))
  await bring([
    ...audited(0, 1, 2, 3, 4),
    // One colleague alone, then two of them, then everybody, then two alone up to the end.
    ...audited(1, 1, 2),
    ...audited(2, 2, 3),
    ...audited(3, 1, 2, 3, 4),
    ...audited(4, 3),
    ...audited(5, 2, 3),
  ])
  expect(await othersWeeks(org, teamId, reader)).toEqual([
    [
      [22, 10, 0],
      [23, 10, 0],
      [25, 10, 0],
    ],
    [
      [22, 90, 6],
      [25, 20 + 50 + 90, 1 + 3 + 6],
    ],
  ])
  // Answers from other days would differ by what is to stay unknown.
  for (const from of ['2025-12-30', '2026-06-01', '2026-06-09'])
    expect(await othersWeeks(org, teamId, reader, from)).toEqual([])
  expect((await othersWeeks(org, teamId, lead.person.personId, '2026-06-01')).flat()).toHaveLength(15)
  // Somebody alone beside the reader: nothing of theirs, whatever the week.
  const two = await makeTeamOf(2)
  await two.bring([...audited(0, 1, 2), ...audited(1, 2)])
  const mine = await othersWeeks(two.org, two.teamId, two.analysts[0]?.personId ?? '')
  expect(mine).toEqual([[[22, 10, 0]]])
})

test('on the published decisions, a rater whose errors grew is a signal, and one who always has more is none', async () => {
  const org = await makeOrg(app.owner)
  const teamId = await makeTeam(app.owner, org, { name: 'HateCheck' })
  const lead = await app.signIn(await makePerson(app.owner, org, { memberships: [{ role: 'lead', teamId }] }))
  const options = { ...optionsFor(teamId), makePeople: true, earlierDays: true }
  await importAsOwner(app.owner, org, { file: await readHatecheck(), options })
  const found = await reported('HateCheck')
  expect(found.map(({ analyst, kind }) => [analyst, kind])).toEqual([
    ['rater-02', 'more_errors'],
    ['rater-07', 'more_errors'],
  ])
  const { signals, people, weeks } = await lead.client.scorecards.team.query({ teamId })
  expect(signals.map(({ x, n }) => [x, n]).toSorted()).toEqual(found.map(({ x, n }) => [x, n]).toSorted())
  expect(people).toHaveLength(10)
  expect(weeks.reduce((sum, { counts }) => sum + counts.n, 0)).toBe(19_505)
  const rater = people.find(({ name }) => name === 'rater-02')
  const view = await lead.client.scorecards.analyst.query({ personId: rater?.personId ?? '' })
  expect(view.weeks).toEqual(rater?.weeks)
  expect(view.signals).toEqual(signals.filter(({ personId }) => personId === rater?.personId))
})

test('wrong usage is said', async () => {
  const run = (...args: string[]) =>
    runCommandLine(command, args, {
      DATABASE_URL: app.database.appUrl,
      DATABASE_OWNER_URL: app.database.ownerUrl,
    })
  expect(await run('--json')).toMatchObject({ code: 2, err: '--team is missing' })
  expect((await run('--team', 'Nobody')).code).toBe(2)
  expect((await run('--team', 'HateCheck', '--as-of', 'today')).code).toBe(2)
})

describe('a baseline that a lead lets begin anew', () => {
  const fallen = async () => {
    const made = await makeTeamOf(3)
    await made.bring(story(3, 17))
    const [person, colleague] = made.analysts
    if (!person || !colleague) throw new Error('nobody')
    const renew = (by: SignedIn, week: string, personId = person.personId) =>
      by.client.scorecards.renewBaseline.mutate({
        ...{ meta: by.meta(), input: { personId, teamId: made.teamId, week } },
      })
    const read = async (by: SignedIn) =>
      await by.client.scorecards.analyst.query({ personId: person.personId })
    return { ...made, person, colleague, renew, read }
  }

  test('ends the row of Today, is said to the analyst and the lead, and raises nothing of the same errors', async () => {
    const { lead, person, org, name, bring, renew, read } = await fallen()
    const before = await read(lead)
    const [signal] = before.signals
    expect(before.baseline).toEqual(signal?.basis)
    expect(before.baseline).toMatchObject({ since: monday(0), why: 'first_weeks', saidOn: null, weeks: 10 })
    expect(await reported(name)).toMatchObject([
      { baselineSince: monday(0), baselineWhy: 'first_weeks', baselineSaidOn: null },
    ])
    await renew(lead, monday(12))
    expect(await rowsOf(lead)).toEqual([])
    expect(await reported(name)).toEqual([])
    // What is told of an earlier day is what was known on it.
    expect(await reported(name, monday(17))).toHaveLength(1)
    await app.owner
      .updateTable('baseline_renewal')
      .set({ said_at: '2026-09-29T01:00:00Z' })
      .where('org_id', '=', org)
      .execute()
    const later = story(3, 22).filter(({ at }) => (at ?? '') >= monday(17))
    await bring(later)
    expect(await rowsOf(lead)).toEqual([])
    const own = await app.signIn(person)
    for (const by of [lead, own]) {
      const { baseline, signals } = await read(by)
      expect(signals).toEqual([])
      expect(baseline).toMatchObject({
        ...{ since: monday(12), why: 'word', saidOn: '2026-09-29', weeks: 6, provisional: true },
      })
    }
    const worse = Array.from({ length: 4 }, (_, week) => weekOf('rater-1', 22 + week, { n: 40, wrong: 18 }))
    await bring(worse.flat())
    expect(await reported(name)).toMatchObject([
      { kind: 'more_errors', baselineSince: monday(12), baselineWhy: 'word', baselineSaidOn: '2026-09-29' },
    ])
  })

  test('is for a lead of the person alone, once, with a week of the signal, and only while there is one', async () => {
    const { lead, person, colleague, org, teamId, renew } = await fallen()
    const manager = await app.signIn(
      await makePerson(app.owner, org, { memberships: [{ role: 'manager', teamId }] }),
    )
    for (const by of [await app.signIn(person), await app.signIn(colleague), manager])
      expect((await refusalOf(renew(by, monday(12)))).code).toBe('NOT_FOUND')
    for (const week of [monday(2), '2026-08-25', monday(19)])
      expect(await refusalOf(renew(lead, week))).toMatchObject({
        ...{ code: 'INVALID', details: { field: 'week', reason: 'week' } },
      })
    expect((await refusalOf(renew(lead, monday(12), colleague.personId))).details.reason).toBe('no_signal')
    await renew(lead, monday(12))
    expect((await refusalOf(renew(lead, monday(12)))).details.reason).toBe('no_signal')
  })

  test('that began with another block of 52 weeks says so', async () => {
    const { lead, bring, read } = await fallen()
    await bring([-80, -79].flatMap((week) => weekOf('rater-1', week, { n: 10, wrong: 0 })))
    expect((await read(lead)).baseline).toMatchObject({ why: 'year', since: monday(0) })
  })
})
