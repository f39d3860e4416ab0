import * as z from 'zod/mini'
import { command, commandNow } from '#shared/core/contract.ts'
import { day, text, wallTime, zone } from '#shared/core/fields.ts'
import { entryKinds, longestAbsence } from './rules.ts'

const weekdayHours = z.object({
  weekday: z.int().check(z.minimum(1), z.maximum(7)),
  from: wallTime,
  until: wallTime,
})

/** Command shifts.setPattern: the weekly hours of a person from a day on; who says them last, says them. */
export const setPatternInput = z.object({
  personId: z.uuid(),
  startsOn: day,
  zone,
  /** None for no shifts from that day on. */
  hours: z.array(weekdayHours).check(
    z.maxLength(7),
    z.refine((hours) => new Set(hours.map(({ weekday }) => weekday)).size === hours.length),
  ),
})
export type SetPatternInput = z.infer<typeof setPatternInput>

/** Command shifts.removePattern: the pattern before it goes on. */
export const removePatternInput = z.object({ personId: z.uuid(), startsOn: day })
export type RemovePatternInput = z.infer<typeof removePatternInput>

const times = {
  kind: z.enum(entryKinds),
  firstDay: day,
  from: z.nullable(wallTime),
  /** Included; a shift past midnight ends on the next day. */
  lastDay: day,
  until: z.nullable(wallTime),
  zone,
}
type Times = z.infer<z.ZodMiniObject<typeof times>>

/** Not a number where one of them is no day, of which its own field says so. */
const daysBetween = (first: string, last: string): number =>
  (Date.parse(last) - Date.parse(first)) / 86_400_000

const isShift = ({ from, until, firstDay, lastDay }: Times) =>
  from !== null && until !== null && (lastDay === firstDay ? until > from : until <= from)

/** Where two fields contradict each other, the later one of the form is to blame. */
const fit = [
  z.refine<Times>(({ firstDay, lastDay }) => lastDay >= firstDay, { path: ['lastDay'] }),
  z.refine<Times>(
    ({ kind, firstDay, lastDay }) =>
      daysBetween(firstDay, lastDay) <= (kind === 'away' ? longestAbsence : kind === 'work' ? 1 : 0),
    { path: ['lastDay'] },
  ),
  z.refine<Times>(({ from, until }) => (from === null) === (until === null), { path: ['until'] }),
  z.refine<Times>(
    (times) =>
      times.kind === 'work'
        ? isShift(times)
        : times.kind === 'off'
          ? times.from === null
          : times.from === null || times.lastDay > times.firstDay || (times.until ?? '') > times.from,
    { path: ['until'] },
  ),
]

/** Command shifts.saveEntry: creates with base null, revises the version `base` otherwise; the person stays. */
export const saveEntryInput = z.object({ entryId: z.uuid(), personId: z.uuid(), ...times }).check(...fit)
export type SaveEntryInput = z.infer<typeof saveEntryInput>

/** Command shifts.removeEntry. What an import brought does not come back with the next. */
export const removeEntryInput = z.object({ entryId: z.uuid(), personId: z.uuid() })
export type RemoveEntryInput = z.infer<typeof removeEntryInput>

/** Entries that one import takes. */
export const rosterLimit = 4_000

export const rosterEntry = z.object({ personId: z.uuid(), ...times }).check(...fit)
export type RosterEntry = z.infer<typeof rosterEntry>

/**
 * Command shifts.importRoster, by who leads the team: the source then says just this. What it said before and does not say
 * any more is removed, from today or the file's first day on; corrections by hand stay.
 */
export const importRosterInput = z.object({
  teamId: z.uuid(),
  /** The calendar's or the file's name. */
  source: text(200),
  entries: z.array(rosterEntry).check(z.minLength(1), z.maxLength(rosterLimit)),
})
export type ImportRosterInput = z.infer<typeof importRosterInput>

/** Makes an entity of one pattern. */
export const patternOf = ({ personId, startsOn }: RemovePatternInput) => `pattern:${personId}:${startsOn}`

export const shifts = {
  setPattern: command({
    name: 'shifts.setPattern',
    version: 1,
    input: setPatternInput,
    entities: (input) => [patternOf(input)],
  }),
  removePattern: command({
    name: 'shifts.removePattern',
    version: 1,
    input: removePatternInput,
    entities: (input) => [patternOf(input)],
  }),
  saveEntry: command({
    name: 'shifts.saveEntry',
    version: 1,
    input: saveEntryInput,
    entities: ({ entryId }) => [entryId],
  }),
  removeEntry: command({
    name: 'shifts.removeEntry',
    version: 1,
    input: removeEntryInput,
    entities: ({ entryId }) => [entryId],
  }),
  importRoster: commandNow({
    name: 'shifts.importRoster',
    version: 1,
    input: importRosterInput,
    entities: ({ teamId }) => [teamId],
  }),
}
