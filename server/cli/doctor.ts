import { parseArgs } from 'node:util'
import { holdings, sizeOf } from '#server/cli/holdings.ts'
import { type KeystoreReport, keystoreReport } from '#server/cli/keystore-report.ts'
import { withOwner } from '#server/db/database.ts'
import { type Inspection, inspect } from '#server/db/inspect.ts'
import { type MailReport, mailReport } from '#server/features/inbox/mail-queries.ts'
import { withOwnerUrl } from './owner-database.ts'
import type { Command } from './program.ts'

export const doctor: Command = {
  name: 'doctor',
  usage: 'doctor [--json]',
  summary: 'What Dure runs on, what it holds, and whether it is sound; exit code 1 where it is not',
  async run(args, { config, say }) {
    const { values } = parseArgs({ args, options: { json: { type: 'boolean' } } })
    return await withOwnerUrl(config, 'to look', async (ownerUrl) => {
      const found = await withOwner(ownerUrl, (db) => inspect(db))
      const keystore = await withOwner(ownerUrl, (db) => keystoreReport(db, config))
      const mail = await withOwner(ownerUrl, (db) => mailReport(db))
      const shown = new URL(ownerUrl)
      shown.password = ''
      const files = await holdings(config)
      const report = { databaseUrl: shown.href, ...found, keystore, mail: mail ?? null, files }
      const sound =
        found.durability.safe &&
        found.tablesWithoutForcedRowSecurity.length === 0 &&
        found.unknownMigrations.length === 0 &&
        keystore.sound
      if (values.json) say(JSON.stringify(report))
      else {
        say(`database       ${report.databaseUrl}`)
        say(`PostgreSQL     ${report.postgres}`)
        say(`migrations     ${migrationsText(found)}`)
        say(
          `row security   ${report.tablesWithoutForcedRowSecurity.length === 0 ? 'forced on every table' : `NOT forced on ${report.tablesWithoutForcedRowSecurity.join(', ')}`}`,
        )
        say(
          `durability     ${report.durability.safe ? 'safe' : 'NOT SAFE'} (fsync ${report.durability.fsync}, synchronous_commit ${report.durability.synchronousCommit}, full_page_writes ${report.durability.fullPageWrites}, checksums ${report.durability.dataChecksums})`,
        )
        say(`keystore       ${messageOf(keystore)}`)
        if (mail) say(`e-mail         ${mailText(mail)}`)
        for (const { path, bytes, files: count } of files)
          say(
            `holds          ${path}: ${bytes === null ? 'not there' : `${sizeOf(bytes)} in ${count} files`}`,
          )
        for (const { name, rows, bytes } of found.tables)
          say(`holds          ${name}: about ${rows} rows, ${sizeOf(bytes)}`)
      }
      return sound ? 0 : 1
    })
  },
}

function migrationsText({ migrations, pendingMigrations, unknownMigrations }: Inspection): string {
  const newest = `${migrations.length}, the newest ${migrations.at(-1) ?? 'none'}`
  if (unknownMigrations.length > 0)
    return `${newest}: NOT SOUND, a newer Dure made ${unknownMigrations.length} of them, which this one does not know`
  return pendingMigrations.length > 0
    ? `${newest}; ${pendingMigrations.length} more come with the start of this Dure`
    : newest
}

function messageOf({ file, state, used, answers, unreadable, sameVolume }: KeystoreReport): string {
  if (state === 'missing') return `${file} (made at the first start)`
  if (state !== 'ok') return `NOT SOUND: ${state} ${unreadable} of ${answers} answers cannot be read.`
  const lost = unreadable > 0 ? `, NOT SOUND: ${unreadable} of ${answers} answers WITHOUT A KEY` : ''
  return `${file}, ${used} keys${lost}${sameVolume ? '; on the same volume as the database: a thief of one has both' : ''}`
}

function mailText({ from, waiting, givenUp, lastGivenUpAt, lastReason }: MailReport): string {
  const sender = from === null ? 'none is sent (SMTP_URL and MAIL_FROM are not set)' : `sent from ${from}`
  const lost =
    givenUp > 0 ? `; ${givenUp} GIVEN UP in 90 days, the last at ${lastGivenUpAt}: ${lastReason}` : ''
  return `${sender}, ${waiting} waiting${lost}`
}
