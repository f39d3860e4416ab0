import { type RawBuilder, sql } from 'kysely'
import type { OwnerDb } from '#server/db/database.ts'
import { tablesInOrder } from '#server/db/table-order.ts'
import type { PersonTable, Whole } from '#shared/core/person-data.ts'
import { type RetentionKind, retentionKinds } from '#shared/core/retention-rules.ts'
import { formerMember } from '#shared/people/former-member.ts'
import { personData } from '#shared/person-data.ts'

/** Stands in place of a text that went with its author. */
const removedText = '…'

const tables: ReadonlyMap<string, PersonTable> = new Map(
  Object.values(personData).flatMap((data) => Object.entries<PersonTable>(data)),
)
const partsOf: ReadonlyMap<string, readonly (Whole & { part: string })[]> = Map.groupBy(
  [...tables].flatMap(([part, { partOf = [] }]) => partOf.map((whole) => ({ ...whole, part }))),
  ({ table }) => table,
)
const tableOf = (name: string): PersonTable => {
  const found = tables.get(name)
  if (!found) throw new Error(`${name} is not declared as about persons`)
  return found
}

/** Which rows are meant. */
export interface Scope {
  org: string
  personId: string
  /** Kinds of data; rows that belong to one of these go with it, whatever their own kind. */
  kinds: ReadonlySet<RetentionKind>
  /** People of whom nothing goes that a legal hold keeps. */
  onHoldIds: readonly string[]
}

type OnHold = Pick<Scope, 'onHoldIds' | 'personId'>

/**
 * Tables with the column of whom a row is about, which is emptied together with the person's own row: a legal hold on anybody else
 * in the row, who asked for the erasure or confirmed it, keeps it from nothing.
 */
const subjectOf: ReadonlyMap<string, string> = new Map([['retention_request', 'person_id']])

/** Tables with the column that says when a row ended, from when on a legal hold keeps it from nothing: who was in it is free of it. */
const endOf: ReadonlyMap<string, string> = new Map([['legal_hold', 'ended_at']])

/** Rows of a table, each counted once for each column that names the person. */
export interface RowCount {
  table: string
  deleted: number
  /** Rows that stay and no longer name the person. */
  changed: number
  /** Rows that a legal hold keeps as they are. */
  onHold: number
}

type Condition = RawBuilder<unknown>
const anyOf = (conditions: readonly Condition[]): Condition | undefined =>
  conditions.length > 0 ? sql`(${sql.join(conditions, sql` or `)})` : undefined

/** Returns the condition that a row belongs to a row of the other table for which `holds` is true. */
function within(
  alias: string,
  { ours, theirs, table }: { ours: string; theirs: string; table: string },
  holds: (alias: string) => Condition | undefined,
): Condition | undefined {
  const other = `${alias}_`
  const condition = holds(other)
  return (
    condition &&
    sql`exists (select from ${sql.table(table)} as ${sql.ref(other)} where ${sql.ref(`${other}.org_id`)} = ${sql.ref(`${alias}.org_id`)}
      and ${sql.ref(`${other}.${theirs}`)} = ${sql.ref(`${alias}.${ours}`)} and ${condition})`
  )
}
const belongsTo = (alias: string, whole: Whole, holds: (alias: string) => Condition | undefined) =>
  within(alias, { table: whole.table, ours: whole.column, theirs: whole.key ?? whole.column }, holds)
const hasPart = (
  alias: string,
  { part, column, key = column }: Whole & { part: string },
  holds: (alias: string) => Condition | undefined,
) => within(alias, { table: part, ours: key, theirs: column }, holds)

const some = (found: readonly (Condition | undefined)[]) => anyOf(found.filter((item) => item !== undefined))

/** Returns the condition that a row goes with the person. */
function goes(name: string, alias: string, scope: Scope): Condition | undefined {
  const { people, mentions = {}, partOf = [], retention } = tableOf(name)
  const own = scope.kinds.has(retention)
    ? [
        ...Object.entries(people)
          .filter(([, fate]) => fate === 'deleted')
          .map(([column]) => sql`${sql.ref(`${alias}.${column}`)} = ${scope.personId}`),
        ...Object.entries(mentions)
          .filter(([, fate]) => fate === 'deleted')
          .map(([column]) => sql`position(${scope.personId} in ${sql.ref(`${alias}.${column}`)}::text) > 0`),
      ]
    : []
  return some([
    ...own,
    ...partOf.map((whole) => belongsTo(alias, whole, (other) => goes(whole.table, other, scope))),
  ])
}

