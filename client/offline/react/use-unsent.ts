import { useCallback, useMemo } from 'react'
import type { PhoneCommand } from '#client/offline/outbox/phone-command.ts'
import { type Unsent, unsentWork } from '#client/offline/outbox/unsent-work.ts'
import type { AnyCommand } from '#shared/core/contract.ts'
import { useOffline, usePendingWork } from './offline-context.ts'

/** The unsent commands of this kind whose first entity this is, with replacing, discarding and sending again. */
export function useUnsent<C extends AnyCommand>(command: PhoneCommand<C>, entityId: string): Unsent<C> {
  const offline = useOffline()
  const pending = usePendingWork()
  return useMemo(
    () =>
      unsentWork(
        { ...offline, pending: { ...offline.pending, getSnapshot: () => pending } },
        command,
        entityId,
      ),
    [offline, pending, command, entityId],
  )
}

/** The same, looked up at the moment of a tap; without an entity those of all. */
export function useFindUnsent() {
  const offline = useOffline()
  return useCallback(
    <C extends AnyCommand>(command: PhoneCommand<C>, entityId?: string) =>
      unsentWork(offline, command, entityId),
    [offline],
  )
}
