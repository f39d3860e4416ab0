import { api } from '#client/lib/trpc.ts'
import { addressOf, keyOf } from './push-address.ts'
import { hasPush, pushOwner, rememberPush } from './push-memory.ts'

/** Says whether this device can take pushes, and what stands between. */
export type PushAbility = 'unsupported' | 'install-first' | 'denied' | 'possible'

export function pushAbility(): PushAbility {
  if (!('serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window)) {
    // Safari on iPhone and iPad has them once the app is on the home screen.
    return /iPhone|iPad/.test(navigator.userAgent) ? 'install-first' : 'unsupported'
  }
  return Notification.permission === 'denied' ? 'denied' : 'possible'
}

/** Returns whether this person's pushes come to this device. */
export const takesPush = (personId: string): boolean =>
  pushOwner() === personId && pushAbility() === 'possible' && Notification.permission === 'granted'

/**
 * Asks the browser for leave, which only a tap may do, and tells the server where to send. False where the person said no.
 * @throws where the browser or the network fails.
 */
export async function startPush(personId: string): Promise<boolean> {
  if ((await Notification.requestPermission()) !== 'granted') return false
  await register()
  rememberPush(personId)
  return true
}

/** No more pushes here: the browser forgets the address first, so that nothing can arrive whatever the server knows. */
export async function stopPush(): Promise<void> {
  if (!hasPush()) return
  rememberPush(undefined)
  const registration = await navigator.serviceWorker?.getRegistration()
  const subscription = await registration?.pushManager?.getSubscription()
  await subscription?.unsubscribe()
  for (const shown of (await registration?.getNotifications?.()) ?? []) shown.close()
  if ('clearAppBadge' in navigator) await navigator.clearAppBadge()
}

/**
 * At a start: the browser may have a new address, the server a new key, the person a new session. Another person's
 * pushes end. Without a network the next start does it.
 */
export async function keepPush(personId: string): Promise<void> {
  try {
    if (pushOwner() !== personId || pushAbility() !== 'possible' || Notification.permission !== 'granted')
      await stopPush()
    else await register()
  } catch {
    // Offline, or a browser that has no push service to ask.
  }
}

async function register(): Promise<void> {
  const { publicKey, here } = await api.inbox.push.query()
  const { pushManager } = await navigator.serviceWorker.ready
  const known = await pushManager.getSubscription()
  // What the server does not know any more may be gone at the push service: the browser would give the same address again.
  if (known && (!here || keyOf(known.options.applicationServerKey) !== publicKey)) await known.unsubscribe()
  const options = { userVisibleOnly: true, applicationServerKey: publicKey }
  const replaces = known ? { replaces: known.endpoint } : {}
  await api.inbox.subscribe.mutate({ ...addressOf(await pushManager.subscribe(options)), ...replaces })
}
