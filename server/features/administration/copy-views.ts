import { appendAudit } from '#server/core/audit-trail.ts'
import type { Core } from '#server/core/scope.ts'
import type { ActorRef } from '#server/db/actor-db.ts'
import type { Database } from '#server/db/database.ts'
import { sealedTables } from '#server/features/check-ins/facade.ts'
import type { Keystore } from '#server/keys/keystore.ts'
import { copyEnd, copyFormat, copyVersion } from '#shared/administration/copy-views.ts'
import { AppError } from '#shared/core/errors.ts'
import type { PersonTable } from '#shared/core/person-data.ts'
import { personData } from '#shared/person-data.ts'
import {
  type CopiedRow,
  type CopiedTable,
  type CopyScope,
  copiedNames,
  copiedPage,
  copiedPerson,
  copiedTables,
} from './copy-queries.ts'

/** Ids whose names are asked for together. */
const namesAtOnce = 1000

/** Whose copy is made, and how: with the person's keys for themselves, without any for whoever runs the server. */
interface CopyOrder {
  person: ActorRef
  now: () => number
  keys: Keystore | undefined
}

/** Appends to the audit trail that the actor has a copy made, before anything of it is read. */
export async function recordCopy({ database }: Pick<Core, 'database'>, actor: ActorRef): Promise<void> {
  await database.write(actor, (db) =>
    appendAudit(db, { action: 'administration.copy', entityId: actor.person }),
  )
}

/**
 * Yields the copy of a person's data, part by part, as the text of a JSON file. Everything is read as the person, so that
 * row-level security says what they may read. Each page is read in a short transaction of its own: whoever takes the
 * parts slowly holds none open, and no more than a page is in memory.
 * @throws NOT_FOUND where there is no such person.
 */
export async function* copyOf(
  database: Database,
  { person: actor, now, keys }: CopyOrder,
): AsyncGenerator<string> {
  const [person, tables] = await database.read(actor, (db) =>
    Promise.all([copiedPerson(db.query, actor), copiedTables(db.query)]),
  )
  if (!person) throw new AppError('NOT_FOUND')
  const head = {
    ...{ format: copyFormat, version: copyVersion, madeAt: new Date(now()).toISOString() },
    ...{ madeFor: keys ? 'person' : 'operator' },
    organisation: { id: actor.org, name: person.organisation },
    person: { id: actor.person, name: person.name },
  }
  yield `${JSON.stringify(head).slice(0, -1)},\n"tables":{`
  const named = { people: new Set<string>(), teams: new Set<string>() }
  let comma = ''
  for (const [feature, data] of Object.entries(personData)) {
    for (const [name, { exported, copy }] of Object.entries<PersonTable>(data)) {
      const closed = keys ? undefined : closedToOthers(feature, copy)
      const contents = closed ?? exported
      yield `${comma}\n${JSON.stringify(name)}:{"feature":${JSON.stringify(feature)},"contents":${JSON.stringify(contents)},"rows":[`
      comma = ','
      const table = tables.get(name)
      if (copy !== 'nothing' && !closed) {
        if (!table) throw new Error(`The app may read nothing of ${name}, which a copy is to have`)
        yield* rowsOf({ database, actor, keys, named }, name, table)
      }
      yield ']}'
    }
  }
  yield '\n},\n'
  yield* namesOf(database, actor, named)
  yield copyEnd
}

/** Returns why whoever runs the server copies no row of a table; undefined where they copy some. */
function closedToOthers(feature: string, copy: PersonTable['copy']): string | undefined {
  if (feature === 'checkIns') return 'nothing: wellbeing data is copied for its person alone'
  if (copy !== undefined && copy !== 'nothing' && copy.ownOnly === true)
    return 'nothing: it is copied for its person alone'
  return undefined
}

interface Reading extends Pick<CopyOrder, 'keys'> {
  database: Database
  actor: ActorRef
  named: { people: Set<string>; teams: Set<string> }
}

async function* rowsOf(
  { database, actor, keys, named }: Reading,
  name: string,
  table: CopiedTable,
): AsyncGenerator<string> {
  const scope: CopyScope = { ...actor, byOthers: keys === undefined }
  const sealed = sealedTables[name]?.columns ?? []
  let after: string[] | undefined
  let comma = ''
  do {
    const page = await database.read(actor, (db) =>
      copiedPage(db.query, scope, { name, table, sealed, after }),
    )
    for (const row of page.rows) {
      for (const id of row.people) named.people.add(id)
      if (row.team) named.teams.add(row.team)
    }
    const texts = page.rows.map((row) => withOpened(row, { name, actor, keys }))
    if (texts.length > 0) yield `${comma}\n${texts.join(',\n')}`
    comma = ','
    after = page.next
  } while (after)
}

/** Returns the row as JSON, with what was sealed in it, opened. */
function withOpened(
  { row, sealed }: CopiedRow,
  { name, actor, keys }: { name: string; actor: ActorRef; keys: Keystore | undefined },
): string {
  const table = sealedTables[name]
  if (!table || !keys) return row
  const fields: Record<string, unknown> = JSON.parse(row)
  return JSON.stringify({
    ...fields,
    opened: table.open(keys, actor, { id: String(fields[table.id]), sealed }),
  })
}

async function* namesOf(
  database: Database,
  actor: ActorRef,
  { people, teams }: Reading['named'],
): AsyncGenerator<string> {
  const all = [
    ...[...people].map((id) => ({ kind: 'people' as const, id })),
    ...[...teams].map((id) => ({ kind: 'teams' as const, id })),
  ]
  yield '"names":['
  let comma = ''
  for (let from = 0; from < all.length; from += namesAtOnce) {
    const part = all.slice(from, from + namesAtOnce)
    const ids = (kind: 'people' | 'teams') => part.filter((item) => item.kind === kind).map(({ id }) => id)
    const found = await database.read(actor, (db) =>
      copiedNames(db.query, actor.org, { people: ids('people'), teams: ids('teams') }),
    )
    const names = [...found.people, ...found.teams].map((item) => JSON.stringify(item))
    if (names.length > 0) yield `${comma}\n${names.join(',\n')}`
    comma = ','
  }
  yield '],\n'
}
