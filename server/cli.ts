import './node-guard.js'
import { constants, getPriority, setPriority } from 'node:os'
import { isAppError } from '#shared/core/errors.ts'
import { address } from './cli/address.ts'
import { agreement } from './cli/agreement.ts'
import { backup, restore } from './cli/backup.ts'
import { breakGlass } from './cli/break-glass.ts'
import { installContentPack, listContentPacks, removeContentPack } from './cli/content-pack.ts'
import { doctor } from './cli/doctor.ts'
import { draw } from './cli/draw.ts'
import { drawNew } from './cli/draw-new.ts'
import { erase } from './cli/erase.ts'
import { exportPerson } from './cli/export-person.ts'
import { funnel } from './cli/funnel.ts'
import { holdEnd, holdList, holdPlace } from './cli/hold.ts'
import { importCommand } from './cli/import.ts'
import { importList, importUndo } from './cli/import-batches.ts'
import { importReviews, listReviews, undoReviews } from './cli/import-reviews.ts'
import { importShifts } from './cli/import-shifts.ts'
import { newKeystore } from './cli/keystore.ts'
import { endRole, invite, offlineHours, organisation } from './cli/organisation.ts'
import { NoDatabaseError } from './cli/owner-database.ts'
import { importPeople } from './cli/people.ts'
import { type Command, type Io, UsageError } from './cli/program.ts'
import { retentionSet, retentionSummary, undoRetention } from './cli/retention.ts'
import { scorecards } from './cli/scorecards.ts'
import { signals } from './cli/signals.ts'
import { teamMove } from './cli/team.ts'
import { trends } from './cli/trends.ts'
import { ConfigError, readConfig } from './config.ts'
import { BackupError } from './db/backup-format.ts'
import { FolderInUseError } from './db/data-folder.ts'
import { SchemaError } from './db/migrate.ts'
import { ServedElsewhereError } from './db/postgres-process.ts'
import { KeystoreError } from './keys/keystore.ts'
import { systemSentence } from './lib/system-errors.ts'

const commands: readonly Command[] = [
  importCommand,
  importList,
  importUndo,
  importReviews,
  listReviews,
  undoReviews,
  importPeople,
  importShifts,
  scorecards,
  signals,
  drawNew,
  trends,
  draw,
  funnel,
  agreement,
  organisation,
  offlineHours,
  invite,
  address,
  endRole,
  teamMove,
  installContentPack,
  listContentPacks,
  removeContentPack,
  breakGlass,
  doctor,
  backup,
  restore,
  newKeystore,
  undoRetention,
  retentionSummary,
  retentionSet,
  holdList,
  holdPlace,
  holdEnd,
  exportPerson,
  erase,
]

function help(): string {
  const lines = commands.flatMap(({ usage, summary }) => [`  ${usage}`, `      ${summary}`])
  return [
    'dure: the command line. It works on the Dure that runs on DATA_DIR, on that folder alone, or on DATABASE_URL.',
    '',
    ...lines,
    '',
    'Exit codes: 0 done, 1 failed, 2 the call is off, 3 done in part (rows were refused).',
  ].join('\n')
}

function find(args: readonly string[]): { command: Command; rest: string[] } | undefined {
  for (const command of commands) {
    const parts = command.name.split(' ')
    if (parts.every((word, index) => args[index] === word)) return { command, rest: args.slice(parts.length) }
  }
  return undefined
}

/** Characters by which text of a file could drive a terminal, or turn the direction of what stands beside it. */
const steering = /(?![\n\t])[\p{Cc}\p{Bidi_Control}]/gu
const escaped = (letter: string) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`

const sayOn = (stream: NodeJS.WriteStream) => (line: string) =>
  void stream.write(`${line.replace(steering, escaped)}\n`)

async function main(args: string[]): Promise<number> {
  const say = sayOn(process.stdout)
  const note = sayOn(process.stderr)
  if (args.length === 0 || args[0] === '--help' || args[0] === 'help') {
    say(help())
    return args.length === 0 ? 2 : 0
  }
  const found = find(args)
  if (!found) {
    note(`There is no command «${args.join(' ')}». dure --help lists them.`)
    return 2
  }
  const { command, rest } = found
  if (rest.includes('--help')) {
    say(`dure ${command.usage}\n${command.summary}`)
    return 0
  }
  try {
    const io: Io = { config: readConfig(process.env), say, note }
    if (command.isBulk) stepBack()
    return await command.run(rest, io)
  } catch (error) {
    return explain(error, command, note)
  }
}

/** Lowers the priority of this process; one that was started with a lower one keeps it. */
function stepBack(): void {
  const { PRIORITY_BELOW_NORMAL } = constants.priority
  if (getPriority() < PRIORITY_BELOW_NORMAL) setPriority(PRIORITY_BELOW_NORMAL)
}

/** Errors whose message is a sentence for whoever runs Dure. */
const sentences = [
  BackupError,
  FolderInUseError,
  ServedElsewhereError,
  KeystoreError,
  SchemaError,
  NoDatabaseError,
]

/** One line for what a person can mend; the stack only for what they cannot. */
function explain(error: unknown, command: Command, note: (line: string) => void): number {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (error instanceof UsageError || code.startsWith('ERR_PARSE_ARGS')) {
    note(`${error instanceof Error ? error.message : ''}\nusage: dure ${command.usage}`)
    return 2
  }
  if (error instanceof ConfigError) {
    note(error.message)
    return 2
  }
  if (isAppError(error))
    note(`${error.message}${error.details.values ? ` ${JSON.stringify(error.details.values)}` : ''}`)
  else if (sentences.some((kind) => error instanceof kind)) {
    note(error instanceof Error ? error.message : String(error))
  } else
    note(systemSentence(error) ?? (error instanceof Error ? (error.stack ?? error.message) : String(error)))
  return 1
}

process.exitCode = await main(process.argv.slice(2))
