import { afterAll, beforeAll, expect, test } from 'vitest'
import { paths } from '#client/lib/paths.ts'
import { type BrowserWorld, startBrowserWorld } from '#tests/support/browser-world.ts'
import { messagesIn } from '#tests/support/messages.ts'
import { makeOrg, makePerson, makeTeam, type TestPerson } from '#tests/support/people.ts'
import { openPhone, type Phone, signInOnPhone, waitForWorker } from '#tests/support/phone.ts'
import { holdsCopy, phoneContents } from '#tests/support/phone-contents.ts'

const t = messagesIn.ko
let world: BrowserWorld
let analyst: TestPerson
let lead: TestPerson
let hers: Phone
let theirs: Phone

beforeAll(async () => {
  world = await startBrowserWorld()
  const org = await makeOrg(world.owner, '두레')
  const team = await makeTeam(world.owner, org, { name: '커뮤니티 QA' })
  const person = (name: string, role: 'analyst' | 'lead') =>
    makePerson(world.owner, org, { name, locale: 'ko', memberships: [{ role, teamId: team }] })
  analyst = await person('남지후', 'analyst')
  lead = await person('정해솔', 'lead')
  const phoneOf = async (who: TestPerson) => {
    const phone = await openPhone(world.browser, world.dure.url)
    await signInOnPhone(phone, who)
    await waitForWorker(phone)
    return phone
  }
  hers = await phoneOf(analyst)
  theirs = await phoneOf(lead)
})
afterAll(() => world?.stop())

const button = (name: string) => hers.page.getByRole('button', { name, exact: true })
const entries = async () =>
  await world.owner.selectFrom('exposure_entry').select(['harm', 'minutes', 'severity', 'source']).execute()

test('without a network a person enters, reads a file in, corrects and looks back, in Korean on a phone', async () => {
  const { page } = hers
  await page.goto(paths.exposure)
  await page.getByText(t('exposure.only')).waitFor()
  await expect.poll(() => holdsCopy(page, analyst.personId, ['checkIns', 'exposure'])).toBe(true)
  await hers.offline(true)

  await button(t('exposure.add')).tap()
  const sheet = page.getByRole('dialog')
  for (const name of [
    t('exposure.harm.violence'),
    t('exposure.minutes.n', { n: 90 }),
    t('exposure.severity.high'),
  ])
    await sheet.getByRole('radio', { name, exact: true }).tap()
  await sheet.getByRole('button', { name: t('exposure.add'), exact: true }).tap()
  const row = page.getByRole('button', { name: new RegExp(t('exposure.harm.violence')) }).first()
  await row.waitFor()
  await page.getByText(t('exposure.source.own')).waitFor()

  await row.tap()
  await sheet.getByLabel(t('exposure.minutes.exact'), { exact: true }).fill('75')
  await sheet.getByRole('button', { name: t('exposure.save'), exact: true }).tap()
  await page.getByText(new RegExp(`^${t('exposure.minutes.n', { n: 75 })}`)).waitFor()

  await page.getByRole('link', { name: t('exposure.import') }).tap()
  // Written by Excel in Korea: CP949.
  const cp949 = Buffer.from('b3afc2a52cbad02cc1beb7f92cbdc9b0a2b5b50a', 'hex')
  const rows = Buffer.from('2026-11-03,40,hate,high\n2026-11-04,x,hate,low\n')
  await page.locator('input[type=file]').setInputFiles({
    ...{ name: 'record.csv', mimeType: 'text/csv', buffer: Buffer.concat([cp949, rows]) },
  })
  await page.getByText(t('exposure.import.plan', { added: 1, changed: 0, same: 0, faulty: 1 })).waitFor()
  await page.getByText(t('exposure.fault.minutes', { value: 'x' })).waitFor()
  await button(t('exposure.import.send', { n: 1 })).tap()

  await page.getByText(t('exposure.only')).waitFor()
  const earlier = button(t('exposure.week.earlier'))
  for (let weeks = 0; weeks < 60 && (await earlier.isEnabled()); weeks += 1) await earlier.tap()
  await page.getByRole('button', { name: /11월 3일.*40분/ }).tap()
  await page.getByText(t('exposure.source.file')).waitFor()
  expect(await entries()).toEqual([])
  expect(await phoneContents(page)).not.toContain('"minutes":75')
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  expect(hers.faults).toEqual([])
})

test('the network returns, and the server has each entry once', async () => {
  await hers.offline(false)
  await expect
    .poll(async () => (await entries()).toSorted((a, b) => a.harm.localeCompare(b.harm)), { timeout: 20_000 })
    .toEqual([
      { harm: 'hate', minutes: 40, severity: 'high', source: 'file' },
      { harm: 'violence', minutes: 75, severity: 'high', source: 'own' },
    ])
})

test('one tap asks for a rotation, and the lead settles it knowing a name and a day', async () => {
  const { page } = hers
  await page.goto(paths.wellbeing)
  await page.getByRole('link', { name: t('rotation.title') }).tap()
  await button(t('rotation.ask')).tap()
  await page.getByText(t('rotation.withdraw'), { exact: true }).waitFor()
  await theirs.page.goto('/')
  const row = theirs.page.getByRole('listitem').filter({ hasText: t('today.row.rotation') })
  await row.waitFor()
  expect(await row.innerText()).toContain(analyst.name)
  await row.getByRole('button', { name: t('today.act.read') }).tap()
  await theirs.page
    .getByRole('button', {
      name: t('rotations.settle', { name: analyst.name, outcome: t('rotations.rotated') }),
    })
    .tap()
  await theirs.page.getByText(t('rotations.empty')).waitFor()
  await page.getByText(/리드가 업무를 바꾸었어요/).waitFor()
  expect(theirs.faults).toEqual([])
})
