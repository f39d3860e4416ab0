import { afterAll, beforeAll, expect, test } from 'vitest'
import { paths } from '#client/lib/paths.ts'
import { signIn } from '#tests/support/app.ts'
import { type BrowserWorld, startBrowserWorld } from '#tests/support/browser-world.ts'
import { messagesIn } from '#tests/support/messages.ts'
import { makeOrg, makePerson, makeTeam, testPassword } from '#tests/support/people.ts'
import { openPhone, signInOnPhone } from '#tests/support/phone.ts'

const t = messagesIn.ko
const another = '느린 아침에 걷는 고양이'

let world: BrowserWorld
beforeAll(async () => {
  world = await startBrowserWorld()
})
afterAll(() => world?.stop())

test('a person changes their own password under Me, and is told at the field what is wrong', async () => {
  const org = await makeOrg(world.owner)
  const teamId = await makeTeam(world.owner, org)
  const lead = await makePerson(world.owner, org, { locale: 'ko', memberships: [{ role: 'lead', teamId }] })
  const other = await signIn(world.dure.url, lead)
  const phone = await openPhone(world.browser, world.dure.url)
  const { page } = phone
  await signInOnPhone(phone, lead)
  await page.goto(paths.me)
  await page.getByRole('link', { name: t('password.title') }).click()
  const fill = async (current: string, next: string) => {
    await page.getByLabel(t('password.current'), { exact: true }).fill(current)
    await page.getByLabel(t('password.new'), { exact: true }).fill(next)
    await page.getByRole('button', { name: t('password.save') }).click()
  }
  await fill('', '짧다')
  await page.getByText(t('password.current.missing')).waitFor()
  await page.getByText(t('invitation.password.short')).waitFor()
  await fill('not the old one', another)
  await page.getByText(t('password.wrong')).waitFor()
  await fill(testPassword, 'Password2026')
  await page.getByText(t('invitation.password.common')).waitFor()
  await fill(testPassword, another)
  await page.getByText(t('password.changed')).first().waitFor()
  await page.reload()
  await page.getByRole('heading', { level: 1, name: t('tab.me') }).waitFor()
  await expect(other.client.people.me.query()).rejects.toThrow()
  const again = await openPhone(world.browser, world.dure.url)
  await signInOnPhone(again, lead, another)
  expect([...phone.faults, ...again.faults]).toEqual([])
})
