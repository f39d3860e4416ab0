import type { Kysely } from 'kysely'
import type { Page } from 'playwright-core'
import type { Translate } from '#client/lib/i18n.ts'
import type { Schema } from '#server/db/schema.ts'
import { collect } from '#tests/support/collect.ts'
import { type Demo, demosIn } from './demo-cast.ts'

/** Something to look at: an address, and what is done there before it is looked at. */
export interface Screen {
  name: string
  path: string
  /** Brings up what lies over the screen: a sheet, a menu. */
  open?: (page: Page, t: Translate) => Promise<void>
}

export const screenRoles = ['nobody', 'analyst', 'lead', 'manager', 'partner', 'admin'] as const
export type ScreenRole = (typeof screenRoles)[number]

/** The screens of one feature by who sees them. */
export type Screens = Partial<Record<ScreenRole, readonly Screen[]>>
/** What `<feature>.screens.ts` exports. */
export interface ScreensFile {
  screens: (demo: Demo) => Screens | Promise<Screens>
}

/** The screens of the demo organisation in one language, by who sees them. */
export interface ScreenCast {
  locale: 'ko' | 'en'
  email: Record<Exclude<ScreenRole, 'nobody'>, string>
  screens: Record<ScreenRole, readonly Screen[]>
}

/** Both casts of the demo organisation, whose rows the features read to know what there is to open. */
export async function screenCasts(db: Kysely<Schema>): Promise<ScreenCast[]> {
  const files = [...(await collect<ScreensFile>('e2e', 'screens', ['screens'])).values()]
  return await Promise.all(
    demosIn(db).map(async (demo) => {
      const each = await Promise.all(files.map((file) => file.screens(demo)))
      const screensOf = (role: ScreenRole) => each.flatMap((screens) => screens[role] ?? [])
      const screens = {
        nobody: screensOf('nobody'),
        analyst: screensOf('analyst'),
        lead: screensOf('lead'),
        manager: screensOf('manager'),
        partner: screensOf('partner'),
        admin: screensOf('admin'),
      }
      for (const [role, list] of Object.entries(screens)) {
        const names = list.map(({ name }) => name)
        if (new Set(names).size < names.length) throw new Error(`Two screens of ${role} have one name`)
      }
      return { locale: demo.locale, email: demo.email, screens }
    }),
  )
}

/** Clicks the first button of that name. */
export const clickButton =
  (name: (t: Translate) => string) =>
  async (page: Page, t: Translate): Promise<void> =>
    await page
      .getByRole('button', { name: name(t), exact: true })
      .first()
      .click()

/** Opens a screen by its address and waits until everything that it shows is there. */
export async function showScreen(page: Page, screen: Screen, t: Translate): Promise<void> {
  await page.goto('about:blank')
  await page.goto(screen.path)
  await finishScreen(page, screen, t)
}

/**
 * Opens a screen in the app that is open, as a link does, and waits until everything that it shows is there: the app
 * starts once for many screens. An address without a page lies between two screens, so that each begins anew. A sheet that is
 * open is closed before: a step in the history would close it, and lead nowhere.
 */
export async function visitScreen(page: Page, screen: Screen, t: Translate): Promise<void> {
  const sheet = page.locator('dialog[open]').last()
  while ((await sheet.count()) > 0) {
    await page.keyboard.press('Escape')
    await page.waitForTimeout(50)
  }
  await page.evaluate(async (path) => {
    for (const address of ['/between-two-screens', path]) {
      history.pushState({ key: crypto.randomUUID() }, '', address)
      dispatchEvent(new PopStateEvent('popstate', { state: history.state }))
      await new Promise((painted) => requestAnimationFrame(() => setTimeout(painted)))
    }
  }, screen.path)
  await finishScreen(page, screen, t)
}

async function finishScreen(page: Page, { open }: Screen, t: Translate): Promise<void> {
  await waitUntilShown(page)
  if (!open) return
  await open(page, t)
  await waitUntilShown(page)
}

/** Until there is a title and nothing is on its way any more. */
async function waitUntilShown(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor()
  await page.locator('.skeleton').first().waitFor({ state: 'detached' })
}
