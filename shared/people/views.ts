import * as z from 'zod/mini'
import { actorRole } from './role-views.ts'

export const locale = z.enum(['ko', 'en'])
export type Locale = z.infer<typeof locale>
export const theme = z.enum(['system', 'light', 'dark'])
export type Theme = z.infer<typeof theme>

export const timeOfDay = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/))
/** Describes hours of each day of the person's own; from a later time until an earlier one goes past midnight. */
export const quietHours = z
  .object({ from: timeOfDay, until: timeOfDay })
  .check(z.refine(({ from, until }) => from !== until))
export type QuietHours = z.infer<typeof quietHours>

export const personRef = z.object({ personId: z.uuid(), name: z.string() })
export type PersonRef = z.infer<typeof personRef>

export const teamMembership = z.enum(['lead', 'manager', 'member'])
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
  org: z.object({
    orgId: z.uuid(),
    name: z.string(),
    /** Hours that a phone shows its copies without an answer from the server. */
    offlineHours: z._default(z.int(), 72),
  }),
  roles: z.array(actorRole),
  teams: z.array(
    z.object({
      teamId: z.uuid(),
      name: z.string(),
      zone: z.string(),
      standing: teamMembership,
      /** It has an audit log; what an older release left on a phone does not say. */
      audited: z.exactOptional(z.boolean()),
      /** Who leads it today. */
      leads: z.array(personRef),
      /** Its analysts today, in the reader's own order; empty for who does not lead it. */
      people: z.array(personRef),
    }),
  ),
})
export type Me = z.infer<typeof me>

/**
 * Describes who had my record on their screen or phone, one row a viewer, kind and day: `opened` on a screen, or only
 * `fetched` by a phone to be ready without a network, where it may have been read too; `emergency` through an emergency access.
 */
export const recordView = z.object({
  viewer: personRef,
  kind: z.enum(['scorecard', 'cases', 'person', 'check_in', 'figures']),
  how: z.enum(['opened', 'fetched', 'emergency']),
  day: z.string(),
  firstAt: z.string(),
})
export type RecordView = z.infer<typeof recordView>
