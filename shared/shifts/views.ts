import * as z from 'zod/mini'
import { personRef } from '#shared/people/views.ts'
import { entryKinds } from './rules.ts'

export const patternView = z.object({
  startsOn: z.string(),
  zone: z.string(),
  hours: z.array(z.object({ weekday: z.int(), from: z.string(), until: z.string() })),
  /** Who entered it; null where whoever runs the server did. */
  by: z.nullable(personRef),
})
export type PatternView = z.infer<typeof patternView>

export const entryView = z.object({
  entryId: z.uuid(),
  kind: z.enum(entryKinds),
  firstDay: z.string(),
  from: z.nullable(z.string()),
  lastDay: z.string(),
  until: z.nullable(z.string()),
  zone: z.string(),
  /** The calendar or file that it came with; it is not imported any more once it was corrected by hand. */
  source: z.nullable(z.string()),
  imported: z.boolean(),
  /** What it said when it was imported. */
  sourceKey: z.nullable(z.string()),
  by: z.nullable(personRef),
  version: z.int(),
})
export type EntryView = z.infer<typeof entryView>

/** The shifts and absences of one person, of the last weeks and all that are ahead. */
export const personShifts = z.object({
  person: personRef,
  /** Their team's, in which their days are counted. */
  zone: z.string(),
  patterns: z.array(patternView),
  entries: z.array(entryView),
  /** What was imported and then removed by hand: no later import brings it back. */
  dismissed: z.array(z.object({ source: z.string(), key: z.string(), lastDay: z.string() })),
})
export type PersonShifts = z.infer<typeof personShifts>

/** Says which person of a team each word of a roster means; null where that is nobody or several. */
export const rosterPeople = z.object({
  people: z.array(z.object({ called: z.string(), personId: z.nullable(z.uuid()), several: z.boolean() })),
})
export type RosterPeople = z.infer<typeof rosterPeople>

/** Says what an import would do or did. */
export interface RosterReport {
  added: number
  removed: number
  unchanged: number
  /** Corrected or removed by hand since an earlier import, and left so. */
  kept: number
}
