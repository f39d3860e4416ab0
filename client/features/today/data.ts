import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { coachingFolds } from '#client/commands/coaching-folds.ts'
import type { LiveKeys } from '#client/lib/live-keys.ts'
import { useMe } from '#client/lib/me.ts'
import { forLater, type Prefetcher, prefetch } from '#client/lib/prefetch.ts'
import { trpc } from '#client/lib/trpc.ts'
import { fold } from '#client/offline/cache/fold.ts'
import { useFolded, usePendingWork } from '#client/offline/react/offline-context.ts'
import type { ActionView, CoachingView } from '#shared/coaching/views.ts'
import type { TodayItem } from '#shared/today/kinds.ts'
import { todayFolds } from './folds.ts'

/** The reader's list with what they just did to it. */
export function useToday() {
  const query = useQuery(trpc.today.list.queryOptions())
  const data = useFolded(query.data, todayFolds)
  const { error, fetchStatus, refetch, dataUpdatedAt } = query
  return { data, error, fetchStatus, refetch, dataUpdatedAt }
}

/** A decision that somebody waits for, a note that is to be read, or a date that has come. */
function isCounted({ group, kind }: TodayItem): boolean {
  return group === 'now' || ['talk', 'look', 'note_to_read', 'follow_up', 'action'].includes(kind)
}

/** What the bar counts: not every row. */
export const useTodayCount = (): number => useToday().data?.items.filter(isCounted).length ?? 0

/**
 * The action item behind a row, in the version that this phone knows, its own unsent work counted; undefined where the
 * phone does not hold that person's coaching.
 */
export function useActionBehind(item: TodayItem): ActionView | undefined {
  const { personId, name } = useMe().person
  const folds = useMemo(() => coachingFolds({ personId, name }), [personId, name])
  const pending = usePendingWork()
  const about = item.person.personId
  const { data } = useQuery({
    ...trpc.coaching.person.queryOptions({ personId: about }),
    ...forLater,
    enabled: item.kind === 'action',
  })
  if (item.kind !== 'action' || !data) return undefined
  const note = fold<CoachingView>(data, pending, folds).notes.find(({ noteId }) => noteId === item.noteId)
  return note?.actions.find(({ actionId }) => actionId === item.actionId)
}

const list = () => [trpc.today.list.queryFilter()]
export const liveKeys: LiveKeys = {
  today: list,
  coaching: list,
  audits: list,
  people: list,
  'check-ins': list,
  escalations: list,
}

export const prefetchers: Prefetcher = () => [prefetch(trpc.today.list.queryOptions())]
