import { QueryClientProvider } from '@tanstack/react-query'
import { act, render } from '@testing-library/react'
import type { ReactNode } from 'react'
import { createMemoryRouter, RouterProvider } from 'react-router'
import { vi } from 'vitest'
import { openRegistry } from '#client/app/session/registry.ts'
import { readerOf } from '#client/commands/reader.ts'
import { I18nProvider } from '#client/lib/i18n.ts'
import { MeProvider } from '#client/lib/me.ts'
import { createQueryClient } from '#client/lib/query-client.ts'
import { readDraft, saveDraft } from '#client/offline/outbox/drafts.ts'
import { OfflineProvider } from '#client/offline/react/offline-context.ts'
import type { Send } from '#client/offline/sync/attempt.ts'
import { ToastProvider } from '#client/ui/toast.tsx'
import { AppError } from '#shared/core/errors.ts'
import type { Me } from '#shared/people/views.ts'
import { en } from '#tests/support/catalogues.ts'
import { createDevice } from '#tests/support/offline-device.ts'

/** A lead of one team with one analyst. */
export const analyst = { personId: '018f0000-0000-7000-8000-00000000000a', name: 'Ana' }
export const teamId = '018f0000-0000-7000-8000-0000000000aa'
export const lead: Me = {
  person: {
    personId: '018f0000-0000-7000-8000-00000000000b',
    name: 'Lee',
    zone: 'Asia/Seoul',
    locale: 'en',
    theme: 'system',
    quiet: null,
    welcomed: true,
    version: 1,
  },
  org: { orgId: '018f0000-0000-7000-8000-0000000000bb', name: 'Org', offlineHours: 72 },
  roles: [{ role: 'lead', teamId, function: null }],
  teams: [{ teamId, name: 'Team', zone: 'Asia/Seoul', standing: 'lead', leads: [], people: [analyst] }],
}

interface Options {
  me?: Me
  /** False for a phone that has not heard yet who is in the teams. */
  peopleKnown?: boolean
  /** Answers that the read cache holds already, by the key of their query. */
  read?: readonly (readonly [key: readonly unknown[], data: unknown])[]
  /** The keys of queries whose answers are on their way and do not come by themselves. */
  reading?: readonly (readonly unknown[])[]
  /** What editors kept on this phone before, by their keys. */
  drafts?: Readonly<Record<string, unknown>>
  /** What the network answers; nothing where it is not given. */
  send?: Send
  /** Where the router stands at first, and the pattern that shows the component. */
  at?: { address: string; path: string }
}

const noAnswer: Send = () => Promise.reject(new AppError('UNAVAILABLE', { reason: 'network' }))

/**
 * Shows a component in English to somebody signed in, over the real offline core on a phone in memory whose network
 * answers nothing. What it enqueues is in `sent`; where it led is the address.
 */
export async function show(
  component: ReactNode,
  { me = lead, peopleKnown = true, read = [], reading = [], drafts = {}, at, send = noAnswer }: Options = {},
) {
  const registry = openRegistry()
  const device = createDevice({ registry, send })
  const tab = await device.openTab({ personId: me.person.personId, justSignedIn: true, idle: true })
  for (const [draftKey, value] of Object.entries(drafts)) await saveDraft(tab.outbox, draftKey, value)
  const queries = createQueryClient()
  // What fails is asked again as often as in the app, but at once.
  queries.setDefaultOptions({ queries: { ...queries.getDefaultOptions().queries, retryDelay: 0 } })
  for (const [key, data] of read) queries.setQueryData(key, data)
  for (const queryKey of reading) {
    void queries.prefetchQuery({ queryKey, queryFn: () => new Promise<never>(() => {}) })
  }
  const router = createMemoryRouter(
    [
      { path: at?.path ?? '/here', element: component },
      { path: '*', element: <p>elsewhere</p> },
    ],
    { initialEntries: [at?.address ?? '/here'] },
  )
  await act(async () => {
    render(
      <I18nProvider locale="en" catalogue={en} timeZone={me.person.zone}>
        <QueryClientProvider client={queries}>
          <MeProvider me={me} peopleKnown={peopleKnown}>
            <OfflineProvider offline={{ ...tab, registry, reader: readerOf(me, queries), send }}>
              <ToastProvider>
                <RouterProvider router={router} />
              </ToastProvider>
            </OfflineProvider>
          </MeProvider>
        </QueryClientProvider>
      </I18nProvider>,
    )
  })
  return {
    queries,
    outbox: tab.outbox,
    pending: tab.pending,
    setFull: device.setFull,
    /** The draft under this key; undefined where there is none. */
    draft: async (draftKey: string) => {
      await act(() => device.rest())
      return (await readDraft(tab.outbox, draftKey))?.value
    },
    address: () => `${router.state.location.pathname}${router.state.location.search}`,
    /** The commands on the phone: name and input. */
    sent: async () => {
      // What a tap writes with may still be on its way.
      await act(() => vi.dynamicImportSettled())
      await act(() => device.rest())
      return tab.pending.getSnapshot().map(({ name, input }) => ({ name, input }))
    },
  }
}
