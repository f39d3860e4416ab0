import type { SubscribeInput } from '#shared/inbox/push-views.ts'

/** Returns what the server has to know of a subscription. */
export function addressOf(subscription: Pick<PushSubscription, 'endpoint' | 'getKey'>): SubscribeInput {
  return {
    endpoint: subscription.endpoint,
    p256dh: keyOf(subscription.getKey('p256dh')),
    auth: keyOf(subscription.getKey('auth')),
  }
}

/** As base64url, in which keys travel. */
export function keyOf(bytes: ArrayBuffer | null): string {
  const text = String.fromCharCode(...new Uint8Array(bytes ?? new ArrayBuffer(0)))
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}
