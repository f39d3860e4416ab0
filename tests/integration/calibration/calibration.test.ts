import { randomUUID } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openDatabase } from '#server/db/database.ts'
import { remindRaters } from '#server/features/calibration/jobs.ts'
import type { ImportRoundInput, MakeRoundInput } from '#shared/calibration/contracts.ts'
import { longForm } from '#shared/calibration/long-form.ts'
import type { RoundView } from '#shared/calibration/views.ts'
import { writeCsv } from '#shared/tables/write.ts'
import { type CoachingCast, dayFromToday, makeCoachingCast } from '#tests/integration/coaching/cast.ts'
import { refusalOf, signedInOnce, startTestApp, type TestApp } from '#tests/support/app.ts'
import { dure } from '#tests/support/command-line.ts'
import { makePerson, type TestPerson } from '#tests/support/people.ts'

let app: TestApp
let cast: CoachingCast
let third: TestPerson
const { as, forget } = signedInOnce(() => app)

beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app?.stop())
beforeEach(async () => {
  forget()
  cast = await makeCoachingCast(app.owner)
  third = await makePerson(app.owner, cast.org, {
    name: 'Third analyst',
    memberships: [{ role: 'analyst', teamId: cast.teamId }],
  })
  await app.owner
    .insertInto('policy')
    .values({ org_id: cast.org, code: 'hate', name_ko: null, name_en: null })
    .execute()
})

const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString()
const option = (value: string) => ({ value, ko: null, en: null })
type Case = MakeRoundInput['cases'][number]
const caseOf = (reference: string, changes: Partial<Case> = {}): Case => ({
  ...{ caseId: randomUUID(), reference, policy: 'hate', description: null, repeatOf: null, expected: null },
  ...changes,
})
const roundInput = (changes: Partial<MakeRoundInput> = {}): MakeRoundInput => ({
  roundId: randomUUID(),
  teamId: cast.teamId,
  title: '11월 캘리브레이션',
  level: 'nominal',
  options: ['violation', 'fine', 'unsure'].map(option),
  cases: ['C-1', 'C-2'].map((reference) => caseOf(reference)),
  deadline: inAnHour(),
  raterIds: [cast.analyst, cast.otherAnalyst, third].map(({ personId }) => personId),
  ...changes,
})
async function makeRound(changes: Partial<MakeRoundInput> = {}, by: TestPerson = cast.lead) {
  const { client, meta } = await as(by)
  const input = roundInput(changes)
  await client.calibration.make.mutate({ meta: meta(), input })
  return input
}
async function submit(by: TestPerson, { roundId, cases }: MakeRoundInput, values: readonly string[]) {
  const { client, meta } = await as(by)
  const ratings = cases.map(({ caseId }, place) => ({
    ...{ caseId, value: values[place] ?? '', comment: null },
  }))
  return await client.calibration.submit.mutate({ meta: meta(), input: { roundId, ratings } })
}
const roundOf = async (person: TestPerson, { roundId }: { roundId: string }): Promise<RoundView> =>
  await (await as(person)).client.calibration.round.query({ roundId })
async function ask(by: TestPerson, verb: 'close' | 'remind', { roundId }: { roundId: string }) {
  const { client, meta } = await as(by)
  return await client.calibration[verb].mutate({ meta: meta(), input: { roundId } })
}
const notificationsOf = async (person: TestPerson) =>
  (await (await as(person)).client.inbox.list.query()).items.map(({ kind, entityId }) => [kind, entityId])

