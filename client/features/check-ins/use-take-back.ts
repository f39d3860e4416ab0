import { useCallback } from 'react'
import { checkInsOnPhone } from '#client/commands/check-ins.ts'
import { useT } from '#client/lib/i18n.ts'
import { useEnqueue } from '#client/offline/react/offline-context.ts'
import { useFindUnsent } from '#client/offline/react/use-unsent.ts'
import { useToast } from '#client/ui/toast.tsx'
import type { CheckInView } from '#shared/check-ins/views.ts'

/** Makes a check-in the person's alone again: where it was not sent yet, it is never sent any wider. */
export function useTakeBack(): (checkIn: CheckInView) => Promise<void> {
  const t = useT()
  const toast = useToast()
  const enqueue = useEnqueue()
  const findUnsent = useFindUnsent()
  return useCallback(
    async ({ checkInId, version }) => {
      const { commands, replace } = findUnsent(checkInsOnPhone.save, checkInId)
      const [unsent] = commands
      try {
        if (unsent?.input) {
          const alone = { ...unsent.input, audience: 'me' as const, readerId: null }
          const replaced = await replace(unsent.commandId, alone, { base: null }).catch(() => undefined)
          if (replaced) return toast({ text: t('checkin.takenBack') })
        }
        await enqueue(checkInsOnPhone.takeBack, { input: { checkInId }, base: version })
        toast({ text: t('checkin.takenBack') })
      } catch {
        toast({ text: t('checkin.failed') })
      }
    },
    [enqueue, findUnsent, toast, t],
  )
}
