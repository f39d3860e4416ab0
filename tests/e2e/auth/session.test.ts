import { createHash, randomBytes } from 'node:crypto'
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { Schema } from '#server/db/schema.ts'
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts'
import { type DureProcess, startDureProcess } from '#tests/support/dure-process.ts'
import { makeOrg, makePerson, makeTeam, type TestPerson, testPassword } from '#tests/support/people.ts'
import { launchBrowser, openPhone, type Phone, signInOnPhone } from '#tests/support/phone.ts'

let database: TestDatabase
let owner: Kysely<Schema>
let dure: DureProcess
let browser: Browser
let org: string
let lead: TestPerson
let analyst: TestPerson
const phones: Phone[] = []

beforeAll(async () => {
  database = await createTestDatabase()
  owner = new Kysely<Schema>({
    dialect: new PostgresDialect({ pool: new pg.Pool({ connectionString: database.ownerUrl, max: 2 }) }),
  })
  org = await makeOrg(owner)
  const teamId = await makeTeam(owner, org)
  lead = await makePerson(owner, org, { name: 'Lead', memberships: [{ role: 'lead', teamId }] })
  analyst = await makePerson(owner, org, { name: 'Analyst', memberships: [{ role: 'analyst', teamId }] })
  dure = await startDureProcess(database)
  browser = await launchBrowser()
})

afterEach(async ({ task }) => {
  for (const phone of phones.splice(0)) {
    // The page that stood there instead of what a test waited for is the first thing to know.
    if (task.result?.state === 'fail') phone.faults.push(await phone.page.locator('body').innerText())
    expect(phone.faults).toEqual([])
    await phone.close()
  }
})

afterAll(async () => {
  await browser?.close()
  await dure?.stop()
  await owner?.destroy()
  await database?.drop()
})

async function newPhone(): Promise<Phone> {
  const phone = await openPhone(browser, dure.url, { locale: 'en' })
  phones.push(phone)
  return phone
}

/** Signed in, with the worker installed, so that the next start needs no network. */
async function readyPhone(person: TestPerson): Promise<Phone> {
  const phone = await newPhone()
  await signInOnPhone(phone, person)
  await phone.page.evaluate(async () => void (await navigator.serviceWorker.ready))
  return phone
}

const choose = (page: Page, name: string) => page.getByRole('radio', { name, exact: true }).check()
const themeOf = (page: Page) => page.evaluate(() => document.documentElement.dataset.theme ?? 'system')
const themeKept = async ({ personId }: TestPerson) =>
  (
    await owner
      .selectFrom('person')
      .select('theme')
      .where('person_id', '=', personId)
      .executeTakeFirstOrThrow()
  ).theme
const welcomedAt = async (name: string) =>
  (
    await owner
      .selectFrom('person')
      .select('welcomed_at')
      .where('org_id', '=', org)
      .where('name', '=', name)
      .executeTakeFirstOrThrow()
  ).welcomed_at
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor()

async function fillSignIn(page: Page, { email }: TestPerson): Promise<void> {
  await page.locator('input[type=email]').fill(email)
  await page.locator('input[type=password]').fill(testPassword)
  await page.locator('button[type=submit]').click()
}

test('a setting changed without a network shows at once, outlives a cold start and is sent when the network is back', async () => {
  const { page, offline } = await readyPhone(lead)
  await page.reload()
  await offline(true)
  await page.goto('/me')
  await choose(page, 'Dark')
  await expect.poll(() => themeOf(page)).toBe('dark')
  await page.getByRole('link', { name: /On this phone/ }).waitFor()
  await page.goto('/me')
  await heading(page, 'Me')
  expect(await themeOf(page)).toBe('dark')
  expect(await themeKept(lead)).toBe('system')
  await offline(false)
  await expect.poll(() => themeKept(lead), { timeout: 20_000 }).toBe('dark')
  await page.getByRole('link', { name: /On this phone/ }).waitFor({ state: 'detached' })
})

test('when the session ends the screen stays, the queue waits, and the same person goes on where they were', async () => {
  const { page, context, offline } = await readyPhone(lead)
  await page.goto('/me')
  await heading(page, 'Me')
  // Without a network, so that nothing else finds out before the choice is made.
  await offline(true)
  await choose(page, 'Light')
  await expect.poll(() => themeOf(page)).toBe('light')
  await context.clearCookies()
  await offline(false)
  const again = page.getByRole('dialog', { name: 'Sign in again' })
  await again.waitFor()
  await heading(page, 'Me')
  expect(await themeKept(lead)).not.toBe('light')
  await fillSignIn(page, lead)
  await again.waitFor({ state: 'hidden' })
  await expect.poll(() => themeKept(lead), { timeout: 20_000 }).toBe('light')
})

