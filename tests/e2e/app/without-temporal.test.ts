import { afterAll, beforeAll, expect, test } from 'vitest'
import { paths } from '#client/lib/paths.ts'
import { type BrowserWorld, startBrowserWorld } from '#tests/support/browser-world.ts'
import { makeOrg, makePerson, makeTeam, type TestPerson } from '#tests/support/people.ts'
import { openPhone, signInOnPhone } from '#tests/support/phone.ts'

let world: BrowserWorld
let lead: TestPerson
let analyst: TestPerson
beforeAll(async () => {
  world = await startBrowserWorld()
  const org = await makeOrg(world.owner)
  const teamId = await makeTeam(world.owner, org)
  lead = await makePerson(world.owner, org, { locale: 'ko', memberships: [{ role: 'lead', teamId }] })
  analyst = await makePerson(world.owner, org, { memberships: [{ role: 'analyst', teamId }] })
  await world.owner
    .insertInto('goal')
    .values({
      org_id: org,
      goal_id: crypto.randomUUID(),
      team_id: teamId,
      subject_id: analyst.personId,
      author_id: lead.personId,
      metric: 'missed',
      baseline: null,
      target: 0.08,
      due_on: '2031-02-19',
      why: null,
      claimed_at: new Date().toISOString(),
      ended_how: null,
      ended_by: null,
      ended_at: null,
    })
    .execute()
})
afterAll(() => world?.stop())

/** Returns what Today's head and the goals of a person say, and which files came for it. */
async function read(hasTemporal: boolean) {
  const phone = await openPhone(world.browser, world.dure.url)
  const { page } = phone
  const files: string[] = []
  page.on('response', (response) => files.push(new URL(response.url()).pathname))
  if (!hasTemporal) await page.addInitScript(() => Reflect.deleteProperty(globalThis, 'Temporal'))
  await signInOnPhone(phone, lead)
  const texts: string[] = []
  const places = {
    [paths.today]: 'header',
    [`${paths.person(analyst.personId)}?part=goals`]: '#person-panel',
  }
  for (const [path, part] of Object.entries(places)) {
    await page.goto(path)
    const dated = page.locator(part).filter({ hasText: /\d+월 \d+일/ })
    texts.push(await dated.innerText())
  }
  const { faults } = phone
  await phone.close()
  return { texts, faults, copies: files.filter((file) => file.includes('temporal')) }
}

test('a browser without Temporal, as WebKit is, loads a copy and shows the same dates', async () => {
  const without = await read(false)
  const own = await read(true)
  expect(without.copies).not.toEqual([])
  expect(own.copies).toEqual([])
  expect(without.texts).toEqual(own.texts)
  expect(own.texts.join('\n')).toContain('2031년 2월 19일')
  expect([...without.faults, ...own.faults]).toEqual([])
})
