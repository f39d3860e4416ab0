import { randomBytes, randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { notifyFromJob } from '#server/features/inbox/facade.ts'
import { refusalOf } from '#tests/support/app.ts'
import { startDureProcess } from '#tests/support/dure-process.ts'
import { makePerson } from '#tests/support/people.ts'
import type { PushDevice } from '#tests/support/push-catcher.ts'
import {
  analyst,
  app,
  arrived,
  catcher,
  notifyPerson,
  org,
  phone,
  settled,
  setUp,
  within,
} from './push-setting.ts'

setUp()

describe('a device', () => {
  it('takes pushes until its session ends', async () => {
    await analyst.client.inbox.unsubscribe.mutate()
    const other = await app.signIn(analyst.person)
    const second = catcher.device('second phone')
    await other.client.inbox.subscribe.mutate(second.subscription)
    await other.client.inbox.subscribe.mutate(second.subscription)
    expect(await other.client.inbox.push.query()).toMatchObject({ here: true, devices: 1 })
    await other.client.auth.signOut.mutate()
    expect(await analyst.client.inbox.push.query()).toMatchObject({ here: false, devices: 0 })
    await analyst.client.inbox.subscribe.mutate(phone.subscription)
    await notifyPerson(analyst.person.personId)
    await arrived(phone)
    expect(second.caught).toEqual([])
    await analyst.client.inbox.unsubscribe.mutate()
    expect(await analyst.client.inbox.push.query()).toMatchObject({ here: false, devices: 0 })
  })

  it('that has another address keeps what is on its way, and is never there twice', async () => {
    const person = await makePerson(app.owner, org)
    await app.owner
      .updateTable('person')
      .set({ quiet_from: null, quiet_until: null })
      .where('person_id', '=', person.personId)
      .execute()
    const first = await app.signIn(person)
    const before = catcher.device(`before ${person.personId}`)
    const after = catcher.device(`after ${person.personId}`)
    await first.client.inbox.subscribe.mutate(before.subscription)
    catcher.answer = ({ device }) => (device.startsWith('before') ? 503 : 201)
    await notifyPerson(person.personId)
    await arrived(before)
    await expect
      .poll(() => app.owner.selectFrom('push_delivery').select('attempts').execute(), within)
      .toEqual([{ attempts: 1 }])
    // Another session of the same browser says which address its own takes the place of.
    const second = await app.signIn(person)
    const replaces = before.subscription.endpoint
    await second.client.inbox.subscribe.mutate({ ...after.subscription, replaces })
    await app.owner.updateTable('push_delivery').set({ due_at: new Date().toISOString() }).execute()
    await arrived(after)
    await settled()
    expect(await second.client.inbox.push.query()).toMatchObject({ here: true, devices: 1 })
    expect(await first.client.inbox.push.query()).toMatchObject({ here: false, devices: 1 })
    expect(before.caught).toHaveLength(1)
  })

  it('whose old address turns out to be dead keeps the new one', async () => {
    const person = await makePerson(app.owner, org)
    await app.owner
      .updateTable('person')
      .set({ quiet_from: null, quiet_until: null })
      .where('person_id', '=', person.personId)
      .execute()
    const { client } = await app.signIn(person)
    const before = catcher.device(`dead ${person.personId}`)
    const after = catcher.device(`new ${person.personId}`)
    await client.inbox.subscribe.mutate(before.subscription)
    let answer: (status: number) => void = () => undefined
    catcher.answer = ({ device }) =>
      device.startsWith('dead') ? new Promise<number>((resolve) => (answer = resolve)) : 201
    await notifyPerson(person.personId)
    await arrived(before)
    await client.inbox.subscribe.mutate({ ...after.subscription, replaces: before.subscription.endpoint })
    answer(410)
    await arrived(after)
    await settled()
    expect(await client.inbox.push.query()).toMatchObject({ here: true, devices: 1 })
  })

  it.each([
    'http://push.example.org/x',
    'https://10.0.0.8/x',
    'https://169.254.169.254/latest/meta-data',
    'https://[fd00::1]/x',
    'https://user:word@push.example.org/x',
    'ftp://push.example.org/x',
  ])('at %s is refused', async (endpoint) => {
    const call = analyst.client.inbox.subscribe.mutate({ ...phone.subscription, endpoint })
    expect(await refusalOf(call)).toMatchObject({ code: 'INVALID', details: { field: 'endpoint' } })
  })

  it('whose key nothing can be encrypted for is refused', async () => {
    const p256dh = Buffer.alloc(65, 4).toString('base64url')
    const call = analyst.client.inbox.subscribe.mutate({ ...phone.subscription, p256dh })
    expect(await refusalOf(call)).toMatchObject({ code: 'INVALID', details: { field: 'p256dh' } })
  })
})

describe('two processes on one database', () => {
  const many = 60
  const start = async () =>
    await Promise.all([startDureProcess(app.database), startDureProcess(app.database)])

  /** People with a phone each, and one piece of news each. */
  async function people(name: string): Promise<{ devices: PushDevice[]; notifyAll: () => Promise<void> }> {
    const ids = Array.from({ length: many }, () => randomUUID())
    const devices = ids.map((_, number) => catcher.device(`${name} ${number}`))
    const ends = new Date(Date.now() + 600_000).toISOString()
    const sessions = ids.map((person_id) => ({ person_id, session_id: randomUUID() }))
    await app.owner
      .insertInto('person')
      .values(
        ids.map((person_id) => ({
          org_id: org,
          person_id,
          name: 'x',
          reference: null,
          welcomed_at: null,
          quiet_from: null,
          quiet_until: null,
        })),
      )
      .execute()
    await app.owner
      .insertInto('session')
      .values(
        sessions.map((session) => ({
          ...session,
          org_id: org,
          token_hash: randomBytes(32),
          next_token_hash: null,
          device: 'x',
          idle_until: ends,
          ends_at: ends,
        })),
      )
      .execute()
    await app.owner
      .insertInto('push_subscription')
      .values(
        sessions.map((session, number) => ({
          ...session,
          org_id: org,
          subscription_id: randomUUID(),
          endpoint: '',
          p256dh: '',
          auth: '',
          ...devices[number]?.subscription,
        })),
      )
      .execute()
    const notifyAll = () =>
      app.owner.transaction().execute((transaction) =>
        notifyFromJob(
          transaction,
          ids.map((to) => ({ org, to, kind: 'clock_overdue', entityId: randomUUID() })),
        ),
      )
    return { devices, notifyAll }
  }

  it('send each push once; and where one is killed while it sends, none is lost', async () => {
    const [first, second] = await start()
    const { devices, notifyAll } = await people('once')
    await notifyAll()
    await expect.poll(() => devices.filter(({ caught }) => caught.length > 0).length, within).toBe(many)
    await settled()
    expect(devices.filter(({ caught }) => caught.length !== 1)).toEqual([])

    const killed = await people('killed')
    let inAir = 0
    let release: () => void = () => undefined
    const untilReleased = new Promise<void>((resolve) => {
      release = resolve
    })
    // Answers are held until one of the processes is no more: what it sent was taken, and it could not say so.
    catcher.answer = async () => {
      inAir += 1
      await untilReleased
      return 201
    }
    await killed.notifyAll()
    await expect.poll(() => inAir, within).toBeGreaterThan(5)
    await first.kill()
    release()
    catcher.answer = () => 201
    await expect
      .poll(() => killed.devices.filter(({ caught }) => caught.length > 0).length, within)
      .toBe(many)
    await settled()
    for (const { caught } of killed.devices) {
      // Twice at most, and the second takes the first one's place: on the phone by its tag, on the way by its topic.
      expect(caught.length).toBeLessThan(3)
      expect(new Set(caught.map(({ text }) => text)).size).toBe(1)
    }
    await second.stop()
  })
})
