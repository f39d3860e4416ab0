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
