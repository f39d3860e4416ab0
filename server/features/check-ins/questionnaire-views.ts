import type { Scope } from '#server/core/scope.ts'
import type { KeyOwner, Keystore } from '#server/keys/keystore.ts'
import { defaultRetentionDays } from '#shared/check-ins/rules.ts'
import type { ContentPackEntry, OwnQuestionnaires, QuestionnaireAnswer } from '#shared/check-ins/views.ts'
import { AppError } from '#shared/core/errors.ts'
import { can } from '#shared/policy.ts'
import { contentPacks } from './content-pack-queries.ts'
import { openQuestionnaire, questionnaireRef } from './questionnaire-contents-rules.ts'
import { questionnaireAnswers, questionnaireConsents } from './questionnaire-queries.ts'
import { settingRow } from './settings-queries.ts'

type Row = Awaited<ReturnType<typeof questionnaireAnswers>>[number]

/** Returns the answer as its person reads it; nothing where its key was destroyed. */
function answerOf(keys: Keystore, owner: KeyOwner, row: Row): QuestionnaireAnswer[] {
  const ref = questionnaireRef(owner, row.answer_id)
  const key = keys.find(ref)
  const contents = key && openQuestionnaire(key, ref, row.contents)
  return contents
    ? [{ answerId: row.answer_id, packId: row.pack_id, at: new Date(row.at).toISOString(), ...contents }]
    : []
}

/** Returns every answer and consent of the person, for the download. */
export async function downloadedQuestionnaires({ db, keys }: Pick<Scope, 'db' | 'keys'>) {
  const [consents, rows] = await Promise.all([questionnaireConsents(db), questionnaireAnswers(db)])
  return { consents, answers: rows.flatMap((row) => answerOf(keys, db, row)) }
}

/** Query checkIns.questionnaires: those that are turned on, and those that the person answered before. */
export async function readQuestionnaires({ db, keys }: Scope): Promise<OwnQuestionnaires> {
  const [packs, consents, rows, settings] = await Promise.all([
    contentPacks(db),
    questionnaireConsents(db),
    questionnaireAnswers(db),
    settingRow(db),
  ])
  const answers = rows.flatMap((row) => answerOf(keys, db, row))
  return {
    retentionDays: settings?.retention_days ?? defaultRetentionDays,
    packs: packs
      .map(({ pack_id, body, turned_on }) => ({
        pack: body,
        turnedOn: turned_on,
        consent: consents.find(({ packId }) => packId === pack_id) ?? null,
        answers: answers.filter(({ packId }) => packId === pack_id),
      }))
      .filter((own) => own.turnedOn || own.answers.length > 0),
  }
}

/** Query checkIns.contentPacks, for who administers. Nobody's answers are here. */
export async function readContentPacks({ db, actor }: Scope): Promise<ContentPackEntry[]> {
  if (!can(actor, 'people.administer', {})) throw new AppError('FORBIDDEN')
  return (await contentPacks(db)).map(({ body, turned_on, version }) => ({
    packId: body.id,
    packVersion: body.version,
    title: body.title,
    items: body.items.length,
    leastDistanceDays: body.leastDistanceDays,
    licence: body.licence,
    source: body.source,
    turnedOn: turned_on,
    version,
  }))
}
