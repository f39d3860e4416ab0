import type { Command } from '#client/offline/outbox/command-registry.ts'
import type { OutboxError, OutboxState } from '#client/offline/outbox/outbox-record.ts'
import type { CommandResult } from '#shared/core/command.ts'

/** A command that the server has not confirmed, opened and in the present version of its input. */
export type PendingCommand = {
  commandId: string
  seq: number
  name: string
  input: unknown
  base: number | null
  entities: readonly string[]
  refs: readonly string[]
  /** ISO 8601, the phone's clock. */
  claimedAt: string
  /** `keeping`: shown already, while the phone still writes it down; nothing may be claimed of it. */
  state: OutboxState | 'keeping'
  error: OutboxError | null
  /** Times that it was handed to the network. */
  attempts: number
  dependsOn: readonly string[]
  /** False for what this release cannot read: it is listed and never folded. */
  readable: boolean
  /** Written by a newer release: waits for the app's update. */
  afterUpdate: boolean
}

/** What one kind of command does to a view. */
export type Fold<View> = {
  name: string
  apply(view: View, input: unknown, command: PendingCommand): View
}

/**
 * One line of a feature's optimistic fold. `apply` must be pure, must return the same view where the command does not
 * concern it, and must give the same view when the server's data already holds the command: between the answer and
 * the record's removal both are there. Write "set" and "put by id", never "add one".
 */
export function foldOf<Transport, Input, Result extends CommandResult, View>(
  command: Pick<Command<Transport, Input, Result>, 'name' | 'input'>,
  apply: (view: View, input: Input, command: PendingCommand) => View,
): Fold<View> {
  // What the registry prepared is an Input: it was parsed when it was written or upgraded.
  return { name: command.name, apply: (view, input, pending) => apply(view, input as Input, pending) }
}

/** What the screen shows: the server's data with the pending commands applied in the order of the taps. */
export function fold<View>(
  view: View,
  pending: readonly PendingCommand[],
  folds: readonly Fold<View>[],
): View {
  let shown = view
  for (const command of pending) {
    if (!command.readable) continue
    for (const one of folds) if (one.name === command.name) shown = one.apply(shown, command.input, command)
  }
  return shown
}
