import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useNames } from '#client/lib/names.ts'
import { trpc } from '#client/lib/trpc.ts'
import type { TermKind, TermName } from '#shared/audits/name-rules.ts'

const noTerms: readonly TermName[] = []

/** Returns the codes of policies, queues, languages or decisions that this phone knows, in the order of their names. */
export function useKnownCodes(kind: TermKind): readonly string[] {
  const names = useNames()
  const { data = noTerms } = useQuery(trpc.audits.names.queryOptions())
  return useMemo(
    () =>
      data
        .flatMap((term) => (term.kind === kind ? [term.code] : []))
        .sort((left, right) => names[kind](left).localeCompare(names[kind](right))),
    [data, kind, names],
  )
}
