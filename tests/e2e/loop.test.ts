import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { paths } from '#client/lib/paths.ts'
import { type BrowserWorld, startBrowserWorld } from '#tests/support/browser-world.ts'
import { messagesIn } from '#tests/support/messages.ts'
import { makeOrg, makePerson, makeTeam, type TestPerson } from '#tests/support/people.ts'
import { openPhone, type Phone, signInOnPhone, waitForWorker } from '#tests/support/phone.ts'
import { auditsFile, countInFile, makeRaterTeam, type RaterTeam } from '#tests/support/raters.ts'

/** The last four of the file's weeks begin here: what Today's signal speaks of. */
const lastFourWeeks = '2026-10-05'
/** Milliseconds after which a change on one phone must stand on the other. */
const atOnce = 2_000

let world: BrowserWorld
let team: RaterTeam

beforeAll(async () => {
  world = await startBrowserWorld()
  team = await makeRaterTeam(world.owner)
})
afterAll(() => world?.stop())

function rater(name: string): TestPerson {
  const found = team.raters.get(name)
  if (!found) throw new Error(`Nobody is called ${name}`)
  return found
}
async function phoneOf(person: TestPerson): Promise<Phone> {
  const phone = await openPhone(world.browser, world.dure.url)
  await signInOnPhone(phone, person)
  return phone
}
const countOf = async (table: 'audit' | 'machine_decision' | 'note' | 'action_item' | 'note_evidence') => {
  const { n } = await world.owner
    .selectFrom(table)
    .select((query) => query.fn.countAll().as('n'))
    .executeTakeFirstOrThrow()
  return Number(n)
}
/** Events that the real Ozone answered; tests/data/ozone/README.md says how. */
const ozoneFile = path.resolve(import.meta.dirname, '../data/ozone/query-events.json')
const tab = ({ page }: Phone, name: string) => page.getByRole('navigation').getByRole('link', { name })

