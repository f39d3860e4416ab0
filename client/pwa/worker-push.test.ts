import { expect, it } from 'vitest'
import { messageOf } from '#server/features/inbox/push-message-rules.ts'
import { handlePush, type PushScope } from './worker-push.ts'

type Listener = (event: object) => void

/** A worker's global scope with these windows; what the two events do in a real one is seen in the browser tests. */
function scopeWith(windows: { name: string; visibilityState: string }[], maxActions?: number) {
  const listeners = new Map<string, Listener>()
  const done: string[] = []
  const open = windows.map(({ name, visibilityState }) => ({
    visibilityState,
    focus: async () => done.push(`focus ${name}`),
    postMessage: (message: unknown) => done.push(`${name} ${JSON.stringify(message)}`),
  }))
  const scope = {
    registration: {
      showNotification: async (title: string, { actions = [] }: { actions?: { action: string }[] }) =>
        done.push([`shown ${title}`, ...actions.map(({ action }) => action)].join(' ')),
      getNotifications: async () => [],
      pushManager: {
        subscribe: async ({ applicationServerKey }: PushSubscriptionOptionsInit) => {
          done.push(`subscribed by ${applicationServerKey}`)
          return subscription('new')
        },
      },
    },
    fetch: async (address: string, { body }: RequestInit) => {
      done.push(`${address} ${body ?? ''}`)
      return { ok: true, json: async () => ({ result: { data: { publicKey: 'KEY' } } }) }
    },
    ...(maxActions === undefined ? {} : { Notification: { maxActions } }),
    navigator: { setAppBadge: async (n: number) => done.push(`badge ${n}`) },
    clients: {
      matchAll: async ({ includeUncontrolled }: { includeUncontrolled: boolean }) =>
        includeUncontrolled ? open : [],
      openWindow: async (url: string) => done.push(`open ${url}`),
    },
    addEventListener: (type: string, listener: Listener) => listeners.set(type, listener),
  }
  handlePush(scope as unknown as PushScope)
  return async (type: string, event: object) => {
    const work: Promise<unknown>[] = []
    listeners.get(type)?.({ ...event, waitUntil: (waited: Promise<unknown>) => work.push(waited) })
    await Promise.all(work)
    return done
  }
}
const subscription = (endpoint: string) => ({
  endpoint,
  getKey: () => new Uint8Array([1, 2]).buffer,
  options: { applicationServerKey: 'OLD-KEY' },
})
const tapped = (id?: string) => ({ notification: { close: () => undefined, data: { id } } })

const pushed = {
  data: { json: () => messageOf({ id: 'x', locale: 'en', badge: 3 }, 'https://dure.example.org') },
}

it('a push is shown, and counted on the icon', async () => {
  expect((await scopeWith([])('push', pushed)).sort()).toEqual(['badge 3', 'shown Dure'])
})
it('offers as many actions as the platform has, and each opens a screen', async () => {
  expect(await scopeWith([], 1)('push', pushed)).toContain('shown Dure open')
  expect(await scopeWith([], 2)('push', pushed)).toContain('shown Dure open inbox')
  expect(await scopeWith([], 2)('notificationclick', { ...tapped('x'), action: 'open' })).toEqual([
    'open /inbox/x',
  ])
  expect(await scopeWith([], 2)('notificationclick', { ...tapped('x'), action: 'inbox' })).toEqual([
    'open /inbox',
  ])
})
it('a tap opens a window where there is none', async () => {
  expect(await scopeWith([])('notificationclick', tapped('x'))).toEqual(['open /inbox/x'])
  expect(await scopeWith([])('notificationclick', tapped())).toEqual(['open /inbox'])
})
it('a tap goes to the window that is in view, which finds its own way', async () => {
  const act = scopeWith([
    { name: 'hidden', visibilityState: 'hidden' },
    { name: 'seen', visibilityState: 'visible' },
  ])
  expect(await act('notificationclick', tapped('x'))).toEqual([
    'seen {"type":"open-news","id":"x"}',
    'focus seen',
  ])
})

it('a subscription that the browser ended is made anew, and the server told', async () => {
  const sent = (endpoint: string, replaces?: string) =>
    `/api/trpc/inbox.subscribe ${JSON.stringify({ endpoint, p256dh: 'AQI', auth: 'AQI', replaces })}`
  expect(await scopeWith([])('pushsubscriptionchange', { oldSubscription: subscription('old') })).toEqual([
    'subscribed by OLD-KEY',
    sent('new', 'old'),
  ])
  expect(await scopeWith([])('pushsubscriptionchange', {})).toEqual([
    '/api/trpc/inbox.push ',
    'subscribed by KEY',
    sent('new'),
  ])
  expect(
    await scopeWith([])('pushsubscriptionchange', {
      oldSubscription: subscription('old'),
      newSubscription: subscription('given'),
    }),
  ).toEqual([sent('given', 'old')])
})
