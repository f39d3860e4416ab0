import { type Entry, horizon, spansOf } from './rules.ts'

/** One entry of a roster, by its person. */
export interface RosterItem extends Omit<Entry, 'imported'> {
  readonly personId: string
}

/** Returns what an entry of a roster is known by: two that say the same are one. */
export const rosterKey = ({
  kind,
  firstDay,
  from,
  lastDay,
  until,
  zone,
}: Omit<RosterItem, 'personId'>): string =>
  [kind, firstDay, from ?? '-', lastDay, until ?? '-', zone].join(' ')

/** An entry that an earlier import of the same source left. */
export interface KnownItem {
  readonly personId: string
  readonly key: string
  readonly lastDay: string
  /** Corrected or removed by hand since. */
  readonly corrected: boolean
}

export interface RosterChanges<Item, Known> {
  added: Item[]
  removed: Known[]
  unchanged: number
  kept: number
}

/**
 * Returns what an import changes. What the source says no more is removed from today on, and from the file's own first day
 * on: what lies before both is history that a calendar leaves out when it grows old.
 */
export function rosterChanges<Item extends RosterItem, Known extends KnownItem>(
  items: readonly Item[],
  known: readonly Known[],
  today: string,
): RosterChanges<Item, Known> {
  const keyOf = (personId: string, key: string) => `${personId} ${key}`
  const named = new Map(items.map((item) => [keyOf(item.personId, rosterKey(item)), item]))
  const before = new Map(known.map((item) => [keyOf(item.personId, item.key), item]))
  const first = items.reduce((least, { firstDay }) => (firstDay < least ? firstDay : least), today)
  const again = [...before].filter(([key]) => named.has(key)).map(([, item]) => item)
  return {
    added: [...named].filter(([key]) => !before.has(key)).map(([, item]) => item),
    removed: [...before]
      .filter(([key, item]) => !named.has(key) && !item.corrected && item.lastDay >= first)
      .map(([, item]) => item),
    unchanged: again.filter(({ corrected }) => !corrected).length,
    kept: again.filter(({ corrected }) => corrected).length,
  }
}

/** Returns the rows of a person's shifts and absences as instants, around today in their zone. */
export function shiftRows(
  roster: Parameters<typeof spansOf>[0],
  { first, last }: { first: string; last: string },
): { kind: 'work' | 'absence'; startsAt: string; endsAt: string }[] {
  return spansOf(roster, first, last).map(({ kind, from, until }) => ({
    kind,
    startsAt: new Date(from).toISOString(),
    endsAt: new Date(until).toISOString(),
  }))
}

/** Days ahead for which the repetitions of a calendar are read. */
const daysAhead = 180

/** Returns the days for which a calendar is read. */
export function rosterWindow(today: string): { first: string; last: string } {
  const day = Temporal.PlainDate.from(today)
  return {
    first: day.subtract({ days: horizon.before }).toString(),
    last: day.add({ days: daysAhead }).toString(),
  }
}
