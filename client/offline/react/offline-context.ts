import { createContext, createElement, type ReactNode, useCallback, useContext, useMemo } from 'react'
import { type Fold, fold, type PendingCommand } from '#client/offline/cache/fold.ts'
import { type Command, newCommand } from '#client/offline/outbox/command-registry.ts'
import { enqueue, type NewCommand, type Outbox } from '#client/offline/outbox/outbox.ts'
import type { OutboxRecord } from '#client/offline/outbox/outbox-record.ts'
import type { PendingStore } from '#client/offline/outbox/pending-store.ts'
import type { Sync } from '#client/offline/sync/sync.ts'
import type { ItemStatus, StatusStore } from '#client/offline/sync/sync-status.ts'
import type { CommandResult } from '#shared/core/command.ts'
import { useEntityStatus, usePending } from './use-sync-status.ts'

/** The offline core of who is signed in. */
export type Offline = { outbox: Outbox; pending: PendingStore; status: StatusStore; sync: Sync }

const Context = createContext<Offline | undefined>(undefined)

export function OfflineProvider({ offline, children }: { offline: Offline; children: ReactNode }) {
  return createElement(Context, { value: offline }, children)
}

export function useOffline(): Offline {
  const offline = useContext(Context)
  if (!offline) throw new Error('Nobody is signed in above this component')
  return offline
}

export const usePendingWork = (): readonly PendingCommand[] => usePending(useOffline().pending)

/** The line under one note, action or settled item; null where there is nothing to say. */
export const useEntityWork = (entityId: string): ItemStatus | null =>
  useEntityStatus(useOffline().status, entityId)

/** What the screen shows: the server's data with this person's unsent commands over it. */
export function useFolded<View>(view: View, folds: readonly Fold<NonNullable<View>>[]): View {
  const pending = usePendingWork()
  return useMemo(
    () => (view === undefined || view === null ? view : fold<NonNullable<View>>(view, pending, folds)),
    [view, pending, folds],
  )
}

type Options<Input> = Pick<NewCommand, 'base' | 'commandId' | 'draftKey' | 'notBefore'> & { input: Input }

/**
 * Shows a command at once and puts it on this phone; resolves when it is durable.
 * @throws AppError `INVALID`; OfflineRefusal as `enqueue` does: the editor keeps the text.
 */
export function useEnqueue(): <Transport, Input, Result extends CommandResult>(
  command: Command<Transport, Input, Result>,
  options: Options<NoInfer<Input>>,
) => Promise<OutboxRecord> {
  const { outbox, pending } = useOffline()
  return useCallback(
    async (command, options) => {
      const { input, commandId = outbox.platform.newId(), ...rest } = options
      const made = { ...newCommand(command, input, rest), commandId }
      return await pending.keep(made, () => enqueue(outbox, made))
    },
    [outbox, pending],
  )
}
