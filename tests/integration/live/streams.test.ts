/** @module-tag attack */

import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Database, openDatabase } from '#server/db/database.ts'
import { listen, type Notifications } from '#server/db/listen.ts'
import { createLog } from '#server/lib/log.ts'
import { createFeed, streamLimits } from '#server/transport/events/feed.ts'
import type { LiveBatch } from '#shared/core/live.ts'
import { type SignedIn, startTestApp, type TestApp } from '#tests/support/app.ts'
import { makeOrg, makePerson, makeTeam } from '#tests/support/people.ts'

let app: TestApp
let database: Database
let notifications: Notifications
let reads = 0
let org: string
let phones: SignedIn[]
let sessions: string[]

beforeAll(async () => {
  app = await startTestApp()
  const real = openDatabase(app.database.appUrl)
  database = {
    ...real,
    read(actor, work) {
      reads += 1
      return real.read(actor, work)
    },
  }
  notifications = await listen(app.database.appUrl, createLog('error'))
  org = await makeOrg(app.owner)
  const teamId = await makeTeam(app.owner, org)
  const person = await makePerson(app.owner, org, { memberships: [{ role: 'analyst', teamId }] })
  phones = [await app.signIn(person), await app.signIn(person)]
  const found = await Promise.all(phones.map(({ client }) => client.auth.sessions.query()))
  sessions = found.map((list) => list.find(({ current }) => current)?.sessionId ?? '')
})
afterAll(async () => {
  await notifications.close()
  await database.close()
  await app.stop()
})

const setTheme = ({ client, meta }: SignedIn) =>
  client.people.setPreferences.mutate({ meta: meta(), input: { theme: 'dark' } })

/** A stream that is read as fast as it comes, unless it is `slow`. */
function follow(feed: ReturnType<typeof createFeed>, sessionId = sessions[0] ?? '') {
  const abort = new AbortController()
  const batches: LiveBatch[] = []
  const person = phones[0]?.person.personId ?? ''
  const stream = { batches, over: false, stop: () => abort.abort() }
  void (async () => {
    for await (const batch of feed.follow({ org, person, sessionId }, undefined, abort.signal))
      batches.push(batch)
  })()
    .catch(() => undefined)
    .finally(() => {
      stream.over = true
    })
  return stream
}

test('a session has four streams, and the oldest gives way', async () => {
  const feed = createFeed(database, notifications)
  const streams = Array.from({ length: 6 }, () => follow(feed))
  const other = follow(feed, sessions[1])
  await expect.poll(() => streams.filter(({ over }) => over).length).toBe(2)
  await expect.poll(() => other.batches.length).toBe(1)
  expect(streams.map(({ over }) => over)).toEqual([true, true, false, false, false, false])
  feed.close()
  await expect.poll(() => [...streams, other].every(({ over }) => over)).toBe(true)
})

test('one read a change serves every stream of a person', async () => {
  const feed = createFeed(database, notifications)
  const [first, second] = phones
  if (!first || !second) throw new Error('Two phones are signed in')
  const streams = sessions.flatMap((id) =>
    Array.from({ length: streamLimits.session }, () => follow(feed, id)),
  )
  await expect.poll(() => streams.every(({ batches }) => batches.length === 1)).toBe(true)
  await sleep(100)
  reads = 0
  for (let turn = 1; turn <= 3; turn++) {
    await setTheme(first)
    await expect.poll(() => streams.every(({ batches }) => batches.length === 1 + turn)).toBe(true)
  }
  expect(reads).toBeLessThanOrEqual(3)
  const cursors = new Set(streams.map(({ batches }) => batches.at(-1)?.cursor))
  expect(cursors.size).toBe(1)
  feed.close()
})

test('four hundred streams of one person leave a write as quick as it was', async () => {
  const feed = createFeed(database, notifications)
  const streams = Array.from({ length: 400 }, () => follow(feed))
  const [, phone] = phones
  if (!phone) throw new Error('Two phones are signed in')
  await expect.poll(() => streams.filter(({ over }) => !over).length).toBe(streamLimits.session)
  reads = 0
  for (let turn = 0; turn < 5; turn++) await setTheme(phone)
  await sleep(200)
  expect(reads).toBeLessThanOrEqual(6)
  feed.close()
})

test('the streams of a session that ends are over, those of others go on', async () => {
  const feed = createFeed(database, notifications)
  const [first, second] = phones
  if (!first || !second) throw new Error('Two phones are signed in')
  const [ending, staying] = [follow(feed, sessions[1]), follow(feed, sessions[0])]
  await expect.poll(() => ending.batches.length + staying.batches.length).toBe(2)
  await second.client.auth.signOut.mutate()
  await expect.poll(() => ending.over).toBe(true)
  await setTheme(first)
  await expect.poll(() => staying.batches.length).toBe(2)
  expect(staying.over).toBe(false)
  feed.close()
})
