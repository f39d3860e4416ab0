import { randomUUID } from 'node:crypto'
import { stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { parseArgs } from 'node:util'
import type { Kysely, Transaction } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { withOwner } from '#server/db/database.ts'
import type { Schema } from '#server/db/schema.ts'
import * as people from '#server/features/administration/administer-queries.ts'
import { importAudits } from '#server/features/audits/import-commands.ts'
import { openFile } from '#server/lib/table-file.ts'
import { importFields } from '#shared/audits/import-rules.ts'
import type { ImportReport } from '#shared/audits/import-views.ts'
import { mappingOf } from './import-mapping.ts'
import { noteUnsure, printReport, refusedRows } from './import-output.ts'
import { withOwnerUrl } from './owner-database.ts'
import { type Command, type Io, required, UsageError } from './program.ts'

export const importCommand: Command = {
  name: 'import audits',
  usage:
    'import audits FILE --team NAME [--violating VALUE] [--create-people] [--earlier-days] [--known-policies] [--map column=field,...] [--policy word=policy]... [--day-order dmy|mdy] [--sheet NAME] [--refused FILE] [--strict] [--dry-run] [--json]',
  summary: `Adds a team's audit log, CSV of any encoding, .xlsx, or the events of Ozone as JSON; importing twice changes nothing, and what was verified later is added to its rows. --create-people makes people whom nobody knows; --earlier-days takes rows of before somebody's first day in the team, for audits alone. Policies that nobody knows are named before they are made; --known-policies refuses their rows instead, and --policy says which known one a word means. --day-order says which of 11/3/2026 is the day. --refused writes the rows that were refused, with the reason. Fields: ${importFields.join(', ')}`,
  isBulk: true,
  async run(args, io) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        team: { type: 'string' },
        violating: { type: 'string' },
        'create-people': { type: 'boolean', default: false },
        'earlier-days': { type: 'boolean', default: false },
        'known-policies': { type: 'boolean', default: false },
        map: { type: 'string' },
        policy: { type: 'string', multiple: true, default: [] },
        'day-order': { type: 'string' },
        sheet: { type: 'string' },
        refused: { type: 'string' },
        strict: { type: 'boolean', default: false },
        'dry-run': { type: 'boolean', default: false },
        json: { type: 'boolean' },
      },
    })
    const file = path.resolve(required(positionals[0], 'FILE'))
    const teamName = required(values.team, '--team')
    const dayOrder = dayOrderOf(values['day-order'])
    const { sheet } = values
    const { mapping, preset } = await mappingOf(file, { map: values.map, sheet })
    const { size } = await stat(file)
    const options = {
      fileName: path.basename(file),
      mapping,
      violating: values.violating ?? (preset === 'ozone' ? 'takedown' : 'violating'),
      strict: values.strict,
      dryRun: values['dry-run'],
      makePeople: values['create-people'],
      earlierDays: values['create-people'] || values['earlier-days'],
      makePolicies: !values['known-policies'],
      policies: values.policy.map(policyPair),
      dayOrder,
      sheet,
    }
    const report = await withOwnerUrl(io.config, 'to write', (ownerUrl) =>
      withOwner(ownerUrl, (db) =>
        inOneTransaction(db, options.dryRun, async (trx) => {
          const team = await findTeam(trx, teamName, options.makePeople)
          return await importAudits(
            { org: team.org, actor: null, query: trx },
            openFile(file),
            { ...options, teamId: team.teamId },
            {
              now: Date.now,
              onProgress: progressOn(io, size),
              beforeStoring: (found) => noteUnsure(found, io),
            },
          )
        }),
      ),
    )
    if (values.refused && report.refused > 0)
      await writeFile(path.resolve(values.refused), await refusedRows(file, { report, sheet }))
    if (values.json) io.say(JSON.stringify(report))
    else printReport(report, io)
    if (report.refused === 0) return 0
    return report.added + report.updated + report.unchanged > 0 ? 3 : 1
  },
}

function dayOrderOf(value: string | undefined): 'dmy' | 'mdy' | undefined {
  if (value === undefined || value === 'dmy' || value === 'mdy') return value
  throw new UsageError('--day-order is dmy (3/11/2026 is the third of November) or mdy')
}

function policyPair(pair: string): { word: string; code: string } {
  const separator = pair.lastIndexOf('=')
  const [word, code] = [pair.slice(0, separator).trim(), pair.slice(separator + 1).trim()]
  if (separator < 1 || code === '') throw new UsageError(`--policy ${pair} is not word=policy`)
  return { word, code }
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

function progressOn({ note }: Io, size: number) {
  let reported = 0
  return ({ bytes, rows }: { bytes: number; rows: number }) => {
    const tenths = Math.floor((bytes / Math.max(1, size)) * 10)
    if (tenths > reported) note(`${rows} rows read, ${tenths * 10} %`)
    reported = Math.max(reported, tenths)
  }
}
