import * as z from 'zod/mini'
import { roleHeld } from './roles.ts'

export const locale = z.enum(['ko', 'en'])
export type Locale = z.infer<typeof locale>
export const theme = z.enum(['system', 'light', 'dark'])
export type Theme = z.infer<typeof theme>

const timeOfDay = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/))
/** Of each day of the person's own; from a later time until an earlier one goes past midnight. */
export const quietHours = z
  .object({ from: timeOfDay, until: timeOfDay })
  .check(z.refine(({ from, until }) => from !== until))
export type QuietHours = z.infer<typeof quietHours>

export const personRef = z.object({ personId: z.uuid(), name: z.string() })
export type PersonRef = z.infer<typeof personRef>

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

export const teamStanding = z.enum(['lead', 'manager', 'member'])
export const me = z.object({
  person: z.object({
    personId: z.uuid(),
    name: z.string(),
    /** Of the team that they have been in longest: their days are days there. */
    zone: z.string(),
    locale,
    theme,
    /** What an older release left on a phone does not say. */
    quiet: z._default(z.nullable(quietHours), null),
    welcomed: z.boolean(),
    version: z.int(),
  }),
  org: z.object({ orgId: z.uuid(), name: z.string() }),
  roles: z.array(roleHeld),
  teams: z.array(
    z.object({
      teamId: z.uuid(),
      name: z.string(),
      zone: z.string(),
      standing: teamStanding,
      /** Who leads it today. */
      leads: z.array(personRef),
      /** Its analysts today, in the reader's own order; empty for who does not lead it. */
      people: z.array(personRef),
    }),
  ),
})
export type Me = z.infer<typeof me>

/** Command people.setPreferences; what is absent stays. `teamOrder` is the lead's own order of people. */
export const setPreferencesInput = z.object({
  locale: z.optional(locale),
  theme: z.optional(theme),
  teamOrder: z.optional(z.array(z.uuid()).check(z.maxLength(500))),
  /** Null for none. */
  quiet: z.optional(z.nullable(quietHours)),
  welcomed: z.optional(z.literal(true)),
})
export type SetPreferencesInput = z.infer<typeof setPreferencesInput>

export const sessionView = z.object({
  sessionId: z.uuid(),
  device: z.string(),
  createdAt: z.string(),
  lastSeenAt: z.string(),
  current: z.boolean(),
})
export type SessionView = z.infer<typeof sessionView>

/**
 * Who had my record on their screen or phone, one row a viewer, kind and day: `opened` on a screen, or only `fetched` by
 * a phone to be ready without a network, where it may have been read too.
 */
export const recordView = z.object({
  viewer: personRef,
  kind: z.enum(['scorecard', 'cases', 'person', 'check_in']),
  how: z.enum(['opened', 'fetched']),
  day: z.string(),
  firstAt: z.string(),
})
export type RecordView = z.infer<typeof recordView>

/** Orders people by the reader's own order; who is not in it follows by name. Never by a figure. */
export function inOwnOrder<P extends PersonRef>(
  people: readonly P[],
  order: readonly string[],
  locale: Locale,
): P[] {
  const place = new Map(order.map((id, index) => [id, index]))
  return [...people].sort((a, b) => {
    const pa = place.get(a.personId) ?? Number.POSITIVE_INFINITY
    const pb = place.get(b.personId) ?? Number.POSITIVE_INFINITY
    return pa === pb ? a.name.localeCompare(b.name, locale) : pa - pb
  })
}
