import { useCallback } from 'react'
import { escalationsOnPhone } from '#client/commands/escalations.ts'
import { useEnqueue } from '#client/offline/react/offline-context.ts'
import { useFindUnsent } from '#client/offline/react/use-unsent.ts'
import type { EditInput, RaiseInput } from '#shared/escalations/contracts.ts'

type Writing = { commandId: string; draftKey: string }
const { raise, edit } = escalationsOnPhone

/**
 * Puts it on this phone: raised, in the place of what was refused where there is such, or changed on the version that
 * was looked at. @throws AppError `INVALID`; OfflineRefusal: the form keeps the text.
 */
export function useRaise() {
  const enqueue = useEnqueue()
  const findUnsent = useFindUnsent()
  const raiseIt = useCallback(
    async (input: RaiseInput, options: Writing) => {
      const { refused, replace } = findUnsent(raise, input.escalationId)
      const whole = { base: null, ...options }
      if (refused) await replace(refused.commandId, input, whole)
      else await enqueue(raise, { input, ...whole })
    },
    [enqueue, findUnsent],
  )
  const editIt = useCallback(
    async (input: EditInput, { base, ...options }: Writing & { base: number }) => {
      await enqueue(edit, { input, base, ...options })
    },
    [enqueue],
  )
  return { raiseIt, editIt, isRefused: (id: string) => findUnsent(raise, id).refused !== undefined }
}
