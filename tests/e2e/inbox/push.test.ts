import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { paths } from '#client/lib/paths.ts'
import { notifyFromJob } from '#server/features/inbox/facade.ts'
import { messageOf } from '#server/features/inbox/push-message-rules.ts'
import { type PushMessage, pushMessage, pushText } from '#shared/inbox/push-views.ts'
import { type SignedIn, signIn } from '#tests/support/app.ts'
import { type BrowserWorld, startBrowserWorld } from '#tests/support/browser-world.ts'
import { messagesIn } from '#tests/support/messages.ts'
import { makeOrg, makePerson, makeTeam, type TestPerson } from '#tests/support/people.ts'
import { openPhone, type Phone, signInOnPhone, waitForWorker } from '#tests/support/phone.ts'
import {
  browserSubscribesTo,
  deliverPush,
  noNotification,
  tapNotification,
} from '#tests/support/push-browser.ts'
import { type PushCatcher, type PushDevice, startPushCatcher } from '#tests/support/push-catcher.ts'

const t = messagesIn.ko
let world: BrowserWorld
let catcher: PushCatcher
let org: string
let team: string
let analyst: TestPerson
let lead: SignedIn
const phones: Phone[] = []

beforeAll(async () => {
  world = await startBrowserWorld()
  catcher = await startPushCatcher()
  org = await makeOrg(world.owner)
  team = await makeTeam(world.owner, org)
  const person = (name: string, role: 'lead' | 'analyst') =>
    makePerson(world.owner, org, { name, locale: 'ko', memberships: [{ role, teamId: team }] })
  analyst = await person('서하늘', 'analyst')
  lead = await signIn(world.dure.url, await person('정해솔', 'lead'))
})
afterEach(async () => {
  for (const phone of phones.splice(0)) {
    expect(phone.faults).toEqual([])
    await phone.close()
  }
})
afterAll(async () => {
  await world?.stop()
  await catcher?.stop()
})

async function shareNote(text = '비공개 낱말'): Promise<string> {
  const noteId = randomUUID()
  await lead.client.coaching.saveNote.mutate({
    meta: lead.meta(),
    input: {
      ...{ noteId, teamId: team, subjectId: analyst.personId, audience: 'person', criterion: null },
      ...{ body: { kind: 'quick', text }, evidence: [], followUpOn: null, actions: [] },
    },
  })
  return noteId
}

async function readyPhone(device?: PushDevice): Promise<Phone> {
  const phone = await openPhone(world.browser, world.dure.url)
  phones.push(phone)
  if (device) await browserSubscribesTo(phone, device, world.dure.url)
  await signInOnPhone(phone, analyst)
  await waitForWorker(phone)
  return phone
}

const deliver = (phone: Phone, message: PushMessage) => deliverPush(phone, world.dure.url, message)

test('asked for by a tap, a push says that something is there, and leads to it', async () => {
  const device = catcher.device('phone')
  const phone = await readyPhone(device)
  const { page } = phone
  await page.goto(paths.notifications)
  await page.getByText(pushText.ko).waitFor()
  expect(await page.evaluate(() => Notification.permission)).not.toBe('denied')
  await page.getByRole('switch', { name: t('push.switch') }).click()
  await page.getByText(t('push.devices', { n: 1 })).waitFor()

  const noteId = await shareNote()
  await expect.poll(() => device.caught.length).toBe(1)
  const message = pushMessage.parse(JSON.parse(device.caught[0]?.text ?? ''))
  expect(await deliver(phone, message)).toMatchObject({
    title: 'Dure',
    options: { body: pushText.ko, tag: 'dure', data: { id: message.notification.data.id } },
  })
  await tapNotification(phone)
  await page.waitForURL(`**${paths.note(noteId)}`)
  await page.getByText('비공개 낱말').waitFor()
  await noNotification(phone)
  // Opened is read, here and on every other phone.
  await expect
    .poll(() =>
      world.owner.selectFrom('inbox').select('read_at').where('entity_id', '=', noteId).executeTakeFirst(),
    )
    .toMatchObject({ read_at: expect.anything() })
})

test('several are one line, which leads to the list', async () => {
  const device = catcher.device('second phone')
  const phone = await readyPhone(device)
  const { page } = phone
  await page.goto(paths.today)
  const message = (badge: number) => messageOf({ id: randomUUID(), locale: 'ko', badge }, world.dure.url)
  await deliver(phone, message(1))
  const second = await deliver(phone, message(2))
  expect(second).toMatchObject({ options: { tag: 'dure', data: { id: undefined } } })
  await tapNotification(phone)
  await page.waitForURL(`**${paths.inbox}`)
  await page.getByRole('heading', { name: t('inbox.title') }).waitFor()
})

