import type { AnyCommand, InputOf, ResultOf, SentCommand } from '#shared/core/contract.ts'
import {
  type CommandOptions,
  checkedAnswer,
  checkedInput,
  newCommand,
  readableInput,
} from './contract-values.ts'
import type { NewCommand } from './outbox.ts'

/** Every read that the phone caches, by the query's name: what is asked, and the view that lies in the cache. */
export type Reads = { readonly [query: string]: { asked: unknown; view: unknown } }

/** A person as the phone knows them. */
export type Person = { personId: string; name: string }

/** Says who acts on this phone, and what it can call others. */
export type Reader = {
  by: Person
  /** Returns the name of a person or a team by its id; null where this phone knows none. */
  nameOf(id: string): string | null
}

/** One writing, unsent or answered: what a change of a view may ask of it. */
export type Act = Reader & {
  /** The command's id. */
  id: string
  /** ISO 8601: the phone's claim while it is unsent, the server's time once answered. */
  at: string
  /** Of the first entity, once the command is applied. */
  version: number
  /** False while the server has not confirmed it. */
  answered: boolean
}

/** How a command shows on the phone, beside its contract. */
export interface OnPhone<R extends Reads, Input> {
  /** Returns the address where one that was refused is looked at and put right. */
  editor?: (input: Input) => string
  /** Returns what its writer wrote in words of their own, which stay to be read and copied where one was refused. */
  text?: (input: Input) => string | null
  /**
   * What it does to cached views, by the query's name; the same for unsent work and for the server's answer. A change must
   * be pure, must return the same view where the command does not concern it, and must give the same view when the view
   * already holds the command: between the answer and the record's removal both are there. Write "set" and "put by id",
   * never "add one". A query that is read in pages is changed page by page.
   */
  cache?: {
    readonly [Q in keyof R]?: (
      view: R[Q]['view'],
      input: Input,
      act: Act & { asked: R[Q]['asked'] },
    ) => R[Q]['view']
  }
  /** Views that exist with the command, before the server was ever asked for them. */
  makes?: {
    readonly [Q in keyof R]?: (input: Input, act: Act) => { asked: R[Q]['asked']; view: R[Q]['view'] }
  }
  /** Queries to read again after the answer, where the phone can only guess. */
  rereads?: readonly (keyof R & string)[]
}

type Change = (view: unknown, act: Act & { asked: unknown }) => unknown
type Make = (act: Act) => { asked: unknown; view: unknown }

/** A command with its input read: what it does, by the query's name. */
export interface Opened {
  readonly editor: string | undefined
  readonly text: string | null
  readonly changes: Readonly<Record<string, Change>>
  readonly makes: Readonly<Record<string, Make>>
  readonly rereads: readonly string[]
}

/** A contract on the phone: everything that outbox, screens and cache need of one kind of command. */
export interface PhoneCommand<C extends AnyCommand = AnyCommand> {
  readonly contract: C
  /** Returns the input of a record, or undefined where it no longer passes the schema. */
  read(input: unknown): InputOf<C> | undefined
  /** Returns what a record does; undefined where its input no longer passes the schema: it is sent, but not shown. */
  open(input: unknown): Opened | undefined
  /** @throws AppError `INVALID`. */
  make(input: unknown, options: CommandOptions): NewCommand
  /** @throws AppError `INVALID`. */
  check(input: unknown): InputOf<C>
  /** Returns whether it deletes what that one had written. */
  deletes(input: unknown, earlier: SentCommand): boolean
  /** @throws AppError `INTERNAL`. */
  answer(answer: unknown): ResultOf<C>
}

const valuesOf = <One>(record: object | undefined): [string, One][] =>
  Object.entries(record ?? {}).filter((entry): entry is [string, One] => entry[1] !== undefined)

/**
 * Joins a contract with what it is on the phone. After this nobody needs the type of its input or of its views: `open`
 * binds them. The cache's own types say nothing about a view, so a change takes what lies under its query's key.
 */
export function phoneCommand<R extends Reads, C extends AnyCommand>(
  contract: C,
  entry: OnPhone<R, InputOf<C>>,
): PhoneCommand<C> {
  type Input = InputOf<C>
  const changes = valuesOf<(view: unknown, input: Input, act: Act & { asked: unknown }) => unknown>(
    entry.cache,
  )
  const makes = valuesOf<(input: Input, act: Act) => { asked: unknown; view: unknown }>(entry.makes)
  const known = new WeakMap<object, Opened>()

  function bind(input: Input): Opened {
    return {
      editor: entry.editor?.(input),
      text: entry.text?.(input) ?? null,
      changes: Object.fromEntries(
        changes.map(([query, change]): [string, Change] => [query, (view, act) => change(view, input, act)]),
      ),
      makes: Object.fromEntries(
        makes.map(([query, make]): [string, Make] => [query, (act) => make(input, act)]),
      ),
      rereads: entry.rereads ?? [],
    }
  }

  return {
    contract,
    read: (input) => readableInput(contract, input),
    open(input) {
      const before = typeof input === 'object' && input !== null ? known.get(input) : undefined
      if (before) return before
      const read = readableInput(contract, input)
      if (read === undefined) return undefined
      const opened = bind(read)
      if (typeof input === 'object' && input !== null) known.set(input, opened)
      return opened
    },
    make: (input, options) => newCommand(contract, checkedInput(contract, input), options),
    check: (input) => checkedInput(contract, input),
    deletes(input, earlier) {
      const read = readableInput(contract, input)
      // The schema made it, so it is what the contract's own functions take.
      return read !== undefined && contract.deletes(read as never, earlier)
    },
    answer: (answer) => checkedAnswer(contract, answer),
  }
}