describe('a topic that somebody of the team is left out of', () => {
  const leaveOut = async (who: TestPerson, policy: string) => {
    const { client, meta } = await as(who)
    await client.checkIns.setTopic.mutate({ meta: meta(), input: { policy, leftOut: true } })
  }
  const mixed = () => {
    const shown = caseOf('C-1')
    const cases = [shown, caseOf('C-2', { policy: 'spam' }), caseOf('C-1', { repeatOf: shown.caseId })]
    return [...cases, caseOf('C-3', { policy: null })]
  }

  test('is in no round of the team, whoever rates, and the lead alone sees how many cases are left out', async () => {
    await leaveOut(third, 'hate')
    const cases = mixed()
    // The one whose topic it is does not rate: by choosing raters nobody learns whose it is.
    for (const raterIds of [
      [cast.analyst, third],
      [cast.analyst, cast.otherAnalyst],
    ]) {
      const round = await makeRound({
        ...{ roundId: randomUUID(), raterIds: raterIds.map(({ personId }) => personId) },
        cases: mixed(),
      })
      const led = await roundOf(cast.lead, round)
      expect(led.items.map(({ reference }) => reference)).toEqual(['C-2', 'C-3'])
      expect(led).toMatchObject({ leftOut: 2, cases: 2 })
      expect((await roundOf(cast.analyst, round)).leftOut).toBeNull()
    }
    expect(cases).toHaveLength(4)
    expect(await refusalOf(makeRound())).toMatchObject({
      code: 'INVALID',
      details: { field: 'cases', reason: 'all_left_out' },
    })
  })

  test('of who is in another team leaves nothing out', async () => {
    const elsewhere = await makePerson(app.owner, cast.org, { name: 'Elsewhere', memberships: [] })
    await app.owner
      .insertInto('topic_opt_out')
      .values({ org_id: cast.org, person_id: elsewhere.personId, policy: 'hate' })
      .execute()
    const round = await makeRound()
    expect(await roundOf(cast.lead, round)).toMatchObject({ leftOut: 0, cases: 2 })
  })
})

