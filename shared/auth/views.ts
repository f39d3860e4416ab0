import * as z from 'zod/mini'
import { locale } from '#shared/people/views.ts'

/** A password is long rather than complicated (NIST SP 800-63B). */
export const password = z.string().check(z.minLength(10), z.maxLength(200))
export const email = z.string().check(z.trim(), z.toLowerCase(), z.email(), z.maxLength(254))

export const signInInput = z.object({
  email,
  password: z.string().check(z.minLength(1), z.maxLength(200)),
  /** What the person would recognise the phone by, from the browser. */
  device: z.string().check(z.minLength(1), z.maxLength(120)),
})
export const invitationInput = z.object({ token: z.string().check(z.minLength(20), z.maxLength(100)) })
export const invitationView = z.object({
  email: z.string(),
  orgName: z.string(),
  personName: z.string(),
  locale,
})
export const acceptInvitationInput = z.object({
  token: z.string().check(z.minLength(20), z.maxLength(100)),
  password,
  locale,
  device: z.string().check(z.minLength(1), z.maxLength(120)),
})

/** What a person changes their own password with. */
export const changePasswordInput = z.object({
  current: z.string().check(z.minLength(1), z.maxLength(200)),
  password,
})

export const sessionView = z.object({
  sessionId: z.uuid(),
  device: z.string(),
  createdAt: z.string(),
  lastSeenAt: z.string(),
  current: z.boolean(),
})
export type SessionView = z.infer<typeof sessionView>
