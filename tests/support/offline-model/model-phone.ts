import type { QueryClient } from '@tanstack/react-query'
import { createTRPCClient, httpBatchLink, httpLink } from '@trpc/client'
import { sendBy } from '#client/commands/send.ts'
import type { Api } from '#client/lib/trpc.ts'
import { answerInto } from '#client/offline/cache/answer.ts'
import type { Delivered, Send } from '#client/offline/sync/attempt.ts'
import type { AppRouter } from '#server/transport/trpc/router.ts'
import type { Activity } from '#tests/support/activity.ts'
import { createFaultTransport, type Faults, type FaultTransport } from '#tests/support/fault-transport.ts'
import { createDevice, type Device, type Tab } from '#tests/support/offline-device.ts'
import type { PhoneClock } from '#tests/support/phone-clock.ts'
import { seededRandom } from '#tests/support/seeded-random.ts'
import type { BrowserSession, Cast, Member } from './cast.ts'
import type { CrashableApp } from './crashable-app.ts'
import { difference } from './difference.ts'
import { createPlainFetch, keptConnections } from './plain-fetch.ts'
import {
  actingAs,
  foldViews,
  keepViews,
  keptViews,
  newQueries,
  olderRegistry,
  pendingOf,
  readViews,
  readWork,
  registry,
  type Views,
} from './views.ts'

export type ModelTab = {
  tab: Tab
  who: Member
  queries: QueryClient
  /** Resolves when the tab is killed at one of its own steps. */
  died: Promise<void>
}

/** A phone of somebody, with a browser that two people may use one after the other. */
export type ModelPhone = {
  owner: Member
  device: Device
  network: FaultTransport
  /** The browser's one cookie. */
  session: BrowserSession | undefined
  tabs: ModelTab[]
  online: boolean
  full: boolean
  guest: Member | undefined
}

type Parts = {
  app: CrashableApp
  cast: Cast
  clock: PhoneClock
  activity: Activity
  seed: number
  faults: Partial<Faults>
  onSend(commandId: string, base: number | null): void
  onProblem(problem: string): void
}

const plainFetch = createPlainFetch(keptConnections())

function headersOf(cookie: string | undefined, personId: string) {
  return { 'x-dure': '1', 'x-dure-person': personId, ...(cookie ? { cookie } : {}) }
}

/** The app's own client, with this cookie, speaking for this person. */
export function apiOf(url: string, cookie: string | undefined, personId: string): Api {
  const headers = headersOf(cookie, personId)
  return createTRPCClient<AppRouter>({
    links: [httpLink({ url: `${url}/api/trpc`, methodOverride: 'POST', headers, fetch: plainFetch })],
  })
}

/** The same for reading several views in one request. */
function readerOf(url: string, cookie: string | undefined, personId: string): Api {
  const headers = headersOf(cookie, personId)
  return createTRPCClient<AppRouter>({
    links: [httpBatchLink({ url: `${url}/api/trpc`, methodOverride: 'POST', headers, fetch: plainFetch })],
  })
}

export type Phones = {
  newPhone(owner: Member, index: number): ModelPhone
  openTab(
    phone: ModelPhone,
    who: Member,
    /** `older`: in a release that does not know all commands. */
    options?: { justSignedIn?: boolean; dieAt?: number; older?: boolean },
  ): Promise<ModelTab>
  /** False where the server cannot be asked. Settings and Today are read once, and in the end with `all`. */
  refetch(phone: ModelPhone, tab: ModelTab, all?: boolean): Promise<boolean>
  /** What the screens of this tab show: the server's answers with the person's unsent work over them. */
  seen(tab: ModelTab): Promise<Views | undefined>
  copyViews(from: ModelTab, to: ModelTab): void
}

export function createPhones(parts: Parts): Phones {
  const { app, cast, clock, activity, seed, faults } = parts
  const analystId = cast.analyst.personId

  function newPhone(owner: Member, index: number): ModelPhone {
    const cookies = new Map<string, string | undefined>()
    const toServer: Send = (command, signal) => {
      const api = apiOf(app.url(), cookies.get(command.meta.id), command.personId)
      return sendBy(api)(command, signal)
    }
    const network = createFaultTransport({
      send: toServer,
      clock,
      activity,
      random: seededRandom(seed * 31 + index),
      faults,
    })
    const phone: ModelPhone = {
      owner,
      network,
      session: undefined,
      tabs: [],
      online: true,
      full: false,
      guest: undefined,
      device: createDevice({
        registry,
        clock,
        activity,
        seed: seed * 37 + index,
        async send(command, signal) {
          if (!phone.online) throw new Error('No network')
          // What leaves now has the cookie of now, however late it arrives.
          cookies.set(command.meta.id, phone.session?.cookie)
          parts.onSend(command.meta.id, command.meta.base)
          return network.send(command, signal)
        },
      }),
    }
    return phone
  }

  async function openTab(
    phone: ModelPhone,
    who: Member,
    { justSignedIn = false, dieAt, older = false }: Parameters<Phones['openTab']>[2] = {},
  ): Promise<ModelTab> {
    const queries = newQueries()
    const death = Promise.withResolvers<void>()
    const opening = phone.device.openTab({
      personId: who.personId,
      screenless: true,
      justSignedIn,
      ...(older ? { registry: olderRegistry } : {}),
      ...(dieAt === undefined ? {} : { dieAt, midway: dieAt % 2 === 0 }),
      onDeath: () => death.resolve(),
      onResult: (delivered) => intoCache(tab, delivered),
    })
    const died = death.promise
    const opened = await Promise.race([opening, died])
    if (!opened) return openTab(phone, who, { justSignedIn })
    const tab: ModelTab = { tab: opened, who, queries, died }
    // What the phone remembers is what its last tab saw.
    const before = phone.tabs.findLast((tab) => tab.who === who)
    if (before) copyViews(before, tab)
    phone.tabs = [...phone.tabs.filter((tab) => tab.tab.isAlive()), tab]
    return tab
  }

  function copyViews(from: ModelTab, to: ModelTab): void {
    const views = keptViews(from.queries, analystId)
    if (views) keepViews(to.queries, views)
  }

  async function intoCache(tab: ModelTab, delivered: Delivered): Promise<void> {
    const { record, input } = delivered
    await answerInto(tab.queries, delivered, actingAs(tab.who))
    const views = keptViews(tab.queries, analystId)
    if (!views) return
    const again = foldViews(views, [{ ...record, input, readable: true }], tab.who)
    const differs = difference(views, again)
    if (differs) parts.onProblem(`${record.name} is not the same folded over its own answer${differs}`)
  }

  async function refetch(phone: ModelPhone, { who, queries }: ModelTab, all = false): Promise<boolean> {
    if (!phone.online) return false
    try {
      const api = readerOf(app.url(), phone.session?.cookie, who.personId)
      const read = keptViews(queries, analystId) && !all ? readWork : readViews
      keepViews(queries, await activity.track<Pick<Views, 'coaching' | 'cases'>>(read(api, analystId)))
      return true
    } catch {
      return false
    }
  }

  async function seen({ tab, who, queries }: ModelTab): Promise<Views | undefined> {
    const views = keptViews(queries, analystId)
    if (!views) return undefined
    return foldViews(views, await pendingOf(tab.outbox), who)
  }

  return { newPhone, openTab, refetch, seen, copyViews }
}
