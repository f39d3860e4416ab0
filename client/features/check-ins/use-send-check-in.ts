import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { askToTalk, endsCheckInDue, saveCheckIn } from '#client/commands/check-ins-commands.ts'
import { settle } from '#client/commands/today-commands.ts'
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
          await enqueue(askToTalk, {
            input: talk,
            base: null,
            commandId: talk.requestId,
            ...(checkIn ? {} : { draftKey }),
          })
        if (checkIn) await enqueue(saveCheckIn, { input: checkIn, base: null, commandId, draftKey })
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
    for (const { key } of today?.items.filter(endsCheckInDue) ?? [])
      await enqueue(settle, { input: { key, how: 'done', until: null }, base: null }).catch(() => undefined)
  }, [enqueue, queries])
}
