import { createHash, randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { open, readdir, readlink, realpath, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { BackupError, type Frame, formatName, formatVersion, leftOut } from './backup-format.ts'
import { withOwner } from './database.ts'
import { compareSchema } from './migrate.ts'
import { columnsOf, tablesInOrder } from './table-order.ts'

export interface BackupReport {
  file: string
  tables: number
  rows: number
}

/**
 * Writes every table, as of one moment, to `file`; others go on writing meanwhile. The file appears under its name only
 * when it is whole and on the disk.
 */
export async function backup(ownerUrl: string, file: string, now: () => number): Promise<BackupReport> {
  const plan = await withOwner(ownerUrl, async (db) => {
    const { applied: migrations } = await compareSchema(db)
    if (migrations.length === 0) throw new BackupError('There is nothing to back up: the database is empty')
    const tables = (await tablesInOrder(db)).filter((table) => !leftOut.includes(table))
    return {
      migrations,
      tables: await Promise.all(
        tables.map(async (table) => ({ table, columns: await columnsOf(db, table) })),
      ),
    }
  })
  const target = await targetOf(file)
  const draft = target.isStream ? target.path : await draftOf(target.path)
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'dure-backup' })
  await client.connect()
  let rows = 0
  try {
    await client.query('begin isolation level repeatable read read only')
    const frames = async function* (): AsyncGenerator<Buffer> {
      const hash = createHash('sha256')
      const framed = (head: Frame, body?: Buffer) => {
        const bytes = Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`), ...(body ? [body] : [])])
        hash.update(bytes)
        return bytes
      }
      const timestamp = new Date(now()).toISOString()
      yield framed({
        kind: 'header',
        format: formatName,
        version: formatVersion,
        at: timestamp,
        migrations: plan.migrations,
      })
      for (const { table, columns } of plan.tables) {
        yield framed({ kind: 'table', table, columns })
        const list = columns.map((column) => client.escapeIdentifier(column)).join(', ')
        const copy = client.query(copyTo(`copy public.${client.escapeIdentifier(table)} (${list}) to stdout`))
        for await (const chunk of copy as AsyncIterable<Buffer>)
          yield framed({ kind: 'data', bytes: chunk.length }, chunk)
        rows += copy.rowCount
      }
      const end: Frame = { kind: 'end', tables: plan.tables.length, sha256: hash.digest('hex') }
      yield Buffer.from(`${JSON.stringify(end)}\n`)
    }
    await pipeline(Readable.from(frames()), createGzip(), createWriteStream(draft, { mode: 0o600 }))
    if (!target.isStream) {
      const written = await open(draft, 'r+')
      await written.sync()
      await written.close()
      await rename(draft, target.path)
    }
  } finally {
    await client.end()
    if (!target.isStream) await rm(draft, { force: true })
  }
  return { file, tables: plan.tables.length, rows }
}

/** Where the backup is written to: what a link leads to; and a device or a pipe as it is, which a file must not replace. */
async function targetOf(file: string): Promise<{ path: string; isStream: boolean }> {
  const found = await stat(file).catch(() => undefined)
  if (found?.isDirectory()) throw new BackupError(`${file} is a folder: name a file in it`)
  if (found && !found.isFile()) return { path: file, isStream: true }
  if (found) return { path: await realpath(file), isStream: false }
  // A link to nothing yet is followed too.
  const link = await readlink(file).catch(() => undefined)
  return { path: link === undefined ? file : path.resolve(path.dirname(file), link), isStream: false }
}

/** Milliseconds after which a draft is left over: a backup that is written changes all the time. */
const staleAfter = 3_600_000

/** A name beside the file, whose earlier drafts that a killed process left are removed. */
async function draftOf(file: string): Promise<string> {
  const [folder, start] = [path.dirname(file), `.${path.basename(file)}.`]
  for (const name of await readdir(folder)) {
    if (!name.startsWith(start) || !name.endsWith('.part')) continue
    const changed = (await stat(path.join(folder, name)).catch(() => undefined))?.mtimeMs ?? Date.now()
    if (changed < Date.now() - staleAfter) await rm(path.join(folder, name), { force: true })
  }
  return path.join(folder, `${start}${randomUUID()}.part`)
}
