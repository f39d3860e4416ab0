import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { withClient } from '#server/db/one-client.ts'
import type { Audience } from '#shared/coaching/rules.ts'
import type { LiveBatch } from '#shared/core/live.ts'
import { type CoachingCast, makeCoachingCast, noteInput } from '#tests/integration/coaching/cast.ts'
import { type SignedIn, signIn, startTestApp, type TestApp } from '#tests/support/app.ts'
import { type EventStream, openStream } from '#tests/support/event-stream.ts'

/** Two processes' worth of Dure on one database: what is written through `there` is heard at `here`. */
let here: TestApp
let there: TestApp
let cast: CoachingCast
let lead: SignedIn
let analyst: SignedIn
let raw: pg.Client
const open: EventStream[] = []

beforeAll(async () => {
  here = await startTestApp()
  there = await startTestApp(here.database)
  cast = await makeCoachingCast(here.owner)
  lead = await there.signIn(cast.lead)
  analyst = await there.signIn(cast.analyst)
  raw = new pg.Client({ connectionString: here.database.ownerUrl })
  await raw.connect()
})
afterEach(() => {
  for (const stream of open.splice(0)) stream.close()
})
afterAll(async () => {
  await raw.end()
  await there.stop()
  await here.stop()
})

/** A stream that has had its first batch. */
async function follow(who: SignedIn, cursor?: Parameters<typeof openStream>[2]): Promise<EventStream> {
  const stream = await openStream(here.url, who.cookie(), cursor)
  open.push(stream)
  await stream.next(() => true)
  return stream
}
const saveNote = (audience: Audience, text = 'Words.') =>
  lead.client.coaching.saveNote.mutate({
    meta: lead.meta(),
    input: noteInput(cast, { audience, body: { kind: 'quick', text } }),
  })
const setTheme = (who: SignedIn, theme: 'dark' | 'light' = 'dark') =>
  who.client.people.setPreferences.mutate({ meta: who.meta(), input: { theme } })
const about = (feature: string) => (batch: LiveBatch) =>
  batch.changes.some((change) => change.feature === feature)

describe('a change', () => {
  it('reaches a stream at another process within a second', async () => {
    const stream = await follow(analyst)
    const took: number[] = []
    for (let time = 0; time < 20; time += 1) {
      const from = stream.batches.length
      await saveNote('person')
      const acknowledged = performance.now()
      const { at, batch } = await stream.next(about('coaching'), { from })
      took.push(at - acknowledged)
      expect(batch.changes.toSorted((a, b) => (a.feature < b.feature ? -1 : 1))).toEqual([
        { feature: 'coaching', teamId: null, subjectId: cast.analyst.personId },
        { feature: 'inbox', teamId: null, subjectId: null },
      ])
    }
    expect(Math.max(...took)).toBeLessThan(1000)
  })

  it('to a private note is not heard of by whom it is about', async () => {
    const subject = await follow(analyst)
    const author = await follow(lead)
    await saveNote('me', 'CANARY-private')
    await author.next(about('coaching'), { from: 1 })
    await setTheme(analyst)
    await subject.next(about('people'), { from: 1 })
    expect(subject.batches.filter(({ batch }) => about('coaching')(batch))).toEqual([])
    expect(subject.text() + author.text()).not.toContain('CANARY')
  })

  it('of another organisation, of a colleague, or of a team one has no part in is not heard of', async () => {
    const stranger = await makeCoachingCast(here.owner)
    const streams = await Promise.all(
      [stranger.lead, cast.otherAnalyst, cast.leadElsewhere, cast.exLead, cast.partner].map(async (person) =>
        follow(await signIn(here.url, person)),
      ),
    )
    const own = await follow(analyst)
    await saveNote('manager')
    await own.next(about('coaching'), { from: 1 })
    await sleep(100)
    for (const stream of streams) expect(stream.batches).toHaveLength(1)
  })

  it('whose transaction commits after later ones is not skipped', async () => {
    const stream = await follow(analyst)
    await raw.query('begin')
    await raw.query('insert into change (org_id, feature, person_id) values ($1, $2, $3)', [
      cast.org,
      'today',
      cast.analyst.personId,
    ])
    for (let time = 0; time < 3; time += 1) {
      const from = stream.batches.length
      await setTheme(analyst)
      await stream.next(about('people'), { from })
    }
    const reconnected = await follow(analyst, { header: stream.batches.at(-1)?.id ?? '' })
    await raw.query(`select pg_notify('dure_change', '${cast.org}')`)
    await raw.query('commit')
    for (const item of [stream, reconnected]) {
      await item.next(about('today'), { from: 1 })
      const from = item.batches.length
      await setTheme(analyst)
      await item.next(about('people'), { from })
      expect(item.batches.filter(({ batch }) => about('today')(batch))).toHaveLength(1)
    }
  })
})