describe('from an audit log to a note that was read', () => {
  const t = messagesIn.ko
  const name = 'rater-02'
  const text = '지난 4주 미조치 사례를 함께 보면 좋겠습니다.'
  const task = '혐오 표현 기준 3장 다시 읽기'
  const answer = '비유로 돌려 말한 표현을 놓쳤습니다.'
  let lead: Phone
  let analyst: Phone

  test('the lead imports the audit log through the screen, after a dry run', async () => {
    lead = await phoneOf(team.lead)
    const { page } = lead
    await page.getByText(t('first.audits'), { exact: true }).waitFor()
    await tab(lead, t('tab.team')).click()
    await page.getByRole('link', { name: t('team.import') }).click()
    await page.getByLabel(t('import.file.choose')).setInputFiles(auditsFile)

    const suggested = {
      reference: 'audit_ref',
      case_ref: 'case_ref',
      analyst: 'analyst',
      policy: 'policy',
      decision: 'decision',
      decided_at: 'decided_at',
    } as const
    for (const [field, column] of Object.entries(suggested)) {
      const name = t(`import.field.${field as keyof typeof suggested}`)
      const select = page.getByRole('combobox', { name, exact: true })
      expect([field, await select.inputValue()]).toEqual([field, column])
    }
    const verified = page.getByRole('combobox', { name: t('import.field.verified_decision') })
    expect(await verified.inputValue()).toBe('gold_decision')
    await page.getByRole('radio', { name: 'hateful', exact: true }).check()

    await page.getByRole('button', { name: t('import.check') }).click()
    await page.getByText(t('import.checking.title')).waitFor()
    // A policy that nobody knows is asked about, and made only where the answer is so.
    const questions = page.getByRole('combobox', { name: /어느 정책입니까/ })
    await questions.first().waitFor()
    for (const question of await questions.all()) await question.selectOption({ index: 1 })
    expect(await countOf('audit')).toBe(0)
    await page.getByRole('button', { name: t('import.check') }).click()
    await page.getByText(t('import.checked')).waitFor()
    await page.getByText('19,505').first().waitFor()
    expect(await countOf('audit')).toBe(0)

    await page.getByRole('button', { name: t('import.run', { n: 19_505 }) }).click()
    await page.getByText(t('import.running.title')).waitFor()
    await page.getByText(t('import.done'), { exact: true }).waitFor()
    const added = page.getByRole('term').filter({ hasText: t('import.count.added') })
    expect(await added.locator('xpath=following-sibling::dd').textContent()).toBe('19,505')
    expect(await countOf('audit')).toBe(19_505)
    await page.getByRole('link', { name: t('import.toTeam') }).click()
  })

  test('Team and a scorecard say how they decide', async () => {
    const { page } = lead
    for (const person of team.raters.keys()) await page.getByRole('link', { name: person }).waitFor()
    await page.getByRole('link', { name }).click()
    await page.getByRole('tab', { name: t('person.scorecard') }).click()
    await page.getByRole('radio', { name: t('score.weeks', { n: 13 }) }).check()
    const { n, missed, overEnforced } = countInFile(name, '2026-08-03')
    expect({ n, missed, overEnforced }).toEqual({ n: 1946, missed: 94, overEnforced: 4 })
    await page.getByText(t('score.n', { n })).waitFor()
    await page.getByText('95%', { exact: true }).waitFor()
    for (const [metric, x] of [
      ['missed', missed],
      ['over_enforced', overEnforced],
    ] as const) {
      const row = page.getByRole('listitem').filter({ hasText: t(`score.metric.${metric}`) })
      await row.filter({ hasText: `${n.toLocaleString('ko')}건 중 ${x}건` }).waitFor()
    }
  })

  test('Today says whose misses are worth a look, and leads to the person', async () => {
    const { page } = lead
    await tab(lead, t('tab.today')).click()
    const { missed, overEnforced, n } = countInFile(name, lastFourWeeks)
    const errors = missed + overEnforced
    const reason = t('today.row.signal', { x: errors, n })
    const row = page.getByRole('listitem').filter({ hasText: t('ui.person', { name }) })
    await row.filter({ hasText: reason }).getByRole('link').click()
    await page.getByRole('heading', { level: 1, name: t('ui.person', { name }) }).waitFor()
    await page.getByRole('heading', { name: t('signal.title') }).waitFor()
    await page.getByRole('link', { name: t('score.cases', { n: errors }) }).waitFor()
  })

  test('a note is written without a network and with the server dead, and arrives once', async () => {
    const { page } = lead
    // The analyst has Today open on another phone all along.
    analyst = await phoneOf(rater(name))
    await analyst.page.getByText(t('today.empty')).waitFor()
    await waitForWorker(lead)

    await lead.offline(true)
    await page.getByRole('link', { name: t('person.coach') }).click()
    await page.getByRole('button', { name: t('note.audience.person', { name }) }).click()
    await page.getByRole('textbox', { name: t('note.field.text') }).fill(text)
    const { missed, n } = countInFile(name, lastFourWeeks)
    const evidence = page.getByRole('button', { name: t('note.evidence.cases', { n: missed }) })
    await evidence.filter({ hasText: t('interval.few', { x: missed, n }) }).waitFor()
    await page.getByRole('button', { name: t('note.action.add') }).click()
    const sheet = page.getByRole('dialog', { name: t('note.action.title') })
    await sheet.getByRole('textbox', { name: t('note.action.what') }).fill(task)
    await sheet.getByRole('button', { name: t('note.action.keep') }).click()
    await page.getByRole('radio', { name: t('note.followup.week') }).check()
    await page.getByRole('button', { name: t('note.share', { name }) }).click()

    await page.getByRole('heading', { level: 1, name: t('note.title') }).waitFor()
    await page.getByText(text).waitFor()
    const state = page.getByRole('status')
    await state
      .filter({ hasText: t('sync.local') })
      .first()
      .waitFor()
    expect(await countOf('note')).toBe(0)

    await world.dure.kill()
    await world.dure.start()
    expect(await countOf('note')).toBe(0)
    await lead.offline(false)
    const sent = t('sync.sent', { time: '' }).trim()
    await state.filter({ hasText: sent }).first().waitFor()

    expect(await countOf('note')).toBe(1)
    expect(await countOf('action_item')).toBe(1)
    expect(await countOf('note_evidence')).toBe(missed)
    const commands = await world.owner.selectFrom('command').select(['name', 'person_id']).execute()
    expect(commands.filter((command) => command.name === 'coaching.saveNote')).toEqual([
      { name: 'coaching.saveNote', person_id: team.lead.personId },
    ])
    const note = await world.owner
      .selectFrom('note')
      .select(['audience', 'follow_up_on'])
      .executeTakeFirstOrThrow()
    expect(note.audience).toBe('person')
    expect(note.follow_up_on).not.toBeNull()
  })

  test('the analyst finds it, answers and acknowledges, and the lead sees it at once', async () => {
    const { page } = analyst
    const row = page.getByRole('listitem').filter({ hasText: t('today.row.note') })
    await row.getByRole('button', { name: t('today.act.read'), exact: true }).click()
    await page.getByText(text).waitFor()
    await page.getByText(task).waitFor()
    await page.getByText(t('note.ack.hint')).waitFor()
    const box = page.getByRole('textbox', { name: t('note.reply') })
    await box.fill(answer)
    await page.getByRole('button', { name: t('note.reply.send') }).click()
    await lead.page.getByText(answer).waitFor({ timeout: atOnce })

    await lead.page.getByText(t('note.unread')).waitFor()
    await page.getByRole('button', { name: t('note.ack'), exact: true }).click()
    await lead.page.getByText(t('note.unread')).waitFor({ state: 'detached', timeout: atOnce })
    await lead.page
      .getByText(t('note.read', { time: '' }).trim())
      .first()
      .waitFor()
    await tab(analyst, t('tab.today')).click()
    await page.getByText(t('today.empty')).waitFor()
  })

  test('the manager sees the figures of the team, and no person', async () => {
    const manager = await phoneOf(team.manager)
    const { page } = manager
    await tab(manager, t('tab.teams')).click()
    await page.getByRole('link', { name: '커뮤니티 QA' }).click()
    await page.getByRole('radio', { name: t('score.weeks', { n: 13 }) }).check()
    await page.getByText(t('score.n', { n: 19_505 })).waitFor()
    expect(await page.locator('body').innerText()).not.toContain('rater-')
    await page.goto(paths.person(rater(name).personId))
    await page.getByText(t('error.NOT_FOUND')).waitFor()
    expect(manager.faults).toEqual([])
    await manager.close()
  })

  test('nothing broke on the way', async () => {
    expect([...lead.faults, ...analyst.faults]).toEqual([])
    await analyst.close()
  })

  test('the same two in English: praise, and read', async () => {
    const t = messagesIn.en
    const { page } = lead
    await tab(lead, messagesIn.ko('tab.me')).click()
    await page.getByRole('radio', { name: t('language.en') }).check()
    // The place opens where it was left, on another person; its button once more leads to its first screen.
    await tab(lead, t('tab.team')).click()
    await tab(lead, t('tab.team')).click()
    await page.getByRole('link', { name: 'rater-08' }).click()
    await page.getByRole('button', { name: t('person.compose') }).click()
    await page.getByRole('button', { name: t('note.audience.person', { name: 'rater-08' }) }).click()
    await page.getByRole('radio', { name: t('note.kind.recognition') }).check()
    const praise = '1948 of 1951 is careful work.'
    await page.getByRole('textbox', { name: t('note.field.text') }).fill(praise)
    await page.getByRole('button', { name: t('note.share', { name: 'rater-08' }) }).click()
    await page.getByText(t('note.unread')).waitFor()

    const other = await phoneOf(rater('rater-08'))
    await tab(other, messagesIn.ko('tab.me')).click()
    await other.page.getByRole('radio', { name: t('language.en') }).check()
    await tab(other, t('tab.today')).click()
    await other.page.getByText(t('today.row.recognition')).waitFor()
    await other.page.getByRole('button', { name: t('today.act.read'), exact: true }).click()
    await other.page.getByText(praise).waitFor()
    await other.page.getByRole('button', { name: t('note.ack'), exact: true }).click()
    await page.getByText(t('note.unread')).waitFor({ state: 'detached', timeout: atOnce })
    expect([...lead.faults, ...other.faults]).toEqual([])
    await other.close()
    await lead.close()
  })
})

