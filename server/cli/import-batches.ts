import { parseArgs } from 'node:util'
import type { Transaction } from 'kysely'
import { withOwner } from '#server/db/database.ts'
import type { Schema } from '#server/db/schema.ts'
import * as people from '#server/features/administration/administer-queries.ts'
import type { ImportTarget } from '#server/features/audits/import-queries.ts'
import type { Made } from '#server/features/audits/table.ts'
import { undoWhole } from '#server/features/audits/undo-commands.ts'
import * as queries from '#server/features/audits/undo-queries.ts'
import { isAppError } from '#shared/core/errors.ts'
import { withOwnerUrl } from './owner-database.ts'
import { type Command, type Io, required, UsageError } from './program.ts'

/** Works in one transaction as nobody, for the one organisation. */
async function inOrganisation<T>(io: Io, work: (target: ImportTarget) => Promise<T>): Promise<T> {
  return await withOwnerUrl(io.config, 'to write', (ownerUrl) =>
    withOwner(ownerUrl, (db) =>
      db.transaction().execute(async (query: Transaction<Schema>) => {
        const [org, ...others] = await people.organisations(query)
        if (!org || others.length > 0) throw new UsageError('There must be one organisation')
        return await work({ org: org.org_id, actor: null, query })
      }),
    ),
  )
}

export const importList: Command = {
  name: 'import list',
  usage: 'import list --team NAME [--json]',
  summary: "A team's imports, the latest first, with the ids by which they can be undone",
  async run(args, io) {
    const { values } = parseArgs({
      args,
      options: { team: { type: 'string' }, json: { type: 'boolean' } },
    })
    const name = required(values.team, '--team')
    const batches = await inOrganisation(io, async (target) => {
      const team = await people.teamNamed(target.query, target.org, name)
      if (!team) throw new UsageError(`There is no team called ${name}`)
      return await queries.importsOfTeam(target, team.team_id)
    })
    const listed = batches.map(
      ({ import_id, file_name, at, added, machines, updated, refused, undone_at }) => ({
        importId: import_id,
        fileName: file_name,
        at,
        added,
        machines,
        updated,
        refused,
        undoneAt: undone_at,
      }),
    )
    if (values.json) io.say(JSON.stringify(listed))
    else
      for (const { importId, fileName, at, added, updated, undoneAt } of listed)
        io.say(
          `${importId}  ${at}  ${fileName}: ${added} added, ${updated} verified later${undoneAt ? ', undone' : ''}`,
        )
    return 0
  },
}

const dependents = {
  coached: 'cases that notes name',
  rechecked: 'rechecks',
  escalated: 'cases that escalations name',
  verified: 'later verifications',
  reviewed: 'cases that reviews name',
}

export const importUndo: Command = {
  name: 'import undo',
  usage: 'import undo IMPORT-ID [--json]',
  summary:
    'Takes an import back whole, with the people and policies that it made as far as nothing else names them, while nothing stands on it',
  async run(args, io) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { json: { type: 'boolean' } },
    })
    const importId = required(positionals[0], 'IMPORT-ID')
    if (!/^[\da-f-]{36}$/i.test(importId)) throw new UsageError('IMPORT-ID is one of dure import list')
    const batch = await inOrganisation(io, async (target) => {
      const found = await queries.importById(target, importId)
      if (!found) throw new UsageError('There is no such import: dure import list names them')
      await undoneOrRefused(target, found)
      await queries.removeMade(target, madeOf(found.made))
      return found
    })
    const { file_name, added, updated } = batch
    if (values.json) io.say(JSON.stringify({ importId, fileName: file_name, added, updated }))
    else io.say(`${file_name} is undone: ${added} rows and ${updated} verifications are taken back`)
    return 0
  },
}

async function undoneOrRefused(target: ImportTarget, batch: queries.BatchRow): Promise<void> {
  try {
    await undoWhole(target, batch)
  } catch (error) {
    if (!isAppError(error) || error.code !== 'CONFLICT') throw error
    if (error.details.reason === 'import_undone') throw new UsageError('It is undone already')
    if (error.details.reason === 'import_running') throw new UsageError('An import is running')
    const counts = Object.entries(dependents)
      .map(([what, noun]) => ({ n: Number(error.details.values?.[what] ?? 0), noun }))
      .filter(({ n }) => n > 0)
      .map(({ n, noun }) => `${n} ${noun}`)
    throw new UsageError(
      `Something stands on it by now: ${counts.join(', ') || 'a note, a recheck or an escalation'}`,
    )
  }
}

/** Imports of before this was recorded made nothing that is known. */
function madeOf(value: unknown): Made {
  const list = (key: string): string[] => {
    const found: unknown = Reflect.get(Object(value), key)
    return Array.isArray(found) ? found.filter((item) => typeof item === 'string') : []
  }
  return { people: list('people'), memberships: list('memberships'), policies: list('policies') }
}
