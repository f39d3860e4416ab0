import { createHash, randomBytes, randomUUID } from 'node:crypto'
import ICAL from 'ical.js'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type CoachingCast, makeCoachingCast } from '#tests/integration/coaching/cast.ts'
import { signedInOnce, startTestApp, type TestApp } from '#tests/support/app.ts'
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

async function openFeed(person: TestPerson, showsNames = false) {
  const { client, meta } = await as(person)
  const token = randomBytes(32).toString('base64url')
  const tokenHash = createHash('sha256').update(token).digest('hex')
  const feedId = randomUUID()
  await client.meetings.openFeed.mutate({ meta: meta(), input: { feedId, tokenHash, showsNames } })
  return { feedId, token }
}
/** As a calendar program asks: without a cookie. */
async function read(token: string, headers: Record<string, string> = {}) {
  // Without a word of its own `fetch` asks past every copy.
  const asked = { 'cache-control': 'max-age=0', ...headers }
  const response = await fetch(`${app.url}/calendar/${token}.ics`, { headers: asked })
  return { status: response.status, headers: response.headers, text: await response.text() }
}
const eventsIn = (text: string) => new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent')

async function setSeries() {
  const { client, meta } = await as(cast.lead)
  const input = {
    ...{ seriesId: randomUUID(), teamId: cast.teamId, subjectId: cast.analyst.personId, time: '10:00' },
    ...{ startsOn: '2026-12-01', zone: 'Asia/Seoul', everyWeeks: 1 as const, minutes: 30 as const },
    place: 'Room 3',
  }
  await client.meetings.save.mutate({ meta: meta(), input })
  return input.seriesId
}

test('an address opens the series of its person, and says no more than that there is a 1:1', async () => {
  const seriesId = await setSeries()
  for (const person of [cast.lead, cast.analyst]) {
    const { token } = await openFeed(person)
    const { status, headers, text } = await read(token)
    expect(status).toBe(200)
    expect(headers.get('content-type')).toBe('text/calendar; charset=utf-8')
    expect(headers.get('set-cookie')).toBeNull()
    expect(eventsIn(text).map((event) => event.getFirstPropertyValue('summary'))).toEqual(['1:1'])
    expect(text).toContain(seriesId)
    expect(text).not.toMatch(/Room|Analyst|Lead/)
  }
  const { token } = await openFeed(cast.otherLead)
  expect(eventsIn((await read(token)).text)).toEqual([])
})

test('an unchanged calendar is the same bytes, and nothing for who has it; a change raises the sequence', async () => {
  const seriesId = await setSeries()
  const { token } = await openFeed(cast.analyst, true)
  const [first, second] = [await read(token), await read(token)]
  expect(second.text).toBe(first.text)
  const etag = first.headers.get('etag') ?? ''
  const known = await read(token, { 'if-none-match': etag })
  expect([known.status, known.text]).toEqual([304, ''])
  const { client, meta } = await as(cast.analyst)
  const input = { seriesId, day: '2026-12-08', to: null }
  await client.meetings.move.mutate({ meta: meta(), input })
  const third = await read(token, { 'if-none-match': etag })
  expect(third.status).toBe(200)
  expect(eventsIn(third.text).map((event) => event.getFirstPropertyValue('sequence'))).toEqual([0, 1])
  expect(third.text).toMatch(/STATUS:CANCELLED/)
})

test('an address ends when it is taken back, when another is made, and with the role', async () => {
  await setSeries()
  const first = await openFeed(cast.lead)
  const second = await openFeed(cast.lead)
  expect((await read(first.token)).status).toBe(404)
  expect((await read(second.token)).status).toBe(200)
  await app.owner
    .updateTable('membership')
    .set({ ends_on: new Date().toLocaleDateString('sv-SE', { timeZone: 'Asia/Seoul' }) })
    .where('person_id', '=', cast.lead.personId)
    .execute()
  expect(eventsIn((await read(second.token)).text)).toEqual([])
  const { client, meta } = await as(cast.analyst)
  const own = await openFeed(cast.analyst)
  expect((await client.meetings.feed.query()).feed).toMatchObject({ feedId: own.feedId, showsNames: false })
  await client.meetings.closeFeed.mutate({ meta: meta(), input: { feedId: own.feedId } })
  expect((await read(own.token)).status).toBe(404)
  expect((await client.meetings.feed.query()).feed).toBeNull()
})

test('neither the database nor an answer holds the secret, and a guess is answered as what is not there', async () => {
  const { token } = await openFeed(cast.lead)
  const rows = await app.owner.selectFrom('calendar_feed').selectAll().execute()
  expect(JSON.stringify(rows)).not.toContain(token)
  expect((await read(randomBytes(32).toString('base64url'))).status).toBe(404)
  expect((await read('short')).status).toBe(404)
})

test('who asks too often waits', async () => {
  const asked = await Promise.all(Array.from({ length: 140 }, () => read('x'.repeat(43))))
  expect(asked.filter(({ status }) => status === 429).length).toBeGreaterThan(5)
})
