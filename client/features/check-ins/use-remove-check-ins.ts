import { useCallback } from 'react'
import { checkInsOnPhone } from '#client/commands/check-ins.ts'
import { useT } from '#client/lib/i18n.ts'
import { useEnqueue, useOffline } from '#client/offline/react/offline-context.ts'
import { useFindUnsent } from '#client/offline/react/use-unsent.ts'
import { useToast } from '#client/ui/toast.tsx'
import { consentVersion } from '#shared/check-ins/rules.ts'

type What = { checkInId: string | null } | 'with-consent'

/**
 * Deletes one check-in, all of them, or all with the consent. What the server cannot have yet goes from this phone alone;
 * what it may have is deleted behind itself.
 */
export function useRemoveCheckIns(): (what: What) => Promise<boolean> {
  const t = useT()
  const toast = useToast()
  const enqueue = useEnqueue()
  const { pending } = useOffline()
  const findUnsent = useFindUnsent()

  const dropUnsent = useCallback(
    async (checkInId: string | null) => {
      const { commands, discard } = findUnsent(checkInsOnPhone.save, checkInId ?? undefined)
      const maybeSent: string[] = []
      for (const { commandId, entities, state, attempts } of commands) {
        const behind = pending.getSnapshot().filter(({ dependsOn }) => dependsOn.includes(commandId))
        const onlyHere = state === 'attention' || attempts === 0
        const along = behind.map((command) => command.commandId)
        const dropped = onlyHere && (await discard(commandId, along))
        if (!dropped && entities[0] !== undefined) maybeSent.push(entities[0])
      }
      return { dropped: commands.length - maybeSent.length, maybeSent }
    },
    [findUnsent, pending],
  )

  return useCallback(
    async (what) => {
      const checkInId = what === 'with-consent' ? null : what.checkInId
      try {
        const { dropped, maybeSent } = await dropUnsent(checkInId)
        for (const id of checkInId === null ? maybeSent : [])
          await enqueue(checkInsOnPhone.remove, { input: { checkInId: id }, base: null })
        if (what === 'with-consent')
          await enqueue(checkInsOnPhone.setConsent, {
            input: { given: false, textVersion: consentVersion },
            base: null,
          })
        else if (checkInId === null || dropped === 0)
          await enqueue(checkInsOnPhone.remove, { input: { checkInId }, base: null })
        toast({ text: t(what === 'with-consent' ? 'consent.withdrawn' : 'own.removed') })
        return true
      } catch {
        toast({ text: t('checkin.failed') })
        return false
      }
    },
    [dropUnsent, enqueue, toast, t],
  )
}
