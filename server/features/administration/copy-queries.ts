import { type Kysely, type RawBuilder, sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import type { OwnerDb } from '#server/db/database.ts'
import type { Schema } from '#server/db/schema.ts'
import { maskedText } from '#shared/administration/copy-views.ts'
import type { CopyRule, PersonTable, RowsWith, Whole } from '#shared/core/person-data.ts'
import { personData } from '#shared/person-data.ts'

/** Rows that are read at a time. */
const pageSize = 250

const tables: ReadonlyMap<string, PersonTable> = new Map(
  Object.values(personData).flatMap((data) => Object.entries<PersonTable>(data)),
)
const tableOf = (name: string): PersonTable => {
  const found = tables.get(name)
  if (!found) throw new Error(`${name} is not declared as about persons`)
  return found
}

/** Tables that the app may not read, with the function that gives the actor's own rows of them. */
const ownRows: Readonly<Record<string, string>> = { audit_log: 'own_trail' }

/** The columns of a table that the actor's role may read, and its key. */
export interface CopiedTable {
  columns: readonly { name: string; type: string }[]
  key: readonly { name: string; type: string }[]
}

/** Whose rows are meant. `byOthers`: whoever runs the server asks, and what only its author reads is left out. */
export interface CopyScope {
  org: string
  person: string
  byOthers: boolean
}

/** Returns what the role of this connection may read of each table. */
export async function copiedTables(db: Kysely<Schema>): Promise<ReadonlyMap<string, CopiedTable>> {
  const { rows } = await sql<{ table: string; name: string; type: string; place: number | null }>`
    select c.relname as table, a.attname::text as name, format_type(a.atttypid, a.atttypmod) as type,
      array_position(i.indkey::int2[], a.attnum) as place
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      left join pg_index i on i.indrelid = c.oid and i.indisprimary
    where c.relnamespace = 'public'::regnamespace and c.relname = any (${[...tables.keys()]}::text[])
      and (has_column_privilege(c.oid, a.attnum, 'SELECT') or c.relname = any (${Object.keys(ownRows)}::text[]))
    order by c.relname, a.attnum`.execute(db)
  return new Map(
    [...Map.groupBy(rows, ({ table }) => table)].map(([name, columns]) => [
      name,
      {
        columns: columns.map(({ name: column, type }) => ({ name: column, type })),
        key: columns
          .filter(({ place }) => place !== null)
          .sort((a, b) => (a.place ?? 0) - (b.place ?? 0))
          .map(({ name: column, type }) => ({ name: column, type })),
      },
    ]),
  )
}

type Condition = RawBuilder<unknown>

/** Returns the condition that a row of the table is the person's: it names them, or belongs to one that does. */
function isOf(name: string, alias: string, scope: CopyScope): Condition {
  const { people, partOf = [], copy = {} } = tableOf(name)
  if (copy === 'nothing') return sql`false`
  const { by = Object.keys(people), partOf: further = [], shownFrom } = copy
  const own = by.map((column) => sql`${sql.ref(`${alias}.${column}`)} = ${scope.person}`)
  const belongs = [...partOf, ...further].map((whole) => belongsTo(alias, whole, scope))
  const closed = scope.byOthers ? isOwnOnly(name, alias) : undefined
  const limits = [
    ...(shownFrom === undefined ? [] : [sql`${sql.ref(`${alias}.${shownFrom}`)} <= now()`]),
    ...(closed ? [sql`not ${closed}`] : []),
  ]
  return sql`(${sql.join([sql`(${sql.join([...own, ...belongs], sql` or `)})`, ...limits], sql` and `)})`
}

const belongsTo = (alias: string, whole: Whole, scope: CopyScope) =>
  within(alias, whole, isOf(whole.table, `${alias}_`, scope))

/** Returns the condition that a row belongs to one of which the other condition is true. */
function within(alias: string, { table, column, key = column }: Whole, condition: Condition): Condition {
  const other = `${alias}_`
  return sql`exists (select from ${sql.table(table)} as ${sql.ref(other)}
    where ${sql.ref(`${other}.org_id`)} = ${sql.ref(`${alias}.org_id`)}
      and ${sql.ref(`${other}.${key}`)} = ${sql.ref(`${alias}.${column}`)} and ${condition})`
}

/** Returns the condition that a row, or what it belongs to, is copied for its person alone; undefined where none is. */
function isOwnOnly(name: string, alias: string): Condition | undefined {
  const { partOf = [], copy = {} } = tableOf(name)
  if (copy === 'nothing') return undefined
  const { ownOnly = [], partOf: further = [] } = copy
  if (ownOnly === true) return sql`true`
  const wholes = [...partOf, ...further].flatMap((whole) => {
    const closed = isOwnOnly(whole.table, `${alias}_`)
    return closed ? [within(alias, whole, closed)] : []
  })
  const found = [...ownOnly.map((rows) => hasValue(alias, rows)), ...wholes]
  return found.length > 0 ? sql`(${sql.join(found, sql` or `)})` : undefined
}

const hasValue = (alias: string, { column, values = [], prefixes = [] }: RowsWith): Condition => {
  const text = sql`coalesce(${sql.ref(`${alias}.${column}`)}::text, '')`
  return sql`(${text} = any (${values}::text[])
    or exists (select from unnest(${prefixes}::text[]) as p (prefix) where starts_with(${text}, p.prefix)))`
}

/** Returns how the names of a trail's entries begin that whoever runs the server copies none of. */
function prefixesLeftOut(name: string, { byOthers }: CopyScope): string[] {
  const { copy = {} } = tableOf(name)
  if (!byOthers || copy === 'nothing' || copy.ownOnly === true) return []
  return (copy.ownOnly ?? []).flatMap(({ prefixes = [] }) => prefixes)
}

/** A row as JSON, with its place, whom and which team it names, and its sealed columns. */
export interface CopiedRow {
  key: string[]
  row: string
  people: string[]
  team: string | null
  sealed: (Buffer | null)[]
}

/**
 * Returns the rows that follow a key in a table, and its key for the next page; undefined where these are the last.
 * Bytes are in none of them but the sealed columns, which are asked for by name.
 */
export async function copiedPage(
  db: Kysely<Schema>,
  scope: CopyScope,
  {
    name,
    table: { columns, key },
    sealed,
    after,
  }: { name: string; table: CopiedTable; sealed: readonly string[]; after: readonly string[] | undefined },
): Promise<{ rows: CopiedRow[]; next: string[] | undefined }> {
  if (key.length === 0) throw new Error(`${name} has no key that its rows could be read by`)
  const { people, copy = {} } = tableOf(name)
  const rule: CopyRule = copy === 'nothing' ? {} : copy
  const { without = [], masked = [] } = rule
  const has = (column: string) => columns.some((item) => item.name === column)
  const shown = columns.filter(
    ({ name: column, type }) => type !== 'bytea' && column !== 'org_id' && !without.includes(column),
  )
  const column = (item: string) => sql`${sql.ref(`x.${item}`)}`
  const value = (item: string) =>
    masked.includes(item)
      ? sql`case when ${column('child_safety')} and ${column(item)} is not null
          then to_jsonb(${maskedText}::text) else to_jsonb(${column(item)}) end as ${sql.ref(item)}`
      : column(item)
  const keys = sql.join(key.map((item) => column(item.name)))
  const own = ownRows[name]
  const source =
    own === undefined
      ? sql`${sql.table(name)}`
      : sql`${sql.raw(`app.${own}`)}(${after?.at(-1) ?? null}::uuid, ${pageSize}, ${prefixesLeftOut(name, scope)}::text[])`
  const follows = after
    ? sql`and (${keys}) > (${sql.join(key.map(({ type }, place) => sql`${after[place]}::${sql.raw(type)}`))})`
    : sql``
  const mine = own === undefined ? isOf(name, 'x', scope) : sql`true`
  const { rows } = await sql<CopiedRow>`
    select array[${sql.join(key.map((item) => sql`${column(item.name)}::text`))}] as key,
      (select row_to_json(r)::text from (select ${sql.join(shown.map((item) => value(item.name)))}) r) as row,
      array_remove(array[${sql.join([sql`null::uuid`, ...Object.keys(people).filter(has).map(column)])}], null)::text[] as people,
      ${has('team_id') ? column('team_id') : sql`null::uuid`} as team,
      array[${sql.join([sql`null::bytea`, ...sealed.map(column)])}] as sealed
    from ${source} as x where x.org_id = ${scope.org} and ${mine} ${follows}
    order by ${keys} limit ${pageSize}`.execute(db)
  const next = rows.length === pageSize ? rows.at(-1)?.key : undefined
  return { rows: rows.map((row) => ({ ...row, sealed: row.sealed.slice(1) })), next }
}

/** Returns the names of people and teams, as far as the reader may know them. */
export async function copiedNames(
  db: Kysely<Schema>,
  org: string,
  { people, teams }: { people: readonly string[]; teams: readonly string[] },
): Promise<{ people: { id: string; name: string }[]; teams: { id: string; name: string }[] }> {
  const [named, teamsNamed] = await Promise.all([
    sql<{ id: string; name: string }>`select person_id as id, name from person
      where org_id = ${org} and person_id = any (${people}::uuid[]) order by name, person_id`.execute(db),
    sql<{ id: string; name: string }>`select team_id as id, name from team
      where org_id = ${org} and team_id = any (${teams}::uuid[]) order by name, team_id`.execute(db),
  ])
  return { people: named.rows, teams: teamsNamed.rows }
}

/** Returns the names of the person and of the organisation. */
export async function copiedPerson(
  db: Kysely<Schema>,
  { org, person }: Pick<CopyScope, 'org' | 'person'>,
): Promise<{ name: string; organisation: string } | undefined> {
  return await db
    .selectFrom('person as p')
    .innerJoin('org as o', 'o.org_id', 'p.org_id')
    .select(['p.name', 'o.name as organisation'])
    .where('p.org_id', '=', org)
    .where('p.person_id', '=', person)
    .executeTakeFirst()
}

/** Appends to the audit trail that whoever runs the server made a copy of the person's data. */
export async function recordCopyByOperator(
  db: OwnerDb,
  { org, person }: Pick<CopyScope, 'org' | 'person'>,
): Promise<void> {
  await db
    .insertInto('audit_log')
    .values({
      ...{ org_id: org, entry_id: uuidv7(), actor_id: null, team_id: null },
      ...{ action: 'administration.copy', entity_id: person },
    })
    .execute()
}
