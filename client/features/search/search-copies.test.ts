import { QueryClient } from '@tanstack/react-query'
import { describe, expect, it } from 'vitest'
import { trpc } from '#client/lib/trpc.ts'
import { matcherOf, termsOf } from '#shared/search/rules.ts'
import type { SearchView } from '#shared/search/views.ts'
import { mergeFound } from './merge.ts'
import { searchCopies } from './search-copies.ts'

const person = { personId: 'p1', name: '한예린' }
const caseView = (n: number) => ({
  auditId: `case-${n}`,
  caseRef: `C-${String(n).padStart(6, '0')}`,
  reference: `R-${n}`,
  analyst: person,
  policy: n % 2 === 0 ? 'hate-speech' : 'spam',
  queue: n === 3 ? 'appeals' : null,
  decidedAt: new Date(Date.UTC(2026, 0, 1, 0, n)).toISOString(),
})
const note = (n: number, text: string) => ({
  noteId: `note-${n}`,
  author: { personId: 'p2', name: '정해솔' },
  subject: person,
  audience: 'person',
  body: { kind: 'quick', text },
  createdAt: new Date(Date.UTC(2026, 0, 1, 0, n)).toISOString(),
})

/** A phone that holds so many cases in pages, and some notes. */
function phoneWith(cases: number): QueryClient {
  const queries = new QueryClient()
  const starts = Array.from({ length: cases / 50 }, (_, page) => page * 50)
  queries.setQueryData([...trpc.audits.cases.infiniteQueryKey({ personId: 'p1', filter: 'all' })], {
    pages: starts.map((from) => ({ cases: Array.from({ length: 50 }, (_, n) => caseView(from + n)) })),
    pageParams: starts.map((from) => (from === 0 ? null : `${from}`)),
  })
  const { queryKey } = trpc.coaching.person.queryOptions({ personId: 'p1' })
  queries.setQueryData([...queryKey], {
    notes: [note(1, '인용한 혐오 표현을 함께 보았습니다.'), note(2, 'Quoted hate speech')],
    before: null,
  })
  return queries
}

async function search(
  queries: QueryClient,
  typed: string,
  named: readonly string[] = [],
): Promise<SearchView> {
  const terms = termsOf(typed)
  if (!terms) throw new Error('nothing was typed')
  const wanted = {
    matcher: matcherOf(terms),
    isNamed: (kind: string, code: string) => named.includes(`${kind} ${code}`),
  }
  const view = await searchCopies(queries, wanted, new AbortController().signal)
  if (!view) throw new Error('it was aborted')
  return view
}

describe('what the phone holds', () => {
  it('is found by words, by initials and by the names of policies, the newest first', async () => {
    const queries = phoneWith(200)
    expect((await search(queries, 'ㅎㅇㅍㅎ')).notes.map(({ noteId }) => noteId)).toEqual(['note-1'])
    expect((await search(queries, 'HATE')).notes.map(({ excerpt }) => excerpt)).toEqual([
      'Quoted hate speech',
    ])
    expect((await search(queries, 'c-000123')).cases.map(({ auditId }) => auditId)).toEqual(['case-123'])
    const named = await search(queries, '스팸', ['policy spam'])
    expect(named.cases.map(({ auditId }) => auditId)).toEqual(
      Array.from({ length: 10 }, (_, n) => `case-${199 - 2 * n}`),
    )
    const ofQueue = await search(queries, '이의', ['queue appeals', 'policy appeals'])
    expect(ofQueue.cases.map(({ auditId }) => auditId)).toEqual(['case-3'])
  })

  it('is found once where two views hold it', async () => {
    const queries = phoneWith(50)
    const { queryKey } = trpc.audits.case.queryOptions({ auditId: 'case-7' })
    queries.setQueryData([...queryKey], caseView(7))
    expect((await search(queries, 'c-000007')).cases).toHaveLength(1)
  })

  it('is as it was written last', async () => {
    const queries = phoneWith(50)
    expect((await search(queries, '인용한')).notes).toHaveLength(1)
    const { queryKey } = trpc.coaching.person.queryOptions({ personId: 'p1' })
    queries.setQueryData([...queryKey], { notes: [note(1, '다른 말')], before: null })
    expect((await search(queries, '인용한')).notes).toEqual([])
    expect((await search(queries, '다른')).notes).toHaveLength(1)
  })

  it('of 20,000 cases is searched with pauses, in which a newer word ends the search', async () => {
    const queries = phoneWith(20_000)
    const searching = new AbortController()
    const terms = termsOf('뷁')
    if (!terms) throw new Error('nothing was typed')
    const wanted = { matcher: matcherOf(terms), isNamed: () => false }
    const found = searchCopies(queries, wanted, searching.signal)
    searching.abort()
    expect(await found).toBeUndefined()
    expect((await search(queries, 'c-019999')).cases).toHaveLength(1)
  })
})

it('what server and phone found stands together without doubles, and a note knows its page on the phone', () => {
  const found = { ...note(1, ''), excerpt: 'a', audience: 'person' as const, newer: null }
  const none = { people: [], cases: [], notes: [], escalations: [], precedents: [] }
  const merged = mergeFound(
    {
      ...none,
      people: [{ ...person, place: 'person' }],
      cases: [caseView(1), caseView(2)],
      notes: [{ ...found, newer: 'x' }],
    },
    { ...none, people: [{ ...person, place: 'person' }], cases: [caseView(3), caseView(2)], notes: [found] },
  )
  expect(merged.people).toHaveLength(1)
  expect(merged.cases.map(({ auditId }) => auditId)).toEqual(['case-3', 'case-2', 'case-1'])
  expect(merged.notes).toEqual([found])
})
