/** @module-tag attack */

import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { paths } from '#client/lib/paths.ts'
import { endMemberships, endSessions } from '#server/features/administration/administer-queries.ts'
import { noteInput } from '#tests/integration/coaching/cast.ts'
import { signIn } from '#tests/support/app.ts'
import { type BrowserWorld, startBrowserWorld } from '#tests/support/browser-world.ts'
import { messagesIn } from '#tests/support/messages.ts'
import { makeOrg, makePerson, makeTeam, type TestPerson, testPassword } from '#tests/support/people.ts'
import { openPhone, type Phone, signInOnPhone, waitForWorker } from '#tests/support/phone.ts'
import { holdsCopy, phoneContents } from '#tests/support/phone-contents.ts'

const t = messagesIn.en
/** Words of other people's data. None of them may be read on a phone whose session is over. */
const canaries = { analyst: 'CANARY-analyst', team: 'CANARY-team', note: 'CANARY-note' }

let world: BrowserWorld
let org: string
let lead: TestPerson
let teamId: string
let analyst: TestPerson
const phones: Phone[] = []

beforeAll(async () => {
  world = await startBrowserWorld()
})
afterEach(async () => {
  for (const phone of phones.splice(0)) {
    expect(phone.faults).toEqual([])
    await phone.close()
  }
})
afterAll(() => world?.stop())

/** A lead with a team of one and a note about them, signed in, with the team's copies on the phone. */
async function leadsPhone(): Promise<Phone> {
  org = await makeOrg(world.owner)
  teamId = await makeTeam(world.owner, org, { name: canaries.team })
  const person = (name: string, role: 'lead' | 'analyst') =>
    makePerson(world.owner, org, { name, memberships: [{ role, teamId }] })
  lead = await person('Lead', 'lead')
  analyst = await person(canaries.analyst, 'analyst')
  const { client, meta } = await signIn(world.dure.url, lead)
  const about = { subjectId: analyst.personId, teamId, noteId: randomUUID() }
  await client.coaching.saveNote.mutate({
    meta: meta(),
    input: {
      ...noteInput({ analyst, teamId } as Parameters<typeof noteInput>[0]),
      ...about,
      body: { kind: 'quick', text: canaries.note },
    },
  })
  await world.owner.deleteFrom('session').where('person_id', '=', lead.personId).execute()
  const phone = await openPhone(world.browser, world.dure.url, { locale: 'en' })
  phones.push(phone)
  await signInOnPhone(phone, lead)
  await waitForWorker(phone)
  await phone.page.goto(paths.person(analyst.personId))
  await phone.page.getByText(canaries.note).first().waitFor()
  for (const query of ['coaching', 'scorecards', 'audits'])
    await expect.poll(() => holdsCopy(phone.page, lead.personId, [query, analyst.personId])).toBe(true)
  return phone
}

const sessionsOfLead = () =>
  world.owner.selectFrom('session').select('session_id').where('person_id', '=', lead.personId).execute()

/** As `dure end` does. */
async function endRole(): Promise<void> {
  await world.owner.transaction().execute(async (trx) => {
    const endsOn = Temporal.Now.plainDateISO('Asia/Seoul').toString()
    const ended = await endMemberships(trx, { org, personId: lead.personId, role: 'lead', teamId, endsOn })
    expect(ended).toBe(1)
    await endSessions(trx, org, lead.personId)
  })
}

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor()

/** Neither what the phone keeps nor what it shows holds a word of others; and the copies are not there at all. */
async function expectEmpty(page: Page): Promise<void> {
  const found = `${await phoneContents(page)}\n${await page.locator('body').innerText()}`
  for (const word of Object.values(canaries)) expect(found).not.toContain(word)
  const kept = await page.evaluate(async () => {
    const rows: unknown[] = []
    for (const { name = '' } of await indexedDB.databases()) {
      if (!name.startsWith('dure-cache')) continue
      const request = indexedDB.open(name)
      await new Promise((resolve) => request.addEventListener('success', resolve))
      for (const store of request.result.objectStoreNames) {
        const all = request.result.transaction(store).objectStore(store).getAll()
        await new Promise((resolve) => all.addEventListener('success', resolve))
        rows.push(...all.result)
      }
      request.result.close()
    }
    return rows.length
  })
  expect(kept).toBe(0)
}

async function chooseDark(page: Page): Promise<void> {
  await page.goto(paths.me)
  await page.locator('label.chip', { hasText: t('theme.dark') }).click({ force: true })
  await page.getByRole('link', { name: /On this phone/ }).waitFor()
}

async function signInAgain(page: Page): Promise<void> {
  await page.locator('input[type=email]').fill(lead.email)
  await page.locator('input[type=password]').fill(testPassword)
  await page.locator('button[type=submit]').click()
}

const themeOf = async () =>
  (
    await world.owner
      .selectFrom('person')
      .select('theme')
      .where('person_id', '=', lead.personId)
      .executeTakeFirstOrThrow()
  ).theme

