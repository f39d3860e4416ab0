import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { paths as scorecardPaths } from '#client/commands/scorecards-paths.ts'
import { paths } from '#client/lib/paths.ts'
import { termNames } from '#server/demo/queues.ts'
import { demoPassword, demoSeed } from '#server/demo/seed.ts'
import { policies } from '#server/demo/story.ts'
import type { Locale } from '#shared/people/views.ts'
import { type BrowserWorld, startBrowserWorld } from '#tests/support/browser-world.ts'
import { seedTestDemo } from '#tests/support/demo.ts'
import { walkWithTab } from '#tests/support/keyboard.ts'
import { messageKeys, messagesIn } from '#tests/support/messages.ts'
import { makeOrg, makePerson, makeTeam, type TestPerson } from '#tests/support/people.ts'
import { openPhone, type Phone, setTextSize, signInOnPhone } from '#tests/support/phone.ts'
import { cutTexts, followShifts, takeShifts } from '#tests/support/screens/layout.ts'
import {
  type Screen,
  type ScreenCast,
  screenCasts,
  screenRoles,
  showScreen,
  visitScreen,
} from '#tests/support/screens/screens.ts'
import { violations } from '#tests/support/screens/violations.ts'

/** Milliseconds for the screens of one role, and for one of them, on a machine that has other things to do. */
const inspection = 900_000
const screenful = 90_000

let world: BrowserWorld
let casts: ScreenCast[]

beforeAll(async () => {
  world = await startBrowserWorld()
  await seedTestDemo(world.database, { today: '2026-11-23', seed: demoSeed })
  casts = await screenCasts(world.owner)
})
afterAll(() => world?.stop())

