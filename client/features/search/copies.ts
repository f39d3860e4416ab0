import type { Query, QueryClient } from '@tanstack/react-query'
import type { QueryName } from '#client/lib/trpc.ts'
import { isPages } from '#client/offline/cache/pages.ts'
import type { CasesView, CaseView } from '#shared/audits/views.ts'
import type { CoachingView } from '#shared/coaching/views.ts'
import type { EscalationRow, EscalationView, ListView } from '#shared/escalations/views.ts'
import type { Me } from '#shared/people/views.ts'
import { precedentText } from '#shared/questions/found-rules.ts'
import type { PrecedentView } from '#shared/questions/views.ts'
import { escalationText, noteText } from '#shared/search/rules.ts'
import type {
  FoundCase,
  FoundEscalation,
  FoundNote,
  FoundPerson,
  FoundPrecedent,
} from '#shared/search/views.ts'

/** Everything that can be found, by its group. */
interface Found {
  people: FoundPerson
  cases: FoundCase
  notes: FoundNote
  escalations: FoundEscalation
  precedents: FoundPrecedent
}
type FoundGroup = keyof Found

/** One thing that the phone holds, with the text that it is found by. */
export type CopyEntry = {
  [Group in FoundGroup]: {
    group: Group
    id: string
    text: string
    /** Makes the row, once it is found. */
    found: Found[Group]
  }
}[FoundGroup]

const composed = (text: string) => text.normalize('NFC')

const personEntry = ({ personId, name }: Me['teams'][number]['people'][number]): CopyEntry => ({
  group: 'people',
  id: personId,
  text: composed(name),
  found: { personId, name, place: 'person' },
})

const caseEntry = (view: CaseView): CopyEntry => {
  const { auditId, caseRef, reference, analyst, policy, queue, decidedAt } = view
  return {
    group: 'cases',
    id: auditId,
    text: composed(`${caseRef} ${reference}`),
    found: { auditId, caseRef, reference, analyst, policy, queue, decidedAt },
  }
}

const noteEntries = ({ notes, before }: CoachingView): CopyEntry[] =>
  notes.map(({ noteId, author, subject, audience, body, createdAt }) => {
    const text = composed(noteText(body))
    return {
      group: 'notes',
      id: noteId,
      text,
      found: { noteId, author, subject, audience, excerpt: text, createdAt, newer: before },
    }
  })

const escalationEntry = (row: EscalationRow, details: string | null = null): CopyEntry => {
  const { escalationId, summary, caseReference, status, changedAt } = row
  const text = composed(escalationText({ summary, caseReference, details }))
  return {
    group: 'escalations',
    id: escalationId,
    text,
    found: { escalationId, summary, caseReference, excerpt: text, status, changedAt },
  }
}

const precedentEntry = (precedent: PrecedentView): CopyEntry => {
  const { precedentId, policy, clauseId, keptAt } = precedent
  const text = precedentText(precedent)
  return {
    group: 'precedents',
    id: precedentId,
    text,
    found: { precedentId, policy, clauseId, excerpt: text, keptAt },
  }
}

type Reader = (data: never) => CopyEntry[]

/** Readers of the entries in each view. Views that are not named here hold nothing that is searched. */
const readers: { readonly [Name in QueryName]?: Reader } = {
  'people.me': ({ teams }: Me) => teams.flatMap(({ people }) => people.map(personEntry)),
  'audits.cases': ({ cases }: CasesView) => cases.map(caseEntry),
  'audits.case': (view: CaseView) => [caseEntry(view)],
  'coaching.person': noteEntries,
  'escalations.list': ({ rows }: ListView) => rows.map((row) => escalationEntry(row)),
  'questions.precedents': (view: PrecedentView[]) => view.map(precedentEntry),
  'escalations.detail': (view: EscalationView) => [escalationEntry(view, view.details)],
}

/** Returns what reads the entries of a query; undefined where there are none in it. */
function readerOf({ queryKey: [path] }: Query): Reader | undefined {
  return Array.isArray(path) ? readers[path.join('.') as QueryName] : undefined
}

/** Returns whether something in a view can be found. */
export const isSearched = (query: Query): boolean => readerOf(query) !== undefined

interface Read {
  data: unknown
  entries: readonly CopyEntry[]
}
/** A view is read once, for as long as it is the same. */
const read = new WeakMap<Query, Read>()

/** Gives the entries of each view in memory, view by view, those of the newest copies first. */
export function* copyEntries(queries: QueryClient): Generator<readonly CopyEntry[]> {
  const known = queries
    .getQueryCache()
    .getAll()
    .filter((query) => query.state.data !== undefined && readerOf(query))
  for (const query of known.sort((a, b) => b.state.dataUpdatedAt - a.state.dataUpdatedAt)) {
    const { data } = query.state
    const before = read.get(query)
    if (before && before.data === data) {
      yield before.entries
      continue
    }
    const views = isPages(data) ? data.pages : [data]
    const entries = views.flatMap((view) => readerOf(query)?.(view as never) ?? [])
    read.set(query, { data, entries })
    yield entries
  }
}
