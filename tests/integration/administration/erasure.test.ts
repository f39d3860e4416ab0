import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { erasePerson, previewErasure, replayErasures } from '#server/features/administration/erasure-jobs.ts'
import { endHold, placeHold } from '#server/features/administration/hold-queries.ts'
import { questionnaireRef } from '#server/features/check-ins/questionnaire-contents-rules.ts'
import { retentionKinds } from '#shared/core/retention-rules.ts'
import { formerMember } from '#shared/people/former-member.ts'
import {
  contentsOf,
  countNaming,
  declared,
  type FilledDatabase,
  fillDatabase,
  tablesWith,
} from './erasure-setting.ts'

/** What a person's id may still stand in once they are erased: it leads to nobody. */
const trail = ['audit_log', 'erasure']
let filled: FilledDatabase
beforeAll(async () => {
  filled = await fillDatabase(7)
})
afterAll(() => filled.stop())

const key = (number: number) => {
  const [{ org, people }] = filled.orgs
  return { org, person: people[number] ?? '' }
}
const personHold = (person: string) => ({
  ...{ org: filled.orgs[0].org, personId: person, teamId: null, fromOn: null, untilOn: null, placedBy: null },
  ...{ reason: 'a claim before the court', reviewOn: '2030-01-01', untoldReason: null },
})

