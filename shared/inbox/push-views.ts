import * as z from 'zod/mini'
import type { Locale } from '#shared/people/views.ts'

/** All that a lock screen may show, whatever the news is. */
export const pushText: Record<Locale, string> = {
  ko: '확인할 항목이 있습니다.',
  en: 'Something needs you in Dure.',
}

/** Describes a button of the lock screen: each opens a screen, and none decides anything. */
const pushAction = z.object({ action: z.enum(['open', 'inbox']), title: z.string(), navigate: z.url() })

/**
 * Describes what a push carries, encrypted for the device, in the form of a declarative push message: a browser that knows
 * it shows it by itself, and in any other the worker reads the same bytes. Addresses are absolute, as WebKit has no base for
 * them. WebKit reads the icon's number within the notification, the specification beside it.
 */
export const pushMessage = z.object({
  web_push: z.literal(8030),
  notification: z.object({
    title: z.string(),
    body: z.string(),
    lang: z.enum(['ko', 'en']),
    tag: z.string(),
    renotify: z.literal(true),
    navigate: z.url(),
    icon: z.url(),
    badge: z.url(),
    app_badge: z.int().check(z.nonnegative()),
    actions: z.array(pushAction),
    /** Which notification it is. */
    data: z.object({ id: z.uuid() }),
  }),
  app_badge: z.int().check(z.nonnegative()),
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
  /** The address that the browser had before, where this one takes its place. */
  replaces: z.optional(z.url().check(z.maxLength(1000))),
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
