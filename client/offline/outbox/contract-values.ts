import * as z from 'zod/mini'
import type { AnyCommand, InputOf, ResultOf } from '#shared/core/contract.ts'
import { AppError } from '#shared/core/errors.ts'
import { enqueue, type NewCommand, type Outbox } from './outbox.ts'
import type { OutboxRecord } from './outbox-record.ts'

/** Returns the input as the contract's schema makes it. @throws AppError `INVALID`, with the field. */
export function checkedInput<C extends AnyCommand>(contract: C, input: unknown): InputOf<C> {
  const { data, error } = z.safeParse<C['input']>(contract.input, input)
  if (!error) return data
  const path = error.issues[0]?.path
  throw new AppError('INVALID', path ? { field: path.join('.') } : {})
}

/** Returns the input, or undefined where it does not pass the contract's schema. */
export function readableInput<C extends AnyCommand>(contract: C, input: unknown): InputOf<C> | undefined {
  return z.safeParse<C['input']>(contract.input, input).data
}

/** Returns the server's answer, which is read and not believed. @throws AppError `INTERNAL` for anything else. */
export function checkedAnswer<C extends AnyCommand>(contract: C, answer: unknown): ResultOf<C> {
  const { data, error } = z.safeParse<C['output']>(contract.output, answer)
  if (error) throw new AppError('INTERNAL')
  return data
}

export type CommandOptions = Pick<NewCommand, 'base' | 'commandId' | 'draftKey' | 'notBefore'>

/** Makes what the outbox keeps of a command. @throws AppError `INVALID`. */
export function newCommand<C extends AnyCommand>(
  contract: C,
  input: NoInfer<InputOf<C>>,
  options: CommandOptions,
): NewCommand {
  const { name, version } = contract
  const checked = checkedInput(contract, input)
  // The schema made it, so it is what the contract's own functions take.
  const entities = [...contract.entities(checked as never)]
  return { ...options, name, version, input: checked, entities, refs: [...contract.refs(checked as never)] }
}

/**
 * Puts a command on this phone; resolves when it is durable.
 * @throws AppError `INVALID`; OfflineRefusal as `enqueue` does.
 */
export async function enqueueCommand<C extends AnyCommand>(
  outbox: Outbox,
  contract: C,
  { input, ...options }: CommandOptions & { input: NoInfer<InputOf<C>> },
): Promise<OutboxRecord> {
  return enqueue(outbox, newCommand(contract, input, options))
}
