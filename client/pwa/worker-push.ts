import type { PushMessage } from '#shared/inbox/push-views.ts'
import { addressOf } from './push-address.ts'

/** What this uses of the worker's global scope; the page's own library of types describes windows. */
interface Waiting extends Event {
  waitUntil(work: Promise<unknown>): void
}
interface Window {
  visibilityState: string
  focus(): Promise<unknown>
  postMessage(message: unknown): void
}
type Subscription = Pick<PushSubscription, 'endpoint' | 'getKey' | 'options'>
interface SubscriptionChange extends Waiting {
  oldSubscription?: Subscription | null
  newSubscription?: Subscription | null
}
export interface PushScope {
  registration: Pick<ServiceWorkerRegistration, 'showNotification' | 'getNotifications'> & {
    pushManager: { subscribe(options: PushSubscriptionOptionsInit): Promise<Subscription> }
  }
  fetch(address: string, request: RequestInit): Promise<Pick<Response, 'ok' | 'json'>>
  Notification?: { maxActions?: number }
  navigator: { setAppBadge?(n: number): Promise<void> }
  clients: {
    matchAll(options: { type: 'window'; includeUncontrolled: true }): Promise<Window[]>
    openWindow(url: string): Promise<unknown>
  }
  addEventListener(
    type: 'push',
    listener: (event: Waiting & { data: { json(): PushMessage } | null }) => void,
  ): void
  addEventListener(
    type: 'notificationclick',
    listener: (event: Waiting & { notification: Notification; action?: string }) => void,
  ): void
  addEventListener(type: 'pushsubscriptionchange', listener: (event: SubscriptionChange) => void): void
}

/**
 * Shows what is pushed, and opens the screen behind it. A browser that knows declarative push messages does both by itself,
 * from the same bytes, and does not ask this worker.
 */
export function handlePush(scope: PushScope): void {
  scope.addEventListener('push', (event) => {
    const message = event.data?.json()
    if (message)
      event.waitUntil(Promise.all([show(scope, message), scope.navigator.setAppBadge?.(message.app_badge)]))
  })
  scope.addEventListener('notificationclick', (event) => {
    event.notification.close()
    event.waitUntil(open(scope, event.action === 'inbox' ? undefined : event.notification.data?.id))
  })
  scope.addEventListener('pushsubscriptionchange', (event) => event.waitUntil(subscribeAnew(scope, event)))
}

/** The browser ended a subscription by itself: the server learns the new one, or the next start of the app tells it. */
async function subscribeAnew(scope: PushScope, { oldSubscription, newSubscription }: SubscriptionChange) {
  const ask = async (path: string, input?: unknown): Promise<unknown> => {
    const body = input === undefined ? {} : { body: JSON.stringify(input) }
    const headers = { 'content-type': 'application/json', 'x-dure': '1' }
    const answer = await scope.fetch(`/api/trpc/${path}`, { method: 'POST', headers, ...body })
    if (!answer.ok) throw new Error(path)
    return ((await answer.json()) as { result?: { data?: unknown } }).result?.data
  }
  try {
    const known = oldSubscription?.options.applicationServerKey
    const applicationServerKey =
      known ?? ((await ask('inbox.push')) as { publicKey?: string } | undefined)?.publicKey ?? null
    const subscription =
      newSubscription ??
      (await scope.registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey }))
    const replaces = oldSubscription ? { replaces: oldSubscription.endpoint } : {}
    await ask('inbox.subscribe', { ...addressOf(subscription), ...replaces })
  } catch {
    // Signed out, or without a network.
  }
}

/** Where one line stands for several pieces of news, it leads to the list of them. */
async function show({ registration, Notification }: PushScope, { notification }: PushMessage): Promise<void> {
  const { title, body, lang, tag, renotify, icon, badge, data, actions } = notification
  const others = (await registration.getNotifications({ tag })).some((shown) => shown.data?.id !== data.id)
  await registration.showNotification(title, {
    ...{ body, lang, tag, renotify, icon, badge },
    ...{ actions: actions.slice(0, Notification?.maxActions ?? 0) },
    data: { id: others ? undefined : data.id },
  })
}

/** An open window is told where to go by itself, so that nothing in it is lost; without one, one is opened. */
async function open({ clients }: PushScope, id: string | undefined): Promise<void> {
  // A window that was opened before this worker took over is one too: on the day of the sign-in it is the only one.
  const windows = await clients.matchAll({ type: 'window', includeUncontrolled: true })
  const [window] = windows.sort(
    (a, b) => Number(b.visibilityState === 'visible') - Number(a.visibilityState === 'visible'),
  )
  if (!window) {
    await clients.openWindow(id ? `/inbox/${id}` : '/inbox')
    return
  }
  window.postMessage({ type: 'open-news', id })
  await window.focus()
}
