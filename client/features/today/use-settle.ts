import { useCallback, useEffect } from 'react'
import { atTime, calendarDay, daysLater } from '#client/lib/calendar-day.ts'
import { useFormat, useT } from '#client/lib/i18n.ts'
import type { OutboxRecord } from '#client/offline/outbox/outbox-record.ts'
import { useEnqueue, useOffline } from '#client/offline/react/offline-context.ts'
import { useFindUnsent } from '#client/offline/react/use-unsent.ts'
import { useToast } from '#client/ui/toast.tsx'
import type { ActionView } from '#shared/coaching/views.ts'
import type { TodayItem } from '#shared/today/kinds.ts'

type Commands = Awaited<ReturnType<typeof loadCommands>>

async function loadCommands() {
  const [today, coaching] = await Promise.all([
    import('#client/commands/today.ts'),
    import('#client/commands/coaching.ts'),
  ])
  return { ...today.todayOnPhone, ...coaching.coachingOnPhone }
}
let loading: Promise<Commands> | undefined

/** What a tap writes comes right after the rows, which do not wait for it; a tap finds it here. */
function commands(): Promise<Commands> {
  loading ??= loadCommands().catch((failure: unknown) => {
    loading = undefined
    throw failure
  })
  return loading
}

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
  useEffect(() => {
    // Should it not come, a tap tries again and says so.
    commands().catch(() => undefined)
  }, [])

  const writeWithUndo = useCallback(
    async (
      write: (commands: Commands, notBefore: number) => Promise<OutboxRecord>,
      toastOptions: { text: string; undo: (commandId: string) => void },
    ) => {
      let record: OutboxRecord
      try {
        record = await write(await commands(), outbox.platform.clock.now() + undoMs)
      } catch {
        toast({ text: t('today.failed') })
        return
      }
      toast({ text: toastOptions.text, onUndo: () => toastOptions.undo(record.commandId) })
    },
    [outbox, toast, t],
  )

  const takeBack = useCallback(
    async (key: string) => {
      try {
        const { settle, unsettle } = await commands()
        const unsent = findUnsent(settle)
        const waiting = unsent.commands.findLast(({ input }) => input?.key === key)
        if (waiting && (await unsent.discard(waiting.commandId))) return
        await enqueue(unsettle, { input: { key }, base: null })
      } catch {
        toast({ text: t('today.failed') })
      }
    },
    [enqueue, findUnsent, toast, t],
  )

  const put = useCallback(
    (key: string, until: string | null, text: string) => {
      const how = until === null ? 'done' : 'later'
      const input = { key, how, until } as const
      void writeWithUndo(({ settle }, notBefore) => enqueue(settle, { input, base: null, notBefore }), {
        text,
        undo: () => void takeBack(key),
      })
    },
    [enqueue, writeWithUndo, takeBack],
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
        try {
          const { setActionDone } = await commands()
          if (await findUnsent(setActionDone, actionId).discard(commandId)) return
          await enqueue(setActionDone, { input: { noteId, actionId, done: false }, base: version + 1 })
        } catch {
          toast({ text: t('today.failed') })
        }
      }
      const input = { noteId, actionId, done: true }
      void writeWithUndo(
        ({ setActionDone }, notBefore) => enqueue(setActionDone, { input, base: version, notBefore }),
        {
          text: t('today.done'),
          undo: (commandId) => void undo(commandId),
        },
      )
    },
    finishFollowUp: (noteId: string) => {
      // It cannot be taken back from the server, so the way back ends when it is sent; the message says the seconds.
      const undo = async (commandId: string) => {
        const { followedUp } = await commands()
        if (!(await findUnsent(followedUp).discard(commandId))) toast({ text: t('today.sentAlready') })
      }
      const input = { noteId }
      void writeWithUndo(
        ({ followedUp }, notBefore) => enqueue(followedUp, { input, base: null, notBefore }),
        {
          text: t('today.done'),
          undo: (commandId) => void undo(commandId),
        },
      )
    },
  }
}
