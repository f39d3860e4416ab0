import type { ReactNode } from 'react'

/** Holds what every entry of a timeline has, whatever its kind. */
export interface EntryHead<K> {
  readonly kind: K
  /** Of its row. */
  readonly key: string
  /** When it was, ISO 8601 in UTC. */
  readonly at: string
}

/** The entries of some kinds, or of all; `Kinds` holds what each kind has beside its head. */
export type EntryOf<Kinds, K extends keyof Kinds = keyof Kinds> = {
  [One in K]: EntryHead<One> & Kinds[One]
}[K]

/** By what a timeline is narrowed. */
export const timelineGroups = ['notes', 'reviews', 'goals', 'actions', 'recognitions', 'meetings'] as const
export type TimelineGroup = (typeof timelineGroups)[number]

/** In which groups each kind of entry stands. */
export type EntryGroups<Kinds> = {
  readonly [K in keyof Kinds]: (entry: Kinds[K]) => readonly TimelineGroup[]
}

/** How each kind of entry is drawn: one that is forgotten does not compile. */
export type EntryRows<Kinds> = { readonly [K in keyof Kinds]: (entry: Kinds[K]) => ReactNode }

/** Holds what one feature has for a timeline. */
export interface TimelinePart<Entry> {
  /** Above everything else: what was begun and not finished. */
  readonly first: readonly Entry[]
  /** Newest first. */
  readonly entries: readonly Entry[]
  /** Below everything else: the way to what is older. */
  readonly last: readonly Entry[]
}

/** An entry with its row, whatever its kind. */
export interface TimelineEntry {
  readonly key: string
  readonly at: string
  readonly groups: readonly TimelineGroup[]
  /** How many reviews it stands for: several of a week are one entry. */
  readonly reviews: number
  readonly row: ReactNode
}

/** Gives the entries that a feature has for the timeline of a person, or those since a moment; `useEntries` is a hook. */
export interface TimelineSource {
  readonly useEntries: (personId: string, since: number) => TimelinePart<TimelineEntry>
}

/** Makes a source of a feature's entries and of how each kind of them is drawn. */
export function timelineSource<Kinds>(
  useKinds: (personId: string, since: number) => TimelinePart<EntryOf<Kinds>>,
  rows: EntryRows<Kinds>,
  groups: EntryGroups<Kinds>,
  reviewsIn: (entry: EntryOf<Kinds>) => number = () => 0,
): TimelineSource {
  const drawn = <K extends keyof Kinds>(entry: EntryOf<Kinds, K>): TimelineEntry => ({
    key: entry.key,
    at: entry.at,
    groups: groups[entry.kind](entry),
    reviews: reviewsIn(entry),
    row: rows[entry.kind](entry),
  })
  return {
    useEntries(personId, since) {
      const { first, entries, last } = useKinds(personId, since)
      return {
        first: first.map(drawn),
        entries: entries.filter((entry) => Date.parse(entry.at) > since).map(drawn),
        last: last.map(drawn),
      }
    },
  }
}

/** Merges lists, the newest first; each keeps its own order. */
export function mergeNewestFirst<Entry extends { readonly at: string }>(
  lists: readonly (readonly Entry[])[],
): Entry[] {
  const merged: Entry[] = []
  let rest = lists.filter((list) => list.length > 0)
  while (rest.length > 0) {
    const next = rest.reduce((left, right) => ((right[0]?.at ?? '') > (left[0]?.at ?? '') ? right : left))
    merged.push(...next.slice(0, 1))
    rest = rest.map((list) => (list === next ? list.slice(1) : list)).filter((list) => list.length > 0)
  }
  return merged
}

/** Returns all entries of the parts in the order in which they stand. */
export const entriesOf = <Entry extends { readonly at: string }>(
  parts: readonly TimelinePart<Entry>[],
): Entry[] => [
  ...parts.flatMap(({ first }) => first),
  ...mergeNewestFirst(parts.map(({ entries }) => entries)),
  ...parts.flatMap(({ last }) => last),
]

/** Groups entries in their order: reviews that nothing else stands between are one run, everything else is one by itself. */
export function foldedRuns<Entry extends { readonly reviews: number }>(
  entries: readonly Entry[],
): [Entry, ...Entry[]][] {
  const runs: [Entry, ...Entry[]][] = []
  for (const entry of entries) {
    const run = runs.at(-1)
    if (run && entry.reviews > 0 && run[0].reviews > 0) run.push(entry)
    else runs.push([entry])
  }
  return runs
}