describe('a cursor', () => {
  it.each(['header', 'input'] as const)('sent again as %s gives what came meanwhile, once', async (how) => {
    const first = await follow(analyst)
    first.close()
    const { id } = first.batches[0] ?? { id: '' }
    expect(first.batches[0]?.batch.cursor).toBe(id)
    await saveNote('person')
    await setTheme(analyst)
    const second = await follow(analyst, { [how]: id })
    const [caughtUp] = second.batches
    expect(caughtUp?.batch.reset).toBe(false)
    expect(caughtUp?.batch.changes.map(({ feature }) => feature).sort()).toEqual([
      'coaching',
      'inbox',
      'people',
    ])
    const third = await follow(analyst, { [how]: caughtUp?.id ?? '' })
    expect(third.batches[0]?.batch).toMatchObject({ reset: false, changes: [] })
  })

  it('that is unknown, absent, of another database or no snapshot at all starts anew', async () => {
    const { batches } = await follow(analyst)
    const [epoch = '', snapshot = ''] = batches[0]?.id.split('/') ?? []
    const bad = [
      undefined,
      'nonsense',
      `${crypto.randomUUID()}/${snapshot}`,
      `${epoch}/9:3:`,
      `${epoch}/3:9:9,3`,
      `${epoch}/0:1:`,
      `${epoch}/1:9:2,9`,
      `${epoch}/1:9:2,`,
      `${epoch}/1:9:8,2`,
      `${epoch}/1:99999999999999999999999:`,
    ]
    for (const input of bad) {
      const stream = await follow(analyst, input === undefined ? {} : { input })
      expect(stream.batches[0]?.batch, input).toMatchObject({ reset: true, changes: [] })
    }
  })
})

describe('the notification connection', () => {
  it('that breaks is made anew, and what was missed is found', async () => {
    const stream = await follow(analyst)
    const { rowCount } = await withClient(here.database.appUrl, (app) =>
      app.query(`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and application_name = 'dure-listen'`),
    )
    expect(rowCount).toBe(2)
    await saveNote('person')
    const { at, batch } = await stream.next(about('coaching'), { from: 1 })
    expect(batch.reset).toBe(false)
    expect(at).toBeGreaterThan(0)
    const from = stream.batches.length
    await sleep(300)
    await setTheme(analyst)
    await stream.next(about('people'), { from })
  })
})

describe('a session that ends', () => {
  /** The stream begins before anything is known of it: the refusal is an event, with a code and nothing else. */
  const refused = async (cookie: string) => {
    const stream = await openStream(here.url, cookie)
    await stream.ended
    expect(stream.batches).toEqual([])
    expect(stream.text()).toContain('UNAUTHORIZED')
    expect(stream.text()).not.toMatch(/stack|\.ts/)
  }
  const endsWithin = async (stream: EventStream) => {
    const since = performance.now()
    await stream.ended
    expect(performance.now() - since).toBeLessThan(1000)
  }

  it('by another device, elsewhere, closes its stream within a second', async () => {
    const phone = await there.signIn(cast.analyst)
    const stream = await follow(phone)
    const other = await follow(analyst)
    const sessions = await phone.client.auth.sessions.query()
    const sessionId = sessions.find(({ current }) => current)?.sessionId ?? ''
    await analyst.client.auth.endSession.mutate({ sessionId })
    await endsWithin(stream)
    expect(stream.text()).toContain('"reason":"ended"')
    await refused(phone.cookie())
    await setTheme(analyst)
    await other.next(about('people'), { from: 1 })
  })

  it('by signing out at another process closes its stream, and no process answers it any more', async () => {
    const phone = await there.signIn(cast.analyst)
    const cookie = phone.cookie()
    const stream = await follow(phone)
    await phone.client.auth.signOut.mutate()
    await endsWithin(stream)
    await refused(cookie)
  })

  it('by its time gets no further change', async () => {
    const phone = await there.signIn(cast.analyst)
    const stream = await follow(phone)
    const sessions = await phone.client.auth.sessions.query()
    const sessionId = sessions.find(({ current }) => current)?.sessionId ?? ''
    await here.owner
      .updateTable('session')
      .set({ idle_until: '2020-01-01' })
      .where('session_id', '=', sessionId)
      .execute()
    await saveNote('person')
    await stream.ended
    expect(stream.batches).toHaveLength(1)
    expect(stream.text()).toContain('UNAUTHORIZED')
    expect(stream.text()).not.toContain('"reason"')
  })

  it('is what a stream without one gets as an answer', async () => {
    await refused('')
  })
})

describe('a process that stops', () => {
  it('ends its streams, which go on elsewhere from where they were', async () => {
    const third = await startTestApp(here.database)
    const stream = await openStream(third.url, analyst.cookie())
    const { id } = await stream.next(() => true)
    await third.stop()
    await stream.ended
    await saveNote('person')
    const again = await follow(analyst, { header: id })
    expect(again.batches[0]?.batch).toMatchObject({ reset: false })
    expect(again.batches[0]?.batch.changes.map(({ feature }) => feature).sort()).toEqual([
      'coaching',
      'inbox',
    ])
    expect(again.headers.get('content-type')).toContain('text/event-stream')
    expect(again.headers.get('content-encoding')).toBeNull()
  })
})
