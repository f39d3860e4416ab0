import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { nameOf, ownName, type TermKind, type TermName, termKinds } from '#shared/audits/name-rules.ts'
import { useFormat } from './i18n.ts'
import { trpc } from './trpc.ts'

export type Names = Readonly<Record<TermKind, (code: string) => string>>

/** Returns what each code is called in this language; one that nobody named yet has a name of its own. */
export function namesIn(terms: readonly TermName[], locale: 'ko' | 'en'): Names {
  const known = new Map(terms.map((term) => [`${term.kind} ${term.code}`, nameOf(term, locale)]))
  const namer = (kind: TermKind) => (code: string) =>
    known.get(`${kind} ${code}`) ?? ownName(kind, code, locale)
  return {
    policy: namer(termKinds[0]),
    queue: namer(termKinds[1]),
    language: namer(termKinds[2]),
    decision: namer(termKinds[3]),
  }
}

const none: readonly TermName[] = []

/** Returns the names of policies, queues, languages and decisions, as far as this phone has them. */
export function useNames(): Names {
  const { locale } = useFormat()
  const { data = none } = useQuery(trpc.audits.names.queryOptions())
  return useMemo(() => namesIn(data, locale), [data, locale])
}
