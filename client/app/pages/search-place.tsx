import { useEffect } from 'react'
import { useSessionState } from '#client/app/session/use-session.ts'
import { SearchPage } from '#client/features/search/search-page.tsx'
import { queries } from '#client/lib/trpc.ts'

/** The search, over all that lies on this phone: what is not in memory yet is read while nothing else is to be done. */
export function SearchPlace() {
  const state = useSessionState()
  const cache = state.kind === 'open' && !state.locked ? state.session.cache : undefined
  useEffect(() => void cache?.restoreRest(queries, Number.POSITIVE_INFINITY), [cache])
  return <SearchPage />
}
