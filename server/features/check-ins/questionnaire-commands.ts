import { wasApplied } from '#server/core/apply-once.ts'
import type { CommandScope } from '#server/core/scope.ts'
import { announce } from '#server/db/announce.ts'
import type { ContentPack } from '#shared/check-ins/content-pack.ts'
import type {
  RemoveQuestionnaireInput,
  SaveQuestionnaireInput,
  SetContentPackInput,
  SetQuestionnaireConsentInput,
} from '#shared/check-ins/contracts.ts'
import { fits, nextDay, scoreOf } from '#shared/check-ins/questionnaire-rules.ts'
import type { CommandResult } from '#shared/core/command.ts'
import { AppError } from '#shared/core/errors.ts'
import { can } from '#shared/policy.ts'
import { contentPackOf, turnPack } from './content-pack-queries.ts'
import { ownDay } from './exposure-queries.ts'
import { digestOfQuestionnaire, questionnaireRef, sealQuestionnaire } from './questionnaire-contents-rules.ts'
import * as queries from './questionnaire-queries.ts'

/** Notifies the person's own phones and nobody else's. */
const announceOwn = ({ db }: Pick<CommandScope, 'db'>) =>
  announce(db, { feature: 'check-ins', audience: { people: [db.person] } })

/**
 * Returns the pack that the answers fit. @throws NOT_FOUND where it is not turned on, FORBIDDEN without consent to this
 * version, INVALID at `values` or `packVersion`, CONFLICT before the least distance has passed.
 */
async function admitQuestionnaire(
  { db, now, meta }: CommandScope,
  { answerId, packId, packVersion, values }: SaveQuestionnaireInput,
): Promise<ContentPack> {
  const pack = await contentPackOf(db, packId)
  if (!pack?.turned_on) throw new AppError('NOT_FOUND')
  const { body } = pack
  if (body.version !== packVersion) throw new AppError('INVALID', { field: 'packVersion' })
  if (!fits(body, values)) throw new AppError('INVALID', { field: 'values' })
  const consent = (await queries.questionnaireConsents(db)).find((entry) => entry.packId === packId)
  if (!consent?.given || consent.packVersion !== packVersion)
    throw new AppError('FORBIDDEN', { reason: 'no_consent' })
  const [last] = (await queries.questionnaireAnswers(db)).filter(
    (answer) => answer.pack_id === packId && answer.answer_id !== answerId,
  )
  if (last) {
    const answeredAt = new Date(Math.min(now(), Date.parse(meta.claimedAt))).toISOString()
    const { zone, day } = await ownDay(db, answeredAt)
    if (day < nextDay(new Date(last.at).toISOString(), body.leastDistanceDays, zone))
      throw new AppError('CONFLICT', { reason: 'too_soon' })
  }
  return body
}

/** Returns what a repeat of checkIns.saveQuestionnaire is compared by; nothing for one that was deleted meanwhile. */
export async function digestOfSaveQuestionnaire(scope: CommandScope, input: SaveQuestionnaireInput) {
  const { db, keys, meta } = scope
  const ref = questionnaireRef(db, input.answerId)
  const known = keys.find(ref)
  if (!known && (await wasApplied(db, meta.id))) return undefined
  // A key is made for what is going to be kept, and for nothing before the consent.
  if (!known) await admitQuestionnaire(scope, input)
  return digestOfQuestionnaire(known ?? (await keys.make(ref)), input)
}

/** Command checkIns.saveQuestionnaire. */
export async function saveQuestionnaire(
  scope: CommandScope,
  input: SaveQuestionnaireInput,
): Promise<CommandResult> {
  const { db, keys, meta } = scope
  const { answerId, packId, packVersion, values } = input
  const pack = await admitQuestionnaire(scope, input)
  const ref = questionnaireRef(db, answerId)
  const contents = { packVersion, values, ...scoreOf(pack, values) }
  const timestamp = await queries.insertQuestionnaire(db, {
    ...{ answerId, packId, claimedAt: meta.claimedAt },
    contents: sealQuestionnaire(await keys.make(ref), ref, contents),
  })
  if (!timestamp) throw new AppError('CONFLICT')
  await announceOwn(scope)
  return { entityId: answerId, version: 1, at: timestamp }
}

/** Deletes the rows, and with the keys every copy of them; the keys go last, before the commit. */
async function removeAnswers({ db, keys }: CommandScope, which: { answerId: string } | { packId: string }) {
  const gone = await queries.deleteQuestionnaires(db, which)
  await keys.destroy(gone.map((answerId) => questionnaireRef(db, answerId)))
}

/** Command checkIns.removeQuestionnaire. What is gone already is no refusal. */
export async function removeQuestionnaire(
  scope: CommandScope,
  { answerId }: RemoveQuestionnaireInput,
): Promise<CommandResult> {
  await removeAnswers(scope, { answerId })
  await announceOwn(scope)
  return { entityId: answerId, version: 0, at: new Date(scope.now()).toISOString() }
}

/** Command checkIns.setQuestionnaireConsent. Withdrawing removes every answer to the questionnaire. */
export async function setQuestionnaireConsent(
  scope: CommandScope,
  input: SetQuestionnaireConsentInput,
): Promise<CommandResult> {
  const { db } = scope
  const pack = await contentPackOf(db, input.packId)
  if (!pack) throw new AppError('NOT_FOUND')
  if (input.given && (!pack.turned_on || pack.body.version !== input.packVersion))
    throw new AppError('INVALID', { field: 'packVersion' })
  const timestamp = await queries.insertQuestionnaireConsent(db, input)
  if (!input.given) await removeAnswers(scope, { packId: input.packId })
  await announceOwn(scope)
  return { entityId: db.person, version: 0, at: timestamp }
}

/** Command checkIns.setContentPack, by an administrator; `base` is the version looked at. */
export async function setContentPack(
  { db, actor, meta, now }: CommandScope,
  { packId, turnedOn }: SetContentPackInput,
): Promise<CommandResult> {
  if (!can(actor, 'people.administer', {})) throw new AppError('FORBIDDEN')
  if (!(await contentPackOf(db, packId))) throw new AppError('NOT_FOUND')
  const set = await turnPack(db, packId, turnedOn, meta.base)
  if (!set) throw new AppError('CONFLICT')
  return { entityId: db.org, version: set.version, at: new Date(now()).toISOString() }
}
