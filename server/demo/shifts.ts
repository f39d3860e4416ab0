import { rosterKey, shiftRows } from '#shared/shifts/roster-rules.ts'
import { horizon } from '#shared/shifts/rules.ts'
import { type Calendar, iso, midnightInSeoul, plusDays } from './calendar.ts'
import type { MakeId } from './identity.ts'
import { type AuditingTeam, type DemoPerson, joinedInWeek, leadOf, newJoiner } from './people.ts'
import type { RowOf } from './rows.ts'
import { daysOff, leave } from './story.ts'

const shiftMinutes = 9 * 60

/** Returns whether the person was away that day; holidays are the calendar's matter. */
export function isAway(key: string, calendar: Calendar, day: string): boolean {
  const week = calendar.weekOf(day)
  if (key === leave.key && week >= leave.firstWeek && week <= leave.lastWeek) return true
  return daysOff.some((off) => off.key === key && day === dayOf(calendar, off))
}

type Entry = RowOf<'shift_entry'>
type Rows = { shift: RowOf<'shift'>[]; shift_pattern: RowOf<'shift_pattern'>[]; shift_entry: Entry[] }

/** Absences that are still to come: days from today, whole days or the afternoon. */
const plannedAbsences: readonly { key: string; in: number; days: number; afternoon?: true }[] = [
  { key: 'jihu.nam', in: 8, days: 2 },
  { key: 'haram.ryu', in: 3, days: 1, afternoon: true },
  { key: 'priya.ramanathan', in: 6, days: 5 },
]

/** Early shifts of a rota that the lead imported, days from today. */
const rota = {
  ...{ key: 'lucia.ferreiro', team: 'dublin' as AuditingTeam, source: 'Queue cover' },
  ...{ days: [5, 6], from: '07:00', until: '16:00' },
} as const

const wallTime = (minutes: number): string =>
  `${String(Math.floor((minutes % 1440) / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

/** Returns a person's weekly hours, days off and absences, and the instants that follow from them. */
export function shiftsOf(
  person: DemoPerson,
  calendar: Calendar,
  { org, id }: { org: string; id: MakeId },
): Rows {
  const { key, shiftFrom } = person
  if (shiftFrom === undefined) return { shift: [], shift_pattern: [], shift_entry: [] }
  const person_id = id('person', key)
  const { zone, today } = calendar
  const entered = iso(midnightInSeoul(today) - 20 * 86_400_000)
  const stamp = { changed_by: person_id, changed_at: entered, version: 1, corrected: false, removed: false }
  const window = { first: plusDays(today, -horizon.before), last: plusDays(today, horizon.after) }
  const entry = (
    kind: Entry['kind'],
    times: Pick<Entry, 'first_day' | 'last_day'> & Partial<Entry>,
  ): Entry => ({
    ...{ org_id: org, entry_id: id('shift entry', key, kind, times.first_day), person_id, kind, zone },
    ...{ from_time: null, until_time: null, team_id: null, source: null, source_key: null, ...stamp },
    ...times,
  })
  const firstDay = calendar.weeks[key === newJoiner ? joinedInWeek : 0] ?? today
  const pattern: RowOf<'shift_pattern'> = {
    ...{ org_id: org, person_id, zone, changed_by: person_id, changed_at: entered, version: 1 },
    starts_on: firstDay,
    hours: [1, 2, 3, 4, 5].map((weekday) => ({
      ...{ weekday, from: wallTime(shiftFrom), until: wallTime(shiftFrom + shiftMinutes) },
    })),
  }
  const entries = [
    ...absencesOf(key, calendar).map(({ first, last }) =>
      entry('away', { first_day: first, last_day: last }),
    ),
    ...plannedAbsences
      .filter((planned) => planned.key === key)
      .map(({ in: days, days: length, afternoon }) => {
        const first = calendar.workdayFrom(days)
        const times = afternoon ? { from_time: '14:00', until_time: '18:00' } : {}
        return entry('away', { first_day: first, last_day: plusDays(first, length - 1), ...times })
      }),
    ...freeWeekdays(calendar, window).map((day) => entry('off', { first_day: day, last_day: day })),
    ...(rota.key === key ? rotaEntries(calendar, entry, { org, id }) : []),
  ]
  const shift = shiftRows(
    {
      patterns: [{ startsOn: pattern.starts_on, zone, hours: pattern.hours }],
      entries: entries.map((row) => ({
        ...{ kind: row.kind, firstDay: row.first_day, from: row.from_time, lastDay: row.last_day },
        ...{ until: row.until_time, zone: row.zone, imported: row.source !== null },
      })),
    },
    window,
  ).map(({ kind, startsAt, endsAt }) => ({
    ...{ org_id: org, shift_id: id('shift', key, kind, startsAt), person_id, kind },
    ...{ starts_at: startsAt, ends_at: endsAt },
  }))
  return { shift, shift_pattern: [pattern], shift_entry: entries }
}

/** Public holidays and the organisation's own days off. */
function freeWeekdays(calendar: Calendar, { first, last }: { first: string; last: string }): string[] {
  const days: string[] = []
  for (let day = first; day <= last; day = plusDays(day, 1))
    if (Temporal.PlainDate.from(day).dayOfWeek <= 5 && !calendar.isWorkday(day)) days.push(day)
  return days
}

function rotaEntries(
  calendar: Calendar,
  entry: (kind: Entry['kind'], times: Pick<Entry, 'first_day' | 'last_day'> & Partial<Entry>) => Entry,
  { id }: { org: string; id: MakeId },
): Entry[] {
  const { team, source, from, until } = rota
  return [...new Set(rota.days.map((days) => calendar.workdayFrom(days)))].map((day) =>
    entry('work', {
      ...{
        first_day: day,
        last_day: day,
        from_time: from,
        until_time: until,
        team_id: id('team', team),
        source,
      },
      source_key: rosterKey({
        ...{ kind: 'work', firstDay: day, from, lastDay: day, until, zone: calendar.zone },
      }),
      changed_by: id('person', leadOf[team]),
    }),
  )
}

function absencesOf(key: string, calendar: Calendar): { first: string; last: string }[] {
  const single = daysOff
    .filter((off) => off.key === key)
    .map((off) => dayOf(calendar, off))
    .filter((day) => calendar.isWorkday(day))
    .map((day) => ({ first: day, last: day }))
  if (key !== leave.key) return single
  const first = dayOf(calendar, { week: leave.firstWeek, weekday: 1 })
  return [...single, { first, last: dayOf(calendar, { week: leave.lastWeek, weekday: 5 }) }]
}

function dayOf(calendar: Calendar, { week, weekday }: { week: number; weekday: number }): string {
  return plusDays(calendar.weeks[0] ?? calendar.today, week * 7 + weekday - 1)
}
