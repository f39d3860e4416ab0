import path from 'node:path'
import { parseArgs } from 'node:util'
import { backup as writeBackup } from '#server/db/backup.ts'
import { restore as readBackup } from '#server/db/restore.ts'
import { withOwnerUrl } from './owner-database.ts'
import { type Command, required } from './program.ts'

export const backup: Command = {
  name: 'backup',
  usage: 'backup FILE [--json]',
  summary: 'Writes everything, as of one moment, to a file; Dure may go on running',
  async run(args, { config, say }) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { json: { type: 'boolean' } },
    })
    const file = path.resolve(required(positionals[0], 'FILE'))
    const report = await withOwnerUrl(config, 'to look', (ownerUrl) => writeBackup(ownerUrl, file, Date.now))
    say(
      values.json
        ? JSON.stringify(report)
        : `${report.rows} rows of ${report.tables} tables are in ${report.file}`,
    )
    return 0
  },
}

export const restore: Command = {
  name: 'restore',
  usage: 'restore FILE [--replace] [--json]',
  summary:
    'Puts a backup into an empty data folder or database; --replace empties it first. Stop Dure before',
  async run(args, { config, say }) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { json: { type: 'boolean' }, replace: { type: 'boolean' } },
    })
    const file = path.resolve(required(positionals[0], 'FILE'))
    const report = await withOwnerUrl(config, 'to restore', (ownerUrl) =>
      readBackup(ownerUrl, file, { replace: values.replace ?? false }),
    )
    say(
      values.json
        ? JSON.stringify(report)
        : `${report.rows} rows of ${report.tables} tables, as of ${report.at}, are back`,
    )
    return 0
  },
}
