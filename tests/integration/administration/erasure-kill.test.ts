import path from 'node:path'
import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type OwnerDb, openOwner } from '#server/db/database.ts'
import { replayErasures } from '#server/features/administration/erasure-jobs.ts'
import { questionnaireRef } from '#server/features/check-ins/questionnaire-contents-rules.ts'
import { type KeyRef, openKeystore } from '#server/keys/keystore.ts'
import { startProgram } from '#tests/support/child-program.ts'
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts'
import { startDureProcess } from '#tests/support/dure-process.ts'
import { makeOrg, makePerson, makeTeam, type TestPerson } from '#tests/support/people.ts'
import { tablesWith } from './erasure-setting.ts'

/** A confirmed erasure whose process is killed between the database and the keystore, and what the next start makes of it. */
const program = path.resolve(import.meta.dirname, '../../support/run-erasure.ts')
let database: TestDatabase
let owner: { db: OwnerDb; close: () => Promise<void> }
let org: string
let analyst: TestPerson
let requestId: string
let answer: KeyRef
let questionnaire: KeyRef

beforeAll(async () => {
  database = await createTestDatabase()
  owner = openOwner(database.ownerUrl)
  org = await makeOrg(owner.db)
  const teamId = await makeTeam(owner.db, org)
  const [asker, confirmer] = [
    await makePerson(owner.db, org, { memberships: [{ role: 'admin' }] }),
    await makePerson(owner.db, org, { memberships: [{ role: 'admin' }] }),
  ]
  analyst = await makePerson(owner.db, org, { memberships: [{ role: 'analyst', teamId }] })
  answer = { org, person: analyst.personId, item: 'an answer' }
  questionnaire = questionnaireRef({ org, person: analyst.personId }, 'another')
  const keys = openKeystore(database.keyFile)
  await keys.makeAll([answer, questionnaire])
  keys.close()
  requestId = uuidv7()
  await owner.db
    .insertInto('retention_request')
    .values({
      ...{ org_id: org, request_id: requestId, what: 'erasure', person_id: analyst.personId },
      ...{ reason: 'they asked for it in writing', asked_by: asker.personId, counts: '[]' },
      ...{ counted_at: sql`now()`, confirmed_by: confirmer.personId, confirmed_at: sql`now()` },
    })
    .execute()
})
afterAll(async () => {
  await owner.close()
  await database.drop()
})

const tablesNaming = async () =>
  (await tablesWith(owner.db, analyst.personId, org)).filter(
    (table) => table !== 'erasure' && table !== 'audit_log',
  )
const request = async () =>
  await owner.db
    .selectFrom('retention_request')
    .select(['person_id', 'done_at'])
    .where('request_id', '=', requestId)
    .executeTakeFirstOrThrow()
/** What the keystore has of the person: whether they are marked, and which of the two keys are left. */
function keystoreOf() {
  const keys = openKeystore(database.keyFile)
  const state = {
    erased: keys.erased(answer),
    answer: keys.find(answer) !== undefined,
    questionnaire: keys.find(questionnaire) !== undefined,
  }
  keys.close()
  return state
}
const actionsOf = async (entity: string) =>
  (
    await owner.db
      .selectFrom('audit_log')
      .select('action')
      .where('org_id', '=', org)
      .where('entity_id', '=', entity)
      .execute()
  ).map(({ action }) => action)

describe('an erasure that is killed in its middle', () => {
  it.each([
    ['before the keystore has anything of it', 'unmarked', { erased: undefined, answer: true }],
    ['once the keystore has its mark', 'marked', { erased: 'whole', answer: true }],
    ['once half of the keys are gone', 'keyless', { erased: 'whole', answer: false }],
  ] as const)('%s: nothing of the database has gone, and nothing is said to be done', async (_, stage, left) => {
    const before = await tablesNaming()
    const child = startProgram(program, [database.ownerUrl, database.keyFile, stage])
    await child.ended
    expect(child.lines).toEqual([{ begun: true }])
    expect(keystoreOf()).toEqual({ ...left, questionnaire: true })
    expect(await tablesNaming()).toEqual(before)
    expect(before).toEqual(expect.arrayContaining(['membership', 'person', 'retention_request', 'sign_in']))
    expect(await request()).toEqual({ person_id: analyst.personId, done_at: null })
    expect(await actionsOf(analyst.personId)).toEqual([])
  })

  it('is whole after the next start, once', async () => {
    const dure = await startDureProcess(database)
    // It was replayed before anybody was answered.
    expect(await tablesNaming()).toEqual([])
    expect(keystoreOf()).toEqual({ erased: 'whole', answer: false, questionnaire: false })
    await expect.poll(async () => (await request()).done_at, { timeout: 60_000 }).not.toBeNull()
    expect((await request()).person_id).toBeNull()
    await dure.stop()
    const keys = openKeystore(database.keyFile)
    expect(await replayErasures({ db: owner.db, keys })).toBe(0)
    keys.close()
    expect(await actionsOf(analyst.personId)).toEqual(['person.erase'])
    expect(await actionsOf(requestId)).toEqual(['administration.request.done'])
  })
})