/** Words on the screen, and those only heard, that nobody should ever meet. */
async function textProblems({ page }: Phone): Promise<string[]> {
  const text = await page.evaluate(() => {
    const labels = [...document.querySelectorAll('[aria-label], [placeholder], [title]')].flatMap((element) =>
      ['aria-label', 'placeholder', 'title'].map((name) => element.getAttribute(name) ?? ''),
    )
    return [document.title, document.body.innerText, ...labels].join('\n')
  })
  return text
    .split(/\s+/)
    .filter((word) => messageKeys.has(word) || /undefined|NaN|\[object|Invalid/.test(word))
}

/** Codes of the audit log stand where they are named and where a file is read, and nowhere else. */
const withCodes = ['import-checked', 'names', 'name', 'import', 'import-columns']
const codes = new Set(
  [...policies.map(({ code }) => code), ...termNames.map(([, code]) => code)].filter((code) =>
    /-/.test(code),
  ),
)
async function rawCodes({ page }: Phone, { name }: Screen): Promise<string[]> {
  if (withCodes.includes(name)) return []
  const text = await page.evaluate(() => document.body.innerText)
  return text.split(/[^\w-]+/).filter((word) => codes.has(word))
}

/** A small phone of today; the others are wider. */
const small = { width: 360, height: 780 }
/** Where a language is looked at. The document is the same in both and the colours go by the theme alone. */
const places = {
  ko: { device: 'phone', theme: 'light', size: { width: 390, height: 844 } },
  en: { device: 'desk', theme: 'dark', size: { width: 1280, height: 800 } },
} as const

/** CSS pixels that the page is wider than the phone. */
const tooWide = ({ page }: Phone): Promise<number> =>
  page.evaluate(async (width) => {
    const beyond = () => Math.max(document.documentElement.scrollWidth, window.innerWidth) - width
    // A phone's page is as wide as its widest row in the frames in which letters change their size, and comes to rest after them.
    for (let frame = 0; frame < 60 && beyond() > 0; frame += 1) await new Promise(requestAnimationFrame)
    return beyond()
  }, small.width)

/** A share of the screen and of the way: below it nobody loses their line. */
const shiftLimit = 0.05

/**
 * Everything that is wrong with the screen that is open: by axe, in words, whether it moves while it comes, and whether a text
 * is cut on a small phone, at twice the text size too.
 */
async function inspect(phone: Phone, locale: Locale, screen: Screen): Promise<string[]> {
  const { page } = phone
  const found: string[] = []
  const shift = await takeShifts(page)
  if (shift > shiftLimit) found.push(`moves by ${shift.toFixed(3)} while it comes`)
  found.push(...(await violations(page, 'all')))
  found.push(...(await textProblems(phone)).map((word) => `not a word: ${word}`))
  found.push(...(await rawCodes(phone, screen)).map((code) => `a code: ${code}`))
  await page.setViewportSize(small)
  found.push(...(await cutTexts(page)).map((text) => `cut: ${text}`))
  await setTextSize(phone, 200)
  const wide = await tooWide(phone)
  if (wide > 0) found.push(`${wide} px too wide at 200 %`)
  found.push(...(await cutTexts(page)).map((text) => `cut at 200 %: ${text}`))
  await setTextSize(phone, 100)
  await page.setViewportSize(places[locale].size)
  await takeShifts(page)
  return found.map((line) => `${screen.name}: ${line}`)
}

/** Looks through one phone at all of these, and answers with everything that is wrong. */
async function inspectAll(
  locale: Locale,
  screens: readonly Screen[],
  who?: { email: string; password?: string },
): Promise<string[]> {
  const { device, theme } = places[locale]
  const phone = await openPhone(world.browser, world.dure.url, { locale, device, theme })
  phone.page.setDefaultTimeout(screenful)
  await followShifts(phone.page)
  if (who) await signInOnPhone(phone, who, who.password)
  await takeShifts(phone.page)
  const found: string[] = []
  // Somebody signed in goes from screen to screen in the app that is open, as a person does: starting it anew for each took
  // half of this file's time and shows the same screen. The addresses start the app by themselves in offline.test.ts.
  const openScreen = who ? visitScreen : showScreen
  for (const screen of screens) {
    await openScreen(phone.page, screen, messagesIn[locale])
    found.push(...(await inspect(phone, locale, screen)))
  }
  await phone.close()
  return [...found, ...phone.faults].map((line) => `${locale}: ${line}`)
}

/** Both languages at once: there is more than one core. */
const inBothLanguages = async (inspect: (locale: Locale) => Promise<string[]>): Promise<string[]> =>
  (await Promise.all([inspect('ko'), inspect('en')])).flat()

const castIn = (locale: Locale): ScreenCast => {
  const cast = casts.find((cast) => cast.locale === locale)
  if (!cast) throw new Error('No such cast')
  return cast
}

describe('every screen of the demo, in both languages and themes', () => {
  test.each(screenRoles)(
    'is without fault for %s',
    async (role) => {
      const found = await inBothLanguages((locale) => {
        const { email, screens } = castIn(locale)
        const who = role === 'nobody' ? undefined : { email: email[role], password: demoPassword }
        return inspectAll(locale, screens[role], who)
      })
      expect(found).toEqual([])
    },
    inspection,
  )
})

describe('the keyboard', () => {
  test('reaches everything on Today and on a person, and what has the focus is in sight', async () => {
    const cast = castIn('ko')
    const phone = await openPhone(world.browser, world.dure.url)
    await signInOnPhone(phone, { email: cast.email.lead }, demoPassword)
    for (const screen of cast.screens.lead.filter(({ name }) => ['today', 'person'].includes(name))) {
      await showScreen(phone.page, screen, messagesIn.ko)
      const { unreached, covered } = await walkWithTab(phone.page)
      expect({ screen: screen.name, unreached, covered }).toEqual({
        screen: screen.name,
        unreached: [],
        covered: [],
      })
    }
    await phone.close()
  })
})

test(
  'a team without anything yet is as good to look at, in both languages and themes',
  async () => {
    const found = await inBothLanguages(async (locale) => {
      const org = await makeOrg(world.owner, `New in ${locale}`)
      const above = await makeTeam(world.owner, org)
      const teamId = await makeTeam(world.owner, org, { parentId: above })
      const person = (role: 'analyst' | 'lead' | 'manager', teamId: string) =>
        makePerson(world.owner, org, { locale, memberships: [{ role, teamId: teamId }] })
      const analyst = await person('analyst', teamId)
      const { personId } = analyst
      const empty: [TestPerson, Record<string, string>][] = [
        [
          await person('lead', teamId),
          {
            today: paths.today,
            team: paths.team(),
            metric: scorecardPaths.metric(teamId, 'missed'),
            person: paths.person(personId),
            scorecard: `${paths.person(personId)}?part=scorecard`,
            actions: `${paths.person(personId)}?part=actions`,
            cases: paths.personCases(personId),
          },
        ],
        [
          analyst,
          {
            record: paths.record,
            notes: `${paths.record}?part=notes`,
            actions: `${paths.record}?part=actions`,
            viewers: paths.viewers,
          },
        ],
        [await person('manager', above), { teams: paths.teams, figures: paths.teamFigures(teamId) }],
      ]
      const each: string[] = []
      for (const [{ email }, places] of empty) {
        const screens = Object.entries(places).map(([name, path]) => ({ name: `empty ${name}`, path }))
        each.push(...(await inspectAll(locale, screens, { email })))
      }
      return each
    })
    expect(found).toEqual([])
  },
  inspection,
)