/** Returns the condition that a row, or a part of it, names somebody whom a legal hold is on. */
function namesOnHold(name: string, alias: string, { onHoldIds, personId }: OnHold): Condition | undefined {
  const { people, retention } = tableOf(name)
  const subject = subjectOf.get(name)
  const end = endOf.get(name)
  if (!retentionKinds[retention].underHold) return undefined
  return some([
    ...Object.keys(people).map((column) => {
      const inRow = sql`${sql.ref(`${alias}.${column}`)} = any (${onHoldIds}::uuid[])`
      const named = end === undefined ? inRow : sql`(${inRow} and ${sql.ref(`${alias}.${end}`)} is null)`
      if (subject === undefined || subject === column) return named
      return sql`(${named} and ${sql.ref(`${alias}.${subject}`)} is distinct from ${personId}::uuid)`
    }),
    ...(partsOf.get(name) ?? []).map((part) =>
      hasPart(alias, part, (other) => namesOnHold(part.part, other, { onHoldIds, personId })),
    ),
  ])
}

/** Returns the condition that a legal hold keeps a row: it, what it belongs to or a part of that names somebody held. */
function isOnHold(name: string, alias: string, scope: OnHold): Condition | undefined {
  if (scope.onHoldIds.length === 0 || !retentionKinds[tableOf(name).retention].underHold) return undefined
  return some([
    namesOnHold(name, alias, scope),
    ...(tableOf(name).partOf ?? []).map((whole) =>
      belongsTo(alias, whole, (other) => isOnHold(whole.table, other, scope)),
    ),
  ])
}

const isNot = (condition: Condition | undefined) =>
  condition ? sql`not coalesce(${condition}, false)` : sql`true`

/** The columns in which the person's name gives way, of tables whose rows stay. */
const kept = (name: string, { kinds }: Scope) => {
  const { people, retention } = tableOf(name)
  if (!kinds.has(retention)) return []
  return Object.entries(people).filter(
    ([column, fate]) => fate !== 'deleted' && (subjectOf.get(name) !== column || kinds.has('people')),
  )
}

/** Returns what an erasure of these kinds would do, table by table, and changes nothing. */
export async function countPersonRows(db: OwnerDb, scope: Scope): Promise<RowCount[]> {
  const counts: RowCount[] = []
  for (const name of tables.keys()) {
    const going = goes(name, 'x', scope)
    const naming = kept(name, scope).map(([column]) => sql`${sql.ref(`x.${column}`)} = ${scope.personId}`)
    if (!going && naming.length === 0) continue
    const onHold = isOnHold(name, 'x', scope)
    const isGoing = going ? sql`coalesce(${going}, false)` : sql`false`
    const isKeptRow = onHold ? sql`coalesce(${onHold}, false)` : sql`false`
    const { rows } = await sql<Omit<RowCount, 'table'>>`select
        count(*) filter (where going and not on_hold)::int as deleted,
        count(*) filter (where not going and not on_hold)::int as changed,
        count(*) filter (where on_hold)::int as "onHold"
      from (select ${isGoing} as going, ${isKeptRow} as on_hold from ${sql.table(name)} as x
        where x.org_id = ${scope.org} and (${anyOf([isGoing, ...naming])})) c`.execute(db)
    const [count] = rows
    if (count && count.deleted + count.changed + count.onHold > 0) counts.push({ table: name, ...count })
  }
  return counts
}

