import type { RefusedRow, RosterFile, RosterRow } from './roster-file-rules.ts'
import type { RosterItem } from './roster-rules.ts'
import { longestAbsence } from './rules.ts'

/** Says whom a word means, or why nobody. */
export type Called = { personId: string } | { reason: 'unknown_person' | 'several_people' | 'no_person' }

export interface PlannedRoster {
  entries: RosterItem[]
  /** In the order of the file. */
  refused: RefusedRow[]
}

/** Returns the words of a file that its people are called by, each once. */
export const calledIn = ({ rows }: RosterFile): string[] => [
  ...new Set(rows.flatMap(({ called }) => called ?? [])),
]

/** Gives each row its person and its zone; a row of nobody is refused, and the others go in. */
export function planRoster(
  file: RosterFile,
  { zone, personOf }: { zone: string; personOf: (called: string | null) => Called },
): PlannedRoster {
  const planned: PlannedRoster = { entries: [], refused: [...file.refused] }
  for (const row of file.rows) {
    const { called } = row
    const person = personOf(called)
    const reason = 'reason' in person ? person.reason : isTooLong(row) ? 'too_long' : undefined
    if (reason !== undefined) planned.refused.push({ row: row.row, field: null, reason, value: called })
    else if ('personId' in person) {
      const { kind, firstDay, from, lastDay, until } = row
      const times = { kind, firstDay, from, lastDay, until, zone: row.zone ?? zone }
      planned.entries.push({ personId: person.personId, ...times })
    }
  }
  planned.refused.sort((left, right) => left.row - right.row)
  return planned
}

const isTooLong = ({ firstDay, lastDay }: RosterRow): boolean =>
  Temporal.PlainDate.from(firstDay).until(Temporal.PlainDate.from(lastDay)).days > longestAbsence
