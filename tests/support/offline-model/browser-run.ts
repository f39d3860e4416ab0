import type { Browser, Page } from 'playwright-core'
import type { PendingCommand } from '#client/offline/cache/fold.ts'
import type { OutboxRecord } from '#client/offline/outbox/outbox-record.ts'
import { type BrowserPhone, call, openBrowserPhone } from './browser-phone.ts'
import { type Cast, makeCast, newSession } from './cast.ts'
import { type Chance, createChance } from './chance.ts'
import { checkWorld } from './check.ts'
import type { CrashableApp } from './crashable-app.ts'
import type { Left } from './finish.ts'
import { createLedger, type Ledger } from './ledger.ts'
import { foldViews, type Views } from './views.ts'
import { nextCommand } from './writer.ts'

type World = {
  seed: number
  app: CrashableApp
  cast: Cast
  chance: Chance
  ledger: Ledger
  phones: BrowserPhone[]
  /** What each page read last. */
  read: Map<Page, Views>
  problem(problem: string): void
}

const died = () => undefined

async function seen({ read }: World, phone: BrowserPhone, page: Page): Promise<Views | undefined> {
  const views = read.get(page)
  const unsent = views && (await call(page, 'list', undefined).catch(died))
  if (!unsent) return undefined
  const pending: PendingCommand[] = unsent.map((item) => ({ ...item, readable: true }))
  return foldViews(views, pending, phone.owner)
}

async function tap(world: World, phone: BrowserPhone, page: Page): Promise<void> {
  const { cast, chance, ledger, seed } = world
  const views = await seen(world, phone, page)
  if (!views) return
  const who = phone.owner
  const text = `${who.role} ${seed}.${ledger.entries.size}`
  const newId = () => crypto.randomUUID()
  const commandId = newId()
  const command = { ...nextCommand({ cast, who, views, chance, newId, text }), commandId }
  const writing = call(page, 'enqueue', command).catch(died)
  // The browser ends the tab while it writes.
  if (chance.in(0.04)) await page.close()
  const record = await writing
  if (record) ledger.durable(record as OutboxRecord, command)
  else ledger.untold('unsure', { commandId, personId: who.personId }, command)
}

async function readViews(world: World, page: Page): Promise<void> {
  const views = await call(page, 'read', world.cast.analyst.personId).catch(died)
  if (views) world.read.set(page, views)
}

async function somePage(world: World, phone: BrowserPhone): Promise<Page> {
  const alive = phone.pages.filter((page) => !page.isClosed())
  const known = world.chance.of(alive)
  if (known && alive.length >= 2) return known
  const page = await phone.openPage()
  const views = [...world.phones].filter((item) => item.owner === phone.owner).flatMap((phone) => phone.pages)
  const before = views.map((view) => world.read.get(view)).find((item) => item !== undefined)
  if (before) world.read.set(page, before)
  return page
}

async function step(world: World, phone: BrowserPhone, page: Page): Promise<void> {
  const { app, chance } = world
  const fate = chance.random()
  if (fate < 0.76) return tap(world, phone, page)
  if (fate < 0.84) {
    phone.online = !phone.online
    await phone.context.setOffline(!phone.online)
  } else if (fate < 0.88) await page.close()
  else if (fate < 0.9) app.crashWithin(chance.below(12))
  else if (fate < 0.92) await app.crash()
  else if (fate < 0.95) await signIn(world, phone)
  else await readViews(world, page)
  if (chance.in(0.5)) await app.start()
}

/** Signs in anew; what was open before is over. */
async function signIn({ app }: World, phone: BrowserPhone): Promise<void> {
  await phone.signIn(await newSession(app.owner, phone.owner))
  for (const page of phone.pages) if (!page.isClosed()) await call(page, 'goOn', undefined).catch(died)
}

/** One life in real browsers, until that many commands are durable; what was broken in it. */
export async function runInBrowser(
  browser: Browser,
  { app, program, seed, commands }: { app: CrashableApp; program: string; seed: number; commands: number },
): Promise<string[]> {
  const problems: string[] = []
  const chance = createChance(seed)
  const cast = await makeCast(app.owner)
  const world: World = {
    ...{ seed, app, cast, chance, ledger: createLedger(), phones: [], read: new Map() },
    problem: (problem) => void problems.push(problem),
  }
  const url = app.url().replace('127.0.0.1', 'localhost')
  for (const owner of [cast.lead, cast.lead, cast.analyst, cast.analyst]) {
    const phone = await openBrowserPhone(browser, { url, program, owner, chance, onSend: world.ledger.sent })
    world.phones.push(phone)
    await phone.signIn(await newSession(app.owner, owner))
    const page = await phone.openPage()
    while (!world.read.has(page)) await readViews(world, page)
  }
  while (world.ledger.durables() < commands) {
    const phone = chance.of(world.phones)
    if (phone) await step(world, phone, await somePage(world, phone))
  }
  await checkWorld(world, await finish(world))
  for (const { context } of world.phones) await context.close()
  return problems
}

async function finish(world: World): Promise<Left> {
  const { app, cast, ledger, phones } = world
  app.settle()
  await app.start()
  const attention = new Set<string>()
  const shown: Left['shown'] = []
  const pages: { phone: BrowserPhone; page: Page }[] = []
  for (const phone of phones) {
    phone.heal()
    await phone.context.setOffline(false)
    await signIn(world, phone)
    pages.push({ phone, page: await somePage(world, phone) })
  }
  for (const { page } of pages) await drain(world, page)
  for (const { page } of pages) {
    for (const item of await call(page, 'list', undefined))
      if (item.error?.code !== 'DEPENDS') await call(page, 'retry', item.commandId)
    await drain(world, page)
    const left = await call(page, 'list', undefined)
    for (const { commandId, input, name } of left) {
      attention.add(commandId)
      const written = ledger.entries.get(commandId)?.command.input
      if (JSON.stringify(written) !== JSON.stringify(input)) world.problem(`${name} lost its text`)
    }
    const gone = new Set<string>()
    for (const { commandId, error } of left) {
      // One that was refused for a reason of its own may depend on another as well, and goes with that one.
      if (error?.code === 'DEPENDS' || gone.has(commandId)) continue
      for (const id of await call(page, 'discard', commandId)) gone.add(id)
    }
  }
  for (const { phone, page } of pages)
    shown.push({ who: phone.owner, views: await call(page, 'read', cast.analyst.personId) })
  return { attention, shown }
}

async function drain(world: World, page: Page): Promise<void> {
  for (let round = 0; round < 100; round += 1) {
    await call(page, 'goOn', undefined)
    const left = await call(page, 'list', undefined)
    if (left.every((item) => item.state === 'attention')) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  world.problem('a queue did not drain')
}
