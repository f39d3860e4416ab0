import type { Act as Writing } from '#client/offline/outbox/phone-command.ts'
import type {
  RemoveEntryInput,
  RemovePatternInput,
  SaveEntryInput,
  SetPatternInput,
} from '#shared/shifts/contracts.ts'
import type { EntryView, PatternView, PersonShifts } from '#shared/shifts/views.ts'

/** Each command changes a person's shifts by one of these; applied to a view that already holds it, it changes nothing. */
type Act = Pick<Writing, 'by' | 'version'>

const isOf = (view: PersonShifts, { personId }: { personId: string }) => view.person.personId === personId

/** Returns whether two views say the same, whoever said it. */
const isSame = (left: object | undefined, right: object) => JSON.stringify(left) === JSON.stringify(right)

export function withPattern(view: PersonShifts, input: SetPatternInput, { by }: Act): PersonShifts {
  if (!isOf(view, input)) return view
  const { startsOn, zone, hours } = input
  const pattern: PatternView = { startsOn, zone, hours, by }
  const before = view.patterns.find((known) => known.startsOn === startsOn)
  if (isSame(before, pattern)) return view
  const others = view.patterns.filter((known) => known !== before)
  return {
    ...view,
    patterns: [...others, pattern].sort((left, right) => right.startsOn.localeCompare(left.startsOn)),
  }
}

export function withoutPattern(view: PersonShifts, input: RemovePatternInput): PersonShifts {
  if (!isOf(view, input)) return view
  const patterns = view.patterns.filter(({ startsOn }) => startsOn !== input.startsOn)
  return patterns.length === view.patterns.length ? view : { ...view, patterns }
}

/** Adds an entry or revises it; a later version of it stays as it is. */
export function withEntry(view: PersonShifts, input: SaveEntryInput, { by, version }: Act): PersonShifts {
  if (!isOf(view, input)) return view
  const { entryId, kind, firstDay, from, lastDay, until, zone } = input
  const before = view.entries.find((known) => known.entryId === entryId)
  if (before && before.version >= version) return view
  const entry: EntryView = {
    ...{ entryId, kind, firstDay, from, lastDay, until, zone, imported: false, by, version },
    ...{ source: before?.source ?? null, sourceKey: before?.sourceKey ?? null },
  }
  const others = view.entries.filter((known) => known !== before)
  return {
    ...view,
    entries: [...others, entry].sort((left, right) => left.firstDay.localeCompare(right.firstDay)),
  }
}

export function withoutEntry(view: PersonShifts, input: RemoveEntryInput): PersonShifts {
  if (!isOf(view, input)) return view
  const entries = view.entries.filter(({ entryId }) => entryId !== input.entryId)
  return entries.length === view.entries.length ? view : { ...view, entries }
}
