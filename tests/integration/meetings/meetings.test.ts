import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { AddItemInput, SaveSeriesInput } from '#shared/meetings/contracts.ts'
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

const seriesInput = (changes: Partial<SaveSeriesInput> = {}): SaveSeriesInput => ({
  seriesId: randomUUID(),
  teamId: cast.teamId,
  subjectId: cast.analyst.personId,
  startsOn: dayFromToday(-7),
  time: '00:00',
  zone: 'Asia/Seoul',
  everyWeeks: 1,
  minutes: 30,
  place: 'Room 3',
  ...changes,
})
async function save(by: TestPerson, input: SaveSeriesInput, base: number | null = null) {
  const { client, meta } = await as(by)
  return await client.meetings.save.mutate({ meta: meta(base), input })
}
async function add(by: TestPerson, seriesId: string, changes: Partial<AddItemInput> = {}): Promise<string> {
  const { client, meta } = await as(by)
  const input = {
    seriesId,
    itemId: randomUUID(),
    text: 'Queue times',
    isPrivate: false,
    source: null,
    ...changes,
  }
  await client.meetings.addItem.mutate({ meta: meta(), input })
  return input.itemId
}
async function tick(by: TestPerson, itemId: string, done = true) {
  const { client, meta } = await as(by)
  return await client.meetings.tick.mutate({ meta: meta(), input: { itemId, done } })
}
async function change(by: TestPerson, input: { itemId: string; text: string; isPrivate: boolean }, base = 1) {
  const { client, meta } = await as(by)
  return await client.meetings.changeItem.mutate({ meta: meta(base), input })
}
async function move(by: TestPerson, seriesId: string, day: string, to: { day: string; time: string } | null) {
  const { client, meta } = await as(by)
  return await client.meetings.move.mutate({ meta: meta(), input: { seriesId, day, to } })
}
type Outcome = 'covered' | 'action' | 'dropped'
async function finish(
  by: TestPerson,
  seriesId: string,
  {
    day = dayFromToday(-7),
    items = [],
  }: { day?: string; items?: { itemId: string; outcome: Outcome }[] } = {},
) {
  const { client, meta } = await as(by)
  return await client.meetings.finish.mutate({ meta: meta(), input: { seriesId, day, items, noteId: null } })
}
async function seriesSeenBy(person: TestPerson) {
  const { client } = await as(person)
  return (await client.meetings.person.query({ personId: cast.analyst.personId })).series
}
const itemsSeenBy = async (person: TestPerson) => (await seriesSeenBy(person)).flatMap(({ items }) => items)
const rowsOf = async (person: TestPerson) =>
  (await (await as(person)).client.today.list.query()).items.filter(({ kind }) => kind.startsWith('meeting'))
const notificationsOf = async (person: TestPerson) =>
  (await (await as(person)).client.inbox.list.query()).items.map(({ kind, entityId }) => [kind, entityId])

describe('a series', () => {
  test('that a lead begins is read by the two, and by no other lead of the team', async () => {
    const input = seriesInput()
    await save(cast.lead, input)
    for (const reader of [cast.lead, cast.analyst]) {
      const [series] = await seriesSeenBy(reader)
      const { subjectId, ...written } = input
      expect(series).toMatchObject({
        ...written,
        lead: { personId: cast.lead.personId, name: 'Lead' },
        subject: { personId: subjectId, name: 'Analyst' },
        endedAt: null,
        led: true,
        version: 1,
      })
    }
    expect(await seriesSeenBy(cast.otherLead)).toEqual([])
    expect(await refusalOf(seriesSeenBy(cast.manager))).toMatchObject({ code: 'NOT_FOUND' })
    expect(await notificationsOf(cast.analyst)).toEqual([['meeting_changed', input.seriesId]])
  })

  test('is changed and ended by its lead, on the version that they saw', async () => {
    const input = seriesInput()
    await save(cast.lead, input)
    await save(cast.lead, { ...input, zone: 'Europe/Dublin', time: '16:30' }, 1)
    expect((await seriesSeenBy(cast.analyst))[0]).toMatchObject({
      zone: 'Europe/Dublin',
      time: '16:30',
      version: 2,
    })
    expect(await refusalOf(save(cast.lead, input, 1))).toMatchObject({ code: 'CONFLICT' })
    expect(await refusalOf(save(cast.analyst, input, 2))).toMatchObject({ code: 'NOT_FOUND' })
    expect(await refusalOf(save(cast.otherLead, input, 2))).toMatchObject({ code: 'NOT_FOUND' })
    const { client, meta } = await as(cast.lead)
    await client.meetings.end.mutate({ meta: meta(2), input: { seriesId: input.seriesId } })
    expect((await seriesSeenBy(cast.analyst))[0]?.endedAt).not.toBeNull()
    expect(await refusalOf(save(cast.lead, input, 3))).toMatchObject({ code: 'CONFLICT' })
    expect(await refusalOf(add(cast.analyst, input.seriesId))).toMatchObject({ code: 'CONFLICT' })
  })

  test('is the only one that the two have, and is with an analyst of the team', async () => {
    await save(cast.lead, seriesInput())
    expect(await refusalOf(save(cast.lead, seriesInput()))).toMatchObject({ code: 'CONFLICT' })
    await save(cast.otherLead, seriesInput())
    expect(await refusalOf(save(cast.lead, seriesInput({ subjectId: cast.manager.personId })))).toMatchObject(
      {
        code: 'NOT_FOUND',
      },
    )
  })

  test.each([
    ['time', { time: '24:00' }],
    ['zone', { zone: 'Asia/Nowhere' }],
    ['place', { place: 'x'.repeat(201) }],
    ['startsOn', { startsOn: 'soon' }],
  ])('with an impossible %s is refused at that field', async (field, changes) => {
    expect(await refusalOf(save(cast.lead, seriesInput(changes)))).toMatchObject({
      ...{ code: 'INVALID', details: { field: `input.${field}` } },
    })
  })
})

