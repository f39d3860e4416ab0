import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { paths } from '#client/lib/paths.ts'
import { idsFrom } from '#server/demo/identity.ts'
import { emailOf, people } from '#server/demo/people.ts'
import { demoPassword, demoSeed } from '#server/demo/seed.ts'
import { type BrowserWorld, startBrowserWorld } from '#tests/support/browser-world.ts'
import { seedTestDemo } from '#tests/support/demo.ts'
import { messagesIn } from '#tests/support/messages.ts'
import { openPhone, type Phone, signInOnPhone } from '#tests/support/phone.ts'

const t = messagesIn.ko
const lead = 'haesol.jeong'
const analyst = idsFrom(demoSeed)('person', 'dami.seo')
const name = people.find(({ key }) => key === 'dami.seo')?.name ?? ''

let world: BrowserWorld
let phone: Phone

beforeAll(async () => {
  world = await startBrowserWorld()
  await seedTestDemo(world.database, { today: '2026-11-23', seed: demoSeed })
  phone = await openPhone(world.browser, world.dure.url)
  await signInOnPhone(phone, { email: emailOf(lead) }, demoPassword)
})
afterEach(() => expect(phone.faults).toEqual([]))
afterAll(async () => {
  await phone?.close()
  await world?.stop()
})

test('a place of the bar comes back as it was left, with the way back beneath', async () => {
  const { page } = phone
  const tab = (label: string) => page.getByRole('navigation', { name: t('ui.places') }).getByText(label)
  await tab(t('tab.team')).click()
  await page.locator(`a[href="${paths.person(analyst)}"]`).click()
  await page.getByRole('tab', { name: t('person.actions') }).click()
  await page.waitForURL(/part=actions/)
  await tab(t('tab.me')).click()
  await page.getByRole('heading', { name: t('tab.me') }).waitFor()

  await tab(t('tab.team')).click()
  await page.waitForURL(/part=actions/)
  await page.getByRole('heading', { name: t('ui.person', { name }) }).waitFor()
  await page.getByRole('button', { name: t('ui.back') }).click()
  await page.waitForURL((url) => url.pathname === paths.team())
  await page.locator(`a[href="${paths.person(analyst)}"]`).click()
  // Touched where the reader is, it leads to its root.
  await tab(t('tab.team')).click()
  await page.waitForURL((url) => url.pathname === paths.team())
})

test('drawn down at its top, the page asks for what is new; its button does the same', async () => {
  const { page, context } = phone
  await page.goto(paths.today)
  await page.locator('main .row').first().waitFor()
  // What is drawn down comes after the first screen.
  await page.getByRole('button', { name: t('ui.refresh') }).waitFor({ state: 'attached' })
  await page.evaluate(() => window.scrollTo(0, 0))
  const devtools = await context.newCDPSession(page)
  const finger = (type: 'touchStart' | 'touchMove' | 'touchEnd', y?: number) =>
    devtools.send('Input.dispatchTouchEvent', { type, touchPoints: y === undefined ? [] : [{ x: 200, y }] })
  const asked = page.waitForRequest(/today\.list/)
  await finger('touchStart', 120)
  for (const y of [130, 160, 190, 230]) await finger('touchMove', y)
  await finger('touchEnd')
  await asked
  await page.getByText(t('ui.refreshed')).waitFor({ state: 'attached' })

  const again = page.waitForRequest(/today\.list/)
  const button = page.getByRole('button', { name: t('ui.refresh') })
  await button.focus()
  await page.keyboard.press('Enter')
  await again
})
