import type { PendingCommand } from '#client/offline/cache/fold.ts'
import type { AnyCommand, InputOf } from '#shared/core/contract.ts'
import type { CommandOptions } from './contract-values.ts'
import type { Outbox } from './outbox.ts'
import type { OutboxRecord } from './outbox-record.ts'
import { discard, replaceCommand, retry } from './parked-work.ts'
import type { PendingStore } from './pending-store.ts'
import type { PhoneCommand } from './phone-command.ts'

/** An unsent command with what its person wrote; undefined where this release cannot read it. */
export type UnsentCommand<C extends AnyCommand> = Omit<PendingCommand, 'input'> & {
  input: InputOf<C> | undefined
}

export interface Unsent<C extends AnyCommand> {
  /** Those that wait or need attention, in the order of the taps. */
  commands: readonly UnsentCommand<C>[]
  /** The one that was refused and waits for its writer, if there is one. */
  refused: UnsentCommand<C> | undefined
  /**
   * Writes another input in the place of one of them.
   * @throws AppError `INVALID`; OfflineRefusal as `replaceCommand` does.
   */
  replace(commandId: string, input: InputOf<C>, options: CommandOptions): Promise<OutboxRecord>
  /**
   * Takes one off this phone with what depends on it, as far as `along` names it. Returns whether the server is known not
   * to have it; false also where it stays.
   */
  discard(commandId: string, along?: readonly string[]): Promise<boolean>
  /** Sends a refused one again as it is. @throws OfflineRefusal as `retry` does. */
  retry(commandId: string): Promise<void>
}

type Parts = { outbox: Outbox; pending: Pick<PendingStore, 'getSnapshot' | 'refresh'> }

/** Refused itself, and not because of what it depends on. */
const isRefused = ({ state, error, readable }: Pick<PendingCommand, 'state' | 'error' | 'readable'>) =>
  state === 'attention' && error?.code !== 'DEPENDS' && readable

/** Finds the unsent commands of one kind, of one entity or of all, and what can be done with them. */
export function unsentWork<C extends AnyCommand>(
  { outbox, pending }: Parts,
  command: PhoneCommand<C>,
  entityId?: string,
): Unsent<C> {
  const commands = pending
    .getSnapshot()
    .filter(
      ({ name, entities }) => name === command.contract.name && (entityId ?? entities[0]) === entities[0],
    )
    .map((item) => ({ ...item, input: item.readable ? command.read(item.input) : undefined }))
  return {
    commands,
    refused: commands.find(isRefused),
    async replace(commandId, input, options) {
      const record = await replaceCommand(outbox, commandId, command.make(input, options))
      await pending.refresh()
      return record
    },
    async discard(commandId, along = []) {
      const before = commands.find((command) => command.commandId === commandId)
      try {
        const maybeReceived = await discard(outbox, commandId, along)
        return before?.state === 'attention' || maybeReceived.length === 0
      } catch {
        return false
      } finally {
        await pending.refresh()
      }
    },
    retry: (commandId) => retry(outbox, commandId),
  }
}
