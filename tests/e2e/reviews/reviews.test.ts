import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { paths } from '#client/lib/paths.ts'
import { idsFrom } from '#server/demo/identity.ts'
import { emailOf } from '#server/demo/people.ts'
import { demoPassword, demoSeed } from '#server/demo/seed.ts'
import { type BrowserWorld, startBrowserWorld } from '#tests/support/browser-world.ts'
import { seedTestDemo } from '#tests/support/demo.ts'
import { messagesIn } from '#tests/support/messages.ts'
import { openPhone, type Phone, signInOnPhone, waitForWorker } from '#tests/support/phone.ts'
import { holdsCopy } from '#tests/support/phone-contents.ts'

const t = messagesIn.ko
/** Seconds that a person takes for a tap and for a letter; everything that Dure makes them wait is measured. */
const cost = { tap: 1.2, letter: 0.3 }
const limit = 60
const criteria = 8
const lead = 'haesol.jeong'
const analyst = idsFrom(demoSeed)('person', 'dami.seo')

let world: BrowserWorld
let phone: Phone

beforeAll(async () => {
  world = await startBrowserWorld()
  await seedTestDemo(world.database, { today: '2026-11-23', seed: demoSeed })
  phone = await openPhone(world.browser, world.dure.url)
  await signInOnPhone(phone, { email: emailOf(lead) }, demoPassword)
  await waitForWorker(phone)
})
afterAll(async () => {
  await phone?.close()
  await world?.stop()
})

test('a review of eight criteria takes less than a minute in Korean, offline, and a kill half-way loses nothing', async () => {
  const { audit_id: auditId } = await world.owner
    .selectFrom('audit')
    .select('audit_id')
    .where('analyst_id', '=', analyst)
    .where('outcome', '=', 'missed')
    .orderBy('decided_at', 'desc')
    .executeTakeFirstOrThrow()
  let taps = 0
  let waited = 0
  const timed = async (work: () => Promise<unknown>) => {
    const began = performance.now()
    await work()
    waited += (performance.now() - began) / 1000
  }
  const tap = (target: Locator) => {
    taps += 1
    return timed(() => target.click())
  }
  const level = (page: Page, label: string) => page.getByRole('radio', { name: label, exact: true })
  const count = (page: Page, n: number) =>
    page.getByText(t('review.count', { n, of: criteria }), { exact: true })

  // The case is opened with a network, as it is found; that it was opened is in the log.
  await phone.page.goto(paths.case(auditId))
  await phone.page.getByRole('link', { name: t('case.review'), exact: true }).waitFor()
  // What the phone should hold before anybody needs it comes after the first screen.
  await expect
    .poll(() => holdsCopy(phone.page, idsFrom(demoSeed)('person', lead), ['rubrics']), { timeout: 30_000 })
    .toBe(true)
  await phone.offline(true)
  await tap(phone.page.getByRole('link', { name: t('case.review'), exact: true }))
  const pass = t('review.level.pass')
  const fail = t('review.level.fail')
  await tap(level(phone.page, fail))
  await tap(phone.page.getByRole('checkbox', { name: t('review.cause.missed_detail') }))
  await tap(phone.page.getByRole('radio', { name: t('review.fault.unclear_policy') }))
  const comment = '두 조항이 다르게 말해요.'
  taps += 1
  await timed(() => phone.page.getByRole('textbox').fill(comment))
  for (const label of [t('review.level', { level: 3, of: 3 }), pass]) await tap(level(phone.page, label))
  await count(phone.page, 3).waitFor()
  await phone.page.getByText(t('review.draft.kept')).waitFor()
  // A draft is written a moment after the last change; a kill in that moment costs that change alone.
  await phone.page.waitForTimeout(600)
  await phone.page.close()

  const page = await phone.context.newPage()
  await timed(async () => {
    await page.goto(paths.newReview(analyst, auditId))
    await count(page, 3).waitFor()
  })
  await page
    .getByText(t('ui.offline'))
    .or(page.getByText(/^오프라인/))
    .first()
    .waitFor()
  for (const label of [
    t('review.level', { level: 5, of: 5 }),
    t('review.level', { level: 3, of: 3 }),
    t('review.level.none'),
    t('review.level', { level: 3, of: 3 }),
    pass,
  ])
    await tap(level(page, label))
  await count(page, criteria).waitFor()
  await tap(page.getByRole('button', { name: t('review.publish') }))
  await timed(() => page.waitForURL(/part=reviews/))
  const seconds = taps * cost.tap + comment.length * cost.letter + waited
  expect(seconds, `${taps} taps, ${comment.length} letters, ${waited.toFixed(1)} s of waiting`).toBeLessThan(
    limit,
  )

  await phone.offline(false)
  const stored = () =>
    world.owner
      .selectFrom('review')
      .select(['review_id', 'score', 'own_score', 'decision_correct'])
      .where('audit_id', '=', auditId)
      .execute()
  await expect.poll(stored, { timeout: 20_000 }).toHaveLength(1)
  const [review] = await stored()
  expect(review).toMatchObject({ score: 0, own_score: 1, decision_correct: null })
  const lines = await world.owner
    .selectFrom('review_rating')
    .select(['level', 'comment', 'causes', 'fault'])
    .where('review_id', '=', review?.review_id ?? '')
    .execute()
  expect(lines).toHaveLength(criteria)
  expect(lines.filter(({ fault }) => fault)).toEqual([
    { level: 1, comment, causes: ['missed_detail'], fault: 'unclear_policy' },
  ])
  const views = await world.owner
    .selectFrom('record_view')
    .select('kind')
    .where('subject_id', '=', analyst)
    .where('viewer_id', '=', idsFrom(demoSeed)('person', lead))
    .where('kind', '=', 'cases')
    .execute()
  expect(views).not.toEqual([])
  expect(phone.faults).toEqual([])
}, 90_000)
