import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import pg from 'pg'
import { type CopyStreamQuery, from as copyFrom } from 'pg-copy-streams'
import { BackupError, leftOut } from './backup-format.ts'
import { readFrames } from './backup-reader.ts'
import { withOwner } from './database.ts'
import { createMigrator, migrateToLatest } from './migrate.ts'
import { servedBy } from './served-queries.ts'
import { columnsOf, tablesInOrder } from './table-order.ts'

export interface RestoreReport {
  /** When the backup was taken. */
  at: string
  tables: number
  rows: number
}

/**
 * Puts a backup into the database, all of it or nothing. The file is read to its end and its checksum compared first.
 * A database that holds an organisation is refused unless `replace` is said, which empties it in the same transaction.
 */
export async function restore(
  ownerUrl: string,
  file: string,
  { replace = false } = {},
): Promise<RestoreReport> {
  const { at, migrations } = await verify(file)
  await withOwner(ownerUrl, async (db) => {
    if ((await servedBy(db)) > 0)
      throw new BackupError('Dure is running on this database. Stop it, restore, and start it again')
    const migrator = createMigrator(db)
    const known = await migrator.getMigrations()
    const newest = migrations.at(-1)
    const unknown = migrations.find((name) => !known.some((migration) => migration.name === name))
    if (unknown || !newest) throw new BackupError('The backup is of a newer Dure: update Dure first')
    const beyond = known.some(({ name, executedAt }) => executedAt && !migrations.includes(name))
    if (!beyond) {
      const { error } = await migrator.migrateTo(newest)
      if (error) throw error
    }
  })
  const { tables, columns } = await withOwner(ownerUrl, async (db) => {
    const names = (await tablesInOrder(db)).filter((table) => !table.startsWith('kysely_'))
    return {
      tables: names,
      columns: new Map(
        await Promise.all(names.map(async (name) => [name, await columnsOf(db, name)] as const)),
      ),
    }
  })
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'dure-restore' })
  await client.connect()
  let rows = 0
  let copied = 0
  try {
    await client.query('begin')
    const { rowCount } = await client.query('select 1 from org limit 1')
    if (rowCount && !replace) {
      throw new BackupError(
        'The database is not empty. Restore into an empty data folder, or say --replace to empty it first',
      )
    }
    const kept = tables.includes('installation')
      ? await client.query<{ database_id: string; keystore_mark: Buffer | null }>(
          'select database_id, keystore_mark from installation',
        )
      : undefined
    const quoted = (table: string) => `public.${client.escapeIdentifier(table)}`
    await client.query(`truncate ${tables.map(quoted).join(', ')}`)
    // COPY FROM does not work under row-level security: it is lifted and forced again within this transaction.
    for (const table of tables) await client.query(`alter table ${quoted(table)} no force row level security`)
    let copy: CopyStreamQuery | undefined
    const finish = async () => {
      if (!copy) return
      copy.end()
      await once(copy, 'finish')
      rows += copy.rowCount
      copy = undefined
    }
    for await (const { head, body } of readFrames(file)) {
      if (head.kind === 'data' && copy && !copy.write(body)) await once(copy, 'drain')
      if (head.kind === 'table') {
        await finish()
        const here = columns.get(head.table)
        if (!here || leftOut.includes(head.table) || head.columns.some((column) => !here.includes(column))) {
          throw new BackupError(`The backup has a table that this Dure does not know: ${head.table}`)
        }
        const list = head.columns.map((column) => client.escapeIdentifier(column)).join(', ')
        copy = client.query(copyFrom(`copy ${quoted(head.table)} (${list}) from stdin`))
        copied++
      }
    }
    await finish()
    // A backup from before databases were tied to their keystores leaves this one its own.
    for (const { database_id, keystore_mark } of kept?.rows ?? [])
      await client.query(
        'insert into installation (database_id, keystore_mark) values ($1, $2) on conflict do nothing',
        [database_id, keystore_mark],
      )
    // Open phones hold cursors of the database that was: a new epoch makes them read everything again.
    await client.query('insert into feed_epoch (org_id, epoch) select org_id, $1::uuid from org', [
      randomUUID(),
    ])
    for (const table of tables) await client.query(`alter table ${quoted(table)} force row level security`)
    await client.query('commit')
  } finally {
    await client.end()
  }
  await migrateToLatest(ownerUrl)
  return { at, tables: copied, rows }
}

async function verify(file: string): Promise<{ at: string; migrations: string[] }> {
  let header: { at: string; migrations: string[] } | undefined
  for await (const { head } of readFrames(file)) {
    if (!header && head.kind !== 'header') throw new BackupError('The file is not a backup of Dure')
    if (head.kind === 'header') header = head
  }
  if (!header) throw new BackupError('The file is not a backup of Dure')
  return header
}
