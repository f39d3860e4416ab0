import { afterAll, beforeAll, expect, test } from 'vitest'
import { paths } from '#client/lib/paths.ts'
import { idsFrom } from '#server/demo/identity.ts'
import { emailOf, people } from '#server/demo/people.ts'
import { demoPassword, demoSeed } from '#server/demo/seed.ts'
import { type BrowserWorld, startBrowserWorld } from '#tests/support/browser-world.ts'
import { seedTestDemo } from '#tests/support/demo.ts'
import { messagesIn } from '#tests/support/messages.ts'
import { openPhone, type Phone, signInOnPhone } from '#tests/support/phone.ts'
import { phoneContents } from '#tests/support/phone-contents.ts'
import { violations } from '#tests/support/screens/violations.ts'

const t = messagesIn.ko
const personPath = paths.person(idsFrom(demoSeed)('person', 'dami.seo'))
const name = people.find((person) => person.key === 'dami.seo')?.name ?? ''

let world: BrowserWorld
let desk: Phone

beforeAll(async () => {
  world = await startBrowserWorld()
  await seedTestDemo(world.database, { today: '2026-11-23', seed: demoSeed })
  desk = await openPhone(world.browser, world.dure.url, { device: 'desk' })
  await signInOnPhone(desk, { email: emailOf('haesol.jeong') }, demoPassword)
})
afterAll(async () => {
  await desk?.close()
  await world?.stop()
})

const addressIs = (path: string) => desk.page.waitForURL((url) => url.pathname === path)

test('the search is one key away, finds with and without a network, and keeps nothing that was typed', async () => {
  const { page } = desk
  const field = page.getByRole('searchbox', { name: t('search.field') })
  const row = page.locator(`main a[href="${personPath}"]`)
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  await page.locator('.row-today').first().waitFor()
  await page.keyboard.press('/')
  await addressIs(paths.search)
  await expect.poll(() => field.evaluate((element) => element === document.activeElement)).toBe(true)
  // Nothing that the phone holds has this in it, and neither has the server.
  await field.fill('zyzzyva-뷁')
  await page.getByText(t('search.none', { typed: 'zyzzyva-뷁' })).waitFor()
  await field.fill(name.slice(0, 2))
  await row.waitFor()
  expect(await violations(page, 'all')).toEqual([])
  await page.keyboard.press('Tab')
  await row.click()
  await addressIs(personPath)
  await page.goBack()
  await addressIs(paths.search)
  expect(await field.inputValue()).toBe(name.slice(0, 2))

  await field.fill('zyzzyva-뷁')
  await page.getByText(t('search.none', { typed: 'zyzzyva-뷁' })).waitFor()
  const contents = await phoneContents(page)
  expect(contents.length).toBeGreaterThan(100)
  expect(contents).not.toContain('zyzzyva')
  expect(asked.join('\n')).not.toContain('zyzzyva')
  expect(await page.evaluate(() => JSON.stringify([history.state, location.href]))).not.toContain('zyzzyva')

  await page.reload()
  await field.waitFor()
  expect(await field.inputValue()).toBe('')
  await page.context().setOffline(true)
  await field.fill(name.slice(0, 2))
  await row.waitFor()
  await page.getByText(t('search.offline')).waitFor()
  await page.context().setOffline(false)
})
