import { fieldsNamed, type Reading, readWith } from '#client/forms/reading.ts'
import { type SaveEntryInput, saveEntryInput } from '#shared/shifts/contracts.ts'
import { endDayOf } from '#shared/shifts/rules.ts'

/** One day as it is written: by the weekly hours, with hours of its own, or without a shift. */
export type DayForm = { kind: 'usual' | 'work' | 'off'; from: string; until: string }
/** An absence as it is written. */
export type AbsenceForm = { firstDay: string; lastDay: string; part: boolean; from: string; until: string }

type Ids = { entryId: string; personId: string; zone: string }

/** Reads a changed day as the input of shifts.saveEntry; a shift that ends before it begins ends on the next day. */
export function readDay(
  { kind, from, until }: DayForm,
  day: string,
  ids: Ids,
): Reading<'from' | 'until', SaveEntryInput> {
  const times =
    kind === 'work'
      ? { firstDay: day, from, lastDay: from && until ? endDayOf(day, from, until) : day, until }
      : { firstDay: day, from: null, lastDay: day, until: null }
  return readWith(saveEntryInput, { ...ids, kind, ...times }, fieldsNamed(['from', 'until']))
}

/** Reads an absence as the input of shifts.saveEntry. */
export function readAbsence(
  { firstDay, lastDay, part, from, until }: AbsenceForm,
  ids: Ids,
): Reading<'firstDay' | 'lastDay' | 'from' | 'until', SaveEntryInput> {
  const sent = {
    ...{ ...ids, kind: 'away', firstDay },
    lastDay: lastDay || firstDay,
    from: part ? from : null,
    until: part ? until : null,
  }
  return readWith(saveEntryInput, sent, fieldsNamed(['firstDay', 'lastDay', 'from', 'until']))
}
