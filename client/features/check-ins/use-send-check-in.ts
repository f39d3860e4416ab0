import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { checkInsOnPhone } from '#client/commands/check-ins.ts'
import { todayOnPhone } from '#client/commands/today.ts'
import type { MessageKey } from '#client/lib/i18n.ts'
import { trpc } from '#client/lib/trpc.ts'
import { OfflineRefusal } from '#client/offline/outbox/refusal.ts'
import { useEnqueue } from '#client/offline/react/offline-context.ts'
import type { Sending } from './check-in-form.ts'

type Refusal = Extract<MessageKey, 'checkin.failed' | 'checkin.failed.full'>

/** Puts the check-in and the request on this phone, each by itself. Answers why not, where it could not. */
export function useSendCheckIn() {
  const enqueue = useEnqueue()
  return useCallback(
    async (
      { checkIn, talk }: Sending,
      { commandId, draftKey }: { commandId: string; draftKey: string },
    ): Promise<Refusal | undefined> => {
      try {
        // The draft goes with the last of the two, so that a full phone loses neither.
        if (talk)
          await enqueue(checkInsOnPhone.askToTalk, {
            input: talk,
            base: null,
            commandId: talk.requestId,
            ...(checkIn ? {} : { draftKey }),
          })
        if (checkIn) await enqueue(checkInsOnPhone.save, { input: checkIn, base: null, commandId, draftKey })
        return undefined
      } catch (thrown) {
        const full = thrown instanceof OfflineRefusal && thrown.reason === 'storage-full'
        return full ? 'checkin.failed.full' : 'checkin.failed'
      }
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