test('a lead moves in with a file of Ozone, and reads in words what was left out of it', async () => {
  const t = messagesIn.ko
  const org = await makeOrg(world.owner, '두레')
  const teamId = await makeTeam(world.owner, org, { name: '커뮤니티 QA' })
  const lead = await makePerson(world.owner, org, { locale: 'ko', memberships: [{ role: 'lead', teamId }] })
  for (const reference of ['did:plc:7yxkq3haneul2mod4erator2', 'did:plc:4k2mduri5mod3erator6qa7q'])
    await makePerson(world.owner, org, { reference, memberships: [{ role: 'analyst', teamId }] })
  await world.owner
    .insertInto('policy')
    .values(
      ['spam', 'hate; harassment', 'no policy'].map((code) => ({
        ...{ org_id: org, code, name_ko: null, name_en: null },
      })),
    )
    .execute()
  const before = await countOf('audit')
  const phone = await phoneOf(lead)
  const { page } = phone
  await page.goto(`${world.dure.url}${paths.importAudits(teamId)}`)
  await page.getByLabel(t('import.file.choose')).setInputFiles(ozoneFile)
  await page.getByRole('button', { name: t('import.check') }).click()
  await page.getByText(t('import.skipped.no_decision')).waitFor()
  await page.getByText(t('import.event.priorityScore'), { exact: true }).waitFor()
  expect(await page.getByText('priorityScore').count()).toBe(0)
  // The decision of the labeler's own rule is a machine's, and no audit of a person.
  await page.getByRole('button', { name: t('import.run', { n: 10 }) }).click()
  await page.getByText(t('import.done'), { exact: true }).waitFor()
  expect((await countOf('audit')) - before).toBe(9)
  expect(await countOf('machine_decision')).toBe(1)
  expect(phone.faults).toEqual([])
  await phone.close()
})
