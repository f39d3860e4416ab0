import { useCallback } from 'react'
import { escalationsOnPhone } from '#client/commands/escalations.ts'
import { useEnqueue } from '#client/offline/react/offline-context.ts'
import { useFindUnsent } from '#client/offline/react/use-unsent.ts'
import type { RaiseInput } from '#shared/escalations/contracts.ts'

const { raise, edit } = escalationsOnPhone

/**
 * Puts an escalation on this phone: raised, in the place of a refused one where there is such, or changed on the version
 * `base`. @throws AppError `INVALID`; OfflineRefusal: the form keeps the text.
 */
export function useRaise() {
  const enqueue = useEnqueue()
  const findUnsent = useFindUnsent()
  return useCallback(
    async (input: RaiseInput, options: { base: number | null; commandId: string; draftKey: string }) => {
      const { refused, replace } = findUnsent(raise, input.escalationId)
      if (refused) return await replace(refused.commandId, input, { ...options, base: null })
      if (options.base === null) return await enqueue(raise, { input, ...options })
      const { teamId: _, severity: __, links: ___, submit: ____, ...content } = input
      return await enqueue(edit, { input: content, ...options })
    },
    [enqueue, findUnsent],
  )
}