describe('an erasure', () => {
  it('has rows to erase in every column that is declared', async () => {
    const [{ org, people }] = filled.orgs
    const empty: string[] = []
    for (const [table, { people: columns }] of declared)
      for (const column of Object.keys(columns)) {
        const counts = people.map((person) => countNaming(filled.db, { table, column, org, person }))
        if ((await Promise.all(counts)).every((count) => count === 0)) empty.push(`${table}.${column}`)
      }
    expect(empty).toEqual([])
  })

  it('does with every table what its declaration says, and nothing in another organisation', async () => {
    const { db, keys, orgs } = filled
    const [{ people, org }, { org: otherOrg }] = orgs
    const others = await Promise.all(declared.map(([table]) => contentsOf(db, table, { org: otherOrg })))
    for (const person of people.slice(0, 5)) {
      const counts = await Promise.all(declared.map(([table]) => contentsOf(db, table, { org })))
      const named = await sql<{ name: string; reference: string }>`select name, reference from person
        where org_id = ${org} and person_id = ${person}`.execute(db)
      const preview = await previewErasure(db, { org, person })
      const former = await formerCounts(org)
      const naming = await namingCounts(org, person)
      const report = await erasePerson({ db, keys }, { org, person })
      expect(report).toEqual(preview)
      expect(report.state).toBe('erased')
      expect((await tablesWith(db, person, org)).filter((table) => !trail.includes(table))).toEqual([])
      expect(await tablesWith(db, `"${named.rows[0]?.reference}"`, org)).toEqual([])
      const after = await formerCounts(org)
      for (const [index, [table, { people: columns, addsUp, partOf }]] of declared.entries()) {
        const gone = report.tables.find((count) => count.table === table)?.deleted ?? 0
        const rows = (await contentsOf(db, table, { org })).count
        const before = counts[index]?.count ?? 0
        const fates = Object.values(columns)
        // Two rows of one key become one row of the former member, and ended sessions leave a row.
        if (fates.includes('former') && table !== 'ended_token')
          expect(rows, table).toBeLessThanOrEqual(before - gone)
        else if (!['person', 'erasure', 'audit_log', 'ended_token'].includes(table))
          expect(rows, table).toBe(before - gone)
        if (fates.includes('deleted') || partOf || addsUp || table === 'ended_token') continue
        for (const [column, fate] of Object.entries(columns))
          if (fate === 'former') {
            const name = `${table}.${column}`
            expect(after.get(name), name).toBe((former.get(name) ?? 0) + (naming.get(name) ?? 0))
          }
      }
    }
    expect(await Promise.all(declared.map(([table]) => contentsOf(db, table, { org: otherOrg })))).toEqual(
      others,
    )
  })

  it('lets the counts of the team stand', async () => {
    const { db, keys, orgs } = filled
    const [{ org }] = orgs
    const sums = async () => {
      const { rows } =
        await sql`select week, policy, queue, language, sum(n) as n, sum(missed) as missed, sum(w) as w
        from audit_stratum_week where org_id = ${org} group by 1, 2, 3, 4 order by 1, 2, 3, 4`.execute(db)
      const team = await contentsOf(db, 'audit_team_week', { org })
      const audits = await contentsOf(db, 'audit', { org })
      return { rows, team, audits: audits.count }
    }
    const before = await sums()
    await erasePerson({ db, keys }, key(5))
    expect(await sums()).toEqual(before)
    const { rows } = await sql<{ name: string }>`select name from person where org_id = ${org}
      and person_id = ${formerMember.personId}`.execute(db)
    expect(rows).toEqual([{ name: formerMember.name }])
  })

  it('keeps that it was done without a name, once, and finds nobody again', async () => {
    const { db, keys, orgs } = filled
    const [{ org }] = orgs
    const { person } = key(5)
    expect(keys.erased({ org, person })).toBe('whole')
    expect(await erasePerson({ db, keys }, key(5))).toEqual({ state: 'nobody', tables: [] })
    const entries = await db
      .selectFrom('audit_log')
      .select('action')
      .where('org_id', '=', org)
      .where('entity_id', '=', person)
      .where('action', 'like', 'person.%')
      .execute()
    expect(entries).toEqual([{ action: 'person.erase' }])
    expect(await erasePerson({ db, keys }, { org, person: formerMember.personId })).toMatchObject({
      state: 'nobody',
    })
  })

  it('that was killed after its mark, before or after the key went, is done by the next start', async () => {
    const { db, keys } = filled
    const refs = [{ ...key(6), item: 'an answer' }, questionnaireRef(key(6), 'another')]
    await keys.makeAll(refs)
    keys.markErased(key(6), 'whole')
    keys.markErased(key(7), 'whole')
    await keys.destroyPerson(key(7))
    expect(await replayErasures({ db, keys })).toBe(2)
    expect(refs.map((ref) => keys.find(ref))).toEqual([undefined, undefined])
    for (const { org, person } of [key(6), key(7)])
      expect((await tablesWith(db, person, org)).filter((table) => !trail.includes(table))).toEqual([])
    expect(await replayErasures({ db, keys })).toBe(0)
  })

  it('is told to a keystore that was put back to an earlier state', async () => {
    const earlier = await fillDatabase(8)
    const { db, keys, orgs } = earlier
    const [{ org, people }] = orgs
    const owner = { org, person: people[0] ?? '' }
    await db
      .insertInto('erasure')
      .values({ org_id: org, erased_id: owner.person, finished_at: sql`now()` })
      .execute()
    const ref = { ...owner, item: 'an answer' }
    await keys.make(ref)
    await replayErasures({ db, keys })
    expect(keys.erased(owner)).toBe('whole')
    expect(keys.find(ref)).toBeUndefined()
    await earlier.stop()
  })
})

