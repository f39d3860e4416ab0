import type { Config } from '#server/config.ts'

/** Holds the environment of a command of the command line: its configuration and its streams. */
export interface Io {
  config: Config
  /** One line on standard output. */
  say(line: string): void
  /** One line on standard error: progress and remarks, never the result. */
  note(line: string): void
}

export interface Command {
  /** The words after `dure`, such as 'import audits'. */
  name: string
  usage: string
  summary: string
  /** It works long, and a server on the same machine goes before it. */
  isBulk?: true
  /** The exit code: 0 done, 1 failed, 2 the call is off, 3 done in part (some rows were refused). */
  run(args: string[], io: Io): Promise<number>
}

/** The call is off: exit code 2, the message and the command's usage. */
export class UsageError extends Error {}

export function required(value: string | undefined, option: string): string {
  if (value === undefined || value.trim() === '') throw new UsageError(`${option} is missing`)
  return value
}

export function dayOption(value: string | undefined, option: string): string {
  const day = required(value, option)
  const parsed = new Date(`${day}T00:00:00Z`)
  if (
    !/^\d{4}-\d{2}-\d{2}$/.test(day) ||
    Number.isNaN(parsed.getTime()) ||
    !parsed.toISOString().startsWith(day)
  ) {
    throw new UsageError(`${option} must be a day such as 2026-10-30, not ${day}`)
  }
  return day
}
