import { randomBytes, randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { notifyFromJob } from '#server/features/inbox/facade.ts'
import type { SaveNoteInput } from '#shared/coaching/contracts.ts'
import { pushMessage, pushText } from '#shared/inbox/push-views.ts'
import { refusalOf, type SignedIn, startTestApp, type TestApp } from '#tests/support/app.ts'
import { startDureProcess } from '#tests/support/dure-process.ts'
import { makeOrg, makePerson, makeTeam } from '#tests/support/people.ts'
import {
  type PushCatcher,
  type PushDevice,
  startPushCatcher,
  vapidClaims,
} from '#tests/support/push-catcher.ts'

let app: TestApp
let catcher: PushCatcher
let org: string
let team: string
let lead: SignedIn
let analyst: SignedIn
let phone: PushDevice

beforeAll(async () => {
  app = await startTestApp()
  catcher = await startPushCatcher()
  org = await makeOrg(app.owner, 'ORG-CANARY')
  team = await makeTeam(app.owner, org, { name: 'TEAM-CANARY' })
  const person = (name: string, role: 'lead' | 'analyst') =>
    makePerson(app.owner, org, { name, standings: [{ role, teamId: team }] })
  lead = await app.signIn(await person('LEAD-CANARY', 'lead'))
  analyst = await app.signIn(await person('ANALYST-CANARY', 'analyst'))
  phone = catcher.device('analyst’s phone')
  await analyst.client.inbox.subscribe.mutate(phone.subscription)
})
afterAll(async () => {
  await app.stop()
  await catcher.stop()
})
afterEach(() => {
  catcher.answer = () => 201
  phone.caught.length = 0
})

const within = { timeout: 15_000, interval: 20 }
const arrived = (device: PushDevice, n = 1) => expect.poll(() => device.caught.length, within).toBe(n)

async function shareNote(): Promise<SaveNoteInput> {
  const input: SaveNoteInput = {
    ...{ noteId: randomUUID(), teamId: team, subjectId: analyst.person.personId, audience: 'person' },
    ...{ body: { kind: 'quick', text: 'WORDS-CANARY' }, criterion: null, evidence: [], followUpOn: null },
    actions: [],
  }
  await lead.client.coaching.saveNote.mutate({ meta: lead.meta(), input })
  return input
}
/** News from nobody, of nothing. */
const tell = (to: string, urgent = false) =>
  app.owner
    .transaction()
    .execute((transaction) =>
      notifyFromJob(transaction, [{ org, to, kind: 'clock_at_risk', entityId: randomUUID(), urgent }]),
    )
const setQuiet = (quiet: { from: string; until: string } | null) =>
  analyst.client.people.setPreferences.mutate({ meta: analyst.meta(), input: { quiet } })
/** Nothing is on its way any more. */
const settled = () =>
  expect.poll(() => app.owner.selectFrom('push_delivery').select('due_at').execute(), within).toEqual([])
const waiting = async (personId: string) =>
  await app.owner
    .selectFrom('inbox')
    .select(['push_at', 'told'])
    .where('person_id', '=', personId)
    .where('push_at', 'is not', null)
    .execute()

/** So many pieces of the analyst's news were looked at and wait. */
const held = (n: number) =>
  expect
    .poll(async () => {
      const rows = await waiting(analyst.person.personId)
      return rows.filter(({ push_at }) => Date.parse(`${push_at}`) > Date.now() + 5_000).length
    }, within)
    .toBe(n)

describe('a push', () => {
  it('follows the commit within seconds, by the standard, and holds nothing private', async () => {
    const sharedAt = Date.now()
    const { noteId } = await shareNote()
    await arrived(phone)
    const [push] = phone.caught
    if (!push) throw new Error('nothing was caught')
    expect(push.at - sharedAt).toBeLessThan(5_000)
    const { items } = await analyst.client.inbox.list.query()
    const message = pushMessage.parse(JSON.parse(push.text))
    expect(message).toEqual({ id: items[0]?.inboxId, text: pushText.en, badge: 0 })
    expect(Object.keys(JSON.parse(push.text))).toEqual(['id', 'text', 'badge'])
    expect(items[0]).toMatchObject({ kind: 'note_shared', entityId: noteId, readAt: null })
    const all = `${JSON.stringify(push.headers)} ${push.body.toString('latin1')} ${push.text}`
    expect(all).not.toMatch(/CANARY/)
    for (const id of [noteId, team, org, lead.person.personId, analyst.person.personId])
      expect(all).not.toContain(id)
    expect(push.headers).toMatchObject({
      ...{ 'content-encoding': 'aes128gcm', ttl: '86400', urgency: 'normal', topic: 'dure' },
    })
    const claims = vapidClaims(push)
    expect(claims.publicKey).toBe((await analyst.client.inbox.push.query()).publicKey)
    expect(claims).toMatchObject({ aud: catcher.url, sub: expect.stringMatching(/^(mailto|https):/) })
  })

  it('is in the person’s language, with the number of what waits', async () => {
    const input = { locale: 'ko' as const }
    await analyst.client.people.setPreferences.mutate({ meta: analyst.meta(), input })
    await tell(analyst.person.personId)
    await arrived(phone)
    expect(JSON.parse(phone.caught[0]?.text ?? '')).toMatchObject({ text: pushText.ko, badge: 1 })
  })

  it('waits for the end of quiet hours, except a clock of the highest severities', async () => {
    await setQuiet({ from: '00:01', until: '00:00' })
    const { noteId } = await shareNote()
    await held(1)
    expect(phone.caught).toEqual([])
    await tell(analyst.person.personId, true)
    await arrived(phone)
    expect(phone.caught[0]?.headers).toMatchObject({ urgency: 'high', ttl: '3600', topic: 'dure-clock' })
    await setQuiet(null)
    await app.owner
      .updateTable('inbox')
      .set({ push_at: new Date().toISOString() })
      .where('entity_id', '=', noteId)
      .execute()
    await arrived(phone, 2)
  })

  it('waits for the next shift of who has shifts, and for the end of an absence', async () => {
    const hour = (n: number) => new Date(Date.now() + n * 3_600_000).toISOString()
    const shift = { org_id: org, person_id: analyst.person.personId }
    await app.owner
      .insertInto('shift')
      .values({ ...shift, shift_id: randomUUID(), kind: 'work', starts_at: hour(1), ends_at: hour(9) })
      .execute()
    await tell(analyst.person.personId)
    await held(1)
    await app.owner.deleteFrom('shift').where('person_id', '=', analyst.person.personId).execute()
    await app.owner
      .updateTable('inbox')
      .set({ push_at: new Date().toISOString() })
      .where('push_at', 'is not', null)
      .execute()
    await arrived(phone)
  })

  it('is not sent of what was read meanwhile, and is one of several that come at once', async () => {
    await setQuiet({ from: '00:01', until: '00:00' })
    await shareNote()
    await shareNote()
    await shareNote()
    await held(3)
    const { items } = await analyst.client.inbox.list.query()
    const [newest, second] = items
    await analyst.client.inbox.read.mutate({
      meta: analyst.meta(),
      input: { inboxIds: [newest?.inboxId ?? ''] },
    })
    await setQuiet(null)
    await app.owner
      .updateTable('inbox')
      .set({ push_at: new Date().toISOString() })
      .where('push_at', 'is not', null)
      .execute()
    await arrived(phone)
    expect(JSON.parse(phone.caught[0]?.text ?? '').id).toBe(second?.inboxId)
    await expect.poll(() => waiting(analyst.person.personId), within).toEqual([])
    await settled()
  })

  it('is shown no sooner than its time, and then told to open phones', async () => {
    const entityId = randomUUID()
    const later = Date.now() + 600_000
    await app.owner
      .transaction()
      .execute((transaction) =>
        notifyFromJob(transaction, [
          { org, to: analyst.person.personId, kind: 'look_answered', entityId, notBefore: later },
        ]),
      )
    const listed = async () =>
      (await analyst.client.inbox.list.query()).items.some((item) => item.entityId === entityId)
    expect(await listed()).toBe(false)
    const now = new Date().toISOString()
    await app.owner
      .updateTable('inbox')
      .set({ push_at: now, at: now })
      .where('entity_id', '=', entityId)
      .execute()
    await arrived(phone)
    expect(await listed()).toBe(true)
    const row = await app.owner
      .selectFrom('inbox')
      .select('told')
      .where('entity_id', '=', entityId)
      .executeTakeFirst()
    expect(row).toEqual({ told: true })
  })

  it('comes later from a service that is busy, and no more to a device that is gone', async () => {
    catcher.answer = () => 503
    await tell(analyst.person.personId)
    await arrived(phone)
    await expect
      .poll(() => app.owner.selectFrom('push_delivery').select('attempts').execute(), within)
      .toEqual([{ attempts: 1 }])
    catcher.answer = () => 410
    await app.owner.updateTable('push_delivery').set({ due_at: new Date().toISOString() }).execute()
    await arrived(phone, 2)
    await expect
      .poll(() => analyst.client.inbox.push.query(), within)
      .toMatchObject({ here: false, devices: 0 })
    await settled()
  })
})

describe('a device', () => {
  it('takes pushes until its session ends', async () => {
    const other = await app.signIn(analyst.person)
    const second = catcher.device('second phone')
    await other.client.inbox.subscribe.mutate(second.subscription)
    await other.client.inbox.subscribe.mutate(second.subscription)
    expect(await other.client.inbox.push.query()).toMatchObject({ here: true, devices: 1 })
    await other.client.auth.signOut.mutate()
    expect(await analyst.client.inbox.push.query()).toMatchObject({ here: false, devices: 0 })
    await analyst.client.inbox.subscribe.mutate(phone.subscription)
    await tell(analyst.person.personId)
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
  async function people(name: string): Promise<{ devices: PushDevice[]; tellAll: () => Promise<void> }> {
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
    const tellAll = () =>
      app.owner.transaction().execute((transaction) =>
        notifyFromJob(
          transaction,
          ids.map((to) => ({ org, to, kind: 'clock_overdue', entityId: randomUUID() })),
        ),
      )
    return { devices, tellAll }
  }

  it('send each push once; and where one is killed while it sends, none is lost', async () => {
    const [first, second] = await start()
    const { devices, tellAll } = await people('once')
    await tellAll()
    await expect.poll(() => devices.filter(({ caught }) => caught.length > 0).length, within).toBe(many)
    await settled()
    expect(devices.filter(({ caught }) => caught.length !== 1)).toEqual([])

    const killed = await people('killed')
    let inAir = 0
    let release: () => void = () => undefined
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    // Answers are held until one of the processes is no more: what it sent was taken, and it could not say so.
    catcher.answer = async () => {
      inAir += 1
      await held
      return 201
    }
    await killed.tellAll()
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
