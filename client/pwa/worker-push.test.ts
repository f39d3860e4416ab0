import { expect, it } from 'vitest'
import { handlePush, type PushScope } from './worker-push.ts'

type Listener = (event: object) => void

/** A worker's global scope with these windows; what the two events do in a real one is seen in the browser tests. */
function scopeWith(windows: { name: string; visibilityState: string }[]) {
  const listeners = new Map<string, Listener>()
  const done: string[] = []
  const open = windows.map(({ name, visibilityState }) => ({
    visibilityState,
    focus: async () => done.push(`focus ${name}`),
    postMessage: (message: unknown) => done.push(`${name} ${JSON.stringify(message)}`),
  }))
  const scope = {
    registration: {
      showNotification: async () => done.push('shown'),
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

it('a push is shown, and counted on the icon', async () => {
  const message = { id: 'x', text: 'words', badge: 3 }
  expect((await scopeWith([])('push', { data: { json: () => message } })).sort()).toEqual([
    'badge 3',
    'shown',
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
  const sent = (endpoint: string) =>
    `/api/trpc/inbox.subscribe ${JSON.stringify({ endpoint, p256dh: 'AQI', auth: 'AQI' })}`
  expect(await scopeWith([])('pushsubscriptionchange', { oldSubscription: subscription('old') })).toEqual([
    'subscribed by OLD-KEY',
    sent('new'),
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
  ).toEqual([sent('given')])
})