describe('one meeting', () => {
  test.each(['lead', 'analyst'] as const)('is moved, cancelled and put back by the %s', async (author) => {
    const input = seriesInput()
    await save(cast.lead, input)
    const day = dayFromToday(7)
    const to = { day: dayFromToday(8), time: '15:30' }
    await move(cast[author], input.seriesId, day, to)
    const meetings = async () => (await seriesSeenBy(cast.lead))[0]?.meetings
    expect(await meetings()).toEqual([{ day, movedTo: to, cancelled: false, finished: null }])
    await move(cast[author], input.seriesId, day, null)
    expect(await meetings()).toEqual([{ day, movedTo: null, cancelled: true, finished: null }])
    await move(cast[author], input.seriesId, day, { day, time: '00:00' })
    expect(await meetings()).toMatchObject([{ day, cancelled: false }])
  })

  test('is of a day of the series', async () => {
    const input = seriesInput()
    await save(cast.lead, input)
    expect(await refusalOf(move(cast.lead, input.seriesId, dayFromToday(6), null))).toMatchObject({
      code: 'CONFLICT',
    })
    expect(await refusalOf(finish(cast.lead, input.seriesId, { day: dayFromToday(-14) }))).toMatchObject({
      code: 'CONFLICT',
    })
  })

  test('that was moved goes back to its day where the series changes', async () => {
    const input = seriesInput()
    await save(cast.lead, input)
    await move(cast.lead, input.seriesId, dayFromToday(7), { day: dayFromToday(8), time: '15:30' })
    await save(cast.lead, { ...input, time: '11:00' }, 1)
    expect((await seriesSeenBy(cast.lead))[0]?.meetings).toMatchObject([{ movedTo: null, cancelled: false }])
  })

  test('is finished once, and then moved no more', async () => {
    const input = seriesInput()
    await save(cast.lead, input)
    await finish(cast.analyst, input.seriesId)
    expect((await seriesSeenBy(cast.lead))[0]?.meetings).toMatchObject([
      { finished: { by: { personId: cast.analyst.personId, name: 'Analyst' }, noteId: null } },
    ])
    expect(await refusalOf(finish(cast.lead, input.seriesId))).toMatchObject({ code: 'CONFLICT' })
    expect(await refusalOf(move(cast.lead, input.seriesId, dayFromToday(-7), null))).toMatchObject({
      code: 'CONFLICT',
    })
  })
})