describe('a round', () => {
  test('is blind until one’s own ratings are in, for the lead until the end', async () => {
    const round = await makeRound()
    expect(await notificationsOf(third)).toEqual([['calibration_started', round.roundId]])
    await submit(cast.analyst, round, ['violation', 'fine'])

    const blind = await roundOf(third, round)
    expect(blind).toMatchObject({ raters: 3, submitted: 1, own: 'open', people: [], result: null })
    const led = await roundOf(cast.lead, round)
    expect(led).toMatchObject({ own: null, result: null })
    expect(led.people.map(({ name, submittedAt }) => [name, submittedAt !== null])).toEqual([
      ['Analyst', true],
      ['Other analyst', false],
      ['Third analyst', false],
    ])
    const own = await roundOf(cast.analyst, round)
    expect(own).toMatchObject({ own: 'submitted', result: { cases: [{ marks: [{}] }, { marks: [{}] }] } })
    // Each reads themselves compared, and nobody else.
    expect(own.result?.people.map(({ person }) => person.name)).toEqual(['Analyst'])

    await submit(cast.otherAnalyst, round, ['fine', 'fine'])
    await submit(third, round, ['violation', 'fine'])
    const ended = await roundOf(cast.lead, round)
    expect(ended.result?.cases.map(({ consensus, split }) => [consensus, split])).toEqual([
      ['violation', 1 - 2 / 6],
      ['fine', 0],
    ])
    expect(ended.result?.people.map(({ person, others }) => [person.name, others])).toEqual([
      // The others of the analyst are split on the first case: a tie is none.
      ['Analyst', { x: 1, n: 1 }],
      ['Other analyst', { x: 1, n: 2 }],
      ['Third analyst', { x: 1, n: 1 }],
    ])
    for (const outside of [cast.manager, cast.leadElsewhere, cast.admin])
      expect(await refusalOf(roundOf(outside, round))).toMatchObject({ code: 'NOT_FOUND' })
  })

  test('does not show another’s rating to the login role either, whatever it asks', async () => {
    const round = await makeRound()
    await submit(cast.analyst, round, ['violation', 'fine'])
    const database = openDatabase(app.database.appUrl)
    const read = async (person: TestPerson, table: string) => {
      const actor = { org: cast.org, person: person.personId }
      const { rows } = await database.read(actor, (db) =>
        sql<{ person_id: string }>`select person_id from ${sql.table(table)}
          where round_id = ${round.roundId}`.execute(db.query),
      )
      return rows.map(({ person_id }) => person_id)
    }
    try {
      expect(await read(third, 'calibration_rating')).toEqual([])
      expect(await read(third, 'calibration_rater')).toEqual([third.personId])
      expect(await read(cast.lead, 'calibration_rating')).toEqual([])
      expect(await read(cast.lead, 'calibration_rater')).toHaveLength(3)
      expect(await read(cast.analyst, 'calibration_rating')).toHaveLength(2)
      await submit(third, round, ['fine', 'fine'])
      expect(await read(third, 'calibration_rating')).toHaveLength(4)
      await ask(cast.lead, 'close', round)
      expect(await read(cast.lead, 'calibration_rating')).toHaveLength(4)
      expect(await read(cast.manager, 'calibration_rating')).toEqual([])
    } finally {
      await database.close()
    }
  })

  test('takes each rater’s ratings whole and once', async () => {
    const round = await makeRound()
    expect(await refusalOf(submit(cast.analyst, round, ['violation']))).toMatchObject({ code: 'INVALID' })
    expect(await refusalOf(submit(cast.analyst, round, ['violation', 'other']))).toMatchObject({
      code: 'INVALID',
    })
    await submit(cast.analyst, round, ['violation', 'fine'])
    expect(await refusalOf(submit(cast.analyst, round, ['fine', 'fine']))).toEqual({
      ...{ code: 'CONFLICT', details: { reason: 'submitted_already' } },
    })
    expect(await refusalOf(submit(cast.lead, round, ['fine', 'fine']))).toMatchObject({ code: 'FORBIDDEN' })
    await ask(cast.lead, 'close', round)
    expect(await refusalOf(submit(third, round, ['fine', 'fine']))).toEqual({
      ...{ code: 'CONFLICT', details: { reason: 'round_closed' } },
    })
  })

  test('whose deadline has passed says what it can of who has submitted, and takes a late rater', async () => {
    const round = await makeRound()
    await app.owner
      .updateTable('calibration_round')
      .set({ deadline: new Date(Date.now() - 60_000).toISOString() })
      .where('round_id', '=', round.roundId)
      .execute()
    await submit(cast.analyst, round, ['violation', 'fine'])
    const alone = await roundOf(cast.analyst, round)
    expect(alone.people.find(({ submittedAt }) => submittedAt)).toMatchObject({ late: true })
    expect(alone.result).toMatchObject({
      agreement: { pairableUnits: 0, enough: false, percentAgreement: null, alpha: null, ac1: null },
      people: [{ others: { x: 0, n: 0 } }],
    })
    await submit(third, round, ['violation', 'fine'])
    // Two agree on everything: no interval, and no word on agreement under ten cases.
    expect((await roundOf(third, round)).result?.agreement).toMatchObject({
      ...{
        percentAgreement: 1,
        enough: false,
        intervals: { percentAgreement: null, alpha: null, ac1: null },
      },
    })
  })

  test('reminds who is missing: by the lead’s one tap, and by itself a working day before', async () => {
    const round = await makeRound()
    await submit(cast.analyst, round, ['violation', 'fine'])
    await ask(cast.lead, 'remind', round)
    expect(await notificationsOf(third)).toContainEqual(['calibration_reminder', round.roundId])
    expect(await notificationsOf(cast.analyst)).not.toContainEqual(['calibration_reminder', round.roundId])
    expect(await refusalOf(ask(cast.lead, 'remind', round))).toMatchObject({
      ...{ code: 'CONFLICT', details: { reason: 'reminded_already' } },
    })

    const later = await makeRound({ deadline: '2031-03-10T09:00:00Z' })
    const reminders = async () =>
      (await notificationsOf(third)).filter(
        ([kind, id]) => kind === 'calibration_reminder' && id === later.roundId,
      )
    // A Monday's deadline: the working day before it is Friday.
    for (const [timestamp, n] of [
      ['2031-03-07T08:59:00Z', 0],
      ['2031-03-07T09:01:00Z', 1],
      ['2031-03-07T10:00:00Z', 1],
    ] as const) {
      await remindRaters({ db: app.owner, now: () => Date.parse(timestamp) })
      expect(await reminders()).toHaveLength(n)
    }
  })

  test.each([
    ['options that read alike', () => ({ options: ['Fine ', 'fine'].map(option) })],
    ['an option that says there is no rating', () => ({ options: ['violation', 'N/A'].map(option) })],
    ['a case that is named twice', () => ({ cases: [caseOf('C-1'), caseOf(' C-1')] })],
    ['a repeat without its first showing', () => ({ cases: [caseOf('C-1', { repeatOf: randomUUID() })] })],
    ['a gold label that is no option', () => ({ cases: [caseOf('C-1', { expected: 'other' })] })],
    ['a deadline that has passed', () => ({ deadline: new Date(Date.now() - 1000).toISOString() })],
    ['a rater of another team', () => ({ raterIds: [cast.analyst.personId, cast.leadElsewhere.personId] })],
  ])('is refused with %s', async (_, changes) => {
    expect(await refusalOf(makeRound(changes()))).toMatchObject({ code: 'INVALID' })
  })
})