test('the inbox counts, lists without a network, and is read by being opened', async () => {
  await world.owner.deleteFrom('inbox').execute()
  const phone = await readyPhone()
  const { page } = phone
  const badges: number[] = []
  await page.exposeFunction('badge', (n: number) => void badges.push(n))
  await page.addInitScript(() => {
    Object.assign(navigator, {
      setAppBadge: async (n: number) => (globalThis as unknown as { badge(n: number): void }).badge(n),
    })
  })
  await page.goto(paths.today)
  await page.getByRole('link', { name: t('today.inbox', { n: 0 }), exact: true }).waitFor()
  const noteId = await shareNote()
  const sharedAt = Date.now()
  const link = page.getByRole('link', { name: t('today.inbox', { n: 1 }), exact: true })
  await link.waitFor()
  expect(Date.now() - sharedAt).toBeLessThan(5_000)
  const talk = { org, to: analyst.personId, kind: 'clock_overdue', entityId: randomUUID() } as const
  await world.owner.transaction().execute((transaction) => notifyFromJob(transaction, [talk]))
  const two = page.getByRole('link', { name: t('today.inbox', { n: 2 }), exact: true })
  await two.waitFor()
  // The icon counts what waits on Today now, not what is new.
  expect(new Set(badges)).toEqual(new Set([0]))
  await two.click()
  const row = page.getByRole('link', { name: / 님이 쓴 .* 공유됨/ })
  await row.waitFor()
  await phone.offline(true)
  await page.goto(paths.inbox)
  await row.waitFor()
  await row.click()
  await page.waitForURL(`**${paths.note(noteId)}`)
  await page.getByRole('link', { name: t('sync.local') }).waitFor()
  await page.goto(paths.today)
  await page.getByRole('link', { name: t('today.inbox', { n: 1 }), exact: true }).waitFor()
  await phone.offline(false)
  await expect
    .poll(() =>
      world.owner.selectFrom('inbox').select('read_at').where('entity_id', '=', noteId).executeTakeFirst(),
    )
    .toMatchObject({ read_at: expect.anything() })

  await page.goto(paths.inbox)
  await page.getByRole('button', { name: t('ui.more'), exact: true }).click()
  await page.getByText(t('inbox.readAll')).click()
  await page.getByRole('heading', { name: t('inbox.unread') }).waitFor({ state: 'detached' })
  await expect.poll(() => badges.at(-1)).toBe(0)
})

test('quiet hours are set under Me and kept; signing out ends the pushes of this device', async () => {
  const device = catcher.device('third phone')
  const phone = await readyPhone(device)
  const { page } = phone
  await page.goto(paths.notifications)
  await page.getByRole('switch', { name: t('push.switch') }).click()
  await page.getByText(t('push.devices', { n: 1 })).waitFor()
  await page.getByRole('switch', { name: t('quiet.switch') }).click()
  await page.getByLabel(t('quiet.from')).fill('08:00')
  await page.getByText(t('quiet.same')).waitFor()
  await page.getByLabel(t('quiet.from')).fill('21:30')
  const kept = () =>
    world.owner
      .selectFrom('person')
      .select(['quiet_from', 'quiet_until'])
      .where('person_id', '=', analyst.personId)
      .executeTakeFirst()
  await expect.poll(kept).toEqual({ quiet_from: '21:30:00', quiet_until: '08:00:00' })
  await page.getByRole('switch', { name: t('quiet.switch') }).click()
  await expect.poll(kept).toEqual({ quiet_from: null, quiet_until: null })

  await page.goto(paths.me)
  await page.getByText(t('me.unsent.none')).waitFor()
  await page.getByRole('button', { name: t('me.signOut') }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: t('me.signOut') })
    .click()
  await page.locator('input[type=email]').waitFor()
  const subscribed = () =>
    world.owner
      .selectFrom('push_subscription')
      .select('endpoint')
      .where('endpoint', '=', device.subscription.endpoint)
      .execute()
  await expect.poll(subscribed).toEqual([])
  expect(await page.evaluate(() => localStorage.getItem('dure.push'))).toBeNull()
})
