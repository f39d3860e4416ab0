/** @module-tag attack */

import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { changesUpTo, feedPosition } from '#server/db/change-queries.ts'
import { openDatabase } from '#server/db/database.ts'
import { sweep } from '#server/jobs/broom.ts'
import { refusalOf, type SignedIn, startTestApp, type TestApp } from '#tests/support/app.ts'
import { makeOrg, makePerson, makeTeam } from '#tests/support/people.ts'

let app: TestApp
let org: string
let analyst: SignedIn

beforeAll(async () => {
  app = await startTestApp()
  org = await makeOrg(app.owner)
  const teamId = await makeTeam(app.owner, org)
  analyst = await app.signIn(await makePerson(app.owner, org, { memberships: [{ role: 'analyst', teamId }] }))
})
afterAll(() => app.stop())

const day = 86_400_000
const ago = (days: number) => new Date(Date.now() - days * day).toISOString()
const sweepAll = () => sweep({ db: app.owner, signal: new AbortController().signal })
const count = async (text: string) => {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${sql.raw(text)}`.execute(
    app.owner,
  )
  return rows[0]?.n
}

test('commands are known for as long as their ids are taken, and older ids are refused', async () => {
  const input = { theme: 'dark' as const }
  const send = (id: string) =>
    analyst.client.people.setPreferences.mutate({ meta: analyst.meta(null, id), input })
  const idMade = (days: number) => uuidv7({ msecs: Date.now() - days * day })
  const [young, old, ahead] = [idMade(89), idMade(80), idMade(-5)]
  for (const id of [young, old, ahead]) await send(id)
  await app.owner
    .updateTable('command')
    .set({ applied_at: ago(98) })
    .where('command_id', '!=', young)
    .execute()
  await sql`update command set command_id = ${idMade(98)} where command_id = ${old}`.execute(app.owner)
  await sweepAll()
  const left = await app.owner.selectFrom('command').select('command_id').execute()
  expect(left.map(({ command_id }) => command_id).sort()).toEqual([young, ahead].sort())
  expect(await refusalOf(send(idMade(91)))).toEqual({
    code: 'INVALID',
    details: { field: 'meta.id', reason: 'command_too_old' },
  })
})

test('throttles and refusals go when nobody needs them', async () => {
  await app.owner
    .insertInto('sign_in_throttle')
    .values(
      [3, 1].map((days) => ({
        key: randomBytes(32),
        failures: 1,
        blocked_until: ago(days),
        updated_at: ago(days),
      })),
    )
    .execute()
  const entry = (action: string, days: number) => ({
    ...{
      org_id: org,
      entry_id: uuidv7(),
      actor_id: null,
      action,
      entity_id: null,
      team_id: null,
      at: ago(days),
    },
  })
  await app.owner
    .insertInto('audit_log')
    .values([entry('x.refused', 91), entry('x.refused', 89), entry('x.done', 400)])
    .execute()
  await sweepAll()
  expect(
    await count(
      "sign_in_throttle where blocked_until between now() - interval '10 days' and now() - interval '12 hours'",
    ),
  ).toBe(1)
  expect(await count("audit_log where action like 'x.%'")).toBe(2)
  await analyst.client.people.me.query()
})

test('old changes go, and a phone that was away for longer reads everything again', async () => {
  const database = openDatabase(app.database.appUrl)
  const actor = { org, person: analyst.person.personId }
  const read = (cursor?: string) =>
    database.read(actor, async (db) => await changesUpTo(db, await feedPosition(db), cursor))
  const away = (await read()).cursor
  const input = { theme: 'light' as const }
  await analyst.client.people.setPreferences.mutate({ meta: analyst.meta(), input })
  const here = (await read()).cursor
  await analyst.client.people.setPreferences.mutate({ meta: analyst.meta(), input })
  await sql`update change set at = now() - interval '8 days' where change_id < (select max(change_id) from change)`.execute(
    app.owner,
  )
  await sweepAll()
  expect(await count('change')).toBe(1)
  expect(await read(away)).toMatchObject({ reset: true, changes: [] })
  expect(await read(here)).toMatchObject({ reset: false, changes: [{ feature: 'people' }] })
  await database.close()
})
