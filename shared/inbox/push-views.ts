import * as z from 'zod/mini'
import type { Locale } from '#shared/people/views.ts'

/** All that a lock screen may show, whatever the news is. */
export const pushText: Record<Locale, string> = {
  ko: '확인할 항목이 있습니다.',
  en: 'Something needs you in Dure.',
}

/**
 * Describes what a push carries, encrypted for the device: those words, which news it is by its id, and the icon's
 * number.
 */
export const pushMessage = z.object({
  id: z.uuid(),
  text: z.string(),
  badge: z.int().check(z.nonnegative()),
})
export type PushMessage = z.infer<typeof pushMessage>

/**
 * Describes what the browser's push service gave this device: RFC 8030 and the receiver's keys of RFC 8291,
 * base64url.
 */
export const subscribeInput = z.object({
  endpoint: z.url().check(z.maxLength(1000)),
  p256dh: z.string().check(z.regex(/^[\w-]{87}$/)),
  auth: z.string().check(z.regex(/^[\w-]{22}$/)),
})
export type SubscribeInput = z.infer<typeof subscribeInput>

export const pushState = z.object({
  /** VAPID, base64url: what a browser subscribes with. */
  publicKey: z.string(),
  /** Whether this session's device takes pushes. */
  here: z.boolean(),
  /** How many of the reader's devices do. */
  devices: z.int(),
})
export type PushState = z.infer<typeof pushState>
