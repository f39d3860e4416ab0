import '#server/node-guard.js'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import type { Browser } from 'playwright-core'
import { buildClient } from '#server/build-client.ts'
import { readConfig } from '#server/config.ts'
import { withOwner } from '#server/db/database.ts'
import { demoPassword, demoSeed, seedDemo } from '#server/demo/seed.ts'
import { createLog } from '#server/lib/log.ts'
import { type Running, startDure } from '#server/start-dure.ts'
import { ensureBrowser } from '#tests/support/browser-install.ts'
import { freePort } from '#tests/support/dure-process.ts'
import { messagesIn } from '#tests/support/messages.ts'
import {
  launchBrowser,
  openPhone,
  type Phone,
  type PhoneOptions,
  setInsets,
  setTextSize,
  signInOnPhone,
} from '#tests/support/phone.ts'
import {
  type ScreenCast,
  type ScreenRole,
  screenCasts,
  screenRoles,
  showScreen,
} from '#tests/support/screens/screens.ts'

/**
 * `npm run shots`: every screen of the demo organisation at 390 x 844, in both languages and themes, and in light on a
 * phone that lies on its side (844 x 390) and on a desk (1280 x 800), into shots/. With
 * `--readme` only the pictures of the README, sharper, into docs/pictures/. `--only TEXT` takes the screens whose name
 * has it, `--locale` and `--role` those of one language and of one role.
 */
const root = path.resolve(import.meta.dirname, '../..')
/** The demo as `npm run demo` makes it today. */
const today = Temporal.Now.plainDateISO('Asia/Seoul').toString()
const themes = ['light', 'dark'] as const
type Theme = (typeof themes)[number]
/** Photographed with large text and with a phone's insets too. */
const pressed = ['lead today', 'lead person', 'manager approval']

const readmePictures: readonly {
  file: string
  role: Exclude<ScreenRole, 'nobody'>
  screen: string
  locale: 'ko' | 'en'
  theme: Theme
  device?: PhoneOptions['device']
}[] = [
  { file: 'today-ko-light', role: 'lead', screen: 'today', locale: 'ko', theme: 'light' },
  { file: 'team-en-light', role: 'lead', screen: 'team', locale: 'en', theme: 'light' },
  { file: 'person-ko-dark', role: 'lead', screen: 'person', locale: 'ko', theme: 'dark' },
  { file: 'note-editor-ko-light', role: 'lead', screen: 'note-editor', locale: 'ko', theme: 'light' },
  { file: 'record-en-dark', role: 'analyst', screen: 'record', locale: 'en', theme: 'dark' },
  { file: 'check-in-ko-light', role: 'analyst', screen: 'check-in', locale: 'ko', theme: 'light' },
  { file: 'escalation-en-light', role: 'lead', screen: 'escalation', locale: 'en', theme: 'light' },
  { file: 'approval-ko-light', role: 'manager', screen: 'approval', locale: 'ko', theme: 'light' },
  { file: 'desk-ko-light', role: 'lead', screen: 'person', locale: 'ko', theme: 'light', device: 'desk' },
]

/** Photographed in light alone. */
const others = ['side', 'desk'] as const

/** Milliseconds for a step, on a machine that has other things to do. */
const patience = 120_000

type Studio = { browser: Browser; url: string; casts: readonly ScreenCast[] }

async function phoneFor(
  { browser, url }: Studio,
  cast: ScreenCast,
  role: ScreenRole,
  options: Pick<PhoneOptions, 'theme' | 'scale' | 'device'> = {},
): Promise<Phone> {
  const phone = await openPhone(browser, url, { locale: cast.locale, ...options })
  phone.page.setDefaultTimeout(patience)
  if (role !== 'nobody') await signInOnPhone(phone, { email: cast.email[role] }, demoPassword)
  return phone
}

async function photograph({ page }: Phone, file: string): Promise<void> {
  const png = await page.screenshot()
  await mkdir(path.dirname(file), { recursive: true })
  await writeFile(file, png)
}

