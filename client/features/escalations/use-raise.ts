import { useCallback } from 'react'
import { edit, raise } from '#client/commands/escalations-commands.ts'
import type { PendingCommand } from '#client/offline/cache/fold.ts'
import { newCommand } from '#client/offline/outbox/command-registry.ts'
import { replaceCommand } from '#client/offline/outbox/parked-work.ts'
import { useEnqueue, useOffline } from '#client/offline/react/offline-context.ts'
import type { EditInput, RaiseInput } from '#shared/escalations/contracts.ts'

/** The raising of this escalation that was refused and waits for its writer, if there is one. */
export function refusedRaise(
  pending: readonly PendingCommand[],
  escalationId: string,
): PendingCommand | undefined {
  return pending.find(
    ({ name, entities, state, readable, error }) =>
      name === raise.name &&
      entities[0] === escalationId &&
      state === 'attention' &&
      readable &&
      error?.code !== 'DEPENDS',
  )
}

type Writing = { commandId: string; draftKey: string }

/**
 * Puts it on this phone: raised, in the place of what was refused where there is such, or changed on the version that
 * was looked at. @throws AppError `INVALID`; OfflineRefusal: the form keeps the text.
 */
export function useRaise() {
  const { outbox, pending } = useOffline()
  const enqueue = useEnqueue()
  const raiseIt = useCallback(
    async (input: RaiseInput, options: Writing) => {
      const refused = refusedRaise(pending.getSnapshot(), input.escalationId)
      if (!refused) {
        await enqueue(raise, { input, base: null, ...options })
        return
      }
      await replaceCommand(outbox, refused.commandId, newCommand(raise, input, { base: null, ...options }))
      await pending.refresh()
    },
    [enqueue, outbox, pending],
  )
  const editIt = useCallback(
    async (input: EditInput, { base, ...options }: Writing & { base: number }) => {
      await enqueue(edit, { input, base, ...options })
    },
    [enqueue],
  )
  return { raiseIt, editIt, isRefused: (id: string) => refusedRaise(pending.getSnapshot(), id) !== undefined }
}
