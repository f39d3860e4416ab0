import { useCallback } from 'react'
import { removeCheckIns, saveCheckIn, setConsent } from '#client/commands/check-ins-commands.ts'
import { useT } from '#client/lib/i18n.ts'
import { discard } from '#client/offline/outbox/parked-work.ts'
import { useEnqueue, useOffline } from '#client/offline/react/offline-context.ts'
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
  const { outbox, pending } = useOffline()

  const dropUnsent = useCallback(
    async (checkInId: string | null) => {
      const unsent = pending
        .getSnapshot()
        .filter(({ name, entities: [id] }) => name === saveCheckIn.name && (checkInId ?? id) === id)
      const maybeSent: string[] = []
      for (const { commandId, entities, state, attempts } of unsent) {
        const behind = pending.getSnapshot().filter(({ dependsOn }) => dependsOn.includes(commandId))
        const onlyHere = state === 'attention' || attempts === 0
        const dropped =
          onlyHere &&
          (await discard(
            outbox,
            commandId,
            behind.map((one) => one.commandId),
          ).then(
            (received) => state === 'attention' || received.length === 0,
            () => false,
          ))
        if (!dropped && entities[0] !== undefined) maybeSent.push(entities[0])
      }
      await pending.refresh()
      return { dropped: unsent.length - maybeSent.length, maybeSent }
    },
    [outbox, pending],
  )

  return useCallback(
    async (what) => {
      const checkInId = what === 'with-consent' ? null : what.checkInId
      try {
        const { dropped, maybeSent } = await dropUnsent(checkInId)
        for (const id of checkInId === null ? maybeSent : [])
          await enqueue(removeCheckIns, { input: { checkInId: id }, base: null })
        if (what === 'with-consent')
          await enqueue(setConsent, { input: { given: false, textVersion: consentVersion }, base: null })
        else if (checkInId === null || dropped === 0)
          await enqueue(removeCheckIns, { input: { checkInId }, base: null })
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
