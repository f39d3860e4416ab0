import type { QueryClient } from '@tanstack/react-query'
import { inSlices } from '#client/lib/in-slices.ts'
import { excerptOf } from '#shared/search/rules.ts'
import type { SearchView } from '#shared/search/views.ts'
import { type CopyEntry, copyEntries, type Found, type FoundGroup, isSearched } from './copies.ts'
import { firstOf } from './merge.ts'

/** Gives entries one by one, so that no view is too long for a slice. */
function* each(queries: QueryClient): Generator<CopyEntry> {
  for (const entries of copyEntries(queries)) yield* entries
}

interface Wanted {
  matcher: RegExp
  /** Says of a policy's code whether one of its names is meant. */
  isNamed: (policy: string) => boolean
}

const meets = (entry: CopyEntry, { matcher, isNamed }: Wanted) =>
  matcher.test(entry.text) || (entry.group === 'cases' && isNamed(entry.found.policy))

/** Searches what is in memory, in slices; undefined where the signal was aborted. */
export async function searchCopies(
  queries: QueryClient,
  wanted: Wanted,
  signal: AbortSignal,
): Promise<SearchView | undefined> {
  const found: { [Group in FoundGroup]: Map<string, Found[Group]> } = {
    people: new Map(),
    cases: new Map(),
    notes: new Map(),
    escalations: new Map(),
  }
  await inSlices(each(queries), signal, (entry) => {
    if (found[entry.group].has(entry.id) || !meets(entry, wanted)) return
    if (entry.group === 'notes' || entry.group === 'escalations') {
      const excerpt = excerptOf(entry.text, wanted.matcher)
      if (entry.group === 'notes') found.notes.set(entry.id, { ...entry.found, excerpt })
      else found.escalations.set(entry.id, { ...entry.found, excerpt })
    } else if (entry.group === 'people') found.people.set(entry.id, entry.found)
    else found.cases.set(entry.id, entry.found)
  })
  if (signal.aborted) return undefined
  return firstOf({
    people: [...found.people.values()],
    cases: [...found.cases.values()],
    notes: [...found.notes.values()],
    escalations: [...found.escalations.values()],
  })
}

/** Milliseconds in which copies that come into memory are waited for together. */
const gathering = 250

/** Searches now and whenever other copies have come into memory. Answers with what ends it. */
export function followCopies(
  queries: QueryClient,
  wanted: Wanted,
  onFound: (view: SearchView) => void,
): () => void {
  const ending = new AbortController()
  let timer: ReturnType<typeof setTimeout> | undefined
  const search = async () => {
    const view = await searchCopies(queries, wanted, ending.signal)
    timer = undefined
    if (view) onFound(view)
  }
  const stop = queries.getQueryCache().subscribe(({ type, query }) => {
    if (type === 'updated' && isSearched(query)) timer ??= setTimeout(() => void search(), gathering)
  })
  void search()
  return () => {
    ending.abort()
    stop()
    clearTimeout(timer)
  }
}
