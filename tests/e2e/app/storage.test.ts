import { execFileSync } from 'node:child_process'
import { mkdtemp, open, rm, statfs } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { paths } from '#client/lib/paths.ts'
import { type BrowserWorld, startBrowserWorld } from '#tests/support/browser-world.ts'
import { messagesIn } from '#tests/support/messages.ts'
import { makeOrg, makePerson, makeTeam, type TestPerson } from '#tests/support/people.ts'
import { openPhone, openPhoneOn, type Phone, signInOnPhone, waitForWorker } from '#tests/support/phone.ts'

const t = messagesIn.ko
/** Bytes of the disk that the browser's profile lies on. */
const disk = 96 * 1024 * 1024

let world: BrowserWorld
let lead: TestPerson
let analyst: TestPerson
let small: string

beforeAll(async () => {
  world = await startBrowserWorld()
  const org = await makeOrg(world.owner, '두레')
  const teamId = await makeTeam(world.owner, org, { name: '커뮤니티 QA' })
  lead = await makePerson(world.owner, org, {
    ...{ name: '정해솔', locale: 'ko' },
    memberships: [{ role: 'lead', teamId }],
  })
  analyst = await makePerson(world.owner, org, {
    ...{ name: '남지후', locale: 'ko' },
    memberships: [{ role: 'analyst', teamId }],
  })
  small = await mkdtemp(path.join(tmpdir(), 'dure-small-disk-'))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${disk}`, 'tmpfs', small], { stdio: 'pipe' })
  } catch (thrown) {
    throw new Error('This test needs a small disk of its own, and this account may not mount one', {
      cause: thrown,
    })
  }
})
afterAll(async () => {
  execFileSync('umount', ['--lazy', small])
  await rm(small, { recursive: true })
  await world?.stop()
})

/** Bytes: less than one of the drafts below needs. */
const tooLittle = 12 * 1024

/** Takes the room that is left on the small disk, until no draft fits into it. Returns what gives it back. */
async function fill(): Promise<() => Promise<void>> {
  const ballast = path.join(small, 'ballast')
  const file = await open(ballast, 'a')
  const room = async () => {
    const { bavail, bsize } = await statfs(small)
    return bavail * bsize
  }
  try {
    // The browser gives a little back now and then, until it finds none.
    for (let round = 0; round < 20 && (await room()) > 0; round += 1)
      for (let size = 1024 * 1024; size >= 1; size = Math.floor(size / 2)) {
        for (;;) {
          const { bytesWritten } = await file.write(Buffer.alloc(size, 1)).catch(() => ({ bytesWritten: 0 }))
          if (bytesWritten === 0) break
        }
      }
  } finally {
    await file.close()
  }
  expect(await room()).toBeLessThanOrEqual(tooLittle)
  return () => rm(ballast)
}

/** Signed in as the lead, on the page of the analyst, with the app in the service worker and without a network. */
async function offlineAtPerson(phone: Phone): Promise<Page> {
  const { page } = phone
  await signInOnPhone(phone, lead)
  await waitForWorker(phone)
  await page.goto(paths.person(analyst.personId))
  await page.getByRole('button', { name: t('person.compose') }).waitFor()
  await phone.offline(true)
  return page
}
const shareButton = (page: Page) =>
  page.getByRole('button', { name: t('note.share', { name: analyst.name }) })

async function fillEditor(page: Page, text: string): Promise<void> {
  await page.getByRole('button', { name: t('person.compose') }).click()
  await page
    .getByRole('button', { name: t('note.audience.person', { name: analyst.name }), exact: true })
    .click()
  await page.getByRole('textbox', { name: t('note.field.text') }).fill(text)
}

/** Writes a note until the phone says that it keeps it. */
async function keepNote(page: Page, text: string): Promise<void> {
  await fillEditor(page, text)
  await shareButton(page).click()
  await page.locator('article').getByText(t('sync.local')).waitFor()
  await page.getByRole('button', { name: t('ui.back') }).click()
}
const bodies = async () =>
  (await world.owner.selectFrom('note').select('body').execute())
    .map(({ body }) => JSON.stringify(body))
    .join()

test('what was kept outlives its database while the app is open, and is sent', async () => {
  const phone = await openPhone(world.browser, world.dure.url)
  const page = await offlineAtPerson(phone)
  await keepNote(page, '지워진 저장소의 글 1')
  await keepNote(page, '지워진 저장소의 글 2')
  const devtools = await phone.context.newCDPSession(page)
  await devtools.send('Storage.clearDataForOrigin', { origin: world.dure.url, storageTypes: 'indexeddb' })
  await keepNote(page, '지워진 저장소의 글 3')
  await page.reload()
  expect(
    await page
      .getByRole('link', { name: t('sync.local') })
      .first()
      .innerText(),
  ).toBe('3')
  await phone.offline(false)
  await expect.poll(bodies, { timeout: 20_000 }).toContain('지워진 저장소의 글 3')
  expect(await bodies()).toContain('지워진 저장소의 글 1')
  expect(await bodies()).toContain('지워진 저장소의 글 2')
  expect(phone.faults).toEqual([])
  await phone.close()
})

test('what is lost with its database while nobody looks is said at the next start', async () => {
  const phone = await openPhone(world.browser, world.dure.url)
  const page = await offlineAtPerson(phone)
  await keepNote(page, '아무도 보지 않을 때')
  await page.goto('about:blank')
  const devtools = await phone.context.newCDPSession(page)
  await devtools.send('Storage.clearDataForOrigin', { origin: world.dure.url, storageTypes: 'indexeddb' })
  await phone.offline(false)
  await page.goto(paths.me)
  await page.getByText(t('kept.lost', { n: 1 })).waitFor()
  await page.getByRole('button', { name: t('kept.lost.seen') }).click()
  await page.reload()
  await page.getByRole('heading', { name: t('tab.me') }).waitFor()
  expect(await page.getByText(t('kept.lost', { n: 1 })).count()).toBe(0)
  await phone.close()
})

test('a phone whose disk is full keeps what it said it keeps, and the words it refused stay on the screen', async () => {
  const phone = await openPhoneOn(path.join(small, 'profile'), world.dure.url)
  const page = await offlineAtPerson(phone)
  await keepNote(page, '자리가 있던 글')
  await fillEditor(page, '자리가 없던 글')
  const text = page.getByRole('textbox', { name: t('note.field.text') })
  let free = await fill()
  // Each pause keeps a draft, until the browser's own files have no room left either.
  for (let turn = 0; turn < 8; turn += 1) {
    await text.fill(`자리가 없던 글 ${turn} ${crypto.randomUUID().repeat(500)}`)
    await page.waitForTimeout(500)
    free = await fill()
  }
  const refused = await text.inputValue()
  await shareButton(page).click()
  await page
    .getByText(t('note.failed'))
    .or(page.getByText(t('note.failed.full')))
    .first()
    .waitFor()
  expect(await text.inputValue()).toBe(refused)
  await free()
  await shareButton(page).click()
  await page.locator('article').getByText(t('sync.local')).waitFor()
  await phone.offline(false)
  await expect.poll(bodies, { timeout: 20_000 }).toContain(refused)
  expect(await bodies()).toContain('자리가 있던 글')
  await phone.close()
})
