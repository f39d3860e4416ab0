import type * as z from 'zod/mini'
import { type CommandResult, commandResult } from './command.ts'

/** Any schema of zod; generic over what comes out and what is sent, so that errors can be read. */
export type Schema<Output = unknown, Sent = unknown> = z.core.$ZodType<Output, Sent>

/** A command that the server has. */
export interface SentCommand {
  readonly name: string
  readonly entities: readonly string[]
}

interface Declared<Name extends string, Input, Sent> {
  /** 'feature.verb', for ever: records on phones and rows of the audit trail carry it. */
  readonly name: Name
  /** Of the input's schema; raised with every change that an older input would not pass. */
  readonly version: number
  readonly input: Schema<Input, Sent>
  /** Returns the ids that it writes; the first is the one that the base version and the answer speak of. */
  readonly entities: (input: Input) => readonly string[]
  /** Returns the ids that have to exist before it. */
  readonly refs?: (input: Input) => readonly string[]
  /** Returns whether it deletes what another command had written: no copy of that one stays on the phone. */
  readonly deletes?: (input: Input, sent: SentCommand) => boolean
  /** From the input of version n (the key) to that of n + 1. Kept as long as phones may hold such records. */
  readonly upgrades?: Readonly<Record<number, (old: unknown) => unknown>>
}

/**
 * The way of a command to the server. 'outbox': kept on the phone until the server has it. 'now': asked while the person
 * looks on (a decision, an invitation), or not at all.
 */
export type Way = 'outbox' | 'now'

/** One kind of write, declared once: the server's effect, the phone's entry, router and registry follow from it. */
export interface Command<Name extends string, Input, Sent, W extends Way>
  extends Required<Declared<Name, Input, Sent>> {
  readonly way: W
  readonly output: Schema<CommandResult, CommandResult>
}

/** Any command. `never` as the parameter lets the functions of each pass. */
export interface AnyCommand {
  readonly name: string
  readonly version: number
  readonly way: Way
  readonly input: Schema
  readonly output: Schema<CommandResult>
  readonly entities: (input: never) => readonly string[]
  readonly refs: (input: never) => readonly string[]
  readonly deletes: (input: never, sent: SentCommand) => boolean
  readonly upgrades: Readonly<Record<number, (old: unknown) => unknown>>
}

/** Returns the entity of the command that makes it, and of none that changes it: a reference to it waits for the making alone. */
export const makingOf = (id: string) => `made:${id}`

const none = () => []
const nothing = () => false

/** Declares a command that waits in the outbox until the server has it. */
export const command = <const Name extends string, Input, Sent>(
  declared: Declared<Name, Input, Sent>,
): Command<Name, Input, Sent, 'outbox'> => ({
  refs: none,
  deletes: nothing,
  upgrades: {},
  output: commandResult,
  ...declared,
  way: 'outbox',
})

/** Declares a command that is asked at once and kept on no phone. */
export const commandNow = <const Name extends string, Input, Sent>(
  declared: Declared<Name, Input, Sent>,
): Command<Name, Input, Sent, 'now'> => ({ ...command(declared), way: 'now' })

export type InputOf<C extends AnyCommand> = z.core.output<C['input']>
export type SentOf<C extends AnyCommand> = z.core.input<C['input']>
export type ResultOf<C extends AnyCommand> = z.core.output<C['output']>
