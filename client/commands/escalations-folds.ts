import { type Fold, fold, foldOf, type PendingCommand } from '#client/offline/cache/fold.ts'
import { type RaiseInput, raiseInput } from '#shared/escalations/contracts.ts'
import type { DelegationsView, EscalationRow, EscalationView } from '#shared/escalations/views.ts'
import {
  type Act,
  raised,
  rowOf,
  stepChanges,
  withDelegation,
  withDelegationEnded,
} from './escalations-changes.ts'
import { delegate, endDelegation, raise, stepCommands } from './escalations-commands.ts'

/** The reader, and what this phone can call the people and teams of an escalation. */
export type Reader = Pick<Act, 'by' | 'nameOf'> & { teamNameOf: (teamId: string) => string | null }

const actOf = ({ by, nameOf }: Reader, { claimedAt, commandId }: PendingCommand): Act => ({
  ...{ by, nameOf, at: claimedAt, id: commandId },
})

/** One escalation, or a row of it, with the reader's unsent steps over it. */
export function escalationFolds<Shown extends EscalationRow>(reader: Reader): Fold<Shown>[] {
  return stepCommands.map((step) =>
    foldOf(step, (shown: Shown, input, command) => {
      const change = stepChanges[step.name]
      if (!change || input.escalationId !== shown.escalationId) return shown
      return change(shown, input as never, actOf(reader, command))
    }),
  )
}

/** What was raised on this phone and is not known to the server yet, with what was done to it since. */
export function unsentEscalations(pending: readonly PendingCommand[], reader: Reader): EscalationView[] {
  const folds = escalationFolds<EscalationView>(reader)
  return pending.flatMap((command) => {
    if (command.name !== raise.name || !command.readable) return []
    const input = raiseInput.safeParse(command.input)
    return input.success ? [fold(unsent(input.data, command, reader), pending, folds)] : []
  })
}

function unsent(input: RaiseInput, command: PendingCommand, reader: Reader): EscalationView {
  return raised(input, { ...actOf(reader, command), teamName: reader.teamNameOf(input.teamId) })
}

/** A list with unsent steps in its rows; what was raised here stands at its head. */
export function foldedRows(
  rows: readonly EscalationRow[],
  pending: readonly PendingCommand[],
  { reader, withUnsent }: { reader: Reader; withUnsent: boolean },
): EscalationRow[] {
  const folds = escalationFolds<EscalationRow>(reader)
  const known = new Set(rows.map(({ escalationId }) => escalationId))
  const added = withUnsent
    ? unsentEscalations(pending, reader).filter(({ escalationId }) => !known.has(escalationId))
    : []
  return [...added.map(rowOf), ...rows.map((row) => fold(row, pending, folds))]
}

/** The reader's delegations with what was just named or ended. */
export function delegationFolds(reader: Reader): Fold<DelegationsView>[] {
  return [
    foldOf(delegate, (view: DelegationsView, input, command) =>
      withDelegation(view, input, actOf(reader, command)),
    ),
    foldOf(endDelegation, (view: DelegationsView, { delegationId }) =>
      withDelegationEnded(view, delegationId),
    ),
  ]
}
