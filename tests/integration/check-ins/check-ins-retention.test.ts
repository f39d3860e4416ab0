import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { undoRuns } from '#server/db/retention-clock.ts'
import { forgetExpired } from '#server/features/check-ins/jobs.ts'
import { sweep } from '#server/jobs/broom.ts'
import { createLog } from '#server/lib/log.ts'
import { dure } from '#tests/support/command-line.ts'
import {
  app,
  checkInOf,
  consent,
  keys,
  org,
  own,
  owner,
  save,
  setUp,
  someone,
  team,
} from './check-ins-setting.ts'

setUp()

const run = () => forgetExpired({ db: owner.db, keys, log: createLog('silent') })
/** As if the database had last been seen so many days before the clock of its server. */
const lastSeen = (days: number) =>
  sql`update installation set retention_at = now() - make_interval(days => ${days})`.execute(app.owner)
const age = (checkInId: string, days: number) =>
  sql`update check_in set at = now() - make_interval(days => ${days}) where check_in_id = ${checkInId}`.execute(
    app.owner,
  )
const undo = () =>
  dure(['retention', 'undo'], {
    DATABASE_URL: app.database.appUrl,
    DATABASE_OWNER_URL: app.database.ownerUrl,
    APP_KEY_FILE: app.database.keyFile,
  })

test('a server clock that jumps ahead by a hundred days takes nothing that the days before it would not have taken', async () => {
  const who = await someone('Jump', 'analyst', team)
  await consent(who)
  const [fresh, old] = [await save(who), await save(who)]
  // By the clock that is right they are a day and ninety-one days old.
  await age(fresh, 101)
  await age(old, 191)
  await lastSeen(100)
  for (let runs = 0; runs < 3; runs += 1) await run()
  expect((await own(who)).checkIns.map(({ checkInId }) => checkInId)).toEqual([fresh])
  for (const item of [fresh, old]) expect(keys.find({ org, person: who.person.personId, item })).toBeDefined()
  await sql`insert into audit_log (org_id, entry_id, at, action)
    values (${org}, gen_random_uuid(), now() - interval '101 days', 'jump.refused')`.execute(app.owner)
  await lastSeen(100)
  await sweep({ db: owner.db, signal: new AbortController().signal })
  const { rows } = await sql`select from audit_log where action = 'jump.refused'`.execute(app.owner)
  expect(rows).toHaveLength(1)
})

test('what retention took is put back as it was for a day, and what its person deleted meanwhile is not', async () => {
  await lastSeen(0)
  const who = await someone('Undo', 'analyst', team)
  await consent(who)
  const [kept, deleted] = [await save(who, { note: 'still mine' }), await save(who)]
  const before = (await own(who)).checkIns.find(({ checkInId }) => checkInId === kept)
  await age(kept, 95)
  await age(deleted, 95)
  await run()
  expect((await own(who)).checkIns).toEqual([])
  await who.client.checkIns.remove.mutate({ meta: who.meta(), input: { checkInId: deleted } })
  expect(keys.find({ org, person: who.person.personId, item: deleted })).toBeUndefined()
  const undone = await undo()
  expect(undone, undone.err).toMatchObject({ code: 0 })
  const { checkIns } = await own(who)
  expect(checkIns).toEqual([{ ...before, at: expect.any(String) }])
  // Without an undo it is gone for good after a day of runs.
  for (let runs = 0; runs <= undoRuns; runs += 1) await run()
  expect(keys.find({ org, person: who.person.personId, item: kept })).toBeUndefined()
  expect((await undo()).out).toBe('0 rows are back.\n')
})

test('retention does little at a time', async () => {
  const who = await someone('Many', 'analyst', team)
  const before = await count()
  await sql`insert into check_in (org_id, check_in_id, person_id, audience, at, claimed_at)
    select ${org}, gen_random_uuid(), ${who.person.personId}, 'me', now() - interval '95 days', now()
    from generate_series(1, 1200)`.execute(app.owner)
  await run()
  expect(await count()).toBe(before + 700)
})

async function count(): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from check_in`.execute(
    app.owner,
  )
  return rows[0]?.count ?? 0
}

test('a check-in of a phone whose clock began anew is not of 1970', async () => {
  const who = await someone('Clock', 'analyst', team)
  await consent(who)
  const input = checkInOf()
  await who.client.checkIns.save.mutate({ meta: { ...who.meta(), claimedAt: '1970-01-01T00:00:07Z' }, input })
  const [first] = (await own(who)).checkIns
  expect(Date.parse(first?.at ?? '')).toBeGreaterThan(Date.now() - 91 * 86_400_000)
})
