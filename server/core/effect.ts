import type { Contracts, Feature } from '#shared/contracts.ts'
import type { CommandResult } from '#shared/core/command.ts'
import type { AnyCommand, InputOf, ResultOf } from '#shared/core/contract.ts'
import { checkOfMade, parserOfSent } from './parse.ts'
import type { CommandScope } from './scope.ts'

/** One command with an input that was read. */
export interface Call {
  readonly input: unknown
  /** Applies it; the result is checked. */
  apply(scope: CommandScope): Promise<CommandResult>
  /** Returns the digest that stands for the input; absent where a plain hash does. */
  digest?(scope: CommandScope): Promise<Buffer | undefined>
}

/** A command's contract with what the server does for it. */
export interface Effect<C extends AnyCommand = AnyCommand> {
  readonly contract: C
  readonly work: (scope: CommandScope, input: never) => Promise<CommandResult>
  /**
   * Reads an input of the contract's version.
   * @throws INVALID with the field.
   */
  read(input: unknown): Call
  /** Reads the stored result of an earlier attempt. */
  readResult(stored: unknown): CommandResult
}

interface EffectOptions<Input> {
  /**
   * Returns what a repeat is compared by, where a plain hash would give a secret away to whoever tries all its values;
   * undefined where it cannot be worked out any more.
   */
  digest?: (scope: CommandScope, input: Input) => Promise<Buffer | undefined>
}

/** Gives a contract its effect. */
export function effect<C extends AnyCommand>(
  contract: C,
  work: (scope: CommandScope, input: InputOf<C>) => Promise<ResultOf<C>>,
  { digest }: EffectOptions<InputOf<C>> = {},
): Effect<C> {
  const parseInput = parserOfSent<C['input']>(contract.input, 'input')
  const checkResult = checkOfMade<C['output']>(contract.output)
  return {
    contract,
    work,
    read(sent) {
      const input = parseInput(sent)
      return {
        input,
        apply: async (scope) => checkResult(await work(scope, input)),
        ...(digest ? { digest: (scope) => digest(scope, input) } : {}),
      }
    },
    readResult: checkResult,
  }
}

type EffectFor<C> = C extends AnyCommand ? Effect<C> : never
/** The effects of a feature's commands, none left out. */
export type EffectsOf<F extends Feature> = { readonly [V in keyof Contracts[F]]: EffectFor<Contracts[F][V]> }
