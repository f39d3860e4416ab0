import type { BrowserContext } from 'playwright-core'
import { expect } from 'vitest'
import type { PushMessage } from '#shared/inbox/push-views.ts'
import type { Phone } from './phone.ts'
import type { PushDevice } from './push-catcher.ts'

/**
 * A browser whose push service is the catcher. Headless Chromium has no push service to subscribe with and may end where
 * it is asked to: its answer is the device's, everything else of the browser is as it is.
 */
export async function browserSubscribesTo(
  { page }: Phone,
  device: PushDevice,
  origin: string,
): Promise<void> {
  await page.context().grantPermissions(['notifications'], { origin })
  await page.context().addInitScript((subscription) => {
    const key = 'test.subscribed'
    const bytes = (text: string) =>
      Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0))
        .buffer
    const make = (applicationServerKey: string) => ({
      endpoint: subscription.endpoint,
      options: { userVisibleOnly: true, applicationServerKey: bytes(applicationServerKey) },
      getKey: (name: 'p256dh' | 'auth') => bytes(subscription[name]),
      unsubscribe: async () => {
        localStorage.removeItem(key)
        return true
      },
    })
    Object.assign(PushManager.prototype, {
      async subscribe({ applicationServerKey }: { applicationServerKey: string }) {
        localStorage.setItem(key, applicationServerKey)
        return make(applicationServerKey)
      },
      async getSubscription() {
        const known = localStorage.getItem(key)
        return known && make(known)
      },
    })
  }, device.subscription)
}

interface WorkerGlobal {
  registration: ServiceWorkerRegistration
  dispatchEvent(event: Event): boolean
  NotificationEvent: new (type: string, init: object) => Event
  shown?: { title: string; options: object }[]
}

function workerOf(context: BrowserContext) {
  const [worker] = context.serviceWorkers()
  if (!worker) throw new Error('no service worker')
  return worker
}

/**
 * What arrived for the device, given to the browser as its push service would; answers with what the browser shows for it.
 * The list of what is shown is not looked at meanwhile: Chromium takes what it is only about to show for what was closed.
 */
export async function deliverPush({ page, context }: Phone, origin: string, message: PushMessage) {
  const worker = workerOf(context)
  await worker.evaluate(() => {
    const scope = globalThis as unknown as WorkerGlobal
    const { registration } = scope
    const show = ServiceWorkerRegistration.prototype.showNotification
    scope.shown = []
    registration.showNotification = async (title, options = {}) => {
      await show.call(registration, title, options)
      scope.shown?.push({ title, options })
    }
  })
  const cdp = await context.newCDPSession(page)
  const registration = new Promise<string>((resolve) => {
    cdp.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      for (const registration of registrations)
        if (!registration.isDeleted) resolve(registration.registrationId)
    })
  })
  await cdp.send('ServiceWorker.enable')
  await cdp.send('ServiceWorker.deliverPushMessage', {
    origin,
    registrationId: await registration,
    data: JSON.stringify(message),
  })
  const shown = () => worker.evaluate(() => (globalThis as unknown as WorkerGlobal).shown ?? [])
  await expect.poll(shown).toHaveLength(1)
  return (await shown())[0]
}

/** The person taps the line on the lock screen. */
export async function tapNotification({ context }: Phone): Promise<void> {
  await workerOf(context).evaluate(async () => {
    const scope = globalThis as unknown as WorkerGlobal
    const [notification] = await scope.registration.getNotifications()
    scope.dispatchEvent(new scope.NotificationEvent('notificationclick', { notification }))
  })
}
export const noNotification = ({ context }: Phone) =>
  expect
    .poll(() =>
      workerOf(context).evaluate(
        async () => (await (globalThis as unknown as WorkerGlobal).registration.getNotifications()).length,
      ),
    )
    .toBe(0)
