import { createHash, randomBytes } from 'node:crypto'
import path from 'node:path'
import { parseArgs } from 'node:util'
import type { Transaction } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { withOwner } from '#server/db/database.ts'
import type { Schema } from '#server/db/schema.ts'
import * as people from '#server/features/administration/administer-queries.ts'
import {
  type PeopleFile,
  type PersonRow,
  peopleFields,
  type RefusedPerson,
  readPeople,
} from '#shared/administration/people-file-rules.ts'
import { openedTable } from './import-mapping.ts'
import { originOfLinks, withOwnerUrl } from './owner-database.ts'
import { type Command, type Io, required, UsageError } from './program.ts'

interface Invited {
  row: number
  email: string
  name: string
  /** `joined`: whom an import made; `role_added`: to somebody who was there. */
  outcome: 'made' | 'joined' | 'role_added' | 'unchanged'
  /** Null where there is nothing to accept, and on a dry run. */
  link: string | null
}
interface Report {
  dryRun: boolean
  people: Invited[]
  refused: RefusedPerson[]
}

class RolledBack extends Error {}

export const importPeople: Command = {
  name: 'import people',
  usage: 'import people FILE [--create-teams] [--sheet NAME] [--dry-run] [--json]',
  summary: `Adds people with their roles from a CSV of any encoding or .xlsx, and prints their invitations; importing twice changes nothing. Columns, in English or Korean: ${peopleFields.join(', ')}. Without a role it is an analyst's, without a first day today. --create-teams makes teams that are not there`,
  async run(args, io) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        'create-teams': { type: 'boolean', default: false },
        sheet: { type: 'string' },
        'dry-run': { type: 'boolean', default: false },
        json: { type: 'boolean' },
      },
    })
    const file = path.resolve(required(positionals[0], 'FILE'))
    const read = await readPeople(await openedTable(file, values.sheet))
    if (read.missing.length > 0) throw new UsageError(`The file has no column for ${read.missing.join(', ')}`)
    const report = await store(read, { dryRun: values['dry-run'], makeTeams: values['create-teams'] }, io)
    if (values.json) io.say(JSON.stringify(report))
    else print(report, io)
    if (report.refused.length === 0) return 0
    return report.people.length > 0 ? 3 : 1
  },
}

type Choices = { dryRun: boolean; makeTeams: boolean }

async function store(file: PeopleFile, { dryRun, makeTeams }: Choices, { config }: Io): Promise<Report> {
  const report: Report = { dryRun, people: [], refused: [...file.refused] }
  await withOwnerUrl(config, 'to write', (ownerUrl) =>
    withOwner(ownerUrl, async (db) => {
      const origin = await originOfLinks(db, config)
      const work = db.transaction().execute(async (trx) => {
        const [org, ...others] = await people.organisations(trx)
        if (!org || others.length > 0)
          throw new UsageError('There must be one organisation: dure organisation create')
        for (const row of file.people) {
          const added = await addPerson(trx, row, { org, origin, makeTeams })
          if ('reason' in added) report.refused.push(added)
          else report.people.push(dryRun ? { ...added, link: null } : added)
        }
        if (dryRun) throw new RolledBack()
      })
      await work.catch((error: unknown) => {
        if (!(error instanceof RolledBack)) throw error
      })
    }),
  )
  report.refused.sort((a, b) => a.row - b.row)
  return report
}

interface Place {
  org: { org_id: string; zone: string }
  origin: string
  makeTeams: boolean
}

async function addPerson(
  trx: Transaction<Schema>,
  row: PersonRow,
  { org, origin, makeTeams }: Place,
): Promise<Invited | RefusedPerson> {
  const { email, name, role } = row
  const teamId = row.team === null ? null : await teamCalled(trx, row.team, { org, makeTeams })
  if (teamId === undefined) return { row: row.row, field: 'team', reason: 'unknown_team', value: row.team }
  const known = await people.personByEmail(trx, org.org_id, email)
  const person = { org: org.org_id, name, reference: null, locale: row.locale ?? 'ko' } as const
  // A move-in calls people by their address.
  const imported = known
    ? undefined
    : await people.importedPerson(trx, { ...person, reference: email, teamId })
  const personId = known ?? imported ?? uuidv7()
  if (imported) await people.namePerson(trx, { ...person, personId })
  else if (!known) await people.insertPerson(trx, { ...person, personId })
  const today = new Date().toLocaleDateString('sv-SE', { timeZone: org.zone })
  const isNewRole = await people.ensureMembership(trx, {
    ...{ org: org.org_id, membershipId: uuidv7(), personId, role, teamId, function: null },
    startsOn: row.startsOn ?? today,
  })
  const head = { row: row.row, email, name }
  if (known) return { ...head, outcome: isNewRole ? 'role_added' : 'unchanged', link: null }
  const token = randomBytes(24).toString('base64url')
  const tokenHash = createHash('sha256').update(token).digest()
  await people.insertInvitation(trx, { tokenHash, org: org.org_id, personId, email })
  return { ...head, outcome: imported ? 'joined' : 'made', link: `${origin}/invitation#${token}` }
}

/** Undefined where there is none of that name and none is made. */
async function teamCalled(
  trx: Transaction<Schema>,
  name: string,
  { org, makeTeams }: Pick<Place, 'org' | 'makeTeams'>,
): Promise<string | undefined> {
  const found = await people.teamNamed(trx, org.org_id, name)
  if (found || !makeTeams) return found?.team_id
  const teamId = uuidv7()
  await people.insertTeam(trx, { org: org.org_id, teamId, name, zone: org.zone })
  return teamId
}

function print({ dryRun, people: added, refused }: Report, { say }: Io): void {
  const counted = (outcome: Invited['outcome']) =>
    added.filter((invited) => invited.outcome === outcome).length
  say(
    `${added.length + refused.length} rows read: ${counted('made') + counted('joined')} ${dryRun ? 'would be invited' : 'invited'} (${counted('joined')} of them made by an import), ${counted('role_added')} with another role, ${counted('unchanged')} unchanged, ${refused.length} refused`,
  )
  for (const { row, field, reason, value } of refused)
    say(`  row ${row}: ${reason}${field ? ` (${field}${value ? `: ${value}` : ''})` : ''}`)
  for (const { email, name, link } of added) if (link) say(`${email}  ${name}  ${link}`)
}