test('a split joins the policy ledger once, in one tap', async () => {
  const round = await makeRound()
  await submit(cast.analyst, round, ['violation', 'fine'])
  await submit(third, round, ['fine', 'fine'])
  const [first] = round.cases
  const { client, meta } = await as(cast.lead)
  const input = { roundId: round.roundId, caseId: first?.caseId ?? '', policy: null }
  expect(await refusalOf(client.calibration.split.mutate({ meta: meta(), input }))).toMatchObject({
    code: 'FORBIDDEN',
  })
  await ask(cast.lead, 'close', round)
  await client.calibration.split.mutate({ meta: meta(), input })
  await client.calibration.split.mutate({ meta: meta(), input })
  const { rows } = await client.policies.ledger.query({ teamId: cast.teamId })
  expect(rows).toMatchObject([{ policy: 'hate', counts: { split: 1 } }])
  const cases = (await roundOf(cast.lead, round)).result?.cases
  expect(cases?.map(({ inLedger }) => inLedger)).toEqual([true, false])
  // A rater who does not lead the team does not learn what stands in its ledger.
  expect((await roundOf(third, round)).result?.cases.map(({ inLedger }) => inLedger)).toEqual([null, null])
})

test('gold labels are read once one’s own ratings are in, and a case shown twice says whether a rater agrees with themselves', async () => {
  const first = caseOf('C-1', { expected: 'violation' })
  const cases = [first, caseOf('C-2'), caseOf('C-1', { repeatOf: first.caseId })]
  const round = await makeRound({ cases, raterIds: [cast.analyst.personId, third.personId] })
  await submit(cast.analyst, round, ['violation', 'fine', 'fine'])
  const own = await roundOf(cast.analyst, round)
  const gold = own.result?.cases.find(({ expected }) => expected !== null)
  expect(gold).toMatchObject({ caseId: first.caseId, expected: 'violation' })
  expect(own.result?.people).toMatchObject([{ gold: { x: 1, n: 1 }, self: { x: 0, n: 1 } }])
  const database = openDatabase(app.database.appUrl)
  try {
    const labels = ({ personId: person }: TestPerson) =>
      database.read({ org: cast.org, person }, async (db) => {
        const { rows } =
          await sql`select value from calibration_gold where round_id = ${round.roundId}`.execute(db.query)
        return rows.length
      })
    // Neither who has yet to rate nor the lead who wrote it, whatever they ask.
    expect(await labels(third)).toBe(0)
    expect(await labels(cast.lead)).toBe(0)
    expect(await labels(cast.analyst)).toBe(1)
  } finally {
    await database.close()
  }
  await submit(third, round, ['fine', 'fine', 'fine'])
  expect((await roundOf(cast.lead, round)).result).toMatchObject({
    agreement: { units: 2, ratings: 4 },
    people: [
      { gold: { x: 1, n: 1 }, self: { x: 0, n: 1 } },
      { gold: { x: 0, n: 1 }, self: { x: 1, n: 1 } },
    ],
    pairs: [{ agreed: { x: 1, n: 2 } }],
  })
})

