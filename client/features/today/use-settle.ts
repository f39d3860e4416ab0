import { useCallback } from 'react'
import { followedUp, setActionDone } from '#client/commands/coaching-commands.ts'
import { settle, settledEntity, unsettle } from '#client/commands/today-commands.ts'
import { atTime, calendarDay, daysLater } from '#client/lib/calendar-day.ts'
import { useFormat, useT } from '#client/lib/i18n.ts'
import type { OutboxRecord } from '#client/offline/outbox/outbox-record.ts'
import { discard } from '#client/offline/outbox/parked-work.ts'
import { useEnqueue, useOffline } from '#client/offline/react/offline-context.ts'
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
  const { outbox, pending } = useOffline()

  /** Takes a command off this phone; false where the server has it or may have it. */
  const takeOff = useCallback(
    async (commandId: string): Promise<boolean> => {
      try {
        const maybeSent = await discard(outbox, commandId, [])
        return maybeSent.length === 0
      } catch {
        return false
      } finally {
        await pending.refresh()
      }
    },
    [outbox, pending],
  )

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
      const waiting = pending
        .getSnapshot()
        .findLast(({ name, entities }) => name === settle.name && entities[0] === settledEntity(key))
      if (waiting && (await takeOff(waiting.commandId))) return
      await enqueue(unsettle, { input: { key }, base: null }).catch(() => toast({ text: t('today.failed') }))
    },
    [enqueue, pending, takeOff, toast, t],
  )

  const put = useCallback(
    (key: string, until: string | null, text: string) => {
      const how = until === null ? 'done' : 'later'
      void tell((notBefore) => enqueue(settle, { input: { key, how, until }, base: null, notBefore }), {
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
        if (await takeOff(commandId)) return
        const input = { noteId, actionId, done: false }
        await enqueue(setActionDone, { input, base: version + 1 }).catch(() =>
          toast({ text: t('today.failed') }),
        )
      }
      const input = { noteId, actionId, done: true }
      void tell((notBefore) => enqueue(setActionDone, { input, base: version, notBefore }), {
        text: t('today.done'),
        undo: (commandId) => void undo(commandId),
      })
    },
    finishFollowUp: (noteId: string) => {
      // It cannot be taken back from the server, so the way back ends when it is sent; the message says the seconds.
      void tell((notBefore) => enqueue(followedUp, { input: { noteId }, base: null, notBefore }), {
        text: t('today.done'),
        undo: (commandId) =>
          void takeOff(commandId).then((off) => {
            if (!off) toast({ text: t('today.sentAlready') })
          }),
      })
    },
  }
}
