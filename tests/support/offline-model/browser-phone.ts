import path from 'node:path'
import type { Browser, BrowserContext, Page, Route } from 'playwright-core'
import { build } from 'vite'
import type { OpenPage } from '#tests/e2e/offline-page.ts'
import type { BrowserSession, Member } from './cast.ts'
import type { Chance } from './chance.ts'

/** A browser of its own with up to two pages of the offline core, over a network that fails it. */
export type BrowserPhone = {
  owner: Member
  context: BrowserContext
  pages: Page[]
  online: boolean
  heal(): void
  signIn(session: BrowserSession): Promise<void>
  openPage(): Promise<Page>
}

type Methods = {
  [Name in keyof OpenPage]: [Parameters<OpenPage[Name]>[0], Awaited<ReturnType<OpenPage[Name]>>]
}

/** Calls the page's offline core; undefined where the page died meanwhile. */
export async function call<Name extends keyof Methods>(
  page: Page,
  name: Name,
  argument: Methods[Name][0],
): Promise<Methods[Name][1]> {
  const answer: unknown = await page.evaluate(
    ({ name, argument }) => {
      const methods: object = Reflect.get(Reflect.get(globalThis, 'model'), 'opened')
      const method: unknown = Reflect.get(methods, name)
      return typeof method === 'function' ? method(argument) : undefined
    },
    { name, argument },
  )
  return answer as Methods[Name][1]
}

/** The page's program, from the sources as they are. */
export async function buildModelPage(): Promise<string> {
  const root = path.resolve(import.meta.dirname, '../../..')
  const built = await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      rolldownOptions: {
        input: path.join(root, 'tests/e2e/offline-page.ts'),
        // One piece: the code of the features too.
        output: { format: 'iife', codeSplitting: false },
      },
    },
  })
  const [bundle] = Array.isArray(built) ? built : [built]
  const chunk = bundle && 'output' in bundle ? bundle.output[0] : undefined
  if (!chunk) throw new Error('The page of the model was not built')
  return chunk.code
}

type Options = {
  url: string
  program: string
  owner: Member
  chance: Chance
  onSend(commandId: string, base: number | null): void
}

export async function openBrowserPhone(
  browser: Browser,
  { url, program, owner, chance, onSend }: Options,
): Promise<BrowserPhone> {
  const context = await browser.newContext({ baseURL: url })
  let healed = false
  await context.route('**/model', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<!doctype html><script src="/model.js"></script>' }),
  )
  await context.route('**/model.js', (route) =>
    route.fulfill({ contentType: 'text/javascript', body: program }),
  )
  await context.route('**/api/trpc/**', (route) => {
    const meta: { id: string; base: number | null } | undefined = route.request().postDataJSON()?.meta
    if (meta) onSend(meta.id, meta.base)
    return healed ? route.continue() : fail(route, chance)
  })
  const phone: BrowserPhone = {
    ...{ owner, context, pages: [], online: true },
    heal() {
      healed = true
    },
    async signIn({ cookie }) {
      const [name = '', value = ''] = cookie.split('=')
      await context.addCookies([
        { name, value, url: url.replace('http:', 'https:'), secure: true, httpOnly: true },
      ])
    },
    async openPage() {
      const page = await context.newPage()
      await page.goto('/model')
      await page.evaluate((personId) => Reflect.get(globalThis, 'model').open(personId), owner.personId)
      phone.pages = [...phone.pages.filter((page) => !page.isClosed()), page]
      return page
    },
  }
  return phone
}

/** The request is lost, or its answer; or it comes twice, or once more when its sender has given it up. */
async function fail(route: Route, chance: Chance): Promise<void> {
  const fate = chance.random()
  const ignored = () => undefined
  if (fate < 0.07) return route.abort().catch(ignored)
  if (fate < 0.14) {
    await route.fetch().catch(ignored)
    return route.abort().catch(ignored)
  }
  if (fate < 0.2) {
    const late = route.fetch().catch(ignored)
    await route.abort().catch(ignored)
    await late
    return
  }
  if (fate < 0.26) await route.fetch().catch(ignored)
  return route.continue().catch(ignored)
}
