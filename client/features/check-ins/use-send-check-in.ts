import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { checkInsOnPhone } from '#client/commands/check-ins.ts'
import { todayOnPhone } from '#client/commands/today.ts'
import { trpc } from '#client/lib/trpc.ts'
import { useEnqueue } from '#client/offline/react/offline-context.ts'
import type { Sending } from './check-in-form.ts'

/**
 * Puts the check-in and the request on this phone, each by itself. @throws AppError `INVALID`; OfflineRefusal: the form
 * keeps what was entered.
 */
export function useSendCheckIn() {
  const enqueue = useEnqueue()
  return useCallback(
    async ({ checkIn, talk }: Sending, draft: { commandId: string; draftKey: string }): Promise<void> => {
      // The draft goes with the last of the two, so that a full phone loses neither.
      if (talk) {
        const asking = { input: talk, base: null, commandId: talk.requestId }
        await enqueue(checkInsOnPhone.askToTalk, checkIn ? asking : { ...asking, draftKey: draft.draftKey })
      }
      if (checkIn) await enqueue(checkInsOnPhone.save, { input: checkIn, base: null, ...draft })
    },
    [enqueue],
  )
}

/** Takes the week's row off Today where there is one; nobody hears of it, and no reason is asked. */
export function useSkip() {
  const enqueue = useEnqueue()
  const queries = useQueryClient()
  return useCallback(async () => {
    const today = queries.getQueryData(trpc.today.list.queryKey())
    for (const { key } of today?.items.filter(({ kind }) => kind === 'check_in_due') ?? []) {
      const settling = { input: { key, how: 'done' as const, until: null }, base: null }
      await enqueue(todayOnPhone.settle, settling).catch(() => undefined)
    }
  }, [enqueue, queries])
}
