import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { notifyFromJob } from '#server/features/inbox/facade.ts'
import { sendMails } from '#server/features/inbox/mail-jobs.ts'
import { mailReport } from '#server/features/inbox/mail-queries.ts'
import { createLog } from '#server/lib/log.ts'
import { createMailer } from '#server/lib/mail.ts'
import type { InboxKind } from '#shared/inbox/kinds.ts'
import { pushText } from '#shared/inbox/push-views.ts'
import { type SignedIn, startTestApp, type TestApp } from '#tests/support/app.ts'
import { type MailCatcher, startMailCatcher } from '#tests/support/mail-catcher.ts'
import { makeOrg, makePerson, makeTeam } from '#tests/support/people.ts'
import { type PushCatcher, startPushCatcher } from '#tests/support/push-catcher.ts'

const within = { timeout: 20_000, interval: 50 }
const limits = { before: 2_000, after: 1_500 }

let app: TestApp
let catcher: MailCatcher
let pushes: PushCatcher
let org: string
let team: string

beforeAll(async () => {
  catcher = await startMailCatcher()
  pushes = await startPushCatcher()
  app = await startTestApp(undefined, { mail: { url: catcher.url, from: 'Dure <dure@example.org>', limits } })
  org = await makeOrg(app.owner, 'ORG-CANARY')
  team = await makeTeam(app.owner, org, { name: 'TEAM-CANARY' })
})
afterAll(async () => {
  await app?.stop()
  await catcher?.stop()
  await pushes?.stop()
})
afterEach(async () => {
  catcher.behaviour = 'takes'
  catcher.stored = []
  await app.owner.deleteFrom('mail').execute()
})

/** An analyst without quiet hours who wants e-mail. */
async function somebody(locale: 'ko' | 'en' = 'en'): Promise<SignedIn> {
  const person = await makePerson(app.owner, org, {
    ...{ name: 'PERSON-CANARY', locale },
    memberships: [{ role: 'analyst', teamId: team }],
  })
  await app.owner
    .updateTable('person')
    .set({ quiet_from: null, quiet_until: null })
    .where('person_id', '=', person.personId)
    .execute()
  const who = await app.signIn(person)
  await who.client.inbox.setChoices.mutate({ meta: who.meta(), input: { email: true } })
  return who
}

const notify = (to: string, kind: InboxKind = 'note_shared', urgent = false) =>
  app.owner
    .transaction()
    .execute((transaction) => notifyFromJob(transaction, [{ org, to, kind, entityId: randomUUID(), urgent }]))
const mails = () =>
  app.owner
    .selectFrom('mail')
    .select(['person_id', 'attempts', 'unsure', 'reason', 'sent_at', 'given_up_at', 'due_at'])
    .orderBy('created_at')
    .execute()
/** Everything that waits is due now. */
const bringForward = () =>
  app.owner.updateTable('mail').set({ due_at: sql`clock_timestamp()` }).where('sent_at', 'is', null).execute()
const allSent = () =>
  expect.poll(async () => (await mails()).filter(({ sent_at }) => sent_at === null), within).toEqual([])
const inMailbox = (n: number) => expect.poll(() => catcher.mailbox().length, within).toBe(n)
const allPushed = (person: string) =>
  expect
    .poll(
      async () =>
        await app.owner
          .selectFrom('inbox')
          .select('kind')
          .where('person_id', '=', person)
          .where('push_at', 'is not', null)
          .execute(),
      within,
    )
    .toEqual([])

