import { countHeaps } from '#server/db/broom-queries.ts'
import type { OwnerDb } from '#server/db/database.ts'
import { expiredCounts } from '#server/features/check-ins/facade.ts'
import type { Keystore } from '#server/keys/keystore.ts'
import { type RetentionKind, retentionKinds } from '#shared/core/retention-rules.ts'
import { erasePerson } from './erasure-jobs.ts'
import { lockPerson, peopleOnHold } from './erasure-queries.ts'
import { kindOf } from './kind-of-table.ts'
import { countPersonRows, type RowCount, removePersonRows } from './person-row-queries.ts'
import { type Leaver, leavers, setPeriods, wellbeingDays } from './retention-queries.ts'

const kinds = Object.keys(retentionKinds) as RetentionKind[]
/** People of whom a run takes what is due. */
const batchSize = 20

/** Of a person who left: what is due, and whether it is all of them. */
interface DuePerson {
  personId: string
  kinds: ReadonlySet<RetentionKind>
  whole: boolean
  tables: RowCount[]
}

export interface KindReport {
  kind: RetentionKind
  by: 'age' | 'leaving' | 'reason'
  /** Null where it is kept for a reason. */
  days: number | null
  reason: 'audit_trail' | 'work' | null
  /** Rows that go, or lose a name, with the next runs. */
  due: number
  /** Rows that would be due and that a legal hold keeps. */
  onHold: number
}

/** Returns the period of a kind in an organisation, in days. */
function daysOf(kind: RetentionKind, set: ReadonlyMap<string, number>): number | undefined {
  const { period } = retentionKinds[kind]
  return period.by === 'reason' ? undefined : (set.get(kind) ?? period.days)
}

/** Returns the kinds that are over for somebody who left so long ago; with the last of them go all that are left. */
function kindsOver({ days }: Leaver, set: ReadonlyMap<string, number>): ReadonlySet<RetentionKind> {
  const isOver = (kind: RetentionKind) =>
    retentionKinds[kind].period.by === 'leaving' && days >= (daysOf(kind, set) ?? Number.POSITIVE_INFINITY)
  return new Set(isOver('people') ? kinds : kinds.filter(isOver))
}

const hasRowsOnHold = (tables: readonly RowCount[]) => tables.some(({ onHold }) => onHold > 0)

/** A change that is only counted with. */
interface Supposed {
  period?: { kind: RetentionKind; days: number }
  /** A hold that is to have ended. */
  exceptId?: string | null
}

/** Yields what is due of each person who left, and changes nothing. */
async function* duePeople(
  db: OwnerDb,
  org: string,
  { period, exceptId = null }: Supposed = {},
): AsyncGenerator<DuePerson> {
  const set = new Map(await setPeriods(db, org))
  if (period) set.set(period.kind, period.days)
  const onHoldIds = await peopleOnHold(db, org, { exceptId })
  for (const leaver of await leavers(db, org)) {
    const over = kindsOver(leaver, set)
    if (over.size === 0) continue
    const tables = await countPersonRows(db, { org, personId: leaver.personId, kinds: over, onHoldIds })
    if (tables.length === 0) continue
    const isWhole = over.has('people') && !hasRowsOnHold(tables)
    const shown = over.has('people') && !isWhole ? keepPerson(tables) : tables
    yield { personId: leaver.personId, kinds: over, whole: isWhole, tables: shown }
  }
}

/** What a hold keeps of a person names them, so that their name and roles are kept with it. */
const keepPerson = (tables: readonly RowCount[]): RowCount[] =>
  tables.map((count) =>
    kindOf.get(count.table) === 'people'
      ? { ...count, deleted: 0, changed: 0, onHold: count.onHold + count.deleted + count.changed }
      : count,
  )

/** Returns what the next runs would take, table by table, if this were changed; changes nothing. */
export async function dueRows(db: OwnerDb, org: string, supposed: Supposed): Promise<RowCount[]> {
  const counts: RowCount[] = []
  for await (const { tables } of duePeople(db, org, supposed)) counts.push(...tables)
  return sumOf(counts)
}

/** Adds up the counts of each table. */
export const sumOf = (counts: readonly RowCount[]): RowCount[] =>
  [...Map.groupBy(counts, ({ table }) => table)].map(([table, same]) => ({
    table,
    deleted: same.reduce((sum, { deleted }) => sum + deleted, 0),
    changed: same.reduce((sum, { changed }) => sum + changed, 0),
    onHold: same.reduce((sum, { onHold }) => sum + onHold, 0),
  }))

/** Returns for each kind of data its period, what is due and what a legal hold keeps; changes nothing. */
export async function retentionReport(db: OwnerDb, org: string): Promise<KindReport[]> {
  const due = new Map<string, number>()
  const onHold = new Map<string, number>()
  const add = (counts: Map<string, number>, kind: string | undefined, count: number) =>
    kind !== undefined && counts.set(kind, (counts.get(kind) ?? 0) + count)
  for await (const { tables } of duePeople(db, org))
    for (const count of tables) {
      add(due, kindOf.get(count.table), count.deleted + count.changed)
      add(onHold, kindOf.get(count.table), count.onHold)
    }
  for (const [table, count] of [...(await countHeaps(db, org)), ...(await expiredCounts(db, org))])
    add(due, kindOf.get(table), count)
  const set = await setPeriods(db, org)
  const wellbeing = await wellbeingDays(db, org)
  return kinds.map((kind) => {
    const { period } = retentionKinds[kind]
    const days = kind === 'wellbeing' ? (wellbeing ?? daysOf(kind, set)) : daysOf(kind, set)
    return {
      ...{ kind, by: period.by, days: days ?? null, reason: period.by === 'reason' ? period.reason : null },
      ...{ due: due.get(kind) ?? 0, onHold: onHold.get(kind) ?? 0 },
    }
  })
}

/**
 * Takes what is due of some people who left, each in a transaction of its own. Nothing of it can be put back: what stays must
 * not lead to them any more. The retention clock and the years since they left stand against a clock that was wrong.
 */
export async function forgetLeavers(deps: { db: OwnerDb; keys: Keystore }, org: string): Promise<number> {
  let count = 0
  for await (const { personId, whole, kinds: over, tables } of duePeople(deps.db, org)) {
    if (tables.every(({ deleted, changed }) => deleted + changed === 0)) continue
    if (count === batchSize) break
    count += 1
    if (whole) await erasePerson(deps, { org, person: personId })
    else
      await deps.db.transaction().execute(async (transaction) => {
        if (!(await lockPerson(transaction, { org, person: personId }))) return
        const onHoldIds = await peopleOnHold(transaction, org)
        const parts = new Set([...over].filter((kind) => kind !== 'people'))
        await removePersonRows(transaction, { org, personId, kinds: parts, onHoldIds })
      })
  }
  return count
}