/** As the owner, in a transaction: does what `countPersonRows` counts. */
export async function removePersonRows(db: OwnerDb, scope: Scope): Promise<void> {
  await db
    .insertInto('person')
    .values({
      ...{ org_id: scope.org, person_id: formerMember.personId, name: formerMember.name },
      ...{ reference: null, welcomed_at: null },
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  await sql`set constraints all deferred`.execute(db)
  const order = (await tablesInOrder(db)).filter((name) => tables.has(name))
  // Parts go before what they belong to: whether one is left is asked of rows that are still there.
  const isCounted = (name: string) => tableOf(name).countedFrom !== undefined
  const removed = order.toReversed().filter((name) => name !== 'person')
  for (const name of [...removed.filter((item) => !isCounted(item)), ...removed.filter(isCounted)])
    await removeRows(db, name, scope)
  for (const name of order) await removeNames(db, name, scope)
  if (scope.kinds.has('people')) await removeRows(db, 'person', scope)
}

async function removeRows(db: OwnerDb, name: string, scope: Scope): Promise<void> {
  const going = goes(name, 'x', scope)
  if (!going) return
  await sql`delete from ${sql.table(name)} as x where x.org_id = ${scope.org} and ${going}
    and ${isNot(isOnHold(name, 'x', scope))}`.execute(db)
}

async function removeNames(db: OwnerDb, name: string, scope: Scope): Promise<void> {
  const { org, personId, kinds } = scope
  const { retention, texts = {}, mentions = {}, names = {}, addsUp } = tableOf(name)
  if (!kinds.has(retention)) return
  const table = sql.table(name)
  const free = isNot(isOnHold(name, 'x', scope))
  for (const [column, fate] of kept(name, scope)) {
    const named = sql.ref(`x.${column}`)
    if (fate === 'former') await makeRoom(db, { name, column, addsUp: addsUp ?? false, scope, free })
    const emptied = (texts[column] ?? []).map((text) => sql`, ${sql.ref(text)} = ${removedText}`)
    const value = fate === 'former' ? sql`${formerMember.personId}::uuid` : sql`null`
    await sql`update ${table} as x set ${sql.ref(column)} = ${value}${sql.join(emptied, sql``)}
      where x.org_id = ${org} and ${named} = ${personId} and ${free}`.execute(db)
  }
  for (const [column] of Object.entries(mentions).filter(([, fate]) => fate === 'replaced')) {
    const listed = sql.ref(column)
    await sql`update ${table} as x
      set ${listed} = replace(${listed}::text, ${personId}, ${formerMember.personId})::${sql.raw(await typeOf(db, name, column))}
      where x.org_id = ${org} and position(${personId} in ${sql.ref(`x.${column}`)}::text) > 0 and ${free}`.execute(
      db,
    )
  }
  for (const [column, property] of Object.entries(names)) {
    const list = sql.ref(`x.${column}`)
    await sql`update ${table} as x set ${sql.ref(column)} = (select coalesce(jsonb_agg(case
          when i.item ->> ${property} in (p.name, p.reference)
          then jsonb_set(i.item, array[${property}], 'null') else i.item end order by i.place), '[]')
        from jsonb_array_elements(${list}) with ordinality as i (item, place))
      from person p where p.org_id = ${org} and p.person_id = ${personId} and x.org_id = ${org}
        and exists (select from jsonb_array_elements(${list}) as i (item)
          where i.item ->> ${property} in (p.name, p.reference)) and ${free}`.execute(db)
  }
}

/** Lets the former member take the person's place in a table in which it has a row of that key already. */
async function makeRoom(
  db: OwnerDb,
  {
    name,
    column,
    addsUp,
    scope: { org, personId },
    free,
  }: { name: string; column: string; addsUp: boolean; scope: Scope; free: Condition },
): Promise<void> {
  for (const key of await keysWith(db, name, column)) {
    const same = sql.join(
      key.columns
        .filter((item) => item !== column)
        .map((item) => sql`${sql.ref(`x.${item}`)} = ${sql.ref(`y.${item}`)}`),
      sql` and `,
    )
    const pair = sql`${sql.ref(`x.${column}`)} = ${personId} and ${sql.ref(`y.${column}`)} = ${formerMember.personId}
      and x.org_id = ${org} and ${same} and ${free}`
    if (addsUp) {
      const sums = key.others.map(
        (item) => sql`${sql.ref(item)} = ${sql.ref(`y.${item}`)} + ${sql.ref(`x.${item}`)}`,
      )
      await sql`update ${sql.table(name)} as y set ${sql.join(sums)} from ${sql.table(name)} as x where ${pair}`.execute(
        db,
      )
    }
    await sql`delete from ${sql.table(name)} as x using ${sql.table(name)} as y where ${pair}`.execute(db)
  }
}

/** Returns the unique keys of a table that hold this column, each with the columns that are not in it. */
async function keysWith(
  db: OwnerDb,
  name: string,
  column: string,
): Promise<{ columns: string[]; others: string[] }[]> {
  const { rows } = await sql<{ columns: string[]; others: string[] }>`
    select array_agg(a.attname::text) filter (where a.attnum = any (i.indkey::int2[])) as columns,
      array_agg(a.attname::text) filter (where a.attnum <> all (i.indkey::int2[])) as others
    from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum > 0 and not a.attisdropped
    where i.indrelid = ${`public.${name}`}::regclass and i.indisunique and i.indpred is null
    group by i.indexrelid`.execute(db)
  return rows
    .filter(({ columns }) => columns.includes(column))
    .map(({ columns, others }) => ({ columns, others: others ?? [] }))
}

async function typeOf(db: OwnerDb, name: string, column: string): Promise<string> {
  const { rows } = await sql<{
    type: string
  }>`select format_type(atttypid, atttypmod) as type from pg_attribute
    where attrelid = ${`public.${name}`}::regclass and attname = ${column}`.execute(db)
  return rows[0]?.type ?? 'text'
}
