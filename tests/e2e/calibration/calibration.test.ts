import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { paths } from '#client/commands/calibration-paths.ts'
import { idsFrom } from '#server/demo/identity.ts'
import { emailOf } from '#server/demo/people.ts'
import { demoPassword, demoSeed } from '#server/demo/seed.ts'
import { type BrowserWorld, startBrowserWorld } from '#tests/support/browser-world.ts'
import { dure } from '#tests/support/command-line.ts'
import { seedTestDemo } from '#tests/support/demo.ts'
import { messagesIn } from '#tests/support/messages.ts'
import { openPhone, type Phone, signInOnPhone, waitForWorker } from '#tests/support/phone.ts'

const t = messagesIn.ko
const lead = 'haesol.jeong'
const raters = ['yerin.han', 'jihu.nam'] as const
const personId = (key: string) => idsFrom(demoSeed)('person', key)

let world: BrowserWorld
const phones: Phone[] = []
let round: { round_id: string; seed: number; cases: number }

beforeAll(async () => {
  world = await startBrowserWorld()
  await seedTestDemo(world.database, { today: '2026-11-23', seed: demoSeed })
  const found = await world.owner
    .selectFrom('calibration_round as r')
    .innerJoin('calibration_rater as m', (join) =>
      join.onRef('m.org_id', '=', 'r.org_id').onRef('m.round_id', '=', 'r.round_id'),
    )
    .select(['r.round_id', 'r.seed'])
    .where('m.person_id', '=', personId(lead))
    .where('r.closed_at', 'is', null)
    .executeTakeFirstOrThrow()
  const { length } = await world.owner
    .selectFrom('calibration_case')
    .select('case_id')
    .where('round_id', '=', found.round_id)
    .execute()
  round = { ...found, cases: length }
  for (const key of [lead, ...raters]) {
    const phone = await openPhone(world.browser, world.dure.url)
    phones.push(phone)
    await signInOnPhone(phone, { email: emailOf(key) }, demoPassword)
  }
})
afterAll(async () => {
  await Promise.all(phones.map((phone) => phone.close()))
  await world?.stop()
})

/** Answers the cases from one place to another: a violation where the place says so. */
async function rate(page: Page, from: number, to: number, isViolation: (place: number) => boolean) {
  for (let place = from; place < to; place += 1)
    await page
      .getByRole('radio', { name: isViolation(place) ? '위반' : '위반 아님', exact: true })
      .nth(place)
      .check({ force: true })
  await page.getByText(t('round.count', { n: to, of: round.cases }), { exact: true }).waitFor()
}
const submitted = async (key: string) =>
  (
    await world.owner
      .selectFrom('calibration_rater')
      .select('submitted_at')
      .where('round_id', '=', round.round_id)
      .where('person_id', '=', personId(key))
      .executeTakeFirstOrThrow()
  ).submitted_at
const submit = (page: Page) => page.getByRole('button', { name: t('round.submit'), exact: true }).click()

test('three phones rate one round, one of them offline and killed half-way, and the screen says what the command line says', async () => {
  const [led, first, second] = phones
  if (!led || !first || !second) throw new Error('A phone is missing')
  const { round_id: roundId, cases, seed } = round

  // The first rates where there is no network; a kill half-way costs nothing.
  await waitForWorker(first)
  await first.page.goto(paths.rate(roundId))
  await first.page.getByText(t('round.blind')).waitFor()
  await first.offline(true)
  await rate(first.page, 0, 5, (place) => place % 3 === 0)
  await first.page.getByText(t('review.draft.kept')).waitFor()
  await first.page.waitForTimeout(600)
  await first.page.close()
  const page = await first.context.newPage()
  await page.goto(paths.rate(roundId))
  await page.getByText(t('round.count', { n: 5, of: cases }), { exact: true }).waitFor()
  await rate(page, 5, cases, (place) => place % 3 === 0)
  await submit(page)
  await page.getByText(t('round.own.submitted')).waitFor()
  expect(await submitted('yerin.han')).toBeNull()

  // The second is blind until their own are in.
  await second.page.goto(paths.round(roundId))
  await second.page.getByText(t('round.blind')).waitFor()
  await first.offline(false)
  await expect.poll(() => submitted('yerin.han'), { timeout: 20_000 }).not.toBeNull()
  await second.page.goto(paths.rate(roundId))
  await rate(second.page, 0, cases, (place) => place % 2 === 0)
  await submit(second.page)
  await second.page.getByText(t('round.agreement')).waitFor()

  // The lead rates too, and sees nothing before.
  await led.page.goto(paths.round(roundId))
  await led.page.getByText(t('round.blind')).waitFor()
  expect(await led.page.getByText(t('round.split')).count()).toBe(0)
  await led.page.goto(paths.rate(roundId))
  await rate(led.page, 0, cases, (place) => place % 4 === 0)
  await submit(led.page)
  await led.page.getByText(t('round.agreement')).waitFor()

  const file = path.join(tmpdir(), `round-${roundId}.csv`)
  await led.page.getByRole('button', { name: t('ui.more') }).click()
  const [table] = await Promise.all([
    led.page.waitForEvent('download'),
    led.page.getByRole('menuitem', { name: t('round.export') }).click(),
  ])
  await table.saveAs(file)
  const ran = await dure(
    [
      ...['agreement', file, '--unit', 'case', '--rater', 'rater', '--value', 'value', '--level', 'nominal'],
      ...['--order', 'Violation,No violation,Unsure', '--seed', String(seed), '--json'],
    ],
    {},
  )
  await rm(file)
  expect(ran.code, ran.err).toBe(0)
  const said = JSON.parse(ran.out)
  expect(said).toMatchObject({ raters: 5, units: cases, ratings: 5 * cases })
  for (const [name, figure] of [
    ['alpha', said.alpha.toFixed(2)],
    ['ac1', said.ac1.toFixed(2)],
    ['percentAgreement', `${Number((said.percentAgreement * 100).toFixed(1))}%`],
  ] as const) {
    const row = led.page.getByRole('listitem').filter({ hasText: t(`round.figure.${name}`) })
    expect(await row.textContent(), name).toContain(figure)
  }

  // One tap takes the most split case to the policy ledger.
  await led.page
    .getByRole('listitem')
    .getByRole('button', { name: /위반 \d/ })
    .first()
    .click()
  await led.page.getByRole('button', { name: t('round.ledger'), exact: true }).click()
  await led.page.getByRole('link', { name: t('round.ledger.see') }).waitFor()
  const entries = await world.owner
    .selectFrom('policy_ledger_entry as e')
    .innerJoin('calibration_case as c', 'c.case_id', 'e.entry_id')
    .select('e.cause')
    .where('c.round_id', '=', roundId)
    .execute()
  expect(entries).toEqual([{ cause: 'split' }])
}, 180_000)
