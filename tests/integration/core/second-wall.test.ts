/** @module-tag attack */

import { type RawBuilder, sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { answerLogged } from '#server/core/answer.ts'
import { runQuery } from '#server/core/run-query.ts'
import { type Database, openDatabase } from '#server/db/database.ts'
import { openKeystore } from '#server/keys/keystore.ts'
import { query } from '#shared/core/query.ts'
import { type CoachingCast, makeCoachingCast } from '#tests/integration/coaching/cast.ts'
import { refusalOf, type SignedIn, startTestApp, type TestApp } from '#tests/support/app.ts'

let app: TestApp
let cast: CoachingCast
let lead: SignedIn
let database: Database
beforeAll(async () => {
  app = await startTestApp()
  cast = await makeCoachingCast(app.owner)
  lead = await app.signIn(cast.lead)
  database = openDatabase(app.database.appUrl, { connections: 1 })
})
afterAll(async () => {
  await database.close()
  await app.stop()
})

/** Ends the role behind the back of the process, which remembers the session with it for five seconds. */
async function withStaleRole(): Promise<void> {
  await lead.client.people.me.query()
  await app.owner
    .updateTable('membership')
    .set({ ends_on: '2021-01-01' })
    .where('person_id', '=', lead.person.personId)
    .execute()
}

test('a command with a role that has just ended is refused as by the first wall, and recorded so', async () => {
  await withStaleRole()
  const input = { teamId: cast.teamId, minutesPerDay: 60, minutesWithoutBreak: 30 }
  const call = lead.client.checkIns.setBudget.mutate({ meta: lead.meta(), input })
  expect(await refusalOf(call)).toEqual({ code: 'FORBIDDEN', details: {} })
  const trail = await app.owner
    .selectFrom('audit_log')
    .select(['action', 'details'])
    .where('actor_id', '=', lead.person.personId)
    .where('action', 'like', 'checkIns.%')
    .execute()
  expect(trail).toEqual([{ action: 'checkIns.setBudget.refused', details: { code: 'FORBIDDEN' } }])
  const budgets = await app.owner.selectFrom('exposure_budget').select('team_id').execute()
  expect(budgets).toEqual([])
})

/** Runs a query that sends this statement, as the lead. */
async function queryThatSends(statement: RawBuilder<unknown>): Promise<unknown> {
  const about = answerLogged(
    query({ name: 'people.about', input: z.void(), output: z.null() }),
    async ({ db }) => {
      await statement.execute(db.query)
      return null
    },
  )
  const { org, personId: person } = lead.person
  const caller = { actor: { org, person, roles: [] }, sessionId: 's', shown: true }
  const keys = openKeystore(app.database.keyFile)
  try {
    return await runQuery({ database, keys, now: Date.now }, about, { input: undefined, caller })
  } finally {
    keys.close()
  }
}

test('a query that the second wall refuses is a refusal, and one that lacks a right is a fault', async () => {
  const { org } = lead.person
  const forAnother = sql`insert into record_view (org_id, subject_id, viewer_id, kind, team_id, day)
    values (${org}, ${lead.person.personId}, ${cast.analyst.personId}, 'person', ${cast.teamId}, now())`
  await expect(queryThatSends(forAnother)).rejects.toMatchObject({ code: 'FORBIDDEN', name: 'AppError' })
  await expect(queryThatSends(sql`delete from audit_log`)).rejects.toMatchObject({ code: '42501' })
})
