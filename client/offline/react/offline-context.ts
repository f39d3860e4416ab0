import { createContext, createElement, type ReactNode, useCallback, useContext } from 'react'
import type { PendingCommand } from '#client/offline/cache/fold.ts'
import type { Registry } from '#client/offline/outbox/command-registry.ts'
import { enqueue, type NewCommand, type Outbox } from '#client/offline/outbox/outbox.ts'
import type { OutboxRecord } from '#client/offline/outbox/outbox-record.ts'
import type { PendingStore } from '#client/offline/outbox/pending-store.ts'
import type { PhoneCommand, Reader } from '#client/offline/outbox/phone-command.ts'
import type { Send } from '#client/offline/sync/attempt.ts'
import type { Sync } from '#client/offline/sync/sync.ts'
import type { ItemStatus, StatusStore } from '#client/offline/sync/sync-status.ts'
import type { AnyCommand, InputOf } from '#shared/core/contract.ts'
import { useEntityStatus, usePending } from './use-sync-status.ts'

/** The offline core of who is signed in. */
export type Offline = {
  outbox: Outbox
  pending: PendingStore
  status: StatusStore
  sync: Sync
  registry: Registry
  /** Who is signed in. */
  reader: Reader
  send: Send
}

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

type Options<Input> = Pick<NewCommand, 'base' | 'commandId' | 'draftKey' | 'notBefore'> & {
  input: Input
  /** The write that this one stands on: it is shown with it, and written when that is, or not at all. */
  after?: Promise<unknown> | undefined
}

/**
 * Shows a command at once and puts it on this phone; resolves when it is durable.
 * @throws AppError `INVALID`; OfflineRefusal as `enqueue` does: the editor keeps the text.
 */
export function useEnqueue(): <C extends AnyCommand>(
  command: PhoneCommand<C>,
  options: Options<NoInfer<InputOf<C>>>,
) => Promise<OutboxRecord> {
  const { outbox, pending, registry } = useOffline()
  return useCallback(
    async (command, options) => {
      const { input, commandId = outbox.platform.newId(), after, ...rest } = options
      const made = { ...command.make(input, rest), commandId }
      registry.learn(command)
      return await pending.keep(made, async () => {
        await after
        return await enqueue(outbox, made)
      })
    },
    [outbox, pending, registry],
  )
}
