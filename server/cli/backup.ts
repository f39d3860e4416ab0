import { existsSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { backup as writeBackup } from '#server/db/backup.ts'
import { type OwnerDb, withOwner } from '#server/db/database.ts'
import { restore as readBackup } from '#server/db/restore.ts'
import { replayErasures } from '#server/features/administration/erasure-jobs.ts'
import { KeystoreError } from '#server/keys/keystore.ts'
import { openTiedKeystore } from '#server/tied-keystore.ts'
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
    const report = await withOwnerUrl(config, 'to restore', async (ownerUrl) => {
      const restored = await readBackup(ownerUrl, file, { replace: values.replace ?? false })
      const erasedAgain = await withOwner(ownerUrl, (db) => eraseAgain(db, config.keyFile))
      return { ...restored, erasedAgain }
    })
    say(
      values.json
        ? JSON.stringify(report)
        : `${report.rows} rows of ${report.tables} tables, as of ${report.at}, are back${report.erasedAgain > 0 ? `; ${report.erasedAgain} erased persons among them are erased again` : ''}`,
    )
    return 0
  },
}

/**
 * Erases again whom the backup brought back, where this database's keystore is at hand; else the start does it, which needs
 * the keystore and answers nobody before.
 */
async function eraseAgain(db: OwnerDb, keyFile: string): Promise<number> {
  if (!existsSync(keyFile)) return 0
  const keys = await openTiedKeystore(db, keyFile, Date.now).catch((error: unknown) => {
    if (error instanceof KeystoreError) return undefined
    throw error
  })
  if (!keys) return 0
  try {
    return await replayErasures({ db, keys })
  } finally {
    keys.close()
  }
}
