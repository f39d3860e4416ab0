import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { SaveGoalInput } from '#shared/goals/contracts.ts'
import { type CoachingCast, dayFromToday, makeCoachingCast } from '#tests/integration/coaching/cast.ts'
import { refusalOf, signedInOnce, startTestApp, type TestApp } from '#tests/support/app.ts'
import type { TestPerson } from '#tests/support/people.ts'

let app: TestApp
let cast: CoachingCast
const { as, forget } = signedInOnce(() => app)

beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app?.stop())
beforeEach(async () => {
  forget()
  cast = await makeCoachingCast(app.owner)
})

const goalInput = (changes: Partial<SaveGoalInput> = {}): SaveGoalInput => ({
  goalId: randomUUID(),
  teamId: cast.teamId,
  subjectId: cast.analyst.personId,
  metric: 'accuracy',
  baseline: null,
  target: 0.95,
  dueOn: dayFromToday(30),
  why: 'Fewer appeals',
  ...changes,
})
async function save(by: TestPerson, input: SaveGoalInput, base: number | null = null) {
  const { client, meta } = await as(by)
  return await client.goals.save.mutate({ meta: meta(base), input })
}
async function end(by: TestPerson, goalId: string, base: number, how: 'reviewed' | 'dropped' = 'reviewed') {
  const { client, meta } = await as(by)
  return await client.goals.end.mutate({ meta: meta(base), input: { goalId, how } })
}
async function goalsSeenBy(person: TestPerson) {
  const { client } = await as(person)
  return (await client.goals.person.query({ personId: cast.analyst.personId })).goals
}
const rowsOf = async (person: TestPerson) =>
  (await (await as(person)).client.today.list.query()).items.filter(({ kind }) => kind === 'goal_due')
const notificationsOf = async (person: TestPerson) =>
  (await (await as(person)).client.inbox.list.query()).items.map(({ kind, entityId }) => [kind, entityId])

describe('a goal', () => {
  test.each(['lead', 'analyst'] as const)('that the %s sets is read by both', async (author) => {
    const input = goalInput()
    const saved = await save(cast[author], input)
    expect(saved).toMatchObject({ entityId: input.goalId, version: 1 })
    for (const reader of [cast.lead, cast.otherLead, cast.analyst]) {
      const [goal] = await goalsSeenBy(reader)
      const { subjectId, ...written } = input
      expect(goal).toMatchObject({
        ...written,
        subject: { personId: subjectId, name: 'Analyst' },
        author: { personId: cast[author].personId },
        ended: null,
        version: 1,
      })
    }
  })

  test('begins with the newest four weeks, as the server counts them', async () => {
    const monday = Temporal.PlainDate.from(dayFromToday(0))
    const weekOf = (weeks: number) => monday.subtract({ days: monday.dayOfWeek - 1 + 7 * weeks }).toString()
    await app.owner
      .insertInto('policy')
      .values({ org_id: cast.org, code: 'p', name_ko: null, name_en: null })
      .execute()
    for (const weeks of [0, 1, 3, 4])
      await app.owner
        .insertInto('audit_week')
        .values({
          ...{ org_id: cast.org, team_id: cast.teamId, analyst_id: cast.analyst.personId },
          ...{
            week: weekOf(weeks),
            policy: 'p',
            n: 10,
            correct: 8,
            missed: 2,
            over_enforced: 0,
            unverified: 1,
          },
        })
        .execute()
    await save(cast.lead, goalInput({ metric: 'missed', target: 0.1 }))
    const span = { from: weekOf(1), to: weekOf(0) }
    await save(cast.analyst, goalInput({ baseline: { x: 1, n: 999, ...span } }))
    const baselines = new Map(
      (await goalsSeenBy(cast.lead)).map(({ metric, baseline }) => [metric, baseline]),
    )
    expect(baselines.get('missed')).toEqual({ x: 6, n: 30, from: weekOf(3), to: weekOf(0) })
    // What a phone says it counted is not believed, only which weeks it showed.
    expect(baselines.get('accuracy')).toEqual({ x: 16, n: 20, ...span })
  })

  test('has no baseline where nothing was verified', async () => {
    await save(cast.lead, goalInput())
    expect((await goalsSeenBy(cast.lead))[0]?.baseline).toBeNull()
  })

  test('is changed by either, on the version that they saw', async () => {
    const input = goalInput()
    await save(cast.lead, input)
    await save(cast.analyst, { ...input, target: 0.97, dueOn: dayFromToday(60), why: null }, 1)
    expect((await goalsSeenBy(cast.lead))[0]).toMatchObject({ target: 0.97, why: null, version: 2 })
    expect(await refusalOf(save(cast.lead, { ...input, target: 0.9 }, 1))).toMatchObject({ code: 'CONFLICT' })
    expect(await refusalOf(save(cast.lead, input))).toMatchObject({ code: 'CONFLICT' })
  })

  test('stays with its person, its team and its figure', async () => {
    const input = goalInput()
    await save(cast.lead, input)
    const other = { ...input, subjectId: cast.otherAnalyst.personId }
    expect(await refusalOf(save(cast.lead, other, 1))).toEqual({
      ...{ code: 'INVALID', details: { field: 'subjectId' } },
    })
    expect(await refusalOf(save(cast.lead, { ...input, metric: 'missed' }, 1))).toEqual({
      ...{ code: 'INVALID', details: { field: 'metric' } },
    })
  })

  test('ends once, and then is changed no more', async () => {
    const input = goalInput()
    await save(cast.lead, input)
    await end(cast.analyst, input.goalId, 1)
    expect((await goalsSeenBy(cast.lead))[0]).toMatchObject({
      ended: { how: 'reviewed', by: { personId: cast.analyst.personId, name: 'Analyst' } },
      version: 2,
    })
    expect(await refusalOf(end(cast.lead, input.goalId, 2, 'dropped'))).toMatchObject({ code: 'CONFLICT' })
    expect(await refusalOf(save(cast.lead, input, 2))).toMatchObject({ code: 'CONFLICT' })
  })

  test.each([
    ['target', { target: 1.2 }],
    ['dueOn', { dueOn: 'soon' }],
    ['why', { why: 'x'.repeat(1001) }],
  ])('with an impossible %s is refused at that field', async (field, changes) => {
    expect(await refusalOf(save(cast.lead, goalInput(changes)))).toMatchObject({
      ...{ code: 'INVALID', details: { field: `input.${field}` } },
    })
  })

  test('is for an analyst of the team', async () => {
    expect(await refusalOf(save(cast.lead, goalInput({ subjectId: cast.manager.personId })))).toMatchObject({
      code: 'NOT_FOUND',
    })
  })
})

