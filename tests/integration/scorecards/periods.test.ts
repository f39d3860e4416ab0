import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { suggestMapping } from '#shared/audits/import-rules.ts'
import { makeCoachingCast } from '#tests/integration/coaching/cast.ts'
import { fullRatings } from '#tests/integration/reviews/reviews.world.ts'
import { rubricContent } from '#tests/integration/rubrics/content.ts'
import { refusalOf, startTestApp, type TestApp } from '#tests/support/app.ts'
import { fileOf, importAsOwner, optionsFor, type Row } from '#tests/support/audit-files.ts'
import { makeOrg, makePerson, makeTeam } from '#tests/support/people.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.stop())

async function team(rows: readonly Row[]) {
  const org = await makeOrg(app.owner)
  const teamId = await makeTeam(app.owner, org, { name: 'Seoul' })
  const make = async (role: 'lead' | 'manager' | 'analyst', reference: string) =>
    app.signIn(
      await makePerson(app.owner, org, { name: reference, reference, memberships: [{ role, teamId }] }),
    )
  const lead = await make('lead', 'lead')
  const manager = await make('manager', 'manager')
  const analyst = await make('analyst', 'rater-1')
  const peer = await make('analyst', 'rater-2')
  await importAsOwner(app.owner, org, { file: fileOf(rows), options: optionsFor(teamId) })
  const personId = analyst.person.personId
  const ask = (unit: 'week' | 'month' | 'quarter', day: string | null = null) =>
    analyst.client.scorecards.period.query({ personId, unit, day })
  return { org, teamId, lead, manager, analyst, peer, personId, ask }
}

const wrong = { decision: 'fine', policy: 'threat' } as const
const analyst = 'rater-1'
const rows: Row[] = [
  { analyst, at: '2026-06-30T14:59:00Z' },
  // The last minute of September in Seoul, and the first of October: a Thursday.
  { analyst, at: '2026-09-30T14:59:00Z', ...wrong },
  { analyst, at: '2026-09-30T15:00:00Z' },
  { analyst, at: '2026-10-30T01:00:00Z' },
  { analyst, at: '2026-10-30T02:00:00Z', gold: '' },
  { analyst: 'rater-2', at: '2026-10-31T01:00:00Z', ...wrong },
  // The last minute of October.
  { analyst, at: '2026-10-31T14:59:00Z', ...wrong },
]

