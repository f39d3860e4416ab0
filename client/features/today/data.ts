import type { LiveKeys } from '#client/lib/live-keys.ts'
import { forLater, type Prefetcher, prefetch } from '#client/lib/prefetch.ts'
import { trpc } from '#client/lib/trpc.ts'
import { useFoldedQuery } from '#client/offline/react/use-folded-query.ts'
import type { ActionView } from '#shared/coaching/views.ts'
import type { TodayItem } from '#shared/today/kinds.ts'

/** The reader's list with what they just did to it. */
export const useToday = () => useFoldedQuery(trpc.today.list.queryOptions())

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
  const { personId } = item.person
  const { data } = useFoldedQuery({
    ...trpc.coaching.person.queryOptions({ personId }),
    ...forLater,
    enabled: item.kind === 'action',
  })
  if (item.kind !== 'action' || !data) return undefined
  const note = data.notes.find(({ noteId }) => noteId === item.noteId)
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
