import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { paths } from '#client/commands/draws-paths.ts'
import { paths as appPaths } from '#client/lib/paths.ts'
import { idsFrom } from '#server/demo/identity.ts'
import { emailOf } from '#server/demo/people.ts'
import { demoPassword, demoSeed } from '#server/demo/seed.ts'
import { type BrowserWorld, startBrowserWorld } from '#tests/support/browser-world.ts'
import { seedTestDemo } from '#tests/support/demo.ts'
import { messagesIn } from '#tests/support/messages.ts'
import { openPhone, type Phone, signInOnPhone } from '#tests/support/phone.ts'

const t = messagesIn.ko
const id = idsFrom(demoSeed)
const teamId = id('team', 'community')
const size = 12

let world: BrowserWorld
let first: Phone
let second: Phone
let analyst: Phone

beforeAll(async () => {
  world = await startBrowserWorld()
  await seedTestDemo(world.database, { today: '2026-11-23', seed: demoSeed })
  // Another lead of the team, who verifies again and whose golden case tests the first.
  await world.owner
    .insertInto('membership')
    .values({
      ...{ org_id: id('org'), membership_id: randomUUID(), person_id: id('person', 'gyeongmin.noh') },
      ...{ role: 'lead', team_id: teamId, function: null, starts_on: '2026-01-01', ends_on: null },
    })
    .execute()
})
afterAll(async () => {
  for (const phone of [first, second, analyst]) await phone?.close()
  await world?.stop()
})

async function signedIn(person: string): Promise<Phone> {
  const phone = await openPhone(world.browser, world.dure.url)
  await signInOnPhone(phone, { email: emailOf(person) }, demoPassword)
  return phone
}
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const radio = (page: Page, name: string) => page.getByRole('radio', { name, exact: true })

/** Gives each case of the draw on the screen the verdict at this place of the choices. */
async function verifyAll(page: Page, cases: number, choice: number): Promise<void> {
  await page.getByRole('link', { name: t('draw.verify.next') }).click()
  for (let place = 1; place <= cases; place += 1) {
    await page
      .getByRole('heading', { name: t('draw.caseOf', { place, of: cases }) })
      .first()
      .waitFor()
    await page.getByRole('radio').nth(choice).check()
    await button(page, t('draw.give')).click()
  }
  await page.waitForURL(/\/draws\/one\/[^?]+$/)
}

test('a sample is drawn, verified blind, verified again, and explained to the analyst in Korean', async () => {
  second = await signedIn('gyeongmin.noh')
  const known = await world.owner
    .selectFrom('audit')
    .select('audit_id')
    .where('team_id', '=', teamId)
    .where('kind', '=', 'audit')
    .where('policy', '=', 'hate-speech')
    .where('outcome', '=', 'correct')
    .where('verified_decision', '=', 'violating')
    .orderBy('audit_id')
    .executeTakeFirstOrThrow()
  await second.page.goto(paths.golden(known.audit_id))
  await button(second.page, t('draw.golden.make')).click()
  await second.page.getByText(t('draw.golden.made')).first().waitFor()

  first = await signedIn('haesol.jeong')
  const { page } = first
  await page.goto(appPaths.team(teamId))
  await page.getByRole('link', { name: t('draw.title'), exact: true }).click()
  await page.getByRole('link', { name: t('draw.new'), exact: true }).click()
  await page.getByLabel(t('draw.size')).fill(String(size))
  await radio(page, '5%').check()
  await page.getByText(t('draw.golden.slipped', { n: 1 })).waitFor()
  await page.getByText(/이 표본으로 알 수 있는 가장 작은 변화: \d+(\.\d)?%p/).waitFor()
  // The preview of this size is the one that is drawn.
  await button(page, t('draw.draw.n', { n: size + 1 })).waitFor()
  const previewed = await page.getByText(/건 중 \d+건 · 뽑힐 확률/).allTextContents()
  expect(previewed.length).toBeGreaterThan(1)
  await button(page, t('draw.draw.n', { n: size + 1 })).click()

  await page.getByRole('tab', { name: t('draw.part.how') }).click()
  // The tab is drawn with its answer, which may still be on its way.
  await expect.poll(() => page.getByText(/건 중 \d+건 · 뽑힐 확률/).allTextContents()).toEqual(previewed)
  await page.getByText(t('draw.seed'), { exact: true }).waitFor()
  await page.getByRole('tab', { name: t('draw.part.cases') }).click()
  await verifyAll(page, size + 1, 0)

  await second.page.goto(paths.newDraw(teamId))
  await radio(second.page, t('draw.purpose.verification')).check()
  await radio(second.page, t('draw.method.random')).check()
  await radio(second.page, t('draw.golden.no')).check()
  // A frame of today alone holds what was verified above; cases that the demo verified earlier have either verdict.
  const lastDay = await second.page.getByLabel(t('draw.days.last')).inputValue()
  await second.page.getByLabel(t('draw.days.first')).fill(lastDay)
  await second.page.getByLabel(t('draw.size')).fill('1')
  // The preview of the days above is the one that is drawn: an older one would be refused.
  await second.page.getByText(new RegExp(`${size}건 중 1건 · 뽑힐 확률`)).waitFor()
  await button(second.page, t('draw.draw.n', { n: 1 })).click()
  await verifyAll(second.page, 1, 1)

  await page.goto(paths.draws(teamId))
  await page.getByText(t('draw.own.golden')).waitFor()
  await page.getByText(t('draw.own.readers')).waitFor()
  // The other lead's verdict may still be on its way.
  const own = page.getByRole('paragraph').filter({ hasText: /^1건 중 [01]건$/ })
  await expect
    .poll(() => own.allTextContents(), { timeout: 20_000 })
    .toEqual([expect.any(String), '1건 중 1건'])

  const chosen = await world.owner
    .selectFrom('draw_case as c')
    .innerJoin('person as p', 'p.person_id', 'c.analyst_id')
    .innerJoin('draw as d', 'd.draw_id', 'c.draw_id')
    .select(['c.audit_id', 'd.seed', 'd.frame_size', 'c.analyst_id'])
    .where('d.purpose', '=', 'rates')
    .where('d.size', '=', size)
    .where('c.audit_id', 'is not', null)
    .orderBy('d.drawn_at', 'desc')
    .executeTakeFirstOrThrow()
  const { email } = await world.owner
    .selectFrom('sign_in')
    .select('email')
    .where('person_id', '=', chosen.analyst_id)
    .executeTakeFirstOrThrow()
  analyst = await openPhone(world.browser, world.dure.url)
  await signInOnPhone(analyst, { email }, demoPassword)
  await analyst.page.goto(appPaths.case(chosen.audit_id ?? ''))
  await analyst.page.getByRole('link', { name: t('draw.chosen') }).click()
  await analyst.page.getByText(/중 \d+건을 무작위로 뽑았습니다\. 뽑힐 확률은 모두 .*%로 같았고/).waitFor()
  await analyst.page.getByText(t('draw.chosen.purpose.rates')).waitFor()
  await analyst.page.getByText(String(chosen.seed), { exact: true }).waitFor()
  for (const phone of [first, second, analyst]) expect(phone.faults).toEqual([])
}, 180_000)