describe('an e-mail', () => {
  it('goes to the account’s address, in the person’s language, and says nothing private', async () => {
    const who = await somebody('ko')
    expect(await who.client.inbox.choices.query()).toMatchObject({
      ...{ email: true, sendsMail: true, address: who.person.email },
    })
    await notify(who.person.personId)
    await inMailbox(1)
    const [mail] = catcher.stored
    expect(mail?.to).toBe(who.person.email)
    const content = Buffer.from(mail?.raw.split('\r\n\r\n')[1] ?? '', 'base64').toString()
    expect(content).toContain(pushText.ko)
    expect(content).toContain('http://localhost/inbox')
    const { items } = await who.client.inbox.list.query()
    const all = `${mail?.raw} ${content}`
    for (const secret of [/CANARY/, items[0]?.entityId ?? '', items[0]?.inboxId ?? '', 'note_shared', org])
      expect(all).not.toMatch(secret)
    await allSent()
  })

  it('is one for several at once, and the next keeps its distance unless something is urgent', async () => {
    const { person } = await somebody()
    await app.owner.transaction().execute((transaction) =>
      notifyFromJob(
        transaction,
        [1, 2, 3].map(() => ({ org, to: person.personId, kind: 'note_shared', entityId: randomUUID() })),
      ),
    )
    await inMailbox(1)
    await allSent()
    await notify(person.personId)
    await notify(person.personId)
    await allPushed(person.personId)
    const [, waiting, ...more] = await mails()
    expect(more).toEqual([])
    expect(Date.parse(waiting?.due_at ?? '') - Date.now()).toBeGreaterThan(500_000)
    expect(catcher.stored).toHaveLength(1)
    await notify(person.personId, 'clock_overdue', true)
    await inMailbox(2)
    await allSent()
    expect(await mails()).toHaveLength(2)
  })

  it('goes to nobody who did not ask for it, turned it off again, read it, or has no role any more', async () => {
    catcher.behaviour = 'busy'
    const [off, reader, left, never] = [
      await somebody(),
      await somebody(),
      await somebody(),
      await somebody(),
    ]
    await never.client.inbox.setChoices.mutate({ meta: never.meta(), input: { email: false } })
    for (const { person } of [off, reader, left, never]) await notify(person.personId)
    await expect
      .poll(async () => (await mails()).filter(({ attempts }) => attempts > 0).length, within)
      .toBe(3)
    await off.client.inbox.setChoices.mutate({ meta: off.meta(), input: { email: false } })
    const { items } = await reader.client.inbox.list.query()
    const inboxIds = items.map(({ inboxId }) => inboxId)
    await reader.client.inbox.read.mutate({ meta: reader.meta(), input: { inboxIds } })
    await app.owner
      .updateTable('membership')
      .set({ ends_on: '2026-01-01' })
      .where('person_id', '=', left.person.personId)
      .execute()
    catcher.behaviour = 'takes'
    await bringForward()
    await expect.poll(mails, within).toEqual([])
    await notify(left.person.personId)
    await allPushed(left.person.personId)
    expect(await mails()).toEqual([])
    expect(catcher.stored).toEqual([])
  })
})

describe('a mail server', () => {
  it('that is not there loses nothing and doubles nothing once it comes back', async () => {
    const people = [await somebody(), await somebody(), await somebody()]
    await catcher.stop()
    for (const { person } of people) await notify(person.personId)
    await expect
      .poll(async () => (await mails()).filter(({ attempts }) => attempts > 0).length, within)
      .toBe(3)
    catcher = await startMailCatcher(catcher.port)
    await bringForward()
    await inMailbox(3)
    await allSent()
    expect(catcher.stored).toHaveLength(3)
    expect(new Set(catcher.stored.map(({ to }) => to)).size).toBe(3)
  })

  it.each(['busy', 'hangs before'] as const)('that %s gets it again, and once', async (behaviour) => {
    const { person } = await somebody()
    catcher.behaviour = behaviour
    await notify(person.personId)
    await expect.poll(async () => (await mails())[0]?.attempts ?? 0, within).toBeGreaterThan(0)
    expect((await mails())[0]).toMatchObject({ unsure: 0, sent_at: null })
    expect(catcher.stored).toEqual([])
    catcher.behaviour = 'takes'
    await bringForward()
    await inMailbox(1)
    await allSent()
    expect(catcher.stored).toHaveLength(1)
  })

  it.each([
    'hangs after',
    'drops after',
  ] as const)('that %s it stored one gets it again under its Message-ID', async (behaviour) => {
    const { person } = await somebody()
    catcher.behaviour = behaviour
    await notify(person.personId)
    await expect.poll(async () => (await mails())[0]?.unsure ?? 0, within).toBe(1)
    // It is not repeated at once: the person may read it meanwhile.
    expect(Date.parse((await mails())[0]?.due_at ?? '') - Date.now()).toBeGreaterThan(600_000)
    // What comes now is not in the one that may have arrived.
    await notify(person.personId)
    await expect.poll(async () => (await mails()).length, within).toBe(2)
    catcher.behaviour = 'takes'
    await bringForward()
    await allSent()
    expect(catcher.stored).toHaveLength(3)
    expect(catcher.mailbox()).toHaveLength(2)
  })

  it('that hangs after it stored one does not get it again once the person read it', async () => {
    const who = await somebody()
    catcher.behaviour = 'hangs after'
    await notify(who.person.personId)
    await expect.poll(async () => (await mails())[0]?.unsure ?? 0, within).toBe(1)
    const { items } = await who.client.inbox.list.query()
    const inboxIds = items.map(({ inboxId }) => inboxId)
    await who.client.inbox.read.mutate({ meta: who.meta(), input: { inboxIds } })
    catcher.behaviour = 'takes'
    await bringForward()
    await expect.poll(mails, within).toEqual([])
    expect(catcher.stored).toHaveLength(1)
  })

  it('that refuses for good, or is silent for a day, is on record', async () => {
    const [refused, silent] = [await somebody(), await somebody()]
    catcher.behaviour = 'refuses'
    await notify(refused.person.personId)
    await expect
      .poll(() => mailReport(app.owner), within)
      .toMatchObject({ givenUp: 1, lastReason: 'SMTP 550' })
    catcher.behaviour = 'busy'
    await notify(silent.person.personId)
    await expect.poll(async () => (await mails())[1]?.attempts ?? 0, within).toBe(1)
    await app.owner
      .updateTable('mail')
      .set({ created_at: sql`now() - interval '25 hours'` })
      .where('person_id', '=', silent.person.personId)
      .execute()
    await expect
      .poll(() => mailReport(app.owner), within)
      .toMatchObject({
        ...{ from: 'Dure <dure@example.org>', waiting: 0, givenUp: 2, lastReason: 'SMTP 451' },
      })
    expect(catcher.stored).toEqual([])
  })

  it('that is silent for almost a day still gets what came meanwhile', async () => {
    const { person } = await somebody()
    catcher.behaviour = 'busy'
    await notify(person.personId)
    await expect.poll(async () => (await mails())[0]?.attempts ?? 0, within).toBe(1)
    await app.owner.updateTable('mail').set({ created_at: sql`now() - interval '23 hours'` }).execute()
    await notify(person.personId)
    await allPushed(person.personId)
    const young = app.owner
      .selectFrom('mail')
      .select('mail_id')
      .where('created_at', '>', sql<string>`now() - interval '1 hour'`)
    await expect.poll(async () => (await young.execute()).length, within).toBe(1)
    expect(await mails()).toHaveLength(1)
  })

  it('gets each once from several processes', async () => {
    const people = await Promise.all(Array.from({ length: 12 }, () => somebody()))
    catcher.behaviour = 'busy'
    for (const { person } of people) await notify(person.personId)
    await expect
      .poll(async () => (await mails()).filter(({ attempts }) => attempts > 0).length, within)
      .toBe(12)
    catcher.behaviour = 'takes'
    await bringForward()
    const mailer = createMailer({ url: catcher.url, from: 'dure@example.org', limits })
    const deps = { db: app.owner, log: createLog('error'), mailer, publicUrl: 'http://localhost' }
    const { signal } = new AbortController()
    await Promise.all([1, 2, 3].map(() => sendMails({ ...deps, signal })))
    await allSent()
    expect(catcher.stored).toHaveLength(12)
    expect(catcher.mailbox()).toHaveLength(12)
  })
})