/** Makes a version of the policy in force from a day on, counted from today. */
async function addVersion(label: string, days: number): Promise<void> {
  await app.owner
    .insertInto('policy_version')
    .values({
      ...{ org_id: cast.org, version_id: randomUUID(), policy: 'hate', label, changed_ko: null },
      ...{ effective_from: dayFromToday(days), changed_en: null },
    })
    .execute()
}

test('a round keeps the policy version that held, and a gold label tests nobody who rates under a later one', async () => {
  await addVersion('1', -30)
  const cases = [caseOf('C-1', { expected: 'violation' }), caseOf('C-2', { policy: null })]
  const raterIds = [cast.analyst, third, cast.lead].map(({ personId }) => personId)
  const round = await makeRound({ cases, raterIds })
  expect((await roundOf(third, round)).items.map(({ policyVersion }) => policyVersion)).toEqual(['1', null])
  await app.owner
    .updateTable('calibration_round')
    .set({ created_at: new Date(Date.now() - 9 * 86_400_000).toISOString() })
    .where('round_id', '=', round.roundId)
    .execute()
  await submit(cast.analyst, round, ['violation', 'fine'])
  await app.owner
    .updateTable('calibration_rater')
    .set({ claimed_at: new Date(Date.now() - 8 * 86_400_000).toISOString() })
    .where('round_id', '=', round.roundId)
    .where('person_id', '=', cast.analyst.personId)
    .execute()
  await addVersion('2', -5)
  await submit(third, round, ['violation', 'fine'])
  await submit(cast.lead, round, ['violation', 'fine'])
  const ended = await roundOf(cast.lead, round)
  // Still said to be rated under the version that held when it was made.
  expect(ended.items[0]?.policyVersion).toBe('1')
  expect(ended.result?.cases.find(({ expected }) => expected !== null)?.supersededAt).not.toBeNull()
  expect(ended.result?.people.map(({ person, gold }) => [person.name, gold])).toEqual([
    ['Analyst', { x: 1, n: 1 }],
    // Wrote the label.
    ['Lead', null],
    ['Third analyst', { x: 0, n: 0 }],
  ])
})

test('the raters of a file are found by name, reference and address among the people of the team', async () => {
  const { client } = await as(cast.lead)
  await app.owner
    .updateTable('person')
    .set({ reference: 'QA-3' })
    .where('person_id', '=', third.personId)
    .execute()
  const twin = await makePerson(app.owner, cast.org, {
    name: 'Other analyst',
    memberships: [{ role: 'analyst', teamId: cast.teamId }],
  })
  const found = async (...called: string[]) =>
    (await client.calibration.raters.query({ teamId: cast.teamId, called })).raters.map(
      ({ personId, several }) => (several ? 'several' : personId),
    )
  expect(
    await found(' analyst', 'qa-3', third.email.toUpperCase(), 'Other analyst', twin.email, 'Nobody'),
  ).toEqual([cast.analyst.personId, third.personId, third.personId, 'several', twin.personId, null])
  // Nobody of another team, and nobody by the address of somebody whom the lead does not lead.
  expect(await found('Lead elsewhere', cast.leadElsewhere.email, cast.manager.email)).toEqual([
    null,
    null,
    null,
  ])
  const elsewhere = (await as(cast.leadElsewhere)).client.calibration.raters
  expect(
    await refusalOf(elsewhere.query({ teamId: cast.teamId, called: [cast.analyst.email] })),
  ).toMatchObject({ code: 'NOT_FOUND' })
})

