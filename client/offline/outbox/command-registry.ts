import type { QueryClient } from '@tanstack/react-query'
import type { Send } from '#client/offline/sync/attempt.ts'
import type { CommandMeta, CommandResult } from '#shared/core/command.ts'
import { AppError } from '#shared/core/errors.ts'
import { enqueue, type NewCommand, type Outbox } from './outbox.ts'
import type { OutboxRecord } from './outbox-record.ts'

/** What the core needs of a schema; every `zod/mini` schema is one. */
export type Schema<T> = { parse(value: unknown): T }

/** One kind of write. Methods, so that commands with different inputs fit in one list. */
export type Command<Transport, Input = unknown, Result extends CommandResult = CommandResult> = {
  /** Stable for ever: records on phones carry it. */
  name: string
  /** Of the input's schema; raised with every change that an older input would not pass. */
  version: number
  input: Schema<Input>
  /** Ids that it writes; the first is the one that `base` and the answer speak of. */
  entities(input: Input): string[]
  /** Ids that have to exist before it. */
  refs?(input: Input): string[]
  /** From the input of version n (the key) to that of n + 1. Kept as long as phones may hold such records. */
  upgrades?: Readonly<Record<number, (old: unknown) => unknown>>
  send(
    transport: Transport,
    meta: CommandMeta,
    call: { input: Input; personId: string; signal: AbortSignal },
  ): Promise<Result>
  /**
   * Puts the server's answer into the read cache. Runs before the record goes. A read that started before this write
   * must not overwrite it: cancel those queries first.
   */
  intoCache?(queries: QueryClient, answer: { input: Input; result: Result }): void | Promise<void>
}

/** Gives a command its types; infers them from the schema and from `send`. */
export function defineCommand<Transport, Input, Result extends CommandResult>(
  command: Command<Transport, Input, Result>,
): Command<Transport, Input, Result> {
  return command
}

export type Prepared<Transport> =
  | { kind: 'ready'; command: Command<Transport>; input: unknown }
  /** Written by a newer release than this one: kept until the app is updated. */
  | { kind: 'after-update' }
  /** An old form that cannot be brought to the present one. */
  | { kind: 'broken'; cause: unknown }

export type Registry<Transport> = {
  find(name: string): Command<Transport> | undefined
  /** Whether this release understands the record. */
  knows(record: Pick<OutboxRecord, 'name' | 'version'>): boolean
  /** Brings an input to the present version of its schema. */
  prepare(record: Pick<OutboxRecord, 'name' | 'version'>, input: unknown): Prepared<Transport>
}

/** @throws Error when two commands share a name. */
export function createRegistry<Transport>(commands: readonly Command<Transport>[]): Registry<Transport> {
  const byName = new Map(commands.map((command) => [command.name, command]))
  if (byName.size !== commands.length) throw new Error('Two commands share a name')
  const knows = ({ name, version }: Pick<OutboxRecord, 'name' | 'version'>) =>
    version <= (byName.get(name)?.version ?? 0)
  return {
    find: (name) => byName.get(name),
    knows,
    prepare(record, input) {
      const command = byName.get(record.name)
      if (!command || !knows(record)) return { kind: 'after-update' }
      // What is of the present version was checked when it was written; the server judges it from here on.
      if (record.version === command.version) return { kind: 'ready', command, input }
      try {
        let upgraded = input
        for (let version = record.version; version < command.version; version += 1) {
          const upgrade = command.upgrades?.[version]
          if (!upgrade) throw new Error(`${command.name} has no upgrade from version ${version}`)
          upgraded = upgrade(upgraded)
        }
        return { kind: 'ready', command, input: command.input.parse(upgraded) }
      } catch (cause) {
        return { kind: 'broken', cause }
      }
    },
  }
}

type NewCommandOptions = Pick<NewCommand, 'base' | 'commandId' | 'draftKey' | 'notBefore'>

function invalid(cause: unknown): AppError {
  const issues: unknown = (cause as { issues?: unknown } | null)?.issues
  const first: unknown = Array.isArray(issues) ? issues[0] : undefined
  const path: unknown = (first as { path?: unknown } | undefined)?.path
  return new AppError('INVALID', Array.isArray(path) ? { field: path.join('.') } : {})
}

/** @throws AppError `INVALID` when the input does not pass the command's schema. */
export function newCommand<Transport, Input, Result extends CommandResult>(
  command: Command<Transport, Input, Result>,
  input: NoInfer<Input>,
  options: NewCommandOptions,
): NewCommand {
  let checked: Input
  try {
    checked = command.input.parse(input)
  } catch (cause) {
    throw invalid(cause)
  }
  return {
    ...options,
    name: command.name,
    version: command.version,
    input: checked,
    entities: command.entities(checked),
    refs: command.refs?.(checked) ?? [],
  }
}

/**
 * Puts one of the registry's commands on this phone; resolves when it is durable.
 * @throws AppError `INVALID`; OfflineRefusal as `enqueue` does.
 */
export async function enqueueCommand<Transport, Input, Result extends CommandResult>(
  outbox: Outbox,
  command: Command<Transport, Input, Result>,
  { input, ...options }: NewCommandOptions & { input: NoInfer<Input> },
): Promise<OutboxRecord> {
  return enqueue(outbox, newCommand(command, input, options))
}

/** The way from a prepared command to the server, for createSync. */
export function sendThrough<Transport>(registry: Registry<Transport>, transport: Transport): Send {
  return async ({ name, meta, input, personId }, signal) => {
    const command = registry.find(name)
    if (!command) throw new AppError('APP_TOO_OLD')
    return command.send(transport, meta, { input, personId, signal })
  }
}
