import { useCallback, useMemo } from 'react'
import { auditsOnPhone } from '#client/commands/audits.ts'
import { calendarDay } from '#client/lib/calendar-day.ts'
import { useT } from '#client/lib/i18n.ts'
import { useMe } from '#client/lib/me.ts'
import { trpc } from '#client/lib/trpc.ts'
import type { OutboxRecord } from '#client/offline/outbox/outbox-record.ts'
import { useEnqueue, useOffline } from '#client/offline/react/offline-context.ts'
import { useFoldedPages } from '#client/offline/react/use-folded-query.ts'
import { useFindUnsent } from '#client/offline/react/use-unsent.ts'
import { undoSeconds, useToast } from '#client/ui/toast.tsx'
import type { SetPutRightInput } from '#shared/audits/contracts.ts'
import type { PutRightItem } from '#shared/audits/views.ts'

export const putRightOptions = (teamId: string) =>
  trpc.audits.putRight.infiniteQueryOptions({ teamId }, { getNextPageParam: (page) => page.nextCursor })

/** Returns a team's list, page by page, with what is not sent yet. */
export function usePutRight(teamId: string) {
  const query = useFoldedPages(putRightOptions(teamId))
  const { data: pages } = query
  const found = useMemo(() => pages && joined(pages), [pages])
  return { query, found }
}

type Page = { items: readonly PutRightItem[]; settled: readonly PutRightItem[]; total: number | null }

/** Joins the pages; the first page's total still counts what was settled here of a later page. */
function joined(pages: readonly Page[]) {
  const [first, ...others] = pages
  const items = pages.flatMap((page) => page.items)
  const settled = pages.flatMap((page) => page.settled)
  const settledLater = others.reduce((n, page) => n + page.settled.length, 0)
  return { items, settled, total: Math.max(items.length, (first?.total ?? 0) - settledLater) }
}

export type PutRightAnswer = Omit<SetPutRightInput, 'itemId'>
/** One that is answered about, as the reader saw it. */
export interface Asked {
  itemId: string
  version: number
}

/**
 * Returns a function that says the same of several decisions, each a write of its own, with one way back over all. It
 * throws where this phone cannot keep them.
 */
export function useSetPutRight(): (asked: readonly Asked[], answer: PutRightAnswer) => Promise<void> {
  const t = useT()
  const toast = useToast()
  const enqueue = useEnqueue()
  const findUnsent = useFindUnsent()
  const { clock } = useOffline().outbox.platform
  return useCallback(
    async (asked, answer) => {
      const { setPutRight } = auditsOnPhone
      const notBefore = clock.now() + undoSeconds * 1000
      const done: OutboxRecord[] = []
      for (const { itemId, version } of asked) {
        const input = { itemId, ...answer }
        done.push(await enqueue(setPutRight, { input, base: version > 0 ? version : null, notBefore }))
      }
      toast({
        text: t('putRight.saved', { n: asked.length, state: t(`putRight.state.${answer.state}`) }),
        onUndo: () => void takeBack(),
      })

      async function takeBack() {
        let sent = false
        for (const [place, { commandId }] of done.entries()) {
          const itemId = asked[place]?.itemId ?? ''
          if (await findUnsent(setPutRight, entityOf(itemId)).discard(commandId)) continue
          sent = true
          await enqueue(setPutRight, {
            input: { itemId, state: 'open', reason: null, doneOn: null },
            base: null,
          })
        }
        if (sent) toast({ text: t('putRight.sent') })
      }
    },
    [clock, enqueue, findUnsent, t, toast],
  )
}

/** The entity that a write about one waits under in the outbox. */
export const entityOf = (itemId: string): string => `put_right:${itemId}`

/** Returns the day that it is where a team is, 'YYYY-MM-DD'. */
export function useTeamDay(teamId: string): string {
  const zone = useMe().teams.find((team) => team.teamId === teamId)?.zone ?? 'Asia/Seoul'
  return calendarDay(useOffline().outbox.platform.clock.now(), zone)
}
