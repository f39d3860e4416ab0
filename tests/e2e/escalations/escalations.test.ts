import type { Locator } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { paths } from '#client/lib/paths.ts'
import { pushMessage, pushText } from '#shared/inbox/push-views.ts'
import { type BrowserWorld, startBrowserWorld } from '#tests/support/browser-world.ts'
import { messagesIn } from '#tests/support/messages.ts'
import { makeOrg, makePerson, makeTeam, type TestPerson } from '#tests/support/people.ts'
import { openPhone, type Phone, signInOnPhone, waitForWorker } from '#tests/support/phone.ts'
import { browserSubscribesTo, deliverPush, tapNotification } from '#tests/support/push-browser.ts'
import { type PushCatcher, type PushDevice, startPushCatcher } from '#tests/support/push-catcher.ts'
import { raise, recommend, tap } from './escalation-steps.ts'

/**
 * Milliseconds in which a step on one phone stands on every other that shows it: as a rule, and at the latest. Four phones,
 * the server and its database share the processors here; integration/live holds the server alone to the first.
 */
const usually = 1_000
const latest = 5_000
/** Milliseconds that each sight of another phone's step took. */
const took: number[] = []
async function seen(sight: Locator): Promise<void> {
  const begun = performance.now()
  await sight.waitFor({ timeout: latest })
  took.push(performance.now() - begun)
}
/** A decision has no effect for ten seconds; then the job of every second finds it. */
const untilEffect = 14_000

const t = messagesIn.ko
const te = messagesIn.en

type Cast = Record<'analyst' | 'lead' | 'manager' | 'partner', TestPerson>
let world: BrowserWorld
let cast: Cast
let catcher: PushCatcher
let managersPhone: PushDevice
const phones: Record<keyof Cast, Phone> = {} as Record<keyof Cast, Phone>

beforeAll(async () => {
  world = await startBrowserWorld()
  catcher = await startPushCatcher()
  managersPhone = catcher.device('phone')
  const db = world.owner
  const org = await makeOrg(db, '두레')
  const unit = await makeTeam(db, org, { name: '신뢰·안전 QA' })
  const teamId = await makeTeam(db, org, { name: '커뮤니티 QA', parentId: unit })
  const make = (name: string, locale: 'ko' | 'en', options: Parameters<typeof makePerson>[2]) =>
    makePerson(db, org, { name, locale, ...options })
  cast = {
    analyst: await make('남지후', 'ko', { memberships: [{ role: 'analyst', teamId }] }),
    lead: await make('정해솔', 'ko', { memberships: [{ role: 'lead', teamId }] }),
    manager: await make('심혜인', 'ko', { memberships: [{ role: 'manager', teamId: unit }] }),
    partner: await make('Maeve Costigan', 'en', { memberships: [{ role: 'partner', function: 'policy' }] }),
  }
  for (const who of ['analyst', 'lead', 'manager', 'partner'] as const) {
    phones[who] = await openPhone(world.browser, world.dure.url, {
      locale: who === 'partner' ? 'en' : 'ko',
    })
    if (who === 'manager') await browserSubscribesTo(phones[who], managersPhone, world.dure.url)
    await signInOnPhone(phones[who], cast[who])
  }
})
afterAll(async () => {
  await world?.stop()
  await catcher?.stop()
})

const countOf = async (table: 'escalation' | 'escalation_event' | 'escalation_decision'): Promise<number> => {
  const { n } = await world.owner
    .selectFrom(table)
    .select((query) => query.fn.countAll().as('n'))
    .executeTakeFirstOrThrow()
  return Number(n)
}
const escalationOf = async (summary: string) =>
  await world.owner
    .selectFrom('escalation')
    .selectAll()
    .where('summary', '=', summary)
    .executeTakeFirstOrThrow()

/** Opens one escalation on a phone, by its address: from then on the screen must follow by itself. */
async function follow({ page }: Phone, escalationId: string, summary: string): Promise<void> {
  await page.goto(paths.escalation(escalationId))
  await page.getByRole('heading', { name: summary }).waitFor()
}
const status = ({ page }: Phone, text: string) =>
  page.locator('.esc-severity').getByText(text, { exact: true })

