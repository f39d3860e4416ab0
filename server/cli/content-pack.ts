import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import type * as z from 'zod/mini'
import type { Config } from '#server/config.ts'
import { type OwnerDb, withOwner } from '#server/db/database.ts'
import { organisations } from '#server/features/administration/administer-queries.ts'
import { deletePack, installedPacks, putPack } from '#server/features/check-ins/content-pack-queries.ts'
import { systemSentence } from '#server/lib/system-errors.ts'
import { type ContentPack, contentPack } from '#shared/check-ins/content-pack.ts'
import { languagesOf, packFaults } from '#shared/check-ins/questionnaire-rules.ts'
import { withOwnerUrl } from './owner-database.ts'
import { type Command, required, UsageError } from './program.ts'

/** A pack is text; a file of another kind is refused before it is read as one. */
const fileLimit = 1_000_000

export const installContentPack: Command = {
  name: 'content-pack install',
  usage: 'content-pack install FILE [--json]',
  summary:
    'Installs a licensed questionnaire, turned off, or another version of it; docs/content-packs.md has the format',
  async run(args, { config, say, note }) {
    const { values, positionals } = readArgs(args)
    const read = await readPack(required(positionals[0], 'FILE'))
    if ('faults' in read) {
      for (const fault of read.faults) note(fault)
      note(
        `The pack is not installed: ${read.faults.length === 1 ? 'a fault' : `${read.faults.length} faults`}.`,
      )
      return 1
    }
    const { pack } = read
    const done = await withOrganisation(config, 'to write', async (db, org) => {
      const known = (await installedPacks(db, org)).find(({ pack_id }) => pack_id === pack.id)
      if (known?.body.version === pack.version) return isSame(known.body, pack) ? 'unchanged' : 'clash'
      await putPack(db, org, pack)
      return known ? 'replaced' : 'installed'
    })
    if (done === 'clash') {
      note(
        `version: ${pack.version} of ${pack.id} is installed with other words; give the file another version`,
      )
      return 1
    }
    const languages = languagesOf(pack)
    if (values.json) say(JSON.stringify({ id: pack.id, version: pack.version, languages, done }))
    else
      say(
        done === 'unchanged'
          ? `${pack.id} ${pack.version} is installed already`
          : done === 'replaced'
            ? `${pack.id} is now version ${pack.version}; people are asked for their consent to it again`
            : `${pack.id} ${pack.version} is installed and turned off. An administrator turns it on under Wellbeing settings`,
      )
    return 0
  },
}

export const listContentPacks: Command = {
  name: 'content-pack list',
  usage: 'content-pack list [--json]',
  summary:
    'Installed questionnaires: id, version, languages, whether they are turned on, and where they are from',
  async run(args, { config, say }) {
    const { values } = readArgs(args)
    const rows = await withOrganisation(config, 'to read', installedPacks)
    const packs = rows.map(({ pack_id, body, turned_on }) => ({
      ...{ id: pack_id, version: body.version, languages: languagesOf(body), turnedOn: turned_on },
      ...{ source: body.source, licence: body.licence },
    }))
    if (values.json) say(JSON.stringify(packs))
    else if (packs.length === 0) say('No content pack is installed')
    else
      for (const { id, version, languages, turnedOn, source } of packs)
        say(`${id}  ${version}  ${languages.join(', ')}  ${turnedOn ? 'on' : 'off'}  ${source}`)
    return 0
  },
}

export const removeContentPack: Command = {
  name: 'content-pack remove',
  usage: 'content-pack remove ID',
  summary: 'Removes a questionnaire that nobody’s answers are kept of',
  async run(args, { config, say, note }) {
    const { positionals } = readArgs(args)
    const id = required(positionals[0], 'ID')
    const done = await withOrganisation(config, 'to write', (db, org) => deletePack(db, org, id))
    if (done === 'removed') {
      say(`${id} is removed`)
      return 0
    }
    note(
      done === 'unknown'
        ? `No content pack is called ${id}: dure content-pack list`
        : `Answers to ${id} are kept. Turn it off; once their retention is over it can be removed`,
    )
    return 1
  },
}

const readArgs = (args: string[]) =>
  parseArgs({ args, allowPositionals: true, options: { json: { type: 'boolean' } } })

async function withOrganisation<T>(
  config: Config,
  needs: 'to write' | 'to read',
  work: (db: OwnerDb, org: string) => Promise<T>,
): Promise<T> {
  return await withOwnerUrl(config, needs, (ownerUrl) =>
    withOwner(ownerUrl, async (db) => {
      const [org, ...others] = await organisations(db)
      if (!org || others.length > 0)
        throw new UsageError('There must be one organisation: dure organisation create')
      return await db.transaction().execute((transaction) => work(transaction, org.org_id))
    }),
  )
}

/** Compares as PostgreSQL keeps it: the order of the fields is none of the words. */
const isSame = (a: ContentPack, b: ContentPack): boolean =>
  JSON.stringify(sorted(a)) === JSON.stringify(sorted(b))

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => a.localeCompare(b))
      .map(([key, part]) => [key, sorted(part)]),
  )
}

type Read = { pack: ContentPack } | { faults: string[] }

/** Reads the file: the pack, or every fault with the field that it is in. */
async function readPack(file: string): Promise<Read> {
  let content: string
  try {
    content = await readFile(file, 'utf8')
  } catch (error) {
    return { faults: [`${file}: ${systemSentence(error) ?? 'cannot be read'}`] }
  }
  if (content.length > fileLimit) return { faults: [`${file}: is larger than a content pack can be`] }
  let value: unknown
  try {
    value = JSON.parse(content.replace(/^\uFEFF/, ''))
  } catch (error) {
    return { faults: [`${file}: is not JSON: ${error instanceof Error ? error.message : ''}`] }
  }
  const parsed = contentPack.safeParse(value)
  if (!parsed.success) return { faults: parsed.error.issues.flatMap(faultsOf) }
  const faults = packFaults(parsed.data).map(({ path, says }) => `${path}: ${says}`)
  return faults.length > 0 ? { faults } : { pack: parsed.data }
}

const pathOf = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (before, key) =>
      typeof key === 'number' ? `${before}[${key}]` : `${before}${before && '.'}${String(key)}`,
    '',
  ) || 'the file'

/** Returns what an issue of the schema says, with its field. */
function faultsOf(issue: z.core.$ZodIssue): string[] {
  const field = pathOf(issue.path)
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => `${pathOf([...issue.path, key])}: is no field of a content pack`)
    case 'invalid_type':
      return [`${field}: ${issue.input === undefined ? 'is missing or' : ''} must be ${issue.expected}`]
    case 'invalid_value':
      return [`${field}: must be ${issue.values.map(String).join(' or ')}`]
    case 'too_small':
      return [`${field}: must ${bound(issue.origin, 'least', Number(issue.minimum))}`]
    case 'too_big':
      return [`${field}: must ${bound(issue.origin, 'most', Number(issue.maximum))}`]
    case 'custom':
      return [`${field}: ${issue.message}`]
    default:
      return [`${field}: does not have the form that docs/content-packs.md describes`]
  }
}

function bound(origin: string, end: 'least' | 'most', limit: number): string {
  if (origin === 'string') return `have at ${end} ${limit} characters`
  if (origin === 'array') return `have at ${end} ${limit} entries`
  return end === 'least' ? `be ${limit} or more` : `be ${limit} or less`
}
