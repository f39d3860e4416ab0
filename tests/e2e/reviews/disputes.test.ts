import { afterAll, beforeAll, expect, test } from 'vitest'
import { paths } from '#client/commands/reviews-paths.ts'
import { idsFrom } from '#server/demo/identity.ts'
import { emailOf } from '#server/demo/people.ts'
import { demoPassword, demoSeed } from '#server/demo/seed.ts'
import { type BrowserWorld, startBrowserWorld } from '#tests/support/browser-world.ts'
import { seedTestDemo } from '#tests/support/demo.ts'
import { messagesIn } from '#tests/support/messages.ts'
import { addMembership } from '#tests/support/people.ts'
import { openPhone, type Phone, signInOnPhone, waitForWorker } from '#tests/support/phone.ts'

const t = messagesIn.ko
const id = idsFrom(demoSeed)
const analystId = id('person', 'yerin.han')
const teamId = id('team', 'community')
const otherLead = 'gyeongmin.noh'
const phones: Phone[] = []

let world: BrowserWorld

beforeAll(async () => {
  world = await startBrowserWorld()
  await seedTestDemo(world.database, { today: '2026-11-23', seed: demoSeed })
  await addMembership(
    world.owner,
    { org: id('org'), personId: id('person', otherLead) },
    { role: 'lead', teamId },
  )
})
afterAll(async () => {
  for (const phone of phones) await phone.close()
  await world?.stop()
})

async function phoneOf(person: string): Promise<Phone> {
  const phone = await openPhone(world.browser, world.dure.url)
  phones.push(phone)
  await signInOnPhone(phone, { email: emailOf(person) }, demoPassword)
  await waitForWorker(phone)
  return phone
}

const missedOf = async (table: 'audit_day' | 'audit_week') => {
  const { missed } = await world.owner
    .selectFrom(table)
    .select(({ fn }) => fn.sum<string>('missed').as('missed'))
    .where('analyst_id', '=', analystId)
    .executeTakeFirstOrThrow()
  return Number(missed)
}
const entriesOf = async (reviewId: string) =>
  await world.owner
    .selectFrom('policy_ledger_entry')
    .select(['cause', 'opened_by'])
    .where('review_id', '=', reviewId)
    .execute()

test('an analyst disputes a line offline, another lead accepts it, and counts and ledger follow', async () => {
  const { review_id: reviewId } = await world.owner
    .selectFrom('review_dispute')
    .select('review_id')
    .where('analyst_id', '=', analystId)
    .where('state', '=', 'open')
    .executeTakeFirstOrThrow()
  const before = await missedOf('audit_day')

  // The first line is disputed already; the fourth, the case's other error, is disputed without a network.
  const analyst = await phoneOf('yerin.han')
  const line = analyst.page.locator('.review-line').nth(3)
  await analyst.page.goto(paths.review(reviewId))
  await line.getByRole('button', { name: t('dispute.open'), exact: true }).waitFor()
  await analyst.offline(true)
  await line.getByRole('button', { name: t('dispute.open'), exact: true }).click()
  const sheet = analyst.page.getByRole('dialog')
  await sheet.getByRole('radio', { name: t('review.level', { level: 3, of: 5 }), exact: true }).click()
  await sheet.getByRole('radio', { name: t('review.fault.unclear_policy') }).click()
  await sheet.getByRole('textbox').fill('두 조항을 함께 읽으면 맥락도 다르게 보입니다.')
  await sheet.getByRole('button', { name: t('dispute.send'), exact: true }).click()
  await line.getByText(t('dispute.state.open')).waitFor()
  await analyst.offline(false)
  const open = async () =>
    (
      await world.owner
        .selectFrom('review_dispute')
        .select('dispute_id')
        .where('review_id', '=', reviewId)
        .where('state', '=', 'open')
        .execute()
    ).length
  await expect.poll(open, { timeout: 20_000 }).toBe(2)

  // The reviewer reads both sides, and has no answer to give.
  const reviewer = await phoneOf('haesol.jeong')
  await reviewer.page.goto(paths.review(reviewId))
  await reviewer.page
    .getByRole('button', { name: t('dispute.view'), exact: true })
    .first()
    .click()
  await reviewer.page.getByRole('dialog').getByText(t('dispute.evidence')).waitFor()
  const footer = reviewer.page
    .getByRole('dialog')
    .getByRole('button', { name: t('dispute.verdict.accepted') })
  expect(await footer.count()).toBe(0)

  const decider = await phoneOf(otherLead)
  await decider.page.goto(paths.review(reviewId))
  for (const left of [1, 0]) {
    await decider.page
      .getByRole('button', { name: t('dispute.decide'), exact: true })
      .first()
      .click()
    const decision = decider.page.getByRole('dialog')
    await decision.getByRole('button', { name: t('dispute.verdict.accepted'), exact: true }).click()
    await decision.getByRole('textbox').fill('안내문이 두 조항을 나누지 않습니다.')
    await decision.getByRole('button', { name: t('dispute.send.accepted'), exact: true }).click()
    await expect.poll(open, { timeout: 20_000 }).toBe(left)
    await decision.getByRole('button', { name: t('ui.close') }).click()
  }
  expect(await missedOf('audit_day')).toBe(before - 1)
  expect(await missedOf('audit_week')).toBe(before - 1)
  const entries = await entriesOf(reviewId)
  expect(entries.filter(({ cause }) => cause === 'dispute')).toEqual([
    { cause: 'dispute', opened_by: id('person', otherLead) },
    { cause: 'dispute', opened_by: id('person', otherLead) },
  ])

  // The phone may have heard of the decision and not read it yet: the start that follows does.
  await analyst.page.reload()
  await line.getByText(t('dispute.state.accepted')).waitFor()
  await analyst.page.getByText(/게시 당시 점수/).waitFor()
  for (const phone of phones) expect(phone.faults).toEqual([])
}, 120_000)
