import type { QueryClient } from '@tanstack/react-query'
import { inSlices } from '#client/lib/in-slices.ts'
import { excerptOf } from '#shared/search/rules.ts'
import type { SearchView } from '#shared/search/views.ts'
import { type CopyEntry, copyEntries, isSearched } from './copies.ts'
import { firstOf } from './merge.ts'

/** Gives entries one by one, so that no view is too long for a slice. */
function* each(queries: QueryClient): Generator<CopyEntry> {
  for (const entries of copyEntries(queries)) yield* entries
}

interface Wanted {
  matcher: RegExp
  /** Says of a policy's or a queue's code whether one of its names is meant. */
  isNamed: (kind: 'policy' | 'queue', code: string) => boolean
}

function meets(entry: CopyEntry, { matcher, isNamed }: Wanted): boolean {
  if (matcher.test(entry.text)) return true
  if (entry.group === 'precedents') return isNamed('policy', entry.found.policy)
  if (entry.group !== 'cases') return false
  const { policy, queue } = entry.found
  return isNamed('policy', policy) || (queue !== null && isNamed('queue', queue))
}

/** Results of a group that are gathered before all but the first are let go of: sorting thousands would be one long task. */
const gathered = 200

/** Gathers what was found: each thing once, and of each group the first few. */
function gathering() {
  const seen = new Set<string>()
  let view: SearchView = { people: [], cases: [], notes: [], escalations: [], precedents: [] }
  const add = (entry: CopyEntry) => {
    seen.add(entry.id)
    if (entry.group === 'people') view.people.push(entry.found)
    else if (entry.group === 'cases') view.cases.push(entry.found)
    else if (entry.group === 'notes') view.notes.push(entry.found)
    else if (entry.group === 'escalations') view.escalations.push(entry.found)
    else view.precedents.push(entry.found)
    if (view[entry.group].length > gathered) view = firstOf(view)
  }
  return { has: (id: string) => seen.has(id), add, first: () => firstOf(view) }
}

/** Searches what is in memory, in slices; undefined where the signal was aborted. */
export async function searchCopies(
  queries: QueryClient,
  wanted: Wanted,
  signal: AbortSignal,
): Promise<SearchView | undefined> {
  const found = gathering()
  await inSlices(each(queries), signal, (entry) => {
    if (!found.has(entry.id) && meets(entry, wanted)) found.add(entry)
  })
  if (signal.aborted) return undefined
  const view = found.first()
  const short = <Item extends { excerpt: string }>(item: Item): Item => ({
    ...item,
    excerpt: excerptOf(item.excerpt, wanted.matcher),
  })
  return {
    ...view,
    notes: view.notes.map(short),
    escalations: view.escalations.map(short),
    precedents: view.precedents.map(short),
  }
}

/** Milliseconds in which copies that come into memory are waited for together. */
const patience = 250

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
    if (type === 'updated' && isSearched(query)) timer ??= setTimeout(() => void search(), patience)
  })
  void search()
  return () => {
    ending.abort()
    stop()
    clearTimeout(timer)
  }
}
