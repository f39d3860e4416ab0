import type { Page } from 'playwright-core'
import { messageKeys } from '#tests/support/messages.ts'
import { type Chance, createChance } from '#tests/support/offline-model/chance.ts'
import type { Phone } from '#tests/support/phone.ts'
import { entityPath, type Mark } from './marks.ts'

export interface WalkOptions {
  seed: number
  steps: number
  marks: readonly Mark[]
  /** Words of buttons that lead out of the app, or out of the person's own data: those are no part of a walk. */
  leave: readonly string[]
  /** Words of the buttons that decide. */
  decide: readonly string[]
  /** Addresses of the escalations that wait for a decision and have none, by what the server keeps. */
  undecided: () => Promise<ReadonlySet<string>>
  /** Titles of pages that say that something broke. */
  broken: readonly string[]
}

/** Milliseconds for a screen to settle while there is a network. */
const patience = 20_000

/** Finds what can be touched: in the sheet that is open, else on the page and in the bar. */
const touchable = [
  'a[href^="/"]',
  'button:not(:disabled)',
  '[role="tab"]',
  'summary',
  'label.chip',
  'textarea',
].join(', ')

/**
 * Walks through the app by chance, from the screen that is open: opens, goes back and forth, decides, writes, reloads,
 * loses the network and gets it back. Returns what was wrong, each with the steps that led there.
 */
export async function walk(phone: Phone, options: WalkOptions): Promise<string[]> {
  const { page } = phone
  const chance = createChance(options.seed)
  const trail: string[] = []
  const problems: string[] = []
  const problem = (text: string) => problems.push(`${text}\n  ${trail.slice(-12).join('\n  ')}`)
  // A call that met no network, or a server's refusal, is a line of the browser's own.
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      problem(`console: ${message.text()}`)
  })
  const decided = new Set<string>()
  let online = true
  for (let step = 0; step < options.steps && problems.length === 0; step += 1) {
    const fate = chance.random()
    if (fate < 0.1) {
      online = !online
      await phone.offline(!online)
      trail.push(online ? 'online' : 'offline')
    } else if (fate < 0.25) await goThrough(page, trail, 'back')
    else if (fate < 0.3) await goThrough(page, trail, 'forward')
    else if (fate < 0.37) {
      trail.push('reload')
      await page.reload()
    } else await touch(page, { chance, trail, decided, ...options })
    await settle(page, online)
    trail.push(`  at ${new URL(page.url()).pathname}${new URL(page.url()).search}`)
    for (const wrong of await wrongWith(page, decided, options)) problem(wrong)
  }
  await phone.offline(false)
  for (const fault of phone.faults.splice(0)) problem(fault)
  return problems
}

/** As the phone's own Back does, within the app. */
async function goThrough(page: Page, trail: string[], where: 'back' | 'forward'): Promise<void> {
  trail.push(where)
  await page.evaluate(async (where) => {
    const { navigation } = window as unknown as {
      navigation: { canGoBack: boolean; canGoForward: boolean; currentEntry: { index: number } }
    }
    // The first entry is the empty page before the app.
    const can = where === 'back' ? navigation.currentEntry.index > 1 : navigation.canGoForward
    if (!can) return
    const gone = new Promise((resolve) => {
      addEventListener('popstate', resolve, { once: true })
      // An open editor may ask first, and stay.
      setTimeout(resolve, 1_000)
    })
    history[where]()
    await gone
  }, where)
}

type Touch = Pick<WalkOptions, 'leave' | 'decide' | 'marks'> & {
  chance: Chance
  trail: string[]
  /** Addresses of what was decided on this phone. */
  decided: Set<string>
}

async function touch(page: Page, { chance, trail, decided, ...options }: Touch): Promise<void> {
  const { leave, decide, marks } = options
  const sheet = page.locator('dialog[open]').last()
  const open = (await sheet.count()) > 0
  if (open && chance.in(0.2)) {
    trail.push('Escape')
    await page.keyboard.press('Escape')
    return
  }
  const things = (open ? sheet : page.locator('body')).locator(touchable)
  const seen = await things.evaluateAll((elements) =>
    elements.map((element, index) => {
      const { width, height } = element.getBoundingClientRect()
      const name = element.getAttribute('aria-label') ?? element.textContent ?? ''
      const shown = width > 0 && height > 0 && element.checkVisibility({ visibilityProperty: true })
      return { index, name: name.trim().slice(0, 60), tag: element.localName, shown }
    }),
  )
  const target = chance.of(
    seen.filter(({ shown, name }) => shown && !leave.some((word) => name.includes(word))),
  )
  if (!target) return
  trail.push(`${target.tag} “${target.name}”`)
  if (open && decide.includes(target.name)) {
    const shown = await sheet.innerText()
    for (const { path, text } of marks) if (shown.includes(text)) decided.add(path)
  }
  const element = things.nth(target.index)
  // It may go while it is reached for: a finger would meet nothing either.
  const give = { timeout: 2_000 }
  if (target.tag === 'textarea') await element.fill(`낱말 ${trail.length}`, give).catch(() => undefined)
  else await element.click(give).catch(() => undefined)
}

async function settle(page: Page, online: boolean): Promise<void> {
  await page.evaluate(() => new Promise((painted) => requestAnimationFrame(() => setTimeout(painted, 30))))
  await page.locator('h1, dialog[open]').first().waitFor({ timeout: patience })
  if (online) await page.locator('.skeleton').first().waitFor({ state: 'detached', timeout: patience })
}

/** Returns what no screen may show, wherever the walk has led. */
async function wrongWith(
  page: Page,
  decided: ReadonlySet<string>,
  { marks, broken, undecided }: WalkOptions,
): Promise<string[]> {
  const shown = await page.evaluate(() => {
    const open = [...document.querySelectorAll<HTMLElement>('dialog[open]')].at(-1)
    return {
      title: document.querySelector('h1')?.textContent ?? '',
      text: document.body.innerText,
      sheet: open?.innerText,
      stamps: open?.querySelectorAll('.approval-stamp').length ?? 0,
    }
  })
  const found: string[] = []
  if (broken.includes(shown.title)) found.push(`a page that says “${shown.title}”`)
  for (const word of shown.text.split(/\s+/))
    if (messageKeys.has(word) || /^(undefined|NaN|\[object)/.test(word)) found.push(`not a word: ${word}`)
  const own = entityPath(new URL(page.url()).pathname)
  const foreign = (seen: string) => marks.filter(({ text, path }) => path !== own && seen.includes(text))
  if (own) for (const { path } of foreign(shown.text)) found.push(`what belongs to ${path}`)
  // Over a list a sheet is of one of its rows.
  else if (shown.sheet !== undefined && new Set(foreign(shown.sheet).map(({ path }) => path)).size > 1)
    found.push('a sheet about two things')
  if (shown.stamps > 0 && shown.sheet !== undefined) {
    const { sheet } = shown
    const mine = marks.filter(({ text, path }) => sheet.includes(text) && !decided.has(path))
    const waiting = mine.length > 0 ? await undecided() : new Set()
    for (const { path } of mine)
      if (waiting.has(path)) found.push(`a stamp on ${path}, which nobody has decided`)
  }
  return found
}
