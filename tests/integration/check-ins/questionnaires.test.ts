import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openDatabase } from '#server/db/database.ts'
import { officeWeather } from '#server/demo/office-weather.ts'
import { putPack } from '#server/features/check-ins/content-pack-queries.ts'
import { questionnaireRef } from '#server/features/check-ins/questionnaire-contents-rules.ts'
import { refusalOf, type SignedIn } from '#tests/support/app.ts'
import { makeOrg, makePerson } from '#tests/support/people.ts'
import {
  app,
  consent,
  keys,
  lead,
  manager,
  org,
  peer,
  save,
  setUp,
  someone,
  team,
} from './check-ins-setting.ts'

setUp()

const { id: packId, version: packVersion } = officeWeather
let who: SignedIn
let admin: SignedIn
beforeAll(async () => {
  const person = await makePerson(app.owner, org, { name: 'Admin', memberships: [{ role: 'admin' }] })
  admin = await app.signIn(person)
  await putPack(app.owner, org, officeWeather)
})
beforeEach(async () => {
  who = await someone('Answering', 'analyst', team)
})

const own = async (reader = who) => await reader.client.checkIns.questionnaires.query()
async function turn(turnedOn: boolean): Promise<void> {
  const [pack] = await admin.client.checkIns.contentPacks.query()
  await admin.client.checkIns.setContentPack.mutate({
    meta: { ...admin.meta(), base: pack?.version ?? null },
    input: { packId, turnedOn },
  })
}
const agree = (given = true, version = packVersion) =>
  who.client.checkIns.setQuestionnaireConsent.mutate({
    meta: who.meta(),
    input: { packId, packVersion: version, textVersion: 1, given },
  })
const inputOf = (values: number[]) => ({ answerId: uuidv7(), packId, packVersion, values })
async function answer(values = [0, 1, 3]): Promise<string> {
  const input = inputOf(values)
  await who.client.checkIns.saveQuestionnaire.mutate({ meta: who.meta(), input })
  return input.answerId
}

