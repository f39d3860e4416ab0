import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { inject } from 'vitest'
import { allowConnect, createDatabase } from '#server/db/database-roles.ts'
import { withClient } from '#server/db/one-client.ts'

/** A database of one test file. */
export type TestDatabase = {
  ownerUrl: string
  appUrl: string
  /** Where the keystore of this database is, or will be. */
  keyFile: string
  drop(): Promise<void>
}

/** Any number that nobody else locks on the test server. */
const templateLock = 7_061_002
const objectInUse = '55006'

/**
 * A database for one test file: a copy of a template that is migrated to the latest once per run. With `migrate` it
 * starts empty instead and is brought where the test wants it by that function alone.
 */
export async function createTestDatabase(
  options: { migrate?: (ownerUrl: string) => Promise<void> } = {},
): Promise<TestDatabase> {
  const { superUrl, ownerUrl, appUrl, prefix } = inject('postgres')
  const name = `${prefix}_${randomUUID().slice(0, 8)}`
  const urls = { ownerUrl: withDatabase(ownerUrl, name), appUrl: withDatabase(appUrl, name) }
  const owner = new URL(ownerUrl).username
  const app = new URL(appUrl).username
  await withClient(superUrl, async (client) => {
    const template = options.migrate
      ? undefined
      : await latestTemplate(client, { name: `${prefix}_latest`, owner, app })
    await createDatabase(client, template ? { name, owner, template } : { name, owner })
    await allowConnect(client, { name, role: app })
  })
  await options.migrate?.(urls.ownerUrl)
  const folder = await mkdtemp(join(tmpdir(), 'dure-test-keys-'))
  return {
    ...urls,
    keyFile: join(folder, 'keys'),
    async drop() {
      await rm(folder, { recursive: true })
      await withClient(superUrl, (client) => dropDatabase(client, name))
    },
  }
}

/**
 * Drops a database. A pool says that it has ended before its connections have, and one that is cut off then is an
 * error that nobody hears: PostgreSQL waits five seconds for them, and cuts off what a killed process left.
 */
async function dropDatabase(client: pg.Client, name: string): Promise<void> {
  try {
    await client.query(`drop database if exists ${name}`)
  } catch (thrown) {
    if (!(thrown instanceof pg.DatabaseError && thrown.code === objectInUse)) throw thrown
    await client.query(`drop database if exists ${name} with (force)`)
  }
}

/** Made by whichever worker comes first; it has its name only when it is complete. */
async function latestTemplate(
  client: pg.Client,
  names: { name: string; owner: string; app: string },
): Promise<string> {
  await client.query('select pg_advisory_lock($1)', [templateLock])
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [names.name])
    if (rowCount) return names.name
    const draft = `${names.name}_draft`
    await client.query(`drop database if exists ${draft} with (force)`)
    await createDatabase(client, { name: draft, owner: names.owner })
    await allowConnect(client, { name: draft, role: names.app })
    const { migrateToLatest } = await import('#server/db/migrate.ts')
    const draftUrl = withDatabase(inject('postgres').ownerUrl, draft)
    await migrateToLatest(draftUrl)
    // Each copy makes an id of its own.
    await withClient(draftUrl, (owner) => owner.query('delete from installation'))
    await client.query(`alter database ${draft} rename to ${names.name}`)
    return names.name
  } finally {
    await client.query('select pg_advisory_unlock($1)', [templateLock])
  }
}

function withDatabase(url: string, name: string): string {
  const changed = new URL(url)
  changed.pathname = `/${name}`
  return changed.href
}
