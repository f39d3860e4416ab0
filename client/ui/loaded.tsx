import type { ReactNode } from 'react'
import { toAppError } from '#client/lib/app-error.ts'
import { useT } from '#client/lib/i18n.ts'
import { useWorkStatus } from '#client/lib/work-status.ts'
import { Skeleton } from './skeleton.tsx'
import { EmptyState, FailedState, ForbiddenState } from './states.tsx'

/** The parts of a query's result that decide what is shown. */
type QueryLike<Data> = {
  data: Data | undefined
  error: unknown
  fetchStatus: 'fetching' | 'paused' | 'idle'
  refetch(): unknown
}

/** Says whether a query has its answer, or will not have it for now: only then may something stand below what it shows. */
export const isSettled = ({ data, fetchStatus }: Pick<QueryLike<unknown>, 'data' | 'fetchStatus'>): boolean =>
  data !== undefined || fetchStatus !== 'fetching'

type Props<Data> = {
  query: QueryLike<Data>
  /** Rows of the skeleton. */
  rows?: number
  /** In place of the general sentence for what is missing or hidden. */
  notFound?: string
  children: (data: Data) => ReactNode
}

/** One query's states. What was read once stays on the screen when reading it again fails. */
export function Loaded<Data>({ query, rows = 4, notFound, children }: Props<Data>) {
  const t = useT()
  const { online } = useWorkStatus()
  if (query.data !== undefined) return children(query.data)
  const offline = !online || query.fetchStatus === 'paused'
  if (!query.error) return offline ? <EmptyState text={t('page.failed.offline')} /> : <Skeleton rows={rows} />
  const { code, details } = toAppError(query.error)
  if (code === 'FORBIDDEN') return <ForbiddenState />
  if (code === 'NOT_FOUND') return <EmptyState text={notFound ?? t('error.NOT_FOUND')} />
  if (offline && details.reason === 'network') return <EmptyState text={t('page.failed.offline')} />
  return <FailedState code={code} onRetry={() => void query.refetch()} />
}
