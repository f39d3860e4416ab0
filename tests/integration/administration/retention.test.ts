import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startRetentionClock } from '#server/db/retention-clock.ts'
import { placeHold } from '#server/features/administration/hold-queries.ts'
import { forgetLeavers, retentionReport } from '#server/features/administration/retention-jobs.ts'
import { setPeriod } from '#server/features/administration/retention-queries.ts'
import { boundsOf, type RetentionKind, retentionKinds, settableKinds } from '#shared/core/retention-rules.ts'
import { contentsOf, declared, type FilledDatabase, fillDatabase, tablesWith } from './erasure-setting.ts'

let filled: FilledDatabase
let org: string
beforeAll(async () => {
  filled = await fillDatabase(9)
  org = filled.orgs[0].org
  await startRetentionClock(filled.db)
  await sql`update installation set retention_at = now()`.execute(filled.db)
  // Everybody stays but for whom a test lets leave.
  await sql`update membership set ends_on = null where org_id = ${org}`.execute(filled.db)
})
afterAll(() => filled.stop())

async function leave(number: number, daysAgo: number): Promise<string> {
  const person = filled.orgs[0].people[number] ?? ''
  await filled.db.deleteFrom('membership').where('org_id', '=', org).where('person_id', '=', person).execute()
  await sql`insert into membership (org_id, membership_id, person_id, role, team_id, starts_on, ends_on)
    values (${org}, gen_random_uuid(), ${person}, 'analyst', ${filled.orgs[0].teams[0] ?? ''}, '2000-01-01',
      current_date - ${daysAgo}::int)`.execute(filled.db)
  return person
}
const report = async () => new Map((await retentionReport(filled.db, org)).map((row) => [row.kind, row]))
const leaving = (Object.keys(retentionKinds) as RetentionKind[]).filter(
  (kind) => retentionKinds[kind].period.by === 'leaving',
)

/** Rows of each kind that name the person, and all of the rows. */
async function rowsOf(person: string): Promise<Map<string, number>> {
  const counts = new Map<string, number>()
  for (const [table, { retention }] of declared) {
    const { count } = await contentsOf(filled.db, table, {
      org,
      where: sql`position(${person} in x::text) > 0`,
    })
    counts.set(retention, (counts.get(retention) ?? 0) + count)
  }
  return counts
}