test('work kept at sign-out opens for nobody but the one who wrote it', async () => {
  const { page, offline } = await readyPhone(lead)
  await page.reload()
  await page.goto('/me')
  await offline(true)
  await choose(page, 'As the phone')
  await page.getByRole('link', { name: /On this phone/ }).waitFor()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.getByRole('button', { name: 'Keep locked on this phone' }).click()
  await heading(page, 'Sign in')
  await offline(false)

  await fillSignIn(page, analyst)
  await page.locator('nav').first().waitFor()
  await page.goto('/me/unsent')
  await page.getByText('Everything has been sent.').waitFor()
  expect(await themeKept(lead)).not.toBe('system')

  await page.goto('/me')
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Sign out' }).click()
  await heading(page, 'Sign in')
  await fillSignIn(page, lead)
  await expect.poll(() => themeKept(lead), { timeout: 20_000 }).toBe('system')
  const caches = await page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name))
  expect(caches).not.toContain(`dure-cache-${analyst.personId}`)
})

test('somebody else who signs in over an ended session finds an empty phone', async () => {
  const { page, context } = await readyPhone(lead)
  await page.goto('/me/about')
  await heading(page, 'About Dure')
  await context.clearCookies()
  await page.reload()
  await page.getByRole('dialog', { name: 'Sign in again' }).waitFor()
  // Before it is known who signed in, what is on the screen asks again, under the new session.
  let asked = 0
  await page.route('**/api/trpc/people.me**', async (route) => {
    asked += 1
    // The page asks again where it is shown again; it is shown again until it has.
    if (asked === 1)
      for (let shown = 0; shown < 50 && asked === 1; shown += 1) {
        await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
        await page.waitForTimeout(200)
      }
    await route.continue()
  })
  await fillSignIn(page, analyst)
  await page.getByRole('link', { name: 'My record' }).waitFor()
  expect(new URL(page.url()).pathname).toBe('/today')
  expect(asked).toBeGreaterThan(1)
  // A page that is closed while one is held up is an error that no test hears.
  await page.unrouteAll({ behavior: 'wait' })
  const caches = await page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name))
  expect(caches).not.toContain(`dure-cache-${lead.personId}`)
})

test('a browser that keeps no cookie is told so, and not that it was signed out', async () => {
  const { page } = await newPhone()
  await page.route('**/api/trpc/auth.signIn', async (route) => {
    const response = await route.fetch()
    await page.context().clearCookies()
    await route.fulfill({ status: response.status(), body: await response.text() })
  })
  await page.goto('/')
  await fillSignIn(page, lead)
  await page.getByText('This browser did not keep the sign-in.').waitFor()
  expect(await page.locator('input[type=password]').inputValue()).toBe(testPassword)
})

test('an invitation leads through password, language and what is recorded to Today, once', async () => {
  const joiner = await invited('Soi')
  const { page } = await newPhone()
  await page.goto(`/invitation#${joiner.token}`)
  await heading(page, 'Welcome, Soi')
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.locator('input[type=password]').fill('short')
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByText('at least 10 characters').waitFor()
  await page.locator('input[type=password]').fill(testPassword)
  await page.getByRole('button', { name: 'Continue' }).click()
  await heading(page, 'Choose a language')
  await page.getByText('Step 3 of 4').waitFor()
  // The phone's own Back and the one on the screen both go to the step before, and nothing is lost.
  await page.goBack()
  await heading(page, 'Choose a password')
  await page.getByRole('button', { name: 'Back' }).click()
  await heading(page, 'Welcome, Soi')
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByRole('button', { name: 'Continue' }).click()
  await heading(page, 'Choose a language')
  await page.getByRole('button', { name: 'Continue' }).click()
  await heading(page, 'What Dure records about me')
  await page.getByText('Step 4 of 4').waitFor()
  await page.getByRole('button', { name: 'I have read this' }).click()
  await heading(page, 'Today')
  // Today is shown in the frame of the tap, before the phone has written it down.
  await expect.poll(() => welcomedAt('Soi'), { timeout: 20_000 }).not.toBeNull()
  await page.reload()
  await heading(page, 'Today')

  const other = await newPhone()
  await other.page.goto(`/invitation#${joiner.token}`)
  await other.page.getByText('This invitation is used or has expired').waitFor()
})

async function invited(name: string): Promise<{ token: string }> {
  const teamId = await makeTeam(owner, org)
  const person = await makePerson(owner, org, { name, memberships: [{ role: 'analyst', teamId }] })
  await owner.deleteFrom('sign_in').where('person_id', '=', person.personId).execute()
  await owner
    .updateTable('person')
    .set({ welcomed_at: null })
    .where('person_id', '=', person.personId)
    .execute()
  const token = randomBytes(32).toString('base64url')
  await owner
    .insertInto('invitation')
    .values({
      token_hash: createHash('sha256').update(token).digest(),
      org_id: org,
      person_id: person.personId,
      email: person.email,
      expires_at: new Date(Date.now() + 3_600_000).toISOString(),
      used_at: null,
    })
    .execute()
  return { token }
}