describe('the other of the two', () => {
  test('is notified of a goal that is set, changed or ended; who did it is not', async () => {
    const input = goalInput()
    await save(cast.lead, input)
    expect(await notificationsOf(cast.analyst)).toEqual([['goal_changed', input.goalId]])
    expect(await notificationsOf(cast.lead)).toEqual([])
    await end(cast.analyst, input.goalId, 1)
    expect(await notificationsOf(cast.lead)).toEqual([['goal_changed', input.goalId]])
    expect(await notificationsOf(cast.manager)).toEqual([])
  })

  test('finds in the log that a lead opened the goals', async () => {
    await save(cast.analyst, goalInput())
    await goalsSeenBy(cast.lead)
    const { client } = await as(cast.analyst)
    const viewers = await client.people.viewsOfMe.query()
    expect(JSON.stringify(viewers)).toContain(cast.lead.personId)
  })
})

describe('on its date', () => {
  test('a goal waits on Today for both, and goes when it ends or is put off', async () => {
    const due = goalInput({ dueOn: dayFromToday(0) })
    await save(cast.lead, due)
    await save(cast.lead, goalInput({ dueOn: dayFromToday(1) }))
    for (const reader of [cast.lead, cast.analyst])
      expect(await rowsOf(reader)).toMatchObject([
        { kind: 'goal_due', goalId: due.goalId, group: 'today', dueOn: due.dueOn, metric: 'accuracy' },
      ])
    expect(await rowsOf(cast.manager)).toEqual([])
    expect(await rowsOf(cast.otherAnalyst)).toEqual([])
    await save(cast.analyst, { ...due, dueOn: dayFromToday(7) }, 1)
    expect(await rowsOf(cast.lead)).toEqual([])
    await save(cast.analyst, { ...due, dueOn: dayFromToday(0) }, 2)
    expect(await rowsOf(cast.lead)).toHaveLength(1)
    await end(cast.lead, due.goalId, 3, 'dropped')
    expect(await rowsOf(cast.lead)).toEqual([])
  })

  test('the day is the reader’s own', async () => {
    await app.owner
      .updateTable('team')
      .set({ zone: 'Pacific/Kiritimati' })
      .where('team_id', '=', cast.teamId)
      .execute()
    const there = Temporal.Now.plainDateISO('Pacific/Kiritimati').toString()
    await save(cast.lead, goalInput({ dueOn: there }))
    expect(await rowsOf(cast.analyst)).toMatchObject([{ dueOn: there }])
    const { rows } = await sql<{
      at: string
    }>`select ${there}::timestamp at time zone 'Pacific/Kiritimati' as at`.execute(app.owner)
    expect(new Date((await rowsOf(cast.analyst))[0]?.at ?? '').toISOString()).toBe(
      new Date(rows[0]?.at ?? '').toISOString(),
    )
  })
})