describe('the report of retention', () => {
  it('says the period of every kind, and that nothing is due of who is here', async () => {
    const rows = await report()
    expect([...rows.keys()]).toEqual(Object.keys(retentionKinds))
    for (const kind of leaving)
      expect(rows.get(kind), kind).toMatchObject({ by: 'leaving', due: 0, onHold: 0 })
    expect(rows.get('trail')).toMatchObject({ by: 'reason', days: null, reason: 'audit_trail' })
    expect(rows.get('wellbeing')).toMatchObject({ by: 'age', days: expect.any(Number) })
  })

  it('is what the job then does, kind by kind, and changes nothing itself', async () => {
    const person = await leave(0, 3 * 365 + 1)
    const before = await rowsOf(person)
    const due = await report()
    expect(await rowsOf(person)).toEqual(before)
    const over = ['consents', 'coaching', 'figures', 'reviews', 'shifts', 'reads', 'access']
    expect(over.map((kind) => (due.get(kind as RetentionKind)?.due ?? 0) > 0)).toEqual(over.map(() => true))
    expect(due.get('people')).toMatchObject({ due: 0 })
    expect(await forgetLeavers(filled, org)).toBe(1)
    const after = await rowsOf(person)
    // Every row that names the person and was due does so no more; parts without a name are counted with what they belong to.
    for (const kind of over) expect(after.get(kind) ?? 0, kind).toBe(0)
    for (const kind of ['people', 'work'] as const) expect(after.get(kind), kind).toBe(before.get(kind))
    const rest = await report()
    for (const kind of leaving) expect(rest.get(kind), kind).toMatchObject({ due: 0 })
    expect(await forgetLeavers(filled, org)).toBe(0)
  })

  it('counts as many rows of a kind as the job deletes and changes', async () => {
    await leave(1, 5 * 365 + 1)
    const kinds = ['shifts', 'consents'] as const
    const person = filled.orgs[0].people[1] ?? ''
    const tables = declared.filter(([, { retention }]) => kinds.some((kind) => kind === retention))
    const count = async () => {
      const counts = new Map<string, number>()
      for (const [table, { retention }] of tables)
        counts.set(
          retention,
          (counts.get(retention) ?? 0) + (await contentsOf(filled.db, table, { org })).count,
        )
      return counts
    }
    /** Rows about others, in which the person's name gives way to the former member. */
    const named = async (kind: RetentionKind) => {
      const counts = tables
        .filter(([, { retention }]) => retention === kind)
        .map(async ([table, { people }]) => {
          const among = (fate: 'deleted' | 'former') =>
            sql.join([
              sql`null::uuid`,
              ...Object.keys(people)
                .filter((column) => people[column] === fate)
                .map((column) => sql.ref(column)),
            ])
          const where = sql`(${person}::uuid in (${among('former')})) and (${person}::uuid in (${among('deleted')})) is not true`
          return (await contentsOf(filled.db, table, { org, where })).count
        })
      return (await Promise.all(counts)).reduce((sum, each) => sum + each, 0)
    }
    const due = await report()
    const before = await count()
    const changed = new Map(await Promise.all(kinds.map(async (kind) => [kind, await named(kind)] as const)))
    expect(changed.get('shifts')).toBeGreaterThan(0)
    await forgetLeavers(filled, org)
    const after = await count()
    for (const kind of kinds) {
      const deleted = (before.get(kind) ?? 0) - (after.get(kind) ?? 0)
      expect(deleted + (changed.get(kind) ?? 0), kind).toBe(due.get(kind)?.due)
    }
  })

  it('takes all that is left with names and roles, and marks the person as erased', async () => {
    const person = filled.orgs[0].people[1] ?? ''
    const left = await tablesWith(filled.db, person, org)
    expect(left.filter((table) => table !== 'audit_log' && table !== 'erasure')).toEqual([])
    expect(filled.keys.erased({ org, person })).toBe('whole')
  })

  it('counts apart what a legal hold keeps, and the job leaves it', async () => {
    const person = await leave(2, 6 * 365)
    await placeHold(filled.db, {
      ...{ org, personId: person, teamId: null, fromOn: null, untilOn: null, placedBy: null },
      ...{ reason: 'a claim before the court', reviewOn: '2035-01-01', untoldReason: null },
    })
    const rows = await report()
    expect(rows.get('people')).toMatchObject({ due: 0 })
    expect(rows.get('people')?.onHold).toBeGreaterThan(0)
    expect(rows.get('coaching')).toMatchObject({ due: 0 })
    expect(rows.get('access')?.due).toBeGreaterThan(0)
    await forgetLeavers(filled, org)
    const left = await tablesWith(filled.db, person, org)
    expect(left).toContain('membership')
    expect(left).toContain('shift')
    expect(left).not.toContain('sign_in')
    expect((await report()).get('access')).toMatchObject({ due: 0 })
    expect(filled.keys.erased({ org, person })).toBeUndefined()
  })
})

describe('a period', () => {
  it('that was set counts from the next run on, with its row of the audit trail', async () => {
    await leave(3, 100)
    expect((await report()).get('shifts')).toMatchObject({ due: 0, days: 365 })
    await setPeriod(filled.db, { org, kind: 'shifts', days: 90 })
    const row = (await report()).get('shifts')
    expect(row).toMatchObject({ days: 90 })
    expect(row?.due).toBeGreaterThan(0)
    const entries = await filled.db
      .selectFrom('audit_log')
      .select('details')
      .where('org_id', '=', org)
      .where('action', '=', 'retention.setPeriod')
      .execute()
    expect(entries).toEqual([{ details: { kind: 'shifts', days: 90 } }])
  })

  it('goes by the retention clock: a server clock that is ahead makes nothing due', async () => {
    await leave(4, 80)
    await sql`update installation set retention_at = now() - interval '40 days'`.execute(filled.db)
    const { due } = (await report()).get('shifts') ?? { due: 0 }
    expect(due).toBe(0)
    await sql`update installation set retention_at = now()`.execute(filled.db)
  })

  it('has bounds wherever it may be set', () => {
    for (const kind of settableKinds) {
      const { least, largest } = boundsOf(kind)
      const { period } = retentionKinds[kind]
      expect(period.by === 'leaving' && period.days >= least && period.days <= largest, kind).toBe(true)
    }
  })
})
