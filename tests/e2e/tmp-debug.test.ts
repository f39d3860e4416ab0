import { test } from 'vitest'
import { startBrowserWorld } from '#tests/support/browser-world.ts'
import { makeOrg, makePerson, makeTeam } from '#tests/support/people.ts'
import { openPhone, signInOnPhone, waitForWorker } from '#tests/support/phone.ts'

test('x', async () => {
  const world = await startBrowserWorld()
  const org = await makeOrg(world.owner, '두레')
  const team = await makeTeam(world.owner, org, { name: '커뮤니티 QA' })
  const analyst = await makePerson(world.owner, org, {
    name: '남지후',
    locale: 'ko',
    standings: [{ role: 'analyst', teamId: team }],
  })
  const phone = await openPhone(world.browser, world.dure.url)
  phone.page.on('pageerror', (e) => process.stdout.write(`FAULT ${phone.page.url()} ${e.stack}\n`))
  await signInOnPhone(phone, analyst)
  await waitForWorker(phone)
  for (const path of ['/today', '/wellbeing']) {
    await phone.page.goto(path)
    await phone.page.waitForTimeout(4000)
    await phone.offline(true)
    process.stdout.write(`offline warm ${path}\n`)
    await phone.page.waitForTimeout(12000)
    await phone.page.goto(path)
    process.stdout.write(`offline cold ${path}\n`)
    await phone.page.waitForTimeout(20000)
    await phone.offline(false)
    process.stdout.write('online\n')
    await phone.page.waitForTimeout(4000)
  }
  await phone.close()
  await world.stop()
}, 200_000)