describe('the agenda', () => {
  test('is added to by both; a private item is read and ticked by its author alone', async () => {
    const input = seriesInput()
    await save(cast.lead, input)
    const shared = await add(cast.analyst, input.seriesId)
    const ofAnalyst = await add(cast.analyst, input.seriesId, { text: 'A raise', isPrivate: true })
    const ofLead = await add(cast.lead, input.seriesId, { text: 'Praise', isPrivate: true })
    const idsSeenBy = async (person: TestPerson) =>
      (await itemsSeenBy(person)).map(({ itemId }) => itemId).sort()
    expect(await idsSeenBy(cast.analyst)).toEqual([shared, ofAnalyst].sort())
    expect(await idsSeenBy(cast.lead)).toEqual([shared, ofLead].sort())
    expect(await refusalOf(tick(cast.lead, ofAnalyst))).toMatchObject({ code: 'NOT_FOUND' })
    expect(await refusalOf(change(cast.lead, { itemId: shared, text: 'x', isPrivate: false }))).toMatchObject(
      {
        code: 'FORBIDDEN',
      },
    )
    await tick(cast.lead, shared)
    expect((await itemsSeenBy(cast.analyst)).find(({ itemId }) => itemId === shared)?.doneAt).not.toBeNull()
  })

  test('its author makes an item private and shares it again', async () => {
    const input = seriesInput()
    await save(cast.lead, input)
    const itemId = await add(cast.analyst, input.seriesId)
    await change(cast.analyst, { itemId, text: 'Mine', isPrivate: true })
    expect(await itemsSeenBy(cast.lead)).toEqual([])
    await change(cast.analyst, { itemId, text: 'Ours', isPrivate: false }, 2)
    expect(await itemsSeenBy(cast.lead)).toMatchObject([{ text: 'Ours', version: 3 }])
    expect(await refusalOf(change(cast.analyst, { itemId, text: 'x', isPrivate: true }, 2))).toMatchObject({
      code: 'CONFLICT',
    })
  })

  test('keeps what finishing left open; what became of the rest is said', async () => {
    const input = seriesInput()
    await save(cast.lead, input)
    const [open, covered, action] = [
      await add(cast.lead, input.seriesId),
      await add(cast.lead, input.seriesId),
      await add(cast.lead, input.seriesId),
    ]
    const hidden = await add(cast.analyst, input.seriesId, { isPrivate: true })
    await finish(cast.lead, input.seriesId, {
      items: [
        { itemId: covered, outcome: 'covered' },
        { itemId: action, outcome: 'action' },
        // Of the other's private items nobody decides anything.
        { itemId: hidden, outcome: 'dropped' },
      ],
    })
    const day = dayFromToday(-7)
    const closed = new Map((await itemsSeenBy(cast.analyst)).map((item) => [item.itemId, item.closed]))
    expect(closed.get(open)).toBeNull()
    expect(closed.get(hidden)).toBeNull()
    expect(closed.get(covered)).toEqual({ outcome: 'covered', day })
    expect(closed.get(action)).toEqual({ outcome: 'action', day })
    expect(await refusalOf(tick(cast.lead, covered))).toMatchObject({ code: 'CONFLICT' })
  })

  test('a check-in is sent to it by whom it belongs to', async () => {
    const input = seriesInput()
    await save(cast.lead, input)
    const checkInId = randomUUID()
    await app.owner
      .insertInto('check_in')
      .values({
        ...{ org_id: cast.org, check_in_id: checkInId, person_id: cast.analyst.personId, audience: 'me' },
        ...{ reader_id: null, team_id: null, claimed_at: new Date().toISOString() },
      })
      .execute()
    const source = { kind: 'check_in' as const, id: checkInId }
    expect(await refusalOf(add(cast.lead, input.seriesId, { source }))).toMatchObject({ code: 'NOT_FOUND' })
    await add(cast.analyst, input.seriesId, { source })
    expect(await itemsSeenBy(cast.lead)).toMatchObject([{ source, text: 'Queue times' }])
  })

  test('of a former lead is read by the analyst, and by no lead after them', async () => {
    const input = seriesInput()
    await save(cast.lead, input)
    await add(cast.lead, input.seriesId, { text: 'Between us' })
    await add(cast.lead, input.seriesId, { text: 'My own', isPrivate: true })
    await app.owner
      .updateTable('membership')
      .set({ ends_on: dayFromToday(0) })
      .where('person_id', '=', cast.lead.personId)
      .execute()
    expect(await seriesSeenBy(cast.analyst)).toMatchObject([{ led: false, items: [{ text: 'Between us' }] }])
    await save(cast.otherLead, seriesInput({ startsOn: dayFromToday(0), time: '23:59' }))
    expect(await itemsSeenBy(cast.otherLead)).toEqual([])
    // Nothing of the ended one waits any more.
    expect((await rowsOf(cast.analyst)).map((row) => row.person.name)).toEqual(['Other lead'])
  })
})

describe('on Today', () => {
  const late = { time: '23:59' }

  test('a meeting stands on its day for both, with what is open for each', async () => {
    const input = seriesInput({ ...late, startsOn: dayFromToday(0) })
    await save(cast.lead, input)
    await add(cast.analyst, input.seriesId)
    await add(cast.analyst, input.seriesId, { isPrivate: true })
    const row = { kind: 'meeting_today', seriesId: input.seriesId, day: dayFromToday(0), group: 'today' }
    expect(await rowsOf(cast.analyst)).toMatchObject([{ ...row, open: 2, person: { name: 'Lead' } }])
    expect(await rowsOf(cast.lead)).toMatchObject([{ ...row, open: 1, person: { name: 'Analyst' } }])
    expect(await rowsOf(cast.otherLead)).toEqual([])
    await move(cast.lead, input.seriesId, dayFromToday(0), { day: dayFromToday(1), time: '10:00' })
    expect(await rowsOf(cast.analyst)).toEqual([])
  })

  test('afterwards it asks where items are open, until somebody finishes it', async () => {
    const input = seriesInput({ startsOn: dayFromToday(-3) })
    await save(cast.lead, input)
    expect(await rowsOf(cast.lead)).toEqual([])
    const itemId = await add(cast.lead, input.seriesId)
    const row = { kind: 'meeting_open', seriesId: input.seriesId, day: dayFromToday(-3), open: 1 }
    expect(await rowsOf(cast.lead)).toMatchObject([row])
    expect(await rowsOf(cast.analyst)).toMatchObject([row])
    await tick(cast.lead, itemId)
    expect(await rowsOf(cast.lead)).toEqual([])
    await tick(cast.lead, itemId, false)
    await finish(cast.lead, input.seriesId, { day: dayFromToday(-3) })
    expect(await rowsOf(cast.analyst)).toEqual([])
  })
})
