import { importCommand } from '#server/cli/import.ts'
import { importList, importUndo } from '#server/cli/import-batches.ts'
import { invite } from '#server/cli/organisation.ts'
import { type Command, UsageError } from '#server/cli/program.ts'
import { readConfig } from '#server/config.ts'
import type { ImportReport } from '#shared/audits/import-views.ts'
import { isAppError } from '#shared/core/errors.ts'
import type { Ran } from './command-line.ts'

export interface Imported extends Ran {
  report: ImportReport
}

/** Runs a command of the command line in this process, which a table of forty files can afford. */
export async function runCommandLine(
  command: Command,
  args: string[],
  env: Record<string, string> = {},
): Promise<Ran> {
  const out: string[] = []
  const err: string[] = []
  const io = {
    config: readConfig(env),
    say: (line: string) => void out.push(line),
    note: (line: string) => void err.push(line),
  }
  const ran = (code: number) => ({ code, out: out.join('\n'), err: err.join('\n') })
  try {
    return ran(await command.run(args, io))
  } catch (error) {
    if (!(error instanceof UsageError) && !isAppError(error)) throw error
    err.push(error.message)
    return ran(error instanceof UsageError ? 2 : 1)
  }
}

/** Commands of a database's own, which begins empty. */
export const commandsOn = (env: Record<string, string>) => ({
  invite: (...args: string[]) => runCommandLine(invite, args, env),
  list: (team: string) => runCommandLine(importList, ['--team', team, '--json'], env),
  undo: (importId: string) => runCommandLine(importUndo, [importId, '--json'], env),
  async import(file: string, team: string, ...more: string[]): Promise<Imported> {
    const ran = await runCommandLine(
      importCommand,
      [file, '--team', team, '--violating', 'violating', '--create-people', '--json', ...more],
      env,
    )
    return { ...ran, report: ran.out === '' ? nothing : JSON.parse(ran.out) }
  },
})

const nothing: ImportReport = {
  importId: null,
  dryRun: false,
  read: 0,
  added: 0,
  machines: 0,
  verified: 0,
  outcomes: {},
  updated: 0,
  unchanged: 0,
  refused: 0,
  refusals: [],
  reasons: {},
  file: null,
  findings: null,
}