describe('a questionnaire', () => {
  it('is off until an administrator turns it on, and nobody else turns it on', async () => {
    expect((await own()).packs).toEqual([])
    expect((await refusalOf(agree())).code).toBe('INVALID')
    expect((await refusalOf(answer())).code).toBe('NOT_FOUND')
    const input = { packId, turnedOn: true }
    for (const other of [who, lead, manager])
      expect(
        (await refusalOf(other.client.checkIns.setContentPack.mutate({ meta: other.meta(), input }))).code,
      ).toBe('FORBIDDEN')
    const foreign = await app.signIn(
      await makePerson(app.owner, await makeOrg(app.owner, 'Other'), { memberships: [{ role: 'admin' }] }),
    )
    expect(
      (await refusalOf(foreign.client.checkIns.setContentPack.mutate({ meta: foreign.meta(), input }))).code,
    ).toBe('NOT_FOUND')
    await turn(true)
    expect((await own()).packs).toMatchObject([{ pack: { id: packId }, consent: null, answers: [] }])
  })

  it('needs a consent of its own, by the server and by the database', async () => {
    await consent(who)
    expect(await refusalOf(answer())).toMatchObject({
      code: 'FORBIDDEN',
      details: { reason: 'no_consent' },
    })
    const database = openDatabase(app.database.appUrl)
    const { personId } = who.person
    await expect(
      database.write({ org, person: personId }, (db) =>
        sql`insert into questionnaire_answer (org_id, answer_id, person_id, pack_id, claimed_at, contents)
          values (${org}, ${uuidv7()}, ${personId}, ${packId}, now(), ${Buffer.alloc(32)})`.execute(db.query),
      ),
    ).rejects.toMatchObject({ code: '42501' })
    await database.close()
  })

  it('is scored as its pack says, sealed, and read by its person alone', async () => {
    await agree()
    const answerId = await answer([0, 1, 3])
    expect((await own()).packs).toMatchObject([
      {
        consent: { given: true, packVersion },
        answers: [{ answerId, values: [0, 1, 3], score: 10, low: 0, high: 90 }],
      },
    ])
    const rows = await app.owner
      .selectFrom('questionnaire_answer')
      .select('contents')
      .where('answer_id', '=', answerId)
      .execute()
    expect(rows[0]?.contents.toString('latin1')).not.toContain('values')
    const database = openDatabase(app.database.appUrl)
    for (const other of [lead, manager, peer, admin]) {
      const seen = await database.read({ org, person: other.person.personId }, async (db) => [
        ...(await db.query.selectFrom('questionnaire_answer').select('answer_id').execute()),
        ...(await db.query.selectFrom('questionnaire_consent').select('consent_id').execute()),
      ])
      expect(seen).toEqual([])
      expect(JSON.stringify(await own(other))).not.toContain(answerId)
    }
    await database.close()
  })

  it('notifies nobody else’s phone and nobody’s inbox', async () => {
    await agree()
    const before = await app.owner.selectFrom('change').selectAll().execute()
    const inbox = await app.owner.selectFrom('inbox').selectAll().execute()
    await answer()
    const announced = (await app.owner.selectFrom('change').selectAll().execute()).slice(before.length)
    expect(announced.length).toBeGreaterThan(0)
    for (const change of announced)
      expect(change).toMatchObject({ person_id: who.person.personId, team_id: null })
    expect(await app.owner.selectFrom('inbox').selectAll().execute()).toEqual(inbox)
  })

  it('takes a value of the scale for every item, of the version that is there', async () => {
    await agree()
    for (const values of [
      [0, 1],
      [0, 1, 4],
      [0, 1, 2, 3],
    ])
      expect(await refusalOf(answer(values))).toMatchObject({
        code: 'INVALID',
        details: { field: 'values' },
      })
    const input = { ...inputOf([1, 1, 1]), packVersion: '0.9' }
    expect(
      await refusalOf(who.client.checkIns.saveQuestionnaire.mutate({ meta: who.meta(), input })),
    ).toMatchObject({ code: 'INVALID', details: { field: 'packVersion' } })
  })

  it('sent twice is one, and comes again only after the least distance', async () => {
    await agree()
    const input = inputOf([1, 1, 1])
    const meta = who.meta()
    const first = await who.client.checkIns.saveQuestionnaire.mutate({ meta, input })
    expect(await who.client.checkIns.saveQuestionnaire.mutate({ meta, input })).toEqual(first)
    expect(await refusalOf(answer())).toMatchObject({ code: 'CONFLICT', details: { reason: 'too_soon' } })
    const back = (days: number) =>
      sql`update questionnaire_answer set at = now() - ${days} * interval '1 day',
        claimed_at = now() - ${days} * interval '1 day' where person_id = ${who.person.personId}`.execute(
        app.owner,
      )
    await back(13)
    expect((await refusalOf(answer())).code).toBe('CONFLICT')
    const database = openDatabase(app.database.appUrl)
    const { personId } = who.person
    await expect(
      database.write({ org, person: personId }, (db) =>
        sql`insert into questionnaire_answer (org_id, answer_id, person_id, pack_id, claimed_at, contents)
          values (${org}, ${uuidv7()}, ${personId}, ${packId}, now(), ${Buffer.alloc(32)})`.execute(db.query),
      ),
    ).rejects.toMatchObject({ code: '23514' })
    await database.close()
    await back(14)
    await answer()
    expect((await own()).packs[0]?.answers).toHaveLength(2)
  })

  it('withdrawn takes its answers and their keys, and leaves the check-ins; and the other way round', async () => {
    await consent(who)
    await save(who)
    await agree()
    const answerId = await answer()
    const ref = questionnaireRef({ org, person: who.person.personId }, answerId)
    await consent(who, false)
    expect((await own()).packs[0]?.answers).toHaveLength(1)
    await consent(who)
    const checkInId = await save(who)
    await agree(false)
    expect((await own()).packs[0]?.answers).toEqual([])
    expect(keys.find(ref)).toBeUndefined()
    expect((await who.client.checkIns.own.query()).checkIns).toMatchObject([{ checkInId }])
    expect((await refusalOf(answer())).code).toBe('FORBIDDEN')
  })

  it('is taken along, and deleted one by one', async () => {
    await agree()
    const answerId = await answer()
    const { questionnaires } = await who.client.checkIns.download.query()
    expect(questionnaires).toMatchObject({ consents: [{ packId }], answers: [{ answerId, score: 10 }] })
    await who.client.checkIns.removeQuestionnaire.mutate({ meta: who.meta(), input: { answerId } })
    expect((await own()).packs[0]?.answers).toEqual([])
  })

  it('turned off stays for who answered it, to look at and to delete, and takes no answer', async () => {
    await agree()
    await answer()
    await turn(false)
    expect((await own()).packs).toMatchObject([{ turnedOn: false, answers: [{ score: 10 }] }])
    expect((await own(peer)).packs).toEqual([])
    await turn(true)
  })

  it('in another version asks for the consent again', async () => {
    await agree()
    await putPack(app.owner, org, { ...officeWeather, version: '1.1' })
    const input = { ...inputOf([1, 1, 1]), packVersion: '1.1' }
    const send = () => who.client.checkIns.saveQuestionnaire.mutate({ meta: who.meta(), input })
    expect((await refusalOf(send())).code).toBe('FORBIDDEN')
    await agree(true, '1.1')
    await send()
    expect((await own()).packs).toMatchObject([{ turnedOn: true, answers: [{ packVersion: '1.1' }] }])
    await putPack(app.owner, org, officeWeather)
  })
})