describe('what a person chose', () => {
  async function withPhone() {
    const who = await somebody()
    const device = pushes.device(who.person.personId)
    await who.client.inbox.subscribe.mutate(device.subscription)
    return { ...who, device }
  }

  it('holds group by group: off is in the inbox alone, and a clock comes all the same', async () => {
    const { client, meta, person, device } = await withPhone()
    const input = { timings: { notes: 'off', wellbeing: 'digest' } } as const
    await client.inbox.setChoices.mutate({ meta: meta(), input })
    await client.inbox.setChoices.mutate({ meta: meta(), input: { timings: { questions: 'off' } } })
    expect((await client.inbox.choices.query()).timings).toEqual({ ...input.timings, questions: 'off' })
    await notify(person.personId, 'note_shared')
    await allPushed(person.personId)
    expect(await mails()).toEqual([])
    await notify(person.personId, 'clock_overdue')
    await inMailbox(1)
    await expect.poll(() => device.caught.length, within).toBe(1)
    expect((await client.inbox.list.query()).items).toHaveLength(2)
  })

  it('waits for the hour of the digest, and goes as one push and one e-mail', async () => {
    const { client, meta, person, device } = await withPhone()
    const local = Temporal.Now.plainTimeISO('Asia/Seoul')
    const digestAt = local.add({ hours: 2 }).toString({ smallestUnit: 'minute' })
    await client.inbox.setChoices.mutate({ meta: meta(), input: { digestAt, timings: { notes: 'digest' } } })
    for (let times = 0; times < 3; times++) await notify(person.personId)
    const later = () =>
      app.owner
        .selectFrom('inbox')
        .select('inbox_id')
        .where('person_id', '=', person.personId)
        .where('push_at', '>', sql<string>`now() + interval '1 minute'`)
        .execute()
    await expect.poll(async () => (await later()).length, within).toBe(3)
    expect(await mails()).toEqual([])
    // As if it had come before the last hour of the digest.
    await app.owner
      .updateTable('inbox')
      .set({ at: sql`now() - interval '26 hours'`, push_at: sql`now()` })
      .where('person_id', '=', person.personId)
      .execute()
    await inMailbox(1)
    await expect.poll(() => device.caught.length, within).toBe(1)
    expect(await mails()).toHaveLength(1)
  })

  it('is refused where a group or an hour is none', async () => {
    const { client, meta } = await somebody()
    const call = (input: object) => client.inbox.setChoices.mutate({ meta: meta(), input })
    await expect(call({ digestAt: '25:00' })).rejects.toThrow()
    await expect(call({ timings: { clocks: 'off' } })).rejects.toThrow()
    await expect(call({ timings: { notes: 'later' } })).rejects.toThrow()
  })
})