test('three phones rate square-ko, and the result is what the command line computes', async () => {
  const file = path.resolve(import.meta.dirname, '../../data/square-ko/labels_only.csv')
  const lines = (await readFile(file, 'utf8')).trim().split('\n').slice(1)
  const units = Map.groupBy(
    lines.map((line) => line.split(',')),
    ([item]) => item ?? '',
  )
  const options = [...new Set([...units.values()].flat().map(([, , label]) => label ?? ''))].sort()
  const cases = [...units.keys()].map((reference) => caseOf(reference, { policy: null }))
  const round = await makeRound({ cases, options: options.map(option) })
  const people = [cast.analyst, cast.otherAnalyst, third]
  for (const [place, person] of people.entries())
    await submit(
      person,
      round,
      cases.map(({ reference }) => units.get(reference)?.[place]?.[2] ?? ''),
    )
  const { result, seed } = await roundOf(cast.lead, round)
  expect(result?.agreement).toMatchObject({ units: 480, raters: 3, ratings: 1440, enough: true })
  // As tests/integration/command-line.test.ts has it of the same file.
  expect(result?.agreement.alpha).toBeCloseTo(0.3012, 4)
  expect(result?.agreement.ac1).toBeCloseTo(0.5356, 4)
  const { alpha } = result?.agreement.intervals ?? {}
  expect(alpha?.low).toBeLessThan(0.3012)
  expect(alpha?.high).toBeGreaterThan(0.3012)

  // The exported table, read by the command, says the same to the last digit.
  const ratings =
    result?.cases.flatMap(({ caseId, marks }) => marks.map((mark) => ({ caseId, ...mark }))) ?? []
  const rows = longForm(cases, ratings)
  const folder = await mkdtemp(path.join(tmpdir(), 'dure-round-'))
  try {
    const csv = path.join(folder, 'round.csv')
    await writeFile(
      csv,
      writeCsv([['case', 'rater', 'value'], ...rows.map(({ unit, rater, value }) => [unit, rater, value])]),
    )
    const ran = await dure(
      [
        ...['agreement', csv, '--unit', 'case', '--rater', 'rater', '--value', 'value', '--level', 'nominal'],
        ...['--order', options.join(','), '--seed', String(seed), '--json'],
      ],
      {},
    )
    expect(ran.code, ran.err).toBe(0)
    const said = JSON.parse(ran.out)
    const { alpha: interval, ...intervals } = result?.agreement.intervals ?? {}
    expect(said).toMatchObject({
      ...{ units: 480, raters: 3, ratings: 1440, pairableUnits: 480, intervals },
      ...{ alpha: result?.agreement.alpha, ac1: result?.agreement.ac1 },
      percentAgreement: result?.agreement.percentAgreement,
      ...interval,
    })
  } finally {
    await rm(folder, { recursive: true })
  }
})

test('a round that was rated elsewhere is imported with its result, and notifies nobody', async () => {
  const cases = ['1', '2', '3'].map((reference) => caseOf(reference, { policy: null }))
  const input: ImportRoundInput = {
    ...{ roundId: randomUUID(), teamId: cast.teamId, title: 'Label Studio', level: 'ordinal', cases },
    options: ['1', '2', '3'].map(option),
    raters: [
      { personId: cast.analyst.personId, values: ['1', '2', null] },
      { personId: third.personId, values: ['1', '3', '3'] },
    ],
  }
  const { client, meta } = await as(cast.lead)
  await client.calibration.importRound.mutate({ meta: meta(), input })
  expect(await roundOf(cast.analyst, input)).toMatchObject({
    imported: true,
    own: 'submitted',
    result: { agreement: { units: 3, raters: 2, ratings: 5, pairableUnits: 2, percentAgreement: 0.5 } },
  })
  expect(await notificationsOf(third)).toEqual([])
  const misfit = {
    ...input,
    roundId: randomUUID(),
    raters: input.raters.map((r) => ({ ...r, values: ['1'] })),
  }
  expect(
    await refusalOf(client.calibration.importRound.mutate({ meta: meta(), input: misfit })),
  ).toMatchObject({
    code: 'INVALID',
  })
})

test('drift is told over the ended rounds of the team, the oldest first', async () => {
  const raterIds = [cast.analyst.personId, third.personId]
  const rounds = []
  for (const values of [
    ['violation', 'fine'],
    ['fine', 'violation'],
  ]) {
    const round = await makeRound({ raterIds })
    await submit(cast.analyst, round, ['violation', 'fine'])
    await submit(third, round, values)
    rounds.push(round.roundId)
  }
  const [, last] = rounds
  const { result } = await roundOf(cast.lead, { roundId: last ?? '' })
  expect(result?.drift.map(({ roundId, alpha }) => [roundId, alpha])).toEqual([
    [rounds[0], 1],
    [last, -0.5],
  ])
})
