import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { toAppError } from '#client/lib/app-error.ts'
import { useFormat } from '#client/lib/i18n.ts'
import { trpc } from '#client/lib/trpc.ts'
import { useWorkStatus } from '#client/lib/work-status.ts'
import { nameOf } from '#shared/audits/name-rules.ts'
import type { ErrorCode } from '#shared/core/errors.ts'
import { matcherOf, type SearchTerms, termsOf, typedLimit } from '#shared/search/rules.ts'
import type { SearchView } from '#shared/search/views.ts'
import { mergeFound } from './merge.ts'
import { type FoundPolicy, foundPolicies } from './policies.ts'
import { followCopies } from './search-copies.ts'

/** Milliseconds without a key after which the server is asked. */
const typingPause = 250

/** Returns a value once it has stayed the same for a while. */
function useSettled<Value>(value: Value, milliseconds: number): Value {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), milliseconds)
    return () => clearTimeout(timer)
  }, [value, milliseconds])
  return settled
}

/** Searches what this phone holds; undefined while it does. */
function useCopies(terms: SearchTerms | undefined): SearchView | undefined {
  const queries = useQueryClient()
  const { data: names } = useQuery(trpc.audits.names.queryOptions())
  const [copies, setCopies] = useState<{ pattern: string; view: SearchView }>()
  const pattern = terms?.pattern
  useEffect(() => {
    if (pattern === undefined) return
    const matcher = matcherOf({ pattern })
    const named = new Set(
      (names ?? [])
        .filter(({ kind }) => kind === 'policy' || kind === 'queue')
        .filter((term) => matcher.test(`${term.code} ${nameOf(term, 'ko')} ${nameOf(term, 'en')}`))
        .map(({ kind, code }) => `${kind} ${code}`),
    )
    return followCopies(queries, { matcher, isNamed: (kind, code) => named.has(`${kind} ${code}`) }, (view) =>
      setCopies({ pattern, view }),
    )
  }, [queries, pattern, names])
  return copies && copies.pattern === pattern ? copies.view : undefined
}

interface Search {
  /** Compares texts with what was typed; undefined where nothing was. */
  matcher: RegExp | undefined
  /** The results so far, of the phone and of the server. */
  view: SearchView
  /** The policies by code and name: all of them lie on the phone. */
  policies: readonly FoundPolicy[]
  /** True while more may come. */
  searching: boolean
  online: boolean
  /** Why the server did not answer, and how it is asked again. */
  failed: { code: ErrorCode; retry: () => void } | undefined
}

/** Searches for what was typed, on this phone at once and at the server when the typing pauses. */
export function useSearch(typed: string): Search {
  const { online } = useWorkStatus()
  const terms = termsOf(typed)
  const onPhone = useCopies(terms)
  const settled = useSettled(typed.trim().slice(0, typedLimit), typingPause)
  const isSettled = settled === typed.trim().slice(0, typedLimit)
  const asked = useQuery({
    ...trpc.search.find.queryOptions({ typed: settled }),
    enabled: online && settled !== '' && terms !== undefined,
  })
  const matcher = terms && matcherOf(terms)
  const { locale } = useFormat()
  const { data: names = [] } = useQuery(trpc.audits.names.queryOptions())
  const server = isSettled ? asked.data : undefined
  return {
    matcher,
    view: mergeFound(server, onPhone),
    policies: matcher ? foundPolicies(names, { matcher, locale }) : [],
    searching: onPhone === undefined || (online && (!isSettled || asked.isFetching)),
    online,
    failed:
      isSettled && asked.error
        ? { code: toAppError(asked.error).code, retry: () => void asked.refetch() }
        : undefined,
  }
}
