import { randomBytes, randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { notifyFromJob } from '#server/features/inbox/facade.ts'
import { refusalOf } from '#tests/support/app.ts'
import { startDureProcess } from '#tests/support/dure-process.ts'
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
