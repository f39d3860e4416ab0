import { useCallback } from 'react'
import { coachingOnPhone } from '#client/commands/coaching.ts'
import { todayOnPhone } from '#client/commands/today.ts'
import { atTime, calendarDay, daysLater } from '#client/lib/calendar-day.ts'
import { useFormat, useT } from '#client/lib/i18n.ts'
import type { OutboxRecord } from '#client/offline/outbox/outbox-record.ts'
import { useEnqueue, useOffline } from '#client/offline/react/offline-context.ts'
import { useFindUnsent } from '#client/offline/react/use-unsent.ts'
import { useToast } from '#client/ui/toast.tsx'
import type { ActionView } from '#shared/coaching/views.ts'
import type { TodayItem } from '#shared/today/kinds.ts'

/** Milliseconds in which a tap can be taken back before it is sent: as long as the message with Undo stays. */
const undoMs = 8000
/** What is put off comes back at this hour of the next day. */
const nextMorning = '09:00'

/** Everything that takes a row off Today, each with its way back, with or without a network. */
export function useSettle() {
  const t = useT()
  const format = useFormat()
  const toast = useToast()
  const enqueue = useEnqueue()
  const findUnsent = useFindUnsent()
  const { outbox } = useOffline()

  const tell = useCallback(
    async (
      write: (notBefore: number) => Promise<OutboxRecord>,
      words: { text: string; undo: (commandId: string) => void },
    ) => {
      let record: OutboxRecord
      try {
        record = await write(outbox.platform.clock.now() + undoMs)
      } catch {
        toast({ text: t('today.failed') })
        return
      }
      toast({ text: words.text, onUndo: () => words.undo(record.commandId) })
    },
    [outbox, toast, t],
  )

  const takeBack = useCallback(
    async (key: string) => {
      const { commands, discard } = findUnsent(todayOnPhone.settle)
      const waiting = commands.findLast(({ input }) => input?.key === key)
      if (waiting && (await discard(waiting.commandId))) return
      await enqueue(todayOnPhone.unsettle, { input: { key }, base: null }).catch(() =>
        toast({ text: t('today.failed') }),
      )
    },
    [enqueue, findUnsent, toast, t],
  )

  const put = useCallback(
    (key: string, until: string | null, text: string) => {
      const how = until === null ? 'done' : 'later'
      const input = { key, how, until } as const
      void tell((notBefore) => enqueue(todayOnPhone.settle, { input, base: null, notBefore }), {
        text,
        undo: () => void takeBack(key),
      })
    },
    [enqueue, tell, takeBack],
  )

  return {
    takeBack,
    done: (item: TodayItem) => put(item.key, null, t('today.done')),
    later: (item: TodayItem) => {
      const tomorrow = daysLater(calendarDay(outbox.platform.clock.now(), format.timeZone), 1)
      const until = atTime(tomorrow, nextMorning, format.timeZone)
      put(item.key, new Date(until).toISOString(), t('today.later', { time: format.due(until) }))
    },
    finishAction: ({ noteId, actionId, version }: ActionView) => {
      const undo = async (commandId: string) => {
        if (await findUnsent(coachingOnPhone.setActionDone, actionId).discard(commandId)) return
        const input = { noteId, actionId, done: false }
        await enqueue(coachingOnPhone.setActionDone, { input, base: version + 1 }).catch(() =>
          toast({ text: t('today.failed') }),
        )
      }
      const input = { noteId, actionId, done: true }
      void tell((notBefore) => enqueue(coachingOnPhone.setActionDone, { input, base: version, notBefore }), {
        text: t('today.done'),
        undo: (commandId) => void undo(commandId),
      })
    },
    finishFollowUp: (noteId: string) => {
      // It cannot be taken back from the server, so the way back ends when it is sent; the message says the seconds.
      const { followedUp } = coachingOnPhone
      void tell((notBefore) => enqueue(followedUp, { input: { noteId }, base: null, notBefore }), {
        text: t('today.done'),
        undo: (commandId) =>
          void findUnsent(followedUp)
            .discard(commandId)
            .then((off) => {
              if (!off) toast({ text: t('today.sentAlready') })
            }),
      })
    },
  }
}