describe('a period', () => {
  test('is that of the calendar in the team’s zone, exact to the minute, and not a sum of weeks', async () => {
    const { ask } = await team(rows)
    const month = await ask('month')
    expect(month).toMatchObject({
      ...{ unit: 'month', from: '2026-10-01', to: '2026-10-31', earliest: '2026-06-30' },
      counts: { n: 3, correct: 2, missed: 1, unverified: 1 },
      before: { from: '2026-09-01', to: '2026-09-30', counts: { n: 1, correct: 0, missed: 1 } },
      volume: { audit: 4, appeal: 0, feedback: 0, policyQuestion: 0 },
    })
    expect(month.policies).toMatchObject([
      { policy: 'slur', counts: { n: 2, correct: 2, unverified: 1 } },
      { policy: 'threat', counts: { n: 1, missed: 1 } },
    ])
    // From the month of the first audit on, with those that have none.
    expect(month.trail.map(({ from, to, counts }) => [from, to, counts.n])).toEqual([
      ['2026-06-01', '2026-06-30', 1],
      ['2026-07-01', '2026-07-31', 0],
      ['2026-08-01', '2026-08-31', 0],
      ['2026-09-01', '2026-09-30', 1],
      ['2026-10-01', '2026-10-31', 3],
    ])
    const quarters = (await ask('quarter')).trail
    expect(quarters.map(({ from, counts }) => [from, counts.n])).toEqual([
      ['2026-04-01', 1],
      ['2026-07-01', 1],
      ['2026-10-01', 3],
    ])
    expect(await ask('month', '2026-09-30')).toMatchObject({
      ...{ from: '2026-09-01', to: '2026-09-30', counts: { n: 1, missed: 1 } },
      before: { from: '2026-08-01', to: '2026-08-31', counts: { n: 0 } },
    })
    expect(await ask('quarter', '2026-11-30')).toMatchObject({
      ...{ from: '2026-10-01', to: '2026-12-31', counts: { n: 3 } },
      before: { from: '2026-07-01', to: '2026-09-30', counts: { n: 1 } },
    })
    // The week that holds both months.
    expect(await ask('week', '2026-10-01')).toMatchObject({
      ...{ from: '2026-09-28', to: '2026-10-04', counts: { n: 2, correct: 1, missed: 1 } },
      before: { from: '2026-09-21', to: '2026-09-27' },
    })
  })

  test('counts decided appeals and second reviews apart, by the day of the decision; what is not the analyst’s is in neither', async () => {
    const { ask, org } = await team([
      ...rows,
      ...['kept', 'overturned', 'unclear', 'checked', 'disagreed'].map((ref): Row => {
        const isWrong = ref === 'overturned' || ref === 'unclear' || ref === 'disagreed'
        return { analyst, ref, at: '2026-10-20T01:00:00Z', ...(isWrong ? wrong : {}) }
      }),
    ])
    const set = (references: string[], values: object) =>
      app.owner
        .updateTable('audit')
        .set(values)
        .where('org_id', '=', org)
        .where('reference', 'in', references)
        .execute()
    await set(['kept', 'overturned', 'unclear'], { kind: 'appeal', verified_by: 'appeal_outcome' })
    await set(['unclear'], { attributed_to: 'unclear_policy' })
    await set(['checked', 'disagreed'], { verified_by: 'second_review' })
    expect(await ask('month')).toMatchObject({
      overturned: { x: 1, n: 2 },
      agreed: { x: 1, n: 2 },
      volume: { audit: 6, appeal: 3 },
      before: { overturned: { x: 0, n: 0 } },
    })
  })

  test('says how long decisions took by the clock, of the rows whose file says when they came in', async () => {
    const { ask, org, teamId } = await team(rows)
    expect(await ask('month')).toMatchObject({ turnaround: null, before: { turnaround: null } })
    const header = 'audit_ref,case_ref,analyst,policy,decision,gold_decision,decided_at,접수 일시'
    const timed = (ref: string, arrived: string) =>
      `${ref},c-${ref},${analyst},slur,hateful,hateful,2026-10-20 12:00,${arrived}`
    // From one minute to twelve before noon in Seoul, one a day before, one that does not say it.
    const lines = Array.from({ length: 12 }, (_, place) =>
      timed(`t-${place}`, `2026-10-20 11:${String(59 - place).padStart(2, '0')}`),
    )
    const options = { ...optionsFor(teamId), mapping: suggestMapping(header.split(',')) }
    const report = await importAsOwner(app.owner, org, {
      file: [
        header,
        ...lines,
        timed('t-day', '2026-10-19 12:00'),
        timed('t-none', 'N/A'),
        timed('t-after', '2026-10-20 12:01'),
      ].join('\n'),
      options,
    })
    expect(report).toMatchObject({ added: 14, reasons: { arrived_after_decision: 1 } })
    expect(report.refusals).toMatchObject([{ reason: 'arrived_after_decision', field: 'arrived_at' }])
    expect((await ask('month')).turnaround).toEqual({ n: 13, median: 7, interval: { low: 3, high: 11 } })
    // The same decisions from a file without the column are the same rows.
    const again = await importAsOwner(app.owner, org, {
      file: [header, ...lines].map((line) => line.split(',').slice(0, -1).join(',')).join('\n'),
      options: optionsFor(teamId),
    })
    expect(again).toMatchObject({ added: 0, unchanged: 12, refused: 0 })
  })

  test('stands beside the frozen baseline where it comes after it', async () => {
    const monday = (week: number) => new Date(Date.UTC(2026, 5, 1 + 7 * week)).toISOString().slice(0, 10)
    const weeks = Array.from({ length: 20 }, (_, week) =>
      Array.from(
        { length: 12 },
        (_, index): Row => ({
          analyst,
          at: `${monday(week)}T02:${String(index).padStart(2, '0')}:00Z`,
          ...(index === 0 && week % 2 === 0 ? wrong : {}),
        }),
      ),
    ).flat()
    const { ask } = await team(weeks)
    expect((await ask('month')).baseline).toMatchObject({
      ...{ from: '2026-06-01', to: '2026-08-23', weeks: 12, provisional: false },
      counts: { n: 144, missed: 6 },
    })
    expect((await ask('month', '2026-08-01')).baseline).toBeNull()
  })

  test('is read by its person and who leads them, which is logged, and by nobody else', async () => {
    const { org, lead, manager, peer, personId, ask } = await team(rows)
    const input = { personId, unit: 'month', day: null } as const
    const logged = () =>
      app.owner.selectFrom('record_view').select(['viewer_id', 'kind']).where('org_id', '=', org).execute()
    await ask('month')
    expect(await logged()).toEqual([])
    expect(await lead.client.scorecards.period.query(input)).toEqual(await ask('month'))
    expect(await logged()).toEqual([{ viewer_id: lead.person.personId, kind: 'scorecard' }])
    for (const by of [manager, peer])
      expect((await refusalOf(by.client.scorecards.period.query(input))).code).toBe('NOT_FOUND')
  })

  test('before the first import is the present one, and empty', async () => {
    const { ask } = await team([])
    expect(await ask('month')).toMatchObject({
      ...{ dataThrough: null, earliest: null, mean: null, counts: { n: 0 } },
      volume: { audit: 0 },
    })
  })
})

test('quality reviews of a period are summed up; coaching ones, picked by hand, are not', async () => {
  const cast = await makeCoachingCast(app.owner)
  const lead = await app.signIn(cast.lead)
  const content = rubricContent(randomUUID)
  const versionId = randomUUID()
  await lead.client.rubrics.save.mutate({
    meta: lead.meta(),
    input: { versionId, rubricId: randomUUID(), teamId: cast.teamId, content },
  })
  await lead.client.rubrics.publish.mutate({ meta: lead.meta(1), input: { versionId } })
  const failed = fullRatings(content).map((rating, place) =>
    place === 0 ? { ...rating, level: 1, fault: 'analyst' as const } : rating,
  )
  for (const { purpose, ratings } of [
    { purpose: 'quality', ratings: fullRatings(content) },
    { purpose: 'quality', ratings: failed },
    { purpose: 'coaching', ratings: failed },
  ] as const)
    await lead.client.reviews.publish.mutate({
      meta: lead.meta(),
      input: {
        ...{ reviewId: randomUUID(), teamId: cast.teamId, analystId: cast.analyst.personId, versionId },
        purpose,
        case: {
          ...{ kind: 'entered', reference: randomUUID(), policy: null, queue: null, language: null },
          ...{ decision: null, isCorrect: true },
        },
        ratings,
      },
    })
  const day = Temporal.Now.zonedDateTimeISO('Asia/Seoul').toPlainDate().toString()
  const card = await lead.client.scorecards.period.query({
    ...{ personId: cast.analyst.personId, unit: 'month', day },
  })
  expect(card).toMatchObject({ critical: { x: 1, n: 2 }, rubricVersions: 1, mean: { n: 2, mean: 0.5 } })
  expect(Object.values(card.criticalKinds).reduce((sum, n) => sum + n, 0)).toBeGreaterThan(0)
})
