import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import path from 'node:path'
import { parseArgs } from 'node:util'
import type { Kysely, Transaction } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { withOwner } from '#server/db/database.ts'
import type { Schema } from '#server/db/schema.ts'
import * as people from '#server/features/administration/administer-queries.ts'
import { importAudits } from '#server/features/audits/import-commands.ts'
import { readCsv } from '#server/lib/csv.ts'
import { importFields, suggestMapping } from '#shared/audits/import-rules.ts'
import { type ColumnMapping, type ImportReport, importField } from '#shared/audits/import-views.ts'
import { withOwnerUrl } from './owner-database.ts'
import { type Command, type Io, required, UsageError } from './program.ts'

export const importCommand: Command = {
  name: 'import audits',
  usage:
    'import audits FILE --team NAME [--violating VALUE] [--create-people] [--map column=field,...] [--strict] [--dry-run] [--json]',
  summary: `Adds a team's audit log; importing twice changes nothing. Fields: ${importFields.join(', ')}`,
  async run(args, io) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        team: { type: 'string' },
        violating: { type: 'string', default: 'violating' },
        'create-people': { type: 'boolean', default: false },
        map: { type: 'string' },
        strict: { type: 'boolean', default: false },
        'dry-run': { type: 'boolean', default: false },
        json: { type: 'boolean' },
      },
    })
    const file = path.resolve(required(positionals[0], 'FILE'))
    const teamName = required(values.team, '--team')
    const mapping = await mappingOf(file, values.map)
    const { size } = await stat(file)
    const options = {
      fileName: path.basename(file),
      mapping,
      violating: values.violating,
      strict: values.strict,
      dryRun: values['dry-run'],
      createPeople: values['create-people'],
    }
    const report = await withOwnerUrl(io.config, 'to write', (ownerUrl) =>
      withOwner(ownerUrl, (db) =>
        inOneTransaction(db, options.dryRun, async (trx) => {
          const team = await findTeam(trx, teamName, options.createPeople)
          return await importAudits(
            { org: team.org, actor: null, query: trx },
            createReadStream(file),
            { ...options, teamId: team.teamId },
            { now: Date.now, onProgress: progressOn(io, size) },
          )
        }),
      ),
    )
    if (values.json) io.say(JSON.stringify(report))
    else printReport(report, io)
    if (report.refused === 0) return 0
    return report.added + report.unchanged > 0 ? 3 : 1
  },
}

class RolledBack extends Error {}

/** A dry run makes no people and no team either: it is rolled back as a whole. */
async function inOneTransaction(
  db: Kysely<Schema>,
  dryRun: boolean,
  work: (trx: Transaction<Schema>) => Promise<ImportReport>,
): Promise<ImportReport> {
  let report: ImportReport | undefined
  try {
    await db.transaction().execute(async (trx) => {
      report = await work(trx)
      if (dryRun) throw new RolledBack()
    })
  } catch (error) {
    if (!(error instanceof RolledBack)) throw error
  }
  if (!report) throw new Error('The import ended without a report')
  return report
}

async function findTeam(
  db: Transaction<Schema>,
  name: string,
  create: boolean,
): Promise<{ org: string; teamId: string }> {
  const [org, ...others] = await people.organisations(db)
  if (others.length > 0) throw new UsageError('There is more than one organisation')
  if (!org && !create)
    throw new UsageError('There is no organisation yet: say --create-people, or dure organisation create')
  const orgId = org?.org_id ?? uuidv7()
  const zone = org?.zone ?? 'Asia/Seoul'
  if (!org) await people.insertOrganisation(db, { orgId, name, zone, epoch: randomUUID() })
  const team = await people.teamNamed(db, orgId, name)
  if (team) return { org: orgId, teamId: team.team_id }
  if (!create) throw new UsageError(`There is no team called ${name}`)
  const teamId = uuidv7()
  await people.insertTeam(db, { org: orgId, teamId, name, zone })
  return { org: orgId, teamId }
}

/** What the header suggests, with what --map says instead: column=field, comma-separated. */
async function mappingOf(file: string, map: string | undefined): Promise<ColumnMapping> {
  const header = await headerOf(file)
  const mapping = suggestMapping(header)
  for (const pair of map?.split(',') ?? []) {
    const separator = pair.lastIndexOf('=')
    const column = pair.slice(0, separator).trim()
    const field = importField.safeParse(pair.slice(separator + 1).trim())
    if (separator < 1 || !field.success)
      throw new UsageError(`--map ${pair} is not column=field; fields are ${importFields.join(', ')}`)
    if (!header.includes(column))
      throw new UsageError(`The file has no column ${column}; it has ${header.join(', ')}`)
    mapping[field.data] = column
  }
  return mapping
}

async function headerOf(file: string): Promise<readonly string[]> {
  const source = createReadStream(file)
  try {
    for await (const rows of readCsv(source)) {
      const [header] = rows
      if (header && 'fields' in header) return header.fields
      if (header) return []
    }
    return []
  } finally {
    source.destroy()
  }
}

function progressOn({ note }: Io, size: number) {
  let reported = 0
  return ({ bytes, rows }: { bytes: number; rows: number }) => {
    const tenths = Math.floor((bytes / Math.max(1, size)) * 10)
    if (tenths > reported) note(`${rows} rows read, ${tenths * 10} %`)
    reported = Math.max(reported, tenths)
  }
}

function printReport(report: ImportReport, { say }: Io): void {
  const { read, added, unchanged, refused } = report
  say(
    `${read} rows read: ${added} ${report.dryRun ? 'would be added' : 'added'}, ${unchanged} unchanged, ${refused} refused`,
  )
  for (const { row, reason, field, value } of report.refusals) {
    say(`  line ${row}: ${reason}${field ? ` (${field}${value ? `: ${value}` : ''})` : ''}`)
  }
  if (refused > report.refusals.length) say(`  … and ${refused - report.refusals.length} more`)
}