describe('from a phone without a network to an answer in English', () => {
  const summary = '인용된 혐오 표현에 두 조항이 서로 다르게 적용됩니다'
  const question = '개정 전까지 새 조항을 먼저 적용할까요?'
  let id: string

  test('the analyst raises it offline, in Korean, in less than half a minute', async () => {
    const { analyst } = phones
    const { page } = analyst
    await page.getByText(t('today.empty')).waitFor()
    await waitForWorker(analyst)
    await analyst.offline(true)
    const begun = performance.now()
    await tap(analyst, t('compose.raise'))
    await page.getByRole('heading', { level: 1, name: t('raise.title') }).waitFor()
    await raise(analyst, { summary, severity: t('esc.severity.P2') })
    await page.getByRole('heading', { name: summary }).waitFor()
    expect(performance.now() - begun).toBeLessThan(30_000)
    await page
      .getByRole('status')
      .filter({ hasText: t('sync.local') })
      .waitFor()
    expect(await countOf('escalation')).toBe(0)
  })

  test('the network comes back: the lead’s list has it within a second, and its clocks run', async () => {
    const { analyst, lead } = phones
    await lead.page.goto(`${paths.escalations}?of=team`)
    await lead.page.getByText(t('esc.empty.team')).waitFor()
    await analyst.offline(false)
    const sent = t('sync.sent', { time: '' }).trim()
    await analyst.page.getByRole('status').filter({ hasText: sent }).waitFor()
    await seen(lead.page.getByRole('link', { name: summary }))
    expect(await countOf('escalation')).toBe(1)
    id = (await escalationOf(summary)).escalation_id
    await seen(analyst.page.getByText(t('esc.clock.until.decide')))
  })

  test('the lead acknowledges and recommends, and everybody’s open screen says so', async () => {
    const { analyst, lead, manager, partner } = phones
    await manager.page.goto(paths.notifications)
    await manager.page.getByRole('switch', { name: t('push.switch') }).tap()
    await manager.page.getByText(t('push.devices', { n: 1 })).waitFor()
    await follow(partner, id, summary)
    await lead.page.getByRole('link', { name: summary }).click()
    await tap(lead, t('esc.step.acknowledge'))
    await Promise.all([
      seen(status(analyst, t('esc.status.acknowledged'))),
      seen(status(partner, te('esc.status.acknowledged'))),
    ])
    await recommend(lead, question)
    await Promise.all([
      ...[lead, analyst].map(async (phone) => seen(status(phone, t('esc.status.awaiting_approval')))),
      seen(status(partner, te('esc.status.awaiting_approval'))),
    ])
  })

  test('the manager gets a push that holds nothing private, and it leads to what waits', async () => {
    const { manager } = phones
    await expect.poll(() => managersPhone.caught.length).toBe(1)
    const [push] = managersPhone.caught
    const message = pushMessage.parse(JSON.parse(push?.text ?? ''))
    expect(message).toEqual({ id: expect.any(String), text: pushText.ko, badge: 1 })
    const all = `${JSON.stringify(push?.headers)} ${push?.body.toString('latin1')} ${push?.text}`
    for (const secret of [
      id,
      summary,
      question,
      ...Object.values(cast).flatMap((person) => [person.name, person.personId]),
    ])
      expect(all).not.toContain(secret)
    await waitForWorker(manager)
    const shown = await deliverPush(manager, world.dure.url, message)
    expect(shown).toMatchObject({ title: 'Dure', options: { body: pushText.ko } })
    await tapNotification(manager)
    // By its address, so that a failure says where the tap led instead.
    await expect.poll(() => new URL(manager.page.url()).pathname).toBe(paths.escalation(id))
    await status(manager, t('esc.status.awaiting_approval')).waitFor()
  })

  test('the one who asked reads why they may not decide; without a network nobody may, and it says when it arrived', async () => {
    const { lead, manager } = phones
    await lead.page.getByRole('button', { name: question }).tap()
    const asked = lead.page.getByRole('dialog', { name: t('approve.title') })
    await asked.getByText(cast.lead.name).first().waitFor()
    expect(await asked.getByRole('button', { name: t('approve.yes'), exact: true }).count()).toBe(0)
    await asked.getByRole('button', { name: t('ui.close') }).tap()

    await manager.offline(true)
    await tap(manager, t('approve.title'))
    const sheet = manager.page.getByRole('dialog', { name: t('approve.title') })
    await sheet.getByText(t('approve.offline', { time: '' }).split('.')[0] ?? '').waitFor()
    expect(await sheet.getByRole('button', { name: t('approve.yes'), exact: true }).count()).toBe(0)
    await manager.offline(false)
    await sheet.getByRole('button', { name: t('approve.yes'), exact: true }).waitFor()
  })

  test('the manager says yes and takes it back: nothing has happened', async () => {
    const { analyst, manager } = phones
    const sheet = manager.page.getByRole('dialog', { name: t('approve.title') })
    await sheet.getByRole('button', { name: t('approve.yes'), exact: true }).tap()
    await sheet.getByRole('button', { name: t('approve.undo') }).tap()
    await sheet.getByRole('button', { name: t('approve.yes'), exact: true }).waitFor()
    const decision = await world.owner
      .selectFrom('escalation_decision')
      .select(['undone_at', 'effected_at'])
      .executeTakeFirstOrThrow()
    expect(decision.undone_at).not.toBeNull()
    expect(decision.effected_at).toBeNull()
    expect((await escalationOf(summary)).status).toBe('awaiting_approval')
    await status(analyst, t('esc.status.awaiting_approval')).waitFor()
  })

  test('the manager says yes with one thumb; ten seconds later it holds, on every screen', async () => {
    const { analyst, lead, manager, partner } = phones
    const sheet = manager.page.getByRole('dialog', { name: t('approve.title') })
    await sheet.getByRole('button', { name: t('approve.yes'), exact: true }).tap()
    await sheet.locator('.ten-seconds').waitFor()
    await sheet.locator('.approval-pending').waitFor()
    // Nobody else hears of it before it holds.
    expect((await escalationOf(summary)).status).toBe('awaiting_approval')
    await status(analyst, t('esc.status.awaiting_approval')).waitFor()
    await status(analyst, t('esc.status.approved')).waitFor({ timeout: untilEffect })
    await Promise.all([
      seen(status(lead, t('esc.status.approved'))),
      seen(status(manager, t('esc.status.approved'))),
      seen(status(partner, te('esc.status.approved'))),
    ])
    await sheet.getByText(t('approve.done.approve')).waitFor()
    await sheet.getByRole('button', { name: t('ui.close') }).tap()
    expect(await countOf('escalation_decision')).toBe(2)
  })

  test('the partner finds it in their inbox and resolves it in English', async () => {
    const { analyst, lead, manager, partner } = phones
    await partner.page.getByRole('link', { name: te('tab.inbox') }).click()
    await partner.page.getByRole('link', { name: summary }).click()
    await tap(partner, te('esc.step.start'))
    await seen(status(analyst, t('esc.status.in_progress')))
    await tap(partner, te('esc.step.resolve'))
    const sheet = partner.page.getByRole('dialog', { name: te('esc.step.resolve') })
    const answer = 'Clause 4 applies until the update of 1 December.'
    const task = 'Tell the queue that clause 4 applies'
    await sheet.getByRole('textbox', { name: te('esc.resolve.text') }).fill(answer)
    await sheet.getByRole('button', { name: te('esc.followUp.add') }).tap()
    await sheet.getByRole('button', { name: te('esc.step.resolve') }).tap()
    await sheet.getByText(te('esc.missing.title')).waitFor()
    await sheet.getByRole('textbox', { name: te('esc.followUp.what') }).fill(task)
    await sheet
      .getByRole('combobox', { name: te('esc.followUp.who') })
      .selectOption({ label: te('ui.person', { name: cast.lead.name }) })
    await sheet.getByLabel(te('esc.followUp.when')).fill('2026-12-01')
    await sheet.getByRole('button', { name: te('esc.step.resolve') }).tap()
    await Promise.all(
      [analyst, lead, manager].map(async (phone) => {
        await seen(status(phone, t('esc.status.resolved')))
        await seen(phone.page.getByText(answer).first())
        const followUp = phone.page.getByRole('listitem').filter({ hasText: task })
        await seen(followUp.filter({ hasText: cast.lead.name }))
      }),
    )
  })

  test('a comment that mentions somebody reaches every open screen', async () => {
    const { analyst, lead } = phones
    await tap(analyst, t('esc.step.comment'))
    const sheet = analyst.page.getByRole('dialog', { name: t('esc.step.comment') })
    const text = '적용일을 팀에 공유했습니다.'
    await sheet.getByRole('textbox', { name: t('esc.comment.text') }).fill(text)
    await sheet.getByRole('checkbox', { name: t('ui.person', { name: cast.lead.name }) }).check()
    await sheet.getByRole('button', { name: t('esc.comment.send') }).tap()
    const said = analyst.page.getByRole('listitem').filter({ hasText: text })
    await said
      .getByRole('status')
      .filter({ hasText: t('sync.sent', { time: '' }).trim() })
      .waitFor()
    await seen(lead.page.getByText(text))
  })

  test('what one did stood on the others’ screens within a second, as a rule', () => {
    const sorted = took.toSorted((a, b) => a - b)
    expect(sorted.length).toBeGreaterThan(15)
    expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThan(usually)
  })

  test('nothing broke on the way', async () => {
    expect(Object.values(phones).flatMap(({ faults }) => faults)).toEqual([])
  })
})

test('child safety leaves no place for anything but a reference', async () => {
  const { analyst } = phones
  const { page } = analyst
  await page.goto(paths.raise())
  await page.getByRole('radio', { name: t('esc.kind.safety') }).check()
  await page.getByRole('radio', { name: t('esc.category.child_safety') }).check()
  expect(await page.getByRole('textbox', { name: t('raise.details') }).count()).toBe(0)
  await page.getByRole('radio', { name: t('esc.severity.P0') }).check()
  await page.getByRole('textbox', { name: t('raise.summary') }).fill('https://example.org/picture')
  await page.getByRole('textbox', { name: t('raise.case') }).fill('TICKET-20431')
  await tap(analyst, t('raise.submit'))
  await page.getByText(t('raise.refused.summary')).waitFor()
  await page.getByRole('textbox', { name: t('raise.summary') }).fill('신고 접수 완료, 외부 시스템에서 처리')
  await tap(analyst, t('raise.submit'))
  await page.getByRole('heading', { name: t('esc.child', { reference: 'TICKET-20431' }) }).waitFor()
  await page
    .getByRole('status')
    .filter({ hasText: t('sync.sent', { time: '' }).trim() })
    .waitFor()
  for (const phone of Object.values(phones)) await phone.close()
})
