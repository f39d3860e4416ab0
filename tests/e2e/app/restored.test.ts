import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { paths } from '#client/lib/paths.ts'
import { backup } from '#server/db/backup.ts'
import { restore } from '#server/db/restore.ts'
import { type BrowserWorld, startBrowserWorld } from '#tests/support/browser-world.ts'
import { messagesIn } from '#tests/support/messages.ts'
import { makeOrg, makePerson, makeTeam, type TestPerson, testPassword } from '#tests/support/people.ts'
import { openPhone, signInOnPhone, waitForWorker } from '#tests/support/phone.ts'

const t = messagesIn.ko

let world: BrowserWorld
let lead: TestPerson
let analyst: TestPerson
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'dure-restored-'))
  world = await startBrowserWorld()
  const org = await makeOrg(world.owner, '두레')
  const teamId = await makeTeam(world.owner, org, { name: '커뮤니티 QA' })
  const person = (name: string, role: 'lead' | 'analyst') =>
    makePerson(world.owner, org, { name, locale: 'ko', memberships: [{ role, teamId }] })
  lead = await person('정해솔', 'lead')
  analyst = await person('남지후', 'analyst')
})
afterAll(async () => {
  await world?.stop()
  await rm(folder, { recursive: true })
})

const bodies = async () =>
  (await world.owner.selectFrom('note').select('body').execute())
    .map(({ body }) => JSON.stringify(body))
    .join()

test('what a server lost to an older backup is said on the phone that sent it, and is sent again', async () => {
  const file = path.join(folder, 'backup')
  const phone = await openPhone(world.browser, world.dure.url)
  const { page } = phone
  await signInOnPhone(phone, lead)
  await waitForWorker(phone)
  await backup(world.database.ownerUrl, file, Date.now)
  await page.goto(paths.person(analyst.personId))
  await page.getByRole('button', { name: t('person.compose') }).click()
  await page
    .getByRole('button', { name: t('note.audience.person', { name: analyst.name }), exact: true })
    .click()
  await page.getByRole('textbox', { name: t('note.field.text') }).fill('백업 뒤에 쓴 글')
  await page.getByRole('button', { name: t('note.share', { name: analyst.name }) }).click()
  await expect.poll(bodies).toContain('백업 뒤에 쓴 글')

  await world.dure.stop()
  await restore(world.database.ownerUrl, file, { replace: true })
  await world.dure.start()
  expect(await bodies()).toBe('')

  await page.goto(paths.unsent)
  // The backup holds no session.
  await page.locator('input[type=email]').fill(lead.email)
  await page.locator('input[type=password]').fill(testPassword)
  await page.locator('button[type=submit]').click()
  await page.getByText(t('unsent.error.RESTORED')).waitFor()
  await page.getByRole('button', { name: t('unsent.retry') }).click()
  await page.getByText(t('unsent.empty')).waitFor()
  await expect.poll(bodies).toContain('백업 뒤에 쓴 글')
  expect(phone.faults).toEqual([])
  await phone.close()
})
