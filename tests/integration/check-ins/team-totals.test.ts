import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { openDatabase } from '#server/db/database.ts'
import { undoRuns } from '#server/db/retention-clock.ts'
import { forgetExpired } from '#server/features/check-ins/jobs.ts'
import { closePeriods } from '#server/features/check-ins/totals-jobs.ts'
import { createLog } from '#server/lib/log.ts'
import { periodOf, shifted } from '#shared/check-ins/totals-rules.ts'
import { refusalOf } from '#tests/support/app.ts'
import { makePerson, makeTeam } from '#tests/support/people.ts'
import {
  app,
  consent,
  keys,
  manager,
  org,
  own,
  owner,
  save,
  setUp,
  someone,
  team,
  unit,
} from './check-ins-setting.ts'

setUp()

const shiftDay = (day: string, by: number) => Temporal.PlainDate.from(day).add({ days: by }).toString()

describe('team totals', () => {
  const today = () => new Date(Date.now() + 32_400_000).toISOString().slice(0, 10)
  const timeAt = (day: string) => () => Date.parse(`${day}T03:00:00Z`)

  it('are worked out when a period closes, from those who count themselves in, and never change again', async () => {
    const big = await makeTeam(app.owner, org, { name: 'Twelve', parentId: unit })
    const bigLead = await someone('Lead of twelve', 'lead', big)
    const people = await Promise.all(Array.from({ length: 12 }, (_, n) => someone(`T${n}`, 'analyst', big)))
    for (const [n, who] of people.slice(0, 7).entries()) {
      await consent(who)
      await save(who, {
        audience: 'total',
        answers: { energy: n < 5 ? 4 : 2, load: n < 4 ? 1 : null, support: null },
      })
    }
    for (const who of people.slice(7, 9)) {
      await consent(who)
      await save(who, { answers: { energy: 1, load: 1, support: 1 } })
    }
    const current = periodOf(today())
    const totals = async () => await bigLead.client.checkIns.totals.query({ teamId: big })
    await app.owner
      .updateTable('org')
      .set({ created_at: '2026-01-01T00:00:00Z' })
      .where('org_id', '=', org)
      .execute()
    await closePeriods({ db: owner.db, keys, now: Date.now })
    expect((await totals()).periods.flatMap(({ items }) => items).every(({ level }) => level === null)).toBe(
      true,
    )
    expect(await totals()).toMatchObject({ current: { ...current, closesOn: shifted(current, 1).from } })

    const next = timeAt(shifted(current, 1).from)
    await closePeriods({ db: owner.db, keys, now: next })
    const [closed] = (await totals()).periods
    // (5 x 4 + 2 x 2) / 7 = 3.43: below the upper edge.
    expect(closed).toEqual({
      ...current,
      items: [
        { item: 'energy', level: 'middle', why: null },
        { item: 'load', level: null, why: 'few' },
        { item: 'support', level: null, why: 'few' },
      ],
      response: 'half',
    })
    // Signed in again: which teams there are is remembered for a moment.
    const above = await app.signIn(manager.person)
    expect((await above.client.checkIns.totals.query({ teamId: big })).periods[0]).toEqual(closed)
    // Whoever takes back, deletes or adds afterwards changes nothing.
    const [first] = people
    if (first) await consent(first, false)
    await closePeriods({ db: owner.db, keys, now: next })
    expect((await totals()).periods[0]).toEqual(closed)
  })

  it(
    'are of those alone who had their role before the period began, and until it ended',
    { tags: ['attack'] },
    async () => {
      const late = await makeTeam(app.owner, org, { name: 'Late', parentId: unit })
      const people = await Promise.all(
        Array.from({ length: 11 }, (_, n) => someone(`L${n}`, 'analyst', late)),
      )
      for (const who of people) {
        await consent(who)
        await save(who, { audience: 'total', answers: { energy: 5, load: null, support: null } })
      }
      const current = periodOf(today())
      const [backdated, joined, left, unseen] = people.map(({ person }) => person.personId)
      const change = (person: string | undefined, values: Partial<Record<string, string>>) =>
        app.owner
          .updateTable('membership')
          .set(values)
          .where('person_id', '=', person ?? '')
          .execute()
      // Entered today with a first day of long ago; a first day and a last one within the period; and not come before today.
      await change(backdated, { given_at: new Date().toISOString() })
      await change(joined, { starts_on: shiftDay(current.from, 1) })
      await change(left, { ends_on: current.to })
      await app.owner
        .updateTable('person')
        .set({ welcomed_at: new Date().toISOString() })
        .where('person_id', '=', unseen ?? '')
        .execute()
      await app.owner
        .deleteFrom('check_in_total')
        .where('org_id', '=', org)
        .where('from_day', '=', current.from)
        .execute()
      await closePeriods({ db: owner.db, keys, now: timeAt(shifted(current, 1).from) })
      const counted = await app.owner
        .selectFrom('check_in_total_member')
        .select('pseudonym')
        .where('team_id', '=', late)
        .where('item', '=', 'energy')
        .where('from_day', '=', current.from)
        .execute()
      const nameOf = (person: string) => keys.pseudonym({ org, person }, 'team total').toString('hex')
      expect(counted.map(({ pseudonym }) => pseudonym.toString('hex')).sort()).toEqual(
        people
          .slice(4)
          .map(({ person }) => nameOf(person.personId))
          .sort(),
      )
    },
  )

  it(
    'cannot be entered with an earlier moment: the database keeps when a role was given',
    { tags: ['attack'] },
    async () => {
      const admin = await makePerson(app.owner, org, { memberships: [{ role: 'admin' }] })
      const colleague = await makePerson(app.owner, org)
      const database = openDatabase(app.database.appUrl)
      const give = (given?: string) =>
        database.write({ org, person: admin.personId }, (db) =>
          db.query
            .insertInto('membership')
            .values({
              ...{ org_id: org, membership_id: crypto.randomUUID(), person_id: colleague.personId },
              ...{ role: 'analyst', team_id: team, function: null, starts_on: '2020-01-01', ends_on: null },
              ...(given ? { given_at: given } : {}),
            })
            .execute(),
        )
      await expect(give('2020-01-01T00:00:00Z')).rejects.toMatchObject({ code: '42501' })
      await give()
      await database.close()
    },
  )

  it('of a small team say that it is small, and are not for its analysts', async () => {
    const small = await makeTeam(app.owner, org, { name: 'Four' })
    const smallLead = await someone('Lead of four', 'lead', small)
    const four = await Promise.all(Array.from({ length: 4 }, (_, n) => someone(`F${n}`, 'analyst', small)))
    const after = shifted(periodOf(today()), 2)
    await closePeriods({ db: owner.db, keys, now: timeAt(after.from) })
    const { periods } = await smallLead.client.checkIns.totals.query({ teamId: small })
    expect(periods[0]).toMatchObject({ from: shifted(after, -1).from, response: null })
    expect(new Set(periods[0]?.items.map(({ why }) => why))).toEqual(new Set(['small']))
    const [member] = four
    expect(member && (await refusalOf(member.client.checkIns.totals.query({ teamId: small }))).code).toBe(
      'NOT_FOUND',
    )
  })

  it('close once, however many processes close them', async () => {
    const period = shifted(periodOf(today()), 4)
    await Promise.all(
      Array.from({ length: 4 }, () => closePeriods({ db: owner.db, keys, now: timeAt(period.from) })),
    )
    const rows = await app.owner
      .selectFrom('check_in_total')
      .select(['team_id', 'item'])
      .where('from_day', '=', shifted(period, -1).from)
      .execute()
    expect(new Set(rows.map(({ team_id, item }) => `${team_id} ${item}`)).size).toBe(rows.length)
    expect(rows.length).toBeGreaterThan(0)
  })
})

it('what is older than the organisation keeps it goes, with its key', async () => {
  const who = await someone('Old', 'analyst', team)
  await consent(who)
  const [old, young] = [await save(who), await save(who)]
  await app.owner
    .updateTable('check_in')
    .set({ at: sql<string>`now() - interval '91 days'` })
    .where('check_in_id', '=', old)
    .execute()
  const run = () => forgetExpired({ db: owner.db, keys, log: createLog('silent') })
  await run()
  expect((await own(who)).checkIns.map(({ checkInId }) => checkInId)).toEqual([young])
  const ref = { org, person: who.person.personId }
  // For a day it can be put back.
  expect(keys.find({ ...ref, item: old })).toBeDefined()
  for (let runs = 0; runs < undoRuns; runs += 1) await run()
  expect(keys.find({ ...ref, item: old })).toBeUndefined()
  expect(keys.find({ ...ref, item: young })).toBeDefined()
})
