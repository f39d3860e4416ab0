import { useCallback } from 'react'
import { checkInsOnPhone } from '#client/commands/check-ins.ts'
import { useT } from '#client/lib/i18n.ts'
import { useEnqueue, useOffline } from '#client/offline/react/offline-context.ts'
import { useToast } from '#client/ui/toast.tsx'

/** Asks somebody to talk, with or without a network; answers whether it is on this phone. Who accepts an offer asks under its id. */
export function useAskToTalk(): (addresseeId: string, requestId?: string) => Promise<boolean> {
  const t = useT()
  const toast = useToast()
  const enqueue = useEnqueue()
  const { platform } = useOffline().outbox
  return useCallback(
    async (addresseeId, requestId = platform.newId()) => {
      try {
        await enqueue(checkInsOnPhone.askToTalk, {
          input: { requestId, addresseeId },
          base: null,
        })
        return true
      } catch {
        toast({ text: t('talk.failed') })
        return false
      }
    },
    [enqueue, platform, toast, t],
  )
}
