import { useCallback, useEffect, useMemo } from 'react'
import { useFormat, useT } from '#client/lib/i18n.ts'
import type { Settle } from '#client/manifest/today-rows.ts'
import type { OutboxRecord } from '#client/offline/outbox/outbox-record.ts'
import { useEnqueue, useOffline } from '#client/offline/react/offline-context.ts'
import { useFindUnsent } from '#client/offline/react/use-unsent.ts'
import { type Toast, undoSeconds, useToast } from '#client/ui/toast.tsx'
import type { ActionView } from '#shared/coaching/views.ts'
import { laterTimes } from './later-times.ts'

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
const undoMs = undoSeconds * 1000

/** One write that takes a row off Today, and its way back. */
export interface Write {
  send(commands: Commands, notBefore: number): Promise<OutboxRecord>
  /** Returns false where the server has it and it cannot be taken back any more. */
  undo(commands: Commands, record: OutboxRecord): Promise<boolean>
}

export type Writes = ReturnType<typeof useWrites>

/** The writes that take rows off Today, and how some of them are done and undone together. */
export function useWrites() {
  const t = useT()
  const format = useFormat()
  const toast = useToast()
  const enqueue = useEnqueue()
  const findUnsent = useFindUnsent()
  const { clock } = useOffline().outbox.platform
  useEffect(() => {
    // Should it not come, a tap tries again and says so.
    commands().catch(() => undefined)
  }, [])

  const unsettle = useCallback(
    async ({ settle, unsettle }: Commands, key: string): Promise<boolean> => {
      const unsent = findUnsent(settle)
      const waiting = unsent.commands.findLast(({ input }) => input?.key === key)
      if (!waiting || !(await unsent.discard(waiting.commandId)))
        await enqueue(unsettle, { input: { key }, base: null })
      return true
    },
    [enqueue, findUnsent],
  )

  return useMemo(() => {
    const failed = () => toast({ text: t('today.failed') })

    async function undoAll(done: readonly { write: Write; record: OutboxRecord }[]): Promise<void> {
      try {
        const all = await commands()
        const taken = await Promise.all(done.map(({ write, record }) => write.undo(all, record)))
        if (taken.includes(false)) toast({ text: t('today.sentAlready') })
      } catch {
        failed()
      }
    }

    return {
      /** Puts it off, or settles it where there is no `until`. */
      settle: (key: string, until: string | null = null): Write => ({
        send: ({ settle }, notBefore) => {
          const how = until === null ? 'done' : 'later'
          return enqueue(settle, { input: { key, how, until }, base: null, notBefore })
        },
        undo: (all) => unsettle(all, key),
      }),
      action: ({ noteId, actionId, version }: ActionView): Write => ({
        send: ({ setActionDone }, notBefore) => {
          const input = { noteId, actionId, done: true }
          return enqueue(setActionDone, { input, base: version, notBefore })
        },
        undo: async ({ setActionDone }, { commandId }) => {
          if (await findUnsent(setActionDone, actionId).discard(commandId)) return true
          await enqueue(setActionDone, { input: { noteId, actionId, done: false }, base: version + 1 })
          return true
        },
      }),
      /** It cannot be taken back from the server, so the way back ends when it is sent; the message says the seconds. */
      followUp: (noteId: string): Write => ({
        send: ({ followedUp }, notBefore) =>
          enqueue(followedUp, { input: { noteId }, base: null, notBefore }),
        undo: ({ followedUp }, { commandId }) => findUnsent(followedUp).discard(commandId),
      }),
      /** Lists when a row that is put off now may come back: first, when it does unless another time is chosen. */
      laterTimes: () => laterTimes(clock.now(), format.timeZone),
      /** Does them all, whose rows go in one frame, and offers one way back over all that were kept. */
      async perform(writes: readonly Write[], text: string, more?: Toast['more']): Promise<void> {
        try {
          const all = await commands()
          const notBefore = clock.now() + undoMs
          const kept = await Promise.allSettled(writes.map((write) => write.send(all, notBefore)))
          const done = writes.flatMap((write, index) => {
            const sent = kept[index]
            return sent?.status === 'fulfilled' ? [{ write, record: sent.value }] : []
          })
          const said = done.length < writes.length ? t('today.failed') : text
          toast({ text: said, ...(done.length > 0 ? { more, onUndo: () => void undoAll(done) } : {}) })
        } catch {
          failed()
        }
      },
      takeBack: async (key: string): Promise<void> => {
        try {
          await unsettle(await commands(), key)
        } catch {
          failed()
        }
      },
    }
  }, [clock, enqueue, findUnsent, format, t, toast, unsettle])
}

export type SettleToday = Settle & Pick<Writes, 'takeBack' | 'laterTimes'>

/** Everything that takes one row off Today, each with its way back, with or without a network. */
export function useSettle(): SettleToday {
  const t = useT()
  const format = useFormat()
  const writes = useWrites()
  const perform = (write: Write, text: string) => void writes.perform([write], text)
  return {
    takeBack: writes.takeBack,
    done: ({ key }) => perform(writes.settle(key), t('today.done', {})),
    laterTimes: writes.laterTimes,
    later: ({ key }, until = writes.laterTimes()[0]) => {
      perform(writes.settle(key, until), t('today.later', { time: format.due(until) }))
    },
    finishAction: (action, comment) =>
      void writes.perform([writes.action(action)], t('today.done', {}), {
        label: t('today.act.comment'),
        onSelect: comment,
      }),
    finishFollowUp: (noteId) => perform(writes.followUp(noteId), t('today.done', {})),
  }
}
