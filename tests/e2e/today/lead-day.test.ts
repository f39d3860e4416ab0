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
import { followShifts, takeShifts } from '#tests/support/screens/layout.ts'
import { violations } from '#tests/support/screens/violations.ts'

const t = messagesIn.ko
/** Seconds that a person takes for a tap and for a letter; everything that Dure makes them wait is measured. */
const cost = { tap: 1.2, letter: 0.3 }
/** Milliseconds in which a person sees where the next row came to lie. */
const glance = 300
/** Seconds for twelve rows. */
const limit = 120
const shiftLimit = 0.05
const lead = 'haesol.jeong'
const praise = '기준을 지킨 판단이 좋았습니다.'
const coaching = '혐오 표현 사례를 함께 보면 좋겠습니다.'

let world: BrowserWorld
let phone: Phone
/** The same lead's other device, open all along. */
let desk: Phone
/** Of somebody who asked to talk. */
let asker: Phone

async function phoneOf(who: string): Promise<Phone> {
  const phone = await openPhone(world.browser, world.dure.url)
  await followShifts(phone.page)
  await signInOnPhone(phone, { email: emailOf(who) }, demoPassword)
  await waitForWorker(phone)
  return phone
}
beforeAll(async () => {
  world = await startBrowserWorld()
  await seedTestDemo(world.database, { today: '2026-11-23', seed: demoSeed })
  phone = await phoneOf(lead)
  desk = await phoneOf(lead)
  asker = await phoneOf('dami.seo')
})
afterAll(async () => {
  for (const each of [phone, desk, asker]) await each?.close()
  await world?.stop()
})

test('twelve rows take a lead less than two minutes in Korean, half of them offline, and are gone on every device', async () => {
  const { page } = phone
  let taps = 0
  let letters = 0
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
  const button = (name: string, within: Locator | Page = page) =>
    within.getByRole('button', { name, exact: true })
  const row = (text: string, within: Page = page) =>
    within.locator('main .row-today').filter({ hasText: text })
  /** Its reason says which of a person's rows is meant. */
  const settled: [subject: string, reason: string][] = []
  /** What moved by itself while a row was settled. */
  const moved: [row: string, shift: number][] = []
  const gone = async (subject: string, reason: string) => {
    settled.push([subject, reason])
    await timed(async () => {
      await row(subject).filter({ hasText: reason }).waitFor({ state: 'detached' })
      await page.waitForTimeout(glance)
    })
    moved.push([`${subject}: ${reason}`, await takeShifts(page)])
  }
  const act = async (subject: string, reason: string, label: string) =>
    tap(button(label, row(subject).filter({ hasText: reason })))
  const today = () => page.getByRole('navigation').getByRole('link', { name: t('tab.today') })

  /** Puts a row off with the thumb. */
  async function swipeAway(subject: string, reason: string): Promise<void> {
    const target = row(subject).filter({ hasText: reason })
    // The bar at the foot lies over the last row: a person scrolls until nothing does.
    await target.evaluate((element) => element.scrollIntoView({ block: 'center' }))
    const box = await target.boundingBox()
    if (!box) throw new Error(`${subject} is on no screen`)
    const y = box.y + box.height / 2
    const devtools = await phone.context.newCDPSession(page)
    const finger = (type: 'touchStart' | 'touchMove' | 'touchEnd', x?: number) =>
      devtools.send('Input.dispatchTouchEvent', { type, touchPoints: x === undefined ? [] : [{ x, y }] })
    taps += 1
    await timed(async () => {
      await finger('touchStart', 300)
      for (const x of [280, 240, 190, 140, 90]) await finger('touchMove', x)
      await finger('touchEnd')
    })
    await gone(subject, reason)
  }
  async function write(name: string, text: string): Promise<void> {
    await tap(button(t('note.audience.person', { name })))
    taps += 1
    letters += text.length
    await timed(() => page.getByRole('textbox', { name: t('note.field.text') }).fill(text))
    await tap(button(t('note.share', { name })))
    await timed(() => page.getByRole('heading', { level: 1, name: t('note.title') }).waitFor())
    await tap(today())
  }

  await page.goto(paths.today)
  await desk.page.goto(paths.today)
  await asker.page.goto(paths.wellbeing)
  await row('서다미').first().waitFor()
  expect(await violations(page, 'all')).toEqual([])
  await expect
    .poll(() => holdsCopy(page, idsFrom(demoSeed)('person', lead), ['rubrics']), { timeout: 60_000 })
    .toBe(true)
  await takeShifts(page)

  await act('서다미', '이야기 요청', t('today.act.answer'))
  await tap(button(t('talk.answer.soon')))
  await gone('서다미', '이야기 요청')
  await swipeAway('류하람', '확인 대기')
  await swipeAway('권소이', '확인 대기')
  await act('문서율', t('today.row.shared'), t('today.act.read'))
  await timed(() => page.getByText(t('shared.seen', { name: '문서율' })).waitFor())
  await tap(button(t('ui.back')))
  await gone('문서율', t('today.row.shared'))
  await act('오태겸', '회복', t('today.act.recognise'))
  await write('오태겸', praise)
  await gone('오태겸', '회복')
  const todayRows = page.locator('main .row-group').filter({ hasText: t('today.group.today') })
  await tap(todayRows.locator('.row-group-all'))
  await swipeAway('남지후', '개인 목표')

  await phone.offline(true)
  await act('한예린', '혐오 표현', t('today.act.coach'))
  await write('한예린', coaching)
  await gone('한예린', '혐오 표현')
  await act('문서율', '멘토 안내서', t('today.act.done'))
  await gone('문서율', '멘토 안내서')
  await act('오태겸', '노트 후속', t('today.act.done'))
  await gone('오태겸', '노트 후속')
  const batch = [
    ['코칭 표본 검증', '건 검증'],
    ['인용과 비판의 경계', '캘리브레이션'],
    ['남지후', '재검토'],
  ] as const
  await tap(page.getByRole('link', { name: t('today.act.select'), exact: true }))
  for (const [subject, reason] of batch)
    await tap(page.getByRole('checkbox', { name: new RegExp(`${subject}.*${reason}`) }))
  await tap(button(t('select.done', { n: batch.length })))
  for (const [subject, reason] of batch) await gone(subject, reason)

  expect(settled).toHaveLength(12)
  expect(moved.filter(([, shift]) => shift >= shiftLimit)).toEqual([])
  expect(await violations(page, 'all')).toEqual([])
  const seconds = taps * cost.tap + letters * cost.letter + waited
  const spent = `${taps} taps, ${letters} letters, ${waited.toFixed(1)} s of waiting: ${seconds.toFixed(1)} s`
  process.stdout.write(`${spent}\n`)
  expect(seconds, spent).toBeLessThan(limit)

  await phone.offline(false)
  for (const [subject, reason] of settled)
    await expect
      .poll(() => row(subject, desk.page).filter({ hasText: reason }).count(), {
        message: `${subject}: ${reason}`,
      })
      .toBe(0)
  await asker.page.getByText(t('talk.said.will_talk')).first().waitFor()
  const notes = await world.owner.selectFrom('note').select('body').execute()
  for (const text of [praise, coaching])
    expect(notes.filter(({ body }) => JSON.stringify(body).includes(text))).toHaveLength(1)
  for (const { faults } of [phone, desk, asker]) expect(faults).toEqual([])
})
