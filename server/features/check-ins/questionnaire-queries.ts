import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import type { ActorDb, WriteDb } from '#server/db/actor-db.ts'
import type { SetQuestionnaireConsentInput } from '#shared/check-ins/contracts.ts'

/** The actor's own, to every questionnaire, newest first. */
export async function questionnaireConsents(db: ActorDb) {
  return await db.query
    .selectFrom('questionnaire_consent')
    .select([
      'pack_id as packId',
      'pack_version as packVersion',
      'text_version as textVersion',
      'given',
      'at',
    ])
    .where('org_id', '=', db.org)
    .where('person_id', '=', db.person)
    .orderBy('at', 'desc')
    .execute()
}

export async function insertQuestionnaireConsent(
  db: WriteDb,
  { packId, packVersion, textVersion, given }: SetQuestionnaireConsentInput,
): Promise<string> {
  const { at } = await db.query
    .insertInto('questionnaire_consent')
    .values({
      ...{ org_id: db.org, consent_id: uuidv7(), person_id: db.person },
      ...{ pack_id: packId, pack_version: packVersion, text_version: textVersion, given },
    })
    .returning('at')
    .executeTakeFirstOrThrow()
  return at
}

/** The actor's own, newest first. */
export async function questionnaireAnswers(db: ActorDb) {
  return await db.query
    .selectFrom('questionnaire_answer')
    .select(['answer_id', 'pack_id', sql<string>`least(claimed_at, at)`.as('at'), 'contents'])
    .where('org_id', '=', db.org)
    .where('person_id', '=', db.person)
    .orderBy('at', 'desc')
    .execute()
}

/** When it was kept; undefined where an answer of this id exists. */
export async function insertQuestionnaire(
  db: WriteDb,
  answer: { answerId: string; packId: string; claimedAt: string; contents: Buffer },
): Promise<string | undefined> {
  const row = await db.query
    .insertInto('questionnaire_answer')
    .values({
      ...{ org_id: db.org, answer_id: answer.answerId, person_id: db.person, pack_id: answer.packId },
      ...{ claimed_at: answer.claimedAt, contents: answer.contents },
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('at')
    .executeTakeFirst()
  return row?.at
}

/** One of the actor's own, or all of a questionnaire. Returns the ids of those that there were. */
export async function deleteQuestionnaires(
  db: WriteDb,
  which: { answerId: string } | { packId: string },
): Promise<string[]> {
  const rows = await db.query
    .deleteFrom('questionnaire_answer')
    .where('org_id', '=', db.org)
    .where('person_id', '=', db.person)
    .$if('answerId' in which, (query) =>
      query.where('answer_id', '=', 'answerId' in which ? which.answerId : ''),
    )
    .$if('packId' in which, (query) => query.where('pack_id', '=', 'packId' in which ? which.packId : ''))
    .returning('answer_id')
    .execute()
  return rows.map(({ answer_id }) => answer_id)
}
