import type { Generated, JSONColumnType } from 'kysely'
import type { EntryKind, WeekdayHours } from '#shared/shifts/rules.ts'

/** Holds when a person works or is away, as instants, the end not included; made of the two tables below. */
export interface ShiftTable {
  org_id: string
  shift_id: string
  person_id: string
  starts_at: string
  ends_at: string
  kind: 'work' | 'absence'
}

export interface ShiftPatternTable {
  org_id: string
  person_id: string
  starts_on: string
  zone: string
  hours: JSONColumnType<WeekdayHours[]>
  /** Null where whoever runs the server did it. */
  changed_by: string | null
  changed_at: Generated<string>
  version: Generated<number>
}

export interface ShiftEntryTable {
  org_id: string
  entry_id: string
  person_id: string
  kind: EntryKind
  first_day: string
  /** 'HH:MM' on the wall of the zone; null for whole days. */
  from_time: string | null
  last_day: string
  until_time: string | null
  zone: string
  /** The team that it was imported for, the calendar or file, and what it said; null where it was entered. */
  team_id: string | null
  source: string | null
  source_key: string | null
  /** Of an import: changed or removed by hand, and left so by the next import. */
  corrected: Generated<boolean>
  removed: Generated<boolean>
  changed_by: string | null
  changed_at: Generated<string>
  version: Generated<number>
}

declare module '#server/db/schema.ts' {
  interface Schema {
    shift: ShiftTable
    shift_pattern: ShiftPatternTable
    shift_entry: ShiftEntryTable
  }
}
