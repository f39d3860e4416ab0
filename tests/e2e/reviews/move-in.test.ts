import { afterAll, beforeAll, expect, test } from 'vitest'
import { paths } from '#client/lib/paths.ts'
import { idsFrom } from '#server/demo/identity.ts'
import { emailOf } from '#server/demo/people.ts'
import { demoPassword, demoSeed } from '#server/demo/seed.ts'
import { type BrowserWorld, startBrowserWorld } from '#tests/support/browser-world.ts'
import { seedTestDemo } from '#tests/support/demo.ts'
import { messagesIn } from '#tests/support/messages.ts'
import { zendeskFiles } from '#tests/support/move-in-files.ts'
import { openPhone, type Phone, signInOnPhone, waitForWorker } from '#tests/support/phone.ts'

const t = messagesIn.ko
const id = idsFrom(demoSeed)

let world: BrowserWorld
let phone: Phone

beforeAll(async () => {
  world = await startBrowserWorld()
  await seedTestDemo(world.database, { today: '2026-11-23', seed: demoSeed })
  phone = await openPhone(world.browser, world.dure.url)
  await signInOnPhone(phone, { email: emailOf('haesol.jeong') }, demoPassword)
  await waitForWorker(phone)
})
afterAll(async () => {
  await phone?.close()
  await world?.stop()
})

const button = (name: string) => phone.page.getByRole('button', { name, exact: true })
const heading = (name: string) => phone.page.getByRole('heading', { name, exact: true })

async function teamOfLead(): Promise<string> {
  const { team_id } = await world.owner
    .selectFrom('membership')
    .select('team_id')
    .where('person_id', '=', id('person', 'haesol.jeong'))
    .where('role', '=', 'lead')
    .executeTakeFirstOrThrow()
  return team_id ?? ''
}

async function chooseFiles(): Promise<void> {
  await phone.page.getByLabel(t('moveIn.files.choose')).setInputFiles(
    zendeskFiles.map(({ name, bytes }) => ({
      name,
      mimeType: 'application/json',
      buffer: Buffer.from(bytes),
    })),
  )
}

test('a lead moves an export of Zendesk QA in, sees what differs, reads a review, and takes it back', async () => {
  const { page } = phone
  const teamId = await teamOfLead()
  await page.goto(paths.moveIn(teamId))
  await page.getByText(t('moveIn.wellbeing')).waitFor()
  await chooseFiles()

  // Without a network the files stay, and the page says what it needs.
  await phone.offline(true)
  await page.getByText(t('moveIn.offline')).first().waitFor()
  await expect.poll(() => button(t('moveIn.check')).isDisabled()).toBe(true)
  await page
    .getByText(zendeskFiles[1]?.name ?? '', { exact: false })
    .first()
    .waitFor()
  await phone.offline(false)
  await expect.poll(() => button(t('moveIn.check')).isEnabled(), { timeout: 30_000 }).toBe(true)

  await button(t('moveIn.check')).click()
  await heading(t('moveIn.checked')).waitFor()
  await button(t('moveIn.run')).click()
  await heading(t('moveIn.done')).waitFor()
  await page.getByText(t('moveIn.why.critical_counts_here')).waitFor()
  await page.getByText(t('moveIn.why.unweighted')).waitFor()

  const moved = await world.owner
    .selectFrom('move_in_item')
    .select('entity_id')
    .where('kind', '=', 'review')
    .where('difference', '=', 'critical_counts_here')
    .executeTakeFirstOrThrow()
  await page.goto(`/reviews/${moved.entity_id}`)
  await page.getByText(t('moveIn.origin.unread')).waitFor()
  await page.getByText(t('moveIn.why.critical_counts_here')).waitFor()

  await page.goto(paths.moveIn(teamId))
  await chooseFiles()
  await button(t('moveIn.check')).click()
  await heading(t('moveIn.nothing'))
    .or(heading(t('moveIn.checked')))
    .waitFor()
  expect(await button(t('moveIn.run')).count()).toBe(0)

  await button(t('moveIn.undo.short')).first().click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: t('moveIn.undo'), exact: true })
    .click()
  await page.getByText(t('moveIn.undo.done'), { exact: true }).waitFor()
  const left = await world.owner.selectFrom('move_in_item').select('entity_id').execute()
  expect(left).toEqual([])
}, 120_000)
