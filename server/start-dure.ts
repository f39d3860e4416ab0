import type { Config } from './config.ts'
import { openDataFolder } from './db/data-folder.ts'
import { startEmbedded } from './db/embedded.ts'
import type { Log } from './lib/log.ts'
import { type BeforeServing, type Serving, serve } from './start.ts'

export interface Running extends Serving {
  ownerUrl: string
  appUrl: string
}

/**
 * Starts the database where none is given, then Dure on it. Stopping undoes it in the other order. `beforeServing` runs
 * on the migrated database before anybody is answered.
 */
export async function startDure(config: Config, log: Log, beforeServing?: BeforeServing): Promise<Running> {
  const { port, host, publicUrl, keyFile, trustedProxies, quotaFactor, mail } = config
  const options = {
    port,
    host,
    publicUrl,
    keyFile,
    trustedProxies,
    quotaFactor,
    mail,
    log,
    ...(beforeServing ? { beforeServing } : {}),
  }
  if (config.database) return { ...config.database, ...(await serve({ ...config.database, ...options })) }
  const folder = await openDataFolder(config.dataDir)
  try {
    const database = await startEmbedded(folder, log)
    const { ownerUrl, appUrl } = database
    try {
      const serving = await serve({ ownerUrl, appUrl, ...options })
      return {
        ownerUrl,
        appUrl,
        url: serving.url,
        async stop() {
          await serving.stop()
          await database.stop()
          await folder.release()
        },
      }
    } catch (error) {
      await database.stop()
      throw error
    }
  } catch (error) {
    await folder.release()
    throw error
  }
}

/**
 * Stops once on the first SIGINT or SIGTERM, after the start where that is under way: ended in the middle of it, the database
 * would run on. A second signal ends the process at once.
 */
export function stopOnSignal(starting: Promise<Running>, log: Log): void {
  let stopping = false
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stopping) process.exit(130)
      stopping = true
      log.info({ signal }, 'stopping')
      starting.then(
        (running) =>
          running.stop().then(
            () => process.exit(0),
            (error: unknown) => {
              log.fatal({ err: error }, 'did not stop cleanly')
              process.exit(1)
            },
          ),
        // Whoever starts says why it failed.
        () => undefined,
      )
    })
  }
}