/** Every screen of one role in one language: in light, in dark, and the two that matter most as some phones show them. */
async function photographRole(
  studio: Studio,
  cast: ScreenCast,
  role: ScreenRole,
  only: string,
): Promise<void> {
  const screens = cast.screens[role].filter(({ name }) => name.includes(only))
  if (screens.length === 0) return
  const phone = await phoneFor(studio, cast, role)
  const fileOf = (theme: Theme, name: string) =>
    path.join(root, 'shots', `${cast.locale}-${theme}`, `${role}-${name}.png`)
  for (const screen of screens) {
    await showScreen(phone.page, screen, messagesIn[cast.locale])
    for (const theme of themes) {
      await phone.page.emulateMedia({ colorScheme: theme })
      await photograph(phone, fileOf(theme, screen.name))
    }
    if (!pressed.includes(`${role} ${screen.name}`)) continue
    await setInsets(phone, { top: 47, bottom: 34 })
    await photograph(phone, fileOf('dark', `${screen.name}-insets`))
    await setInsets(phone, { top: 0, bottom: 0 })
    await setTextSize(phone, 200)
    await photograph(phone, fileOf('dark', `${screen.name}-200`))
    await setTextSize(phone, 100)
  }
  await phone.close()
  for (const device of others) {
    const other = await phoneFor(studio, cast, role, { device })
    for (const screen of screens) {
      await showScreen(other.page, screen, messagesIn[cast.locale])
      await photograph(
        other,
        path.join(root, 'shots', `${cast.locale}-${device}`, `${role}-${screen.name}.png`),
      )
    }
    await other.close()
  }
}

async function photographReadme(studio: Studio): Promise<void> {
  for (const { file, role, screen, locale, theme, device } of readmePictures) {
    const cast = studio.casts.find((cast) => cast.locale === locale)
    const shown = cast?.screens[role].find(({ name }) => name === screen)
    if (!cast || !shown) throw new Error(`There is no screen ${screen}`)
    const phone = await phoneFor(studio, cast, role, {
      ...{ theme, scale: 1.5 },
      ...(device && { device }),
    })
    await showScreen(phone.page, shown, messagesIn[locale])
    await photograph(phone, path.join(root, 'docs/pictures', `${file}.png`))
    await phone.close()
  }
}

const { values: given } = parseArgs({
  options: {
    readme: { type: 'boolean', default: false },
    only: { type: 'string', default: '' },
    locale: { type: 'string' },
    role: { type: 'string' },
  },
})
/** Returns those that were asked for by name. @throws Error where there is none of that name. */
function askedFor<Item>(items: readonly Item[], name: string | undefined, nameOf: (item: Item) => string) {
  const found = items.filter((item) => name === undefined || nameOf(item) === name)
  if (found.length === 0) throw new Error(`There is no ${name}: ${items.map(nameOf).join(', ')}`)
  return found
}
await buildClient()
const dataDir = await mkdtemp(path.join(tmpdir(), 'dure-shots-'))
const log = createLog('warn')
const config = readConfig({ DATA_DIR: path.join(dataDir, 'data'), PORT: String(await freePort()) })
let running: Running | undefined
let browser: Browser | undefined
try {
  running = await startDure(config, log, async (ownerUrl, keys) => {
    await seedDemo(ownerUrl, { today, seed: demoSeed }, keys)
  })
  browser = await launchBrowser(ensureBrowser())
  const casts = await withOwner(running.ownerUrl, (db) => screenCasts(db))
  const studio: Studio = { browser, url: config.publicUrl, casts }
  if (given.readme) await photographReadme(studio)
  else
    for (const cast of askedFor(casts, given.locale, ({ locale }) => locale))
      for (const role of askedFor(screenRoles, given.role, (role) => role))
        await photographRole(studio, cast, role, given.only)
} finally {
  await browser?.close()
  await running?.stop()
  await rm(dataDir, { recursive: true, force: true })
}