test('what others wrote lies on the phone of a lead only encrypted', async () => {
  const { page } = await leadsPhone()
  const found = await phoneContents(page)
  expect(found).toContain(lead.name)
  for (const word of [canaries.analyst, canaries.note]) expect(found).not.toContain(word)
})

test('the phone of an ex-lead is empty at once, in every tab, and stays so without a network and after a reload', async () => {
  const phone = await leadsPhone()
  const { page } = phone
  const beside = await phone.context.newPage()
  await beside.goto(paths.person(analyst.personId))
  await beside.getByText(canaries.note).first().waitFor()
  await endRole()
  for (const each of [page, beside]) {
    await heading(each, t('signIn.title'))
    await each.getByText(t('signIn.ended')).waitFor()
  }
  await expectEmpty(page)
  await phone.offline(true)
  await page.goto(paths.person(analyst.personId))
  await page.getByText(t('signIn.ended')).waitFor()
  await expectEmpty(page)
  await phone.offline(false)
  await page.reload()
  await page.getByText(t('signIn.ended')).waitFor()
  await expectEmpty(page)

  // They may sign in, and find nothing of the team.
  await signInAgain(page)
  await page.locator('nav, header').first().waitFor()
  await page.locator('input[type=password]').waitFor({ state: 'detached' })
  await page.goto(paths.person(analyst.personId))
  await page.getByText(t('error.NOT_FOUND')).first().waitFor()
  const found = `${await phoneContents(page)}\n${await page.locator('body').innerText()}`
  for (const word of Object.values(canaries)) expect(found).not.toContain(word)
})

test('a phone that is signed out from another device while it has no network keeps its unsent work locked', async () => {
  const phone = await leadsPhone()
  const { page } = phone
  await page.reload()
  await phone.offline(true)
  await chooseDark(page)
  const other = await signIn(world.dure.url, lead)
  const [session] = (await other.client.auth.sessions.query()).filter(({ current }) => !current)
  await other.client.auth.endSession.mutate({ sessionId: session?.sessionId ?? '' })
  // It cannot know yet.
  await page.reload()
  await heading(page, t('tab.me'))
  await phone.offline(false)
  await page.getByText(t('signIn.ended')).waitFor()
  await page.getByText(t('signIn.ended.locked', { n: 1 })).waitFor()
  await expectEmpty(page)
  await page.reload()
  await page.getByText(t('signIn.ended.locked', { n: 1 })).waitFor()
  expect(await themeOf()).toBe('system')
  await signInAgain(page)
  await expect.poll(themeOf, { timeout: 20_000 }).toBe('dark')
  await page.getByText(t('signIn.ended')).waitFor({ state: 'detached' })
})

test('a role that ends by its own date takes its copies along, and the session stays', async () => {
  const { page } = await leadsPhone()
  await endMemberships(world.owner, {
    ...{ org, personId: lead.personId, role: 'lead', teamId },
    endsOn: Temporal.Now.plainDateISO('Asia/Seoul').toString(),
  })
  await page.goto(paths.me)
  await heading(page, t('tab.me'))
  await expect.poll(() => holdsCopy(page, lead.personId, ['coaching', analyst.personId])).toBe(false)
  await expect
    .poll(async () => (await page.evaluate(() => localStorage.getItem('dure.me')))?.includes(canaries.team))
    .toBe(false)
  expect(await sessionsOfLead()).toHaveLength(1)
})

test('copies without an answer of the server for longer than is set are locked until it answers', async () => {
  const phone = await leadsPhone()
  const { page } = phone
  await page.reload()
  await phone.offline(true)
  await page.reload()
  await page.getByText(canaries.note).first().waitFor()
  await page.evaluate(async (name) => {
    const request = indexedDB.open(name)
    await new Promise((resolve) => request.addEventListener('success', resolve))
    const writing = request.result.transaction('keys', 'readwrite')
    const all = writing.objectStore('keys').getAll()
    await new Promise((resolve) => all.addEventListener('success', resolve))
    for (const row of all.result)
      writing.objectStore('keys').put({ ...row, answeredAt: Date.now() - 73 * 3600_000 })
    await new Promise((resolve) => writing.addEventListener('complete', resolve))
    request.result.close()
  }, `dure-cache-${lead.personId}`)
  for (const address of [paths.person(analyst.personId), paths.today, paths.team(teamId)]) {
    await page.goto(address)
    await heading(page, t('copies.locked.title'))
    await page.getByText(t('copies.locked', { n: 72 })).waitFor()
    const found = `${await phoneContents(page)}\n${await page.locator('body').innerText()}`
    for (const word of [canaries.analyst, canaries.note]) expect(found).not.toContain(word)
  }
  await phone.offline(false)
  await page.getByRole('heading', { name: t('copies.locked.title') }).waitFor({ state: 'detached' })
  await page.goto(paths.person(analyst.personId))
  await page.getByText(canaries.note).first().waitFor()
})
