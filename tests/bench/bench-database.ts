import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { openDataFolder } from '#server/db/data-folder.ts'
import { type EmbeddedDatabase, startEmbedded } from '#server/db/embedded.ts'
import { migrateToLatest } from '#server/db/migrate.ts'
import { createLog } from '#server/lib/log.ts'

/** Runs `run` on a migrated PostgreSQL of its own, which is gone afterwards. */
export async function withBenchDatabase<Result>(
  run: (database: EmbeddedDatabase & { keyFile: string }) => Promise<Result>,
): Promise<Result> {
  const dir = await mkdtemp(path.join(tmpdir(), 'dure-bench-'))
  // As root, PostgreSQL runs as another user, who has to get in.
  if (process.getuid?.() === 0) await chmod(dir, 0o711)
  const folder = await openDataFolder(dir)
  try {
    const database = await startEmbedded(folder, createLog('warn'))
    try {
      await migrateToLatest(database.ownerUrl)
      return await run({ ...database, keyFile: `${dir}.keys` })
    } finally {
      await database.stop()
    }
  } finally {
    await folder.release()
    await rm(dir, { recursive: true, force: true })
    await rm(`${dir}.keys`, { force: true })
  }
}
