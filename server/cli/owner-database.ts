import type { Config } from '#server/config.ts'
import { openDataFolder } from '#server/db/data-folder.ts'
import { connectToRunning, startEmbedded } from '#server/db/embedded.ts'
import { migrateToLatest } from '#server/db/migrate.ts'
import { createLog } from '#server/lib/log.ts'

/**
 * Runs `work` with the owner's address: of the given server, of the Dure that runs on the data folder, or of the folder's
 * database started for this command alone. `migrate` is left out by a restore, which brings its own state.
 */
export async function withOwnerUrl<T>(
  config: Config,
  work: (ownerUrl: string) => Promise<T>,
  { migrate = true } = {},
): Promise<T> {
  const prepared = async (ownerUrl: string) => {
    if (migrate) await migrateToLatest(ownerUrl)
    return await work(ownerUrl)
  }
  if (config.database) return await prepared(config.database.ownerUrl)
  const running = await connectToRunning(config.dataDir)
  if (running) return await prepared(running.ownerUrl)
  const folder = await openDataFolder(config.dataDir)
  try {
    const database = await startEmbedded(folder, createLog('warn'), { supervise: false })
    try {
      return await prepared(database.ownerUrl)
    } finally {
      await database.stop()
    }
  } finally {
    await folder.release()
  }
}
