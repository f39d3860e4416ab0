import { foundLimit } from '#shared/search/rules.ts'
import type { SearchView } from '#shared/search/views.ts'

const newest = <Item>(items: readonly Item[], timeOf: (item: Item) => string): Item[] =>
  items.toSorted((a, b) => (timeOf(a) < timeOf(b) ? 1 : -1)).slice(0, foundLimit)

/** Returns the first of each group in its order: people by name, everything else the newest first. */
export const firstOf = ({ people, cases, notes, escalations, precedents }: SearchView): SearchView => ({
  people: people.toSorted((a, b) => a.name.localeCompare(b.name)).slice(0, foundLimit),
  cases: newest(cases, ({ decidedAt }) => decidedAt),
  notes: newest(notes, ({ createdAt }) => createdAt),
  escalations: newest(escalations, ({ changedAt }) => changedAt),
  precedents: newest(precedents, ({ keptAt }) => keptAt),
})

/** Joins two lists; of what is in both, the second has it. */
function union<Item>(first: readonly Item[], second: readonly Item[], idOf: (item: Item) => string): Item[] {
  return [...new Map([...first, ...second].map((item) => [idOf(item), item])).values()]
}

/**
 * Joins what the server and the phone found. Of a note on both, the phone knows on which of its pages the note lies; of
 * everything else the server's is the newer.
 */
export function mergeFound(server: SearchView | undefined, phone: SearchView | undefined): SearchView {
  const none: SearchView = { people: [], cases: [], notes: [], escalations: [], precedents: [] }
  const [ours, theirs] = [phone ?? none, server ?? none]
  return firstOf({
    people: union(ours.people, theirs.people, ({ personId }) => personId),
    cases: union(ours.cases, theirs.cases, ({ auditId }) => auditId),
    notes: union(theirs.notes, ours.notes, ({ noteId }) => noteId),
    escalations: union(ours.escalations, theirs.escalations, ({ escalationId }) => escalationId),
    precedents: union(ours.precedents, theirs.precedents, ({ precedentId }) => precedentId),
  })
}
