import { afterAll, beforeAll, expect, test } from 'vitest'
import { paths } from '#client/lib/paths.ts'
import { idsFrom } from '#server/demo/identity.ts'
import { emailOf, people } from '#server/demo/people.ts'
import { demoPassword, demoSeed } from '#server/demo/seed.ts'
import { type BrowserWorld, startBrowserWorld } from '#tests/support/browser-world.ts'
import { seedTestDemo } from '#tests/support/demo.ts'
import { messagesIn } from '#tests/support/messages.ts'
import { openPhone, type Phone, signInOnPhone } from '#tests/support/phone.ts'
import { violations } from '#tests/support/screens/violations.ts'

const t = messagesIn.ko
const id = (key: string) => idsFrom(demoSeed)('person', key)
const nameOf = (key: string) => people.find((person) => person.key === key)?.name ?? ''

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

/** Returns how far things have moved since the page was opened, as browsers measure it. */
const shift = (): Promise<number> =>
  desk.page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        new PerformanceObserver((list) =>
          resolve(
            list.getEntries().reduce((sum, entry) => sum + ('value' in entry ? Number(entry.value) : 0), 0),
          ),
        ).observe({ type: 'layout-shift', buffered: true })
        // Nothing is told where nothing has moved.
        setTimeout(() => resolve(0), 500)
      }),
  )

test('a desk never shows the page with nothing beside it', async () => {
  const { page } = desk
  const together = page.evaluate.bind(page, () => document.documentElement.dataset.together)
  await page.addInitScript(() => {
    new MutationObserver((_, watching) => {
      const title = document.querySelector('h1')
      if (!title) return
      document.documentElement.dataset.together = String(document.querySelector('.list-pane') !== null)
      watching.disconnect()
    }).observe(document, { childList: true, subtree: true })
  })
  for (const path of [paths.person(id('dami.seo')), paths.notifications, paths.escalations]) {
    await page.goto(path)
    await expect.poll(together).toBe('true')
  }
})

test('a desk shows the list beside what is open, and is worked with the keyboard alone', async () => {
  const { page } = desk
  const list = page.getByRole('region', { name: t('desk.list') })
  const heading = page.locator('h1')
  const focused = () => page.evaluate(() => document.activeElement?.textContent ?? '')
  const addressIs = (path: string) => page.waitForURL((url) => url.pathname === path)

  // Opened from outside, a person stands beside their team.
  const first = paths.person(id('dami.seo'))
  const named = t('ui.person', { name: nameOf('dami.seo') })
  await page.goto(first)
  const row = list.locator(`a[href="${first}"]`)
  await row.waitFor()
  await page.locator('.skeleton').first().waitFor({ state: 'detached' })
  expect(await heading.allTextContents()).toEqual([named])
  expect(await row.getAttribute('aria-current')).toBe('true')
  expect(await list.getByRole('heading', { level: 2 }).first().isVisible()).toBe(true)
  expect(await shift()).toBeLessThan(0.02)
  expect(await violations(page, 'all')).toEqual([])

  // The keys of the list, and the way back.
  const rows = await list
    .locator('a.row-main')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))
  const place = rows.indexOf(first)
  const [key, next] = place === 0 ? ['j', rows[1]] : ['k', rows[place - 1]]
  await page.keyboard.press(key)
  await page.keyboard.press('Enter')
  await addressIs(next ?? '')
  await expect.poll(() => heading.textContent()).not.toBe(named)
  await expect.poll(focused).toBe(await heading.textContent())
  expect(await list.locator('[aria-current]').getAttribute('href')).toBe(next)
  await page.goBack()
  await addressIs(first)

  // The sheet of the keys stands over the page; while it is open they do nothing.
  await page.keyboard.press('?')
  await page.getByRole('dialog', { name: t('keys.title') }).waitFor()
  await page.keyboard.press('g')
  await page.keyboard.press('t')
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  await addressIs(first)
  await page.keyboard.press('g')
  await page.keyboard.press('t')
  await addressIs(paths.today)
  await page.getByRole('heading', { level: 1, name: t('day.title') }).waitFor()

  // The rail stays while an editor is open.
  await page.goto(paths.newNote(id('dami.seo')))
  await page.locator('textarea').first().waitFor()
  expect(await page.getByRole('navigation', { name: t('ui.places') }).isVisible()).toBe(true)
  expect(desk.faults).toEqual([])
})