describe('a legal hold', () => {
  const tablesUnderHold = declared.filter(([, { retention }]) => retentionKinds[retention].underHold)

  it('keeps what it must, as it is, and nothing else', async () => {
    const { db, keys } = filled
    const { org, person } = key(8)
    const ref = { org, person, item: 'an answer' }
    await keys.make(ref)
    const holdId = await placeHold(db, personHold(person))
    const naming = tablesUnderHold
      .filter(([table]) => !['membership', 'audit_log', 'legal_hold', 'erasure'].includes(table))
      .map(([table]) => [table, sql`position(${person} in x::text) > 0`] as const)
    const contents = () => Promise.all(naming.map(([table, where]) => contentsOf(db, table, { org, where })))
    const before = await contents()
    expect((await erasePerson({ db, keys }, { org, person })).state).toBe('waits')
    expect(await contents()).toEqual(before)
    expect(keys.find(ref)).toBeUndefined()
    const left = await tablesWith(db, person, org)
    const free = declared
      .filter(([, { retention }]) => !retentionKinds[retention].underHold)
      .map(([table]) => table)
    expect(left.filter((table) => free.includes(table))).toEqual([])
    const { rows } =
      await sql`select from app.membership_today where org_id = ${org} and person_id = ${person}`.execute(db)
    expect(rows).toEqual([])
    // Once it has ended, the rest goes.
    expect(await replayErasures({ db, keys })).toBe(0)
    expect(await endHold(db, { org, holdId })).toBe(true)
    expect(await endHold(db, { org, holdId })).toBe(false)
    expect(await replayErasures({ db, keys })).toBe(1)
    expect((await tablesWith(db, person, org)).filter((table) => !trail.includes(table))).toEqual([])
  })

  it('keeps rows in which somebody else names the person, until it ends', async () => {
    const { db, keys } = filled
    const [kept, erased] = [key(9), key(10)]
    const holdId = await placeHold(db, personHold(kept.person))
    const both = sql`position(${kept.person} in x::text) > 0 and position(${erased.person} in x::text) > 0`
    const shared = () =>
      Promise.all(tablesUnderHold.map(([table]) => contentsOf(db, table, { org: kept.org, where: both })))
    const before = await shared()
    expect(before.some(({ count }) => count > 0)).toBe(true)
    expect((await erasePerson({ db, keys }, erased)).state).toBe('waits')
    expect(await shared()).toEqual(before)
    await endHold(db, { org: kept.org, holdId })
    await replayErasures({ db, keys })
    expect((await tablesWith(db, erased.person, kept.org)).filter((table) => !trail.includes(table))).toEqual(
      [],
    )
  })

  it('on a team holds whoever was in it in those days', async () => {
    const { db } = filled
    const [{ org, teams }] = filled.orgs
    const { person } = key(11)
    const { person: later } = key(12)
    const team = teams[0] ?? ''
    for (const [id, from, until] of [
      [person, '2025-01-01', '2025-02-01'],
      [later, '2025-06-01', '2025-07-01'],
    ] as const) {
      await db.deleteFrom('membership').where('org_id', '=', org).where('person_id', '=', id).execute()
      await sql`insert into membership (org_id, membership_id, person_id, role, team_id, starts_on, ends_on)
        values (${org}, gen_random_uuid(), ${id}, 'analyst', ${team}, ${from}, ${until})`.execute(db)
    }
    const holdId = await placeHold(db, {
      ...{ ...personHold(person), personId: null, teamId: team, fromOn: '2025-01-31', untilOn: '2025-05-31' },
    })
    expect((await previewErasure(db, key(11))).state).toBe('waits')
    const { tables } = await previewErasure(db, key(12))
    expect(tables.find(({ table }) => table === 'membership')).toMatchObject({ deleted: 1, onHold: 0 })
    await endHold(db, { org, holdId })
  })

  it('comes back with what it held, where a restore had lost both', async () => {
    const { db, keys } = filled
    const { org, person } = key(13)
    // Erased in part under a hold of which the backup knows nothing.
    keys.markErased({ org, person }, 'partly')
    await replayErasures({ db, keys })
    const holds = await db
      .selectFrom('legal_hold')
      .select('person_id')
      .where('org_id', '=', org)
      .where('ended_at', 'is', null)
      .execute()
    expect(holds).toEqual([{ person_id: person }])
    expect(await tablesWith(db, person, org)).toContain('person')
    expect(await tablesWith(db, person, org)).not.toContain('sign_in')
  })
})

async function namingCounts(org: string, person: string): Promise<ReadonlyMap<string, number>> {
  const columns = declared.flatMap(([table, { people }]) =>
    Object.keys(people).map((column) => ({ table, column })),
  )
  return new Map(
    await Promise.all(
      columns.map(async ({ table, column }) => {
        const count = await countNaming(filled.db, { table, column, org, person })
        return [`${table}.${column}`, count] as const
      }),
    ),
  )
}
const formerCounts = (org: string) => namingCounts(org, formerMember.personId)
