import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { notifyFromJob } from '#server/features/inbox/facade.ts'
import { messageOf } from '#server/features/inbox/push-message-rules.ts'
import { pushMessage, pushText } from '#shared/inbox/push-views.ts'
import { vapidClaims } from '#tests/support/push-catcher.ts'
import {
  analyst,
  app,
  arrived,
  catcher,
  expectDeferred,
  lead,
  notifyPerson,
  org,
  phone,
  quietNow,
  setQuiet,
  settled,
  setUp,
  shareNote,
  team,
  waiting,
  within,
} from './push-setting.ts'

setUp()

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
    const id = items[0]?.inboxId ?? ''
    expect(message).toEqual(messageOf({ id, locale: 'en', badge: 0 }, 'http://localhost'))
    expect(message.notification.body).toBe(pushText.en)
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
    await notifyPerson(analyst.person.personId)
    await arrived(phone)
    expect(JSON.parse(phone.caught[0]?.text ?? '')).toMatchObject({
      ...{ web_push: 8030, app_badge: 1 },
      notification: { body: pushText.ko, lang: 'ko' },
    })
  })

  it('waits for the end of quiet hours, except a clock of the highest severities', async () => {
    await setQuiet(quietNow())
    const { noteId } = await shareNote()
    await expectDeferred(1)
    expect(phone.caught).toEqual([])
    await notifyPerson(analyst.person.personId, true)
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
    await notifyPerson(analyst.person.personId)
    await expectDeferred(1)
    await app.owner.deleteFrom('shift').where('person_id', '=', analyst.person.personId).execute()
    await app.owner
      .updateTable('inbox')
      .set({ push_at: new Date().toISOString() })
      .where('push_at', 'is not', null)
      .execute()
    await arrived(phone)
  })

  it('is not sent of what was read meanwhile, and is one of several that come at once', async () => {
    await setQuiet(quietNow())
    await shareNote()
    await shareNote()
    await shareNote()
    await expectDeferred(3)
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
    const { notification } = pushMessage.parse(JSON.parse(phone.caught[0]?.text ?? ''))
    expect(notification.data.id).toBe(second?.inboxId)
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
    await notifyPerson(analyst.person.personId)
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
