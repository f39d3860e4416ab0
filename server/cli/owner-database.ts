import type { Config } from '#server/config.ts'
import { readRecord } from '#server/db/cluster-record.ts'
import { openDataFolder } from '#server/db/data-folder.ts'
import { type OwnerDb, withOwner } from '#server/db/database.ts'
import { connectToRunning, startEmbedded } from '#server/db/embedded.ts'
import { keptPublicUrl } from '#server/db/installation-queries.ts'
import { compareSchema, migrateToLatest, refuseNewerSchema, SchemaError } from '#server/db/migrate.ts'
import { servedBy } from '#server/db/served-queries.ts'
import { createLog } from '#server/lib/log.ts'

/**
 * How a command works with a schema: one that writes brings it to this Dure's where no other Dure runs on it; one that reads
 * with this Dure's queries needs it as it is; a look takes any, and changes nothing; a restore brings its own.
 */
export type Needs = 'to write' | 'to read' | 'to look' | 'to restore'

/** There is no database to look at. */
export class NoDatabaseError extends Error {}

/** The addresses of a database: as its owner, and as the role that row security binds. */
interface Addresses {
  ownerUrl: string
  appUrl: string
}

/** Runs `work` with the owner's address, as `withAddresses` finds it. */
export const withOwnerUrl = <T>(
  config: Config,
  needs: Needs,
  work: (ownerUrl: string) => Promise<T>,
): Promise<T> => withAddresses(config, needs, ({ ownerUrl }) => work(ownerUrl))

/**
 * Runs `work` with the addresses of the given server, of the Dure that runs on the data folder, or of the folder's database
 * started for this command alone.
 * @throws SchemaError where the schema is not this Dure's and the command may not change it.
 */
export async function withAddresses<T>(
  config: Config,
  needs: Needs,
  work: (addresses: Addresses) => Promise<T>,
): Promise<T> {
  const prepared = async (addresses: Addresses) => {
    await prepare(addresses.ownerUrl, needs)
    return await work(addresses)
  }
  if (config.database) return await prepared(config.database)
  const running = await connectToRunning(config.dataDir)
  if (running) return await prepared(running)
  if ((needs === 'to look' || needs === 'to read') && !(await readRecord(config.dataDir)))
    throw new NoDatabaseError(`There is no database in DATA_DIR ${config.dataDir} yet: npm start makes it.`)
  const folder = await openDataFolder(config.dataDir)
  try {
    const database = await startEmbedded(folder, createLog('warn'), { supervise: false })
    try {
      return await prepared(database)
    } finally {
      await database.stop()
    }
  } finally {
    await folder.release()
  }
}

/** Returns the address that links begin with: PUBLIC_URL, else that of the Dure which runs, or ran last, on the database. */
export async function originOfLinks(
  db: OwnerDb,
  { publicUrl, isPublicUrlGiven }: Pick<Config, 'publicUrl' | 'isPublicUrlGiven'>,
): Promise<string> {
  return isPublicUrlGiven ? publicUrl : ((await keptPublicUrl(db)) ?? publicUrl)
}

async function prepare(ownerUrl: string, needs: Needs): Promise<void> {
  if (needs === 'to look' || needs === 'to restore') return
  const isCurrent = await withOwner(ownerUrl, async (db) => {
    await refuseNewerSchema(db)
    const { pending } = await compareSchema(db)
    if (pending.length === 0) return true
    // A server that runs on it works with the schema that it knows.
    if (needs === 'to read' || (await servedBy(db)) > 0)
      throw new SchemaError(
        `The database is of an older Dure, which lacks ${pending.length} migrations of this one. Start this Dure on it first.`,
      )
    return false
  })
  if (!isCurrent) await migrateToLatest(ownerUrl)
}
