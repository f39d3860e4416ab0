import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pino } from 'pino'
import { openDataFolder } from '#server/db/data-folder.ts'
import { allowConnect, createDatabase } from '#server/db/database-roles.ts'
import { startEmbedded } from '#server/db/embedded.ts'
import { migrateToLatest } from '#server/db/migrate.ts'
import { withClient } from '#server/db/one-client.ts'
import { fleeting } from '#tests/support/postgres.ts'

export interface SoakDatabase {
  ownerUrl: string
  appUrl: string
  keyFile: string
}

function inDatabase(url: string, name: string): string {
  const changed = new URL(url)
  changed.pathname = `/${name}`
  return changed.href
}

/** Starts a PostgreSQL in a folder of its own; `make` returns a migrated database in it. */
export async function startSoakDatabases() {
  const dir = await mkdtemp(path.join(tmpdir(), 'dure-soak-'))
  // As root the database runs as another account, which must be able to pass.
  if (process.getuid?.() === 0) await chmod(dir, 0o711)
  const folder = await openDataFolder(dir)
  const embedded = await startEmbedded(folder, pino({ level: 'warn' }), { settings: fleeting })
  let made = 0
  return {
    superUrl: embedded.superUrl,
    async make(): Promise<SoakDatabase> {
      const name = `soak_${made++}`
      const ownerUrl = inDatabase(embedded.ownerUrl, name)
      const appUrl = inDatabase(embedded.appUrl, name)
      await withClient(embedded.superUrl, async (client) => {
        await createDatabase(client, { name, owner: new URL(embedded.ownerUrl).username })
        await allowConnect(client, { name, role: new URL(embedded.appUrl).username })
      })
      await migrateToLatest(ownerUrl)
      return { ownerUrl, appUrl, keyFile: path.join(dir, `${name}.keys`) }
    },
    async stop() {
      await embedded.stop()
      await folder.release()
      await rm(dir, { recursive: true, force: true })
    },
  }
}
