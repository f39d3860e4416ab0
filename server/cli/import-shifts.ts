import { readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { parseArgs } from 'node:util'
import type { Transaction } from 'kysely'
import { withOwner } from '#server/db/database.ts'
import type { Schema } from '#server/db/schema.ts'
import * as people from '#server/features/administration/administer-queries.ts'
import { storeRoster } from '#server/features/shifts/roster-commands.ts'
import { peopleOfTeam, teamZone } from '#server/features/shifts/roster-queries.ts'
import {
  isCalendar,
  largestCalendar,
  readCalendar,
  UnreadableCalendar,
} from '#shared/shifts/calendar-file-rules.ts'
import { importRosterInput, rosterLimit } from '#shared/shifts/contracts.ts'
import {
  type RefusedRow,
  type RosterFile,
  readRoster,
  rosterFields,
} from '#shared/shifts/roster-file-rules.ts'
import { type Called, planRoster } from '#shared/shifts/roster-people-rules.ts'
import { rosterWindow } from '#shared/shifts/roster-rules.ts'
import type { RosterReport } from '#shared/shifts/views.ts'
import { foldCell } from '#shared/tables/clean.ts'
import { openedTable } from './import-mapping.ts'
import { withOwnerUrl } from './owner-database.ts'
import { type Command, type Io, required, UsageError } from './program.ts'

type Report = RosterReport & { dryRun: boolean; source: string; refused: RefusedRow[] }

class RolledBack extends Error {}

export const importShifts: Command = {
  name: 'import shifts',
  usage:
    'import shifts FILE --team NAME [--person EMAIL] [--source NAME] [--sheet NAME] [--dry-run] [--json]',
  summary: `Adds shifts and absences of a team from a CSV of any encoding, .xlsx, or an iCalendar file (.ics); importing twice changes nothing, and what a later file of the same source leaves out is removed. Columns, in English or Korean: ${rosterFields.join(', ')}; a shift that ends before it begins ends on the next day. A calendar’s events are of the people whom they invite, or all of --person’s. Its source is the calendar’s or file’s name, or --source. Why somebody is away is not kept`,
  async run(args, io) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        team: { type: 'string' },
        person: { type: 'string' },
        source: { type: 'string' },
        sheet: { type: 'string' },
        'dry-run': { type: 'boolean', default: false },
        json: { type: 'boolean' },
      },
    })
    const file = path.resolve(required(positionals[0], 'FILE'))
    const team = required(values.team, '--team')
    const { person, source, sheet, 'dry-run': dryRun } = values
    const report = await withOwnerUrl(io.config, 'to write', (ownerUrl) =>
      withOwner(ownerUrl, async (db) => {
        let made: Report | undefined
        const work = db.transaction().execute(async (trx) => {
          made = { dryRun, ...(await store(trx, file, { team, person, source, sheet })) }
          if (dryRun) throw new RolledBack()
        })
        await work.catch((error: unknown) => {
          if (!(error instanceof RolledBack)) throw error
        })
        if (!made) throw new Error('The import ended without a report')
        return made
      }),
    )
    if (values.json) io.say(JSON.stringify(report))
    else print(report, io)
    if (report.refused.length === 0) return 0
    return report.added + report.unchanged + report.kept > 0 ? 3 : 1
  },
}

interface Choices {
  team: string
  person: string | undefined
  source: string | undefined
  sheet: string | undefined
}

async function store(
  trx: Transaction<Schema>,
  file: string,
  choices: Choices,
): Promise<Omit<Report, 'dryRun'>> {
  const [org, ...others] = await people.organisations(trx)
  if (!org || others.length > 0)
    throw new UsageError('There must be one organisation: dure organisation create')
  const found = await people.teamNamed(trx, org.org_id, choices.team)
  if (!found) throw new UsageError(`There is no team called ${choices.team}`)
  const place = { org: org.org_id, teamId: found.team_id }
  const zone = await teamZone({ ...place, query: trx })
  const read = await opened(file, { zone, sheet: choices.sheet })
  if (read.missing.length > 0) throw new UsageError(`The file has no column for ${read.missing.join(', ')}`)
  const personOf = await mapping(trx, { ...place, person: choices.person })
  const { entries, refused } = planRoster(read, { zone, personOf })
  const source = (choices.source ?? read.name ?? path.basename(file)).slice(0, 200)
  if (entries.length === 0) return { source, refused, added: 0, removed: 0, unchanged: 0, kept: 0 }
  if (entries.length > rosterLimit)
    throw new UsageError(`A file has at most ${rosterLimit} shifts and absences`)
  const input = importRosterInput.parse({ teamId: place.teamId, source, entries })
  const { report } = await storeRoster({ org: place.org, actor: null, query: trx }, input, Date.now())
  return { ...report, source, refused }
}

async function opened(
  file: string,
  { zone, sheet }: { zone: string; sheet: string | undefined },
): Promise<RosterFile> {
  const { size } = await stat(file)
  const bytes = size <= largestCalendar ? await readFile(file) : undefined
  if (!bytes || !isCalendar(bytes)) return await readRoster(await openedTable(file, sheet))
  try {
    return readCalendar(bytes, { zone, ...rosterWindow(Temporal.Now.plainDateISO(zone).toString()) })
  } catch (error) {
    if (error instanceof UnreadableCalendar) throw new UsageError('This calendar cannot be read')
    throw error
  }
}

/** Returns who is meant by a word: everybody's rows are the chosen person's, where one was chosen. */
async function mapping(
  trx: Transaction<Schema>,
  { org, teamId, person }: { org: string; teamId: string; person: string | undefined },
): Promise<(called: string | null) => Called> {
  if (person !== undefined) {
    const personId = await people.personByEmail(trx, org, person.trim().toLowerCase())
    if (!personId) throw new UsageError(`Nobody has the address ${person}`)
    return () => ({ personId })
  }
  const members = await peopleOfTeam(trx, { org, teamId })
  return (called) => {
    if (called === null) return { reason: 'no_person' }
    const [found, ...others] = members.filter(({ names }) => names.includes(foldCell(called)))
    if (!found) return { reason: 'unknown_person' }
    return others.length > 0 ? { reason: 'several_people' } : { personId: found.person_id }
  }
}

function print({ dryRun, source, added, removed, unchanged, kept, refused }: Report, { say }: Io): void {
  const would = dryRun ? ' would be' : ''
  say(
    `${source}: ${added}${would} added, ${removed}${would} removed, ${unchanged} unchanged, ${kept} corrected by hand and left so, ${refused.length} refused`,
  )
  for (const { row, field, reason, value } of refused)
    say(
      `  row ${row}: ${reason}${field ? ` (${field}${value ? `: ${value}` : ''})` : value ? ` (${value})` : ''}`,
    )
}
