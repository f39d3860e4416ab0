import { type QueryKey, useQueryClient } from '@tanstack/react-query'
import { useSearchParams } from 'react-router'
import { readKey } from '#client/lib/options-proxy.ts'
import { paths } from '#client/lib/paths.ts'
import type { InheritedView } from '#shared/coaching/views.ts'

/** Returns where the actions of a closed note are, as far as this phone knows them as inherited ones. */
export function useInheritedPlace(noteId: string): string | undefined {
  const queries = useQueryClient()
  const [search] = useSearchParams()
  const comment = search.get('comment')
  const found = queries
    .getQueriesData<InheritedView>({ predicate: isInherited })
    .find(([, view]) => view?.actions.some((action) => action.noteId === noteId))
  const asked = found && readKey(found[0])?.asked
  if (!asked || typeof asked !== 'object' || !('personId' in asked)) return undefined
  const part = new URLSearchParams([['part', 'actions'], ...(comment ? [['comment', comment]] : [])])
  return `${paths.person(String(asked.personId))}?${part}`
}

const isInherited = ({ queryKey }: { queryKey: QueryKey }) =>
  readKey(queryKey)?.query === 'coaching.inherited'
