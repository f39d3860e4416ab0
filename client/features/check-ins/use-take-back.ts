import { useCallback } from 'react'
import { saveCheckIn, takeBack } from '#client/commands/check-ins-commands.ts'
import { useT } from '#client/lib/i18n.ts'
import { newCommand } from '#client/offline/outbox/command-registry.ts'
import { replaceCommand } from '#client/offline/outbox/parked-work.ts'
import { useEnqueue, useOffline } from '#client/offline/react/offline-context.ts'
import { useToast } from '#client/ui/toast.tsx'
import { saveCheckInInput } from '#shared/check-ins/contracts.ts'
import type { CheckInView } from '#shared/check-ins/views.ts'

/** Makes a check-in the person's alone again: where it was not sent yet, it is never sent any wider. */
export function useTakeBack(): (checkIn: CheckInView) => Promise<void> {
  const t = useT()
  const toast = useToast()
  const enqueue = useEnqueue()
  const { outbox, pending } = useOffline()
  return useCallback(
    async ({ checkInId, version }) => {
      const unsent = pending
        .getSnapshot()
        .find(({ name, entities }) => name === saveCheckIn.name && entities[0] === checkInId)
      const input = saveCheckInInput.safeParse(unsent?.input)
      try {
        if (unsent && input.success) {
          const alone = { ...input.data, audience: 'me' as const, readerId: null }
          const replaced = await replaceCommand(
            outbox,
            unsent.commandId,
            newCommand(saveCheckIn, alone, { base: null }),
          ).catch(() => undefined)
          if (replaced) {
            await pending.refresh()
            return toast({ text: t('checkin.takenBack') })
          }
        }
        await enqueue(takeBack, { input: { checkInId }, base: version })
        toast({ text: t('checkin.takenBack') })
      } catch {
        toast({ text: t('checkin.failed') })
      }
    },
    [enqueue, outbox, pending, toast, t],
  )
}
