import * as z from 'zod/mini'
import { text, upTo } from '#shared/core/fields.ts'
import { locale } from '#shared/people/views.ts'

/** A password is long rather than complicated (NIST SP 800-63B). */
export const password = upTo(200).check(z.minLength(10))
export const email = z.string().check(z.trim(), z.toLowerCase(), z.email(), z.maxLength(254))

export const signInInput = z.object({
  email,
  password: upTo(200).check(z.minLength(1)),
  /** What the person would recognise the phone by, from the browser. */
  device: text(120),
})
export const invitationInput = z.object({ token: upTo(100).check(z.minLength(20)) })
export const invitationView = z.object({
  email: z.string(),
  orgName: z.string(),
  personName: z.string(),
  locale,
})
export const acceptInvitationInput = z.object({
  token: upTo(100).check(z.minLength(20)),
  password,
  locale,
  device: text(120),
})

/** Describes what a person changes their own password with. */
export const changePasswordInput = z.object({
  current: upTo(200).check(z.minLength(1)),
  password,
})

/** Asks for another sign-in address; it holds when an administrator confirms it. */
export const requestAddressInput = z.object({ email, current: upTo(200).check(z.minLength(1)) })

export const sessionView = z.object({
  sessionId: z.uuid(),
  device: z.string(),
  createdAt: z.string(),
  lastSeenAt: z.string(),
  current: z.boolean(),
})
export type SessionView = z.infer<typeof sessionView>
