import { useCallback } from 'react'
import { coachingOnPhone } from '#client/commands/coaching.ts'
import { useT } from '#client/lib/i18n.ts'
import type { OutboxRecord } from '#client/offline/outbox/outbox-record.ts'
import { useEnqueue, useOffline } from '#client/offline/react/offline-context.ts'
import { useFindUnsent } from '#client/offline/react/use-unsent.ts'
import { undoSeconds, useToast } from '#client/ui/toast.tsx'
import type { PersonRef } from '#shared/people/views.ts'

/**
 * Returns a function that hands these notes over, each by a write of its own, with one way back over all for as long as
 * they are not sent. It throws where this phone cannot keep them.
 */
export function useHandover(): (noteIds: readonly string[], taker: PersonRef) => Promise<void> {
  const t = useT()
  const toast = useToast()
  const enqueue = useEnqueue()
  const findUnsent = useFindUnsent()
  const { clock } = useOffline().outbox.platform
  return useCallback(
    async (noteIds, { personId, name }) => {
      const { handover } = coachingOnPhone
      const notBefore = clock.now() + undoSeconds * 1000
      const done: OutboxRecord[] = []
      for (const noteId of noteIds)
        done.push(await enqueue(handover, { input: { noteId, personId }, base: null, notBefore }))
      toast({
        text: t('handover.done', { n: noteIds.length, name }),
        onUndo: () => void takeBack(),
      })

      async function takeBack() {
        let sent = false
        for (const { commandId } of done) if (!(await findUnsent(handover).discard(commandId))) sent = true
        if (sent) toast({ text: t('handover.sent') })
      }
    },
    [clock, enqueue, findUnsent, t, toast],
  )
}
