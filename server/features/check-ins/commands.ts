import { wasApplied } from '#server/core/apply-once.ts'
import { type EffectsOf, effect } from '#server/core/effect.ts'
import type { CommandScope } from '#server/core/scope.ts'
import type { ActorDb, WriteDb } from '#server/db/actor-db.ts'
import { announce } from '#server/db/announce.ts'
import type {
  CheckInInput,
  OpenProtocolInput,
  RemoveInput,
  SaveCheckInInput,
  SetConsentInput,
  SettingsInput,
} from '#shared/check-ins/contracts.ts'
import { checkIns } from '#shared/check-ins/contracts.ts'
import { saysSomething } from '#shared/check-ins/rules.ts'
import type { CommandResult } from '#shared/core/command.ts'
import { AppError } from '#shared/core/errors.ts'
import { can } from '#shared/policy.ts'
import { digestOf, refOf, sealContents } from './contents-rules.ts'
import { importExposure, removeExposure, saveExposure, setBudget } from './exposure-commands.ts'
import { offerTalk } from './offer-commands.ts'
import * as queries from './queries.ts'
import {
  digestOfSaveQuestionnaire,
  removeQuestionnaire,
  saveQuestionnaire,
  setContentPack,
  setQuestionnaireConsent,
} from './questionnaire-commands.ts'
import { cancelFollowUp, requestFollowUp, setRhythm } from './rhythm-commands.ts'
import { deleteFollowUps, deleteRhythm } from './rhythm-queries.ts'
import { askRotation, setSuggests, setTopic, settleRotation, withdrawRotation } from './rotation-commands.ts'
import { leadsOf } from './rules.ts'
import { putSettings } from './settings-queries.ts'
import { answerTalk, askToTalk, closeTalk, withdrawTalk } from './talk-commands.ts'

/**
 * Returns what a repeat of checkIns.save is compared by; a check-in that was deleted meanwhile has nothing to
 * compare.
 */
export async function digestOfSave({ db, keys, meta }: CommandScope, input: SaveCheckInInput) {
  const ref = refOf(db, input.checkInId)
  const known = keys.find(ref)
  if (!known && (await wasApplied(db, meta.id))) return undefined
  // A key is made for what is going to be kept, and for nothing before the consent.
  if (!known) await admitCheckIn(db, input)
  return digestOf(known ?? (await keys.make(ref)), input)
}

/** Command checkIns.save. FORBIDDEN without consent; INVALID for a reader who is not the person's lead today. */
export async function saveCheckIn(
  { db, keys, meta }: CommandScope,
  input: SaveCheckInInput,
): Promise<CommandResult> {
  const { checkInId, audience, readerId } = input
  const teamId = await admitCheckIn(db, input)
  const ref = refOf(db, checkInId)
  const sealed = sealContents(await keys.make(ref), ref, input)
  const timestamp = await queries.insertCheckIn(db, {
    checkInId,
    audience,
    readerId,
    teamId,
    claimedAt: meta.claimedAt,
    ...sealed,
  })
  if (!timestamp) throw new AppError('CONFLICT')
  await announceOwn(db, [readerId])
  return { entityId: checkInId, version: 1, at: timestamp }
}

/** Returns the team through which it is shared or counted. @throws INVALID, or FORBIDDEN without consent. */
async function admitCheckIn(db: ActorDb, input: SaveCheckInInput): Promise<string | null> {
  const { audience, readerId } = input
  if (!saysSomething(input)) throw new AppError('INVALID', { field: 'answers' })
  if ((audience === 'lead') !== (readerId !== null)) throw new AppError('INVALID', { field: 'readerId' })
  const [consent] = await queries.consentLog(db)
  if (!consent?.given) throw new AppError('FORBIDDEN', { reason: 'no_consent' })
  return await teamOf(db, input)
}

async function teamOf(db: ActorDb, { audience, readerId }: SaveCheckInInput): Promise<string | null> {
  if (audience === 'me') return null
  if (audience === 'total') return await queries.countsIn(db)
  const lead = leadsOf(await queries.peopleAbove(db)).find(({ person_id }) => person_id === readerId)
  if (!lead) throw new AppError('INVALID', { field: 'readerId', reason: 'not_your_lead' })
  return lead.via
}

/** Tells the person's own phones, and those of readers, which drop what they hold of it; nobody else's. */
async function announceOwn(db: WriteDb, readers: readonly (string | null)[] = []): Promise<void> {
  const others = readers.filter((reader) => reader !== null)
  await announce(
    db,
    { feature: 'check-ins', audience: { people: [db.person] } },
    { feature: 'check-ins', subjectId: db.person, audience: { people: others } },
  )
}

/** Command checkIns.takeBack. What is the person's alone already stays so. */
export async function takeBack(
  { db, now }: CommandScope,
  { checkInId }: CheckInInput,
): Promise<CommandResult> {
  const own = await queries.ownCheckIn(db, checkInId)
  if (!own) throw new AppError('NOT_FOUND')
  let { version } = own
  if (own.audience !== 'me') {
    version = await queries.makePrivate(db, checkInId)
    await announceOwn(db, [own.reader_id])
  }
  return { entityId: checkInId, version, at: new Date(now()).toISOString() }
}

/** Command checkIns.remove: the rows, and with the keys every copy of them. What is gone already is no refusal. */
export async function remove(
  { db, keys, now }: CommandScope,
  { checkInId }: RemoveInput,
): Promise<CommandResult> {
  await removeCheckIns({ db, keys }, checkInId)
  return { entityId: checkInId ?? db.person, version: 0, at: new Date(now()).toISOString() }
}

/**
 * The keys go last, and before the commit: a failure leaves rows that nobody can read and that the repeat deletes, never
 * keys to what is said to be gone.
 */
async function removeCheckIns({ db, keys }: Pick<CommandScope, 'db' | 'keys'>, checkInId: string | null) {
  const gone = await queries.deleteCheckIns(db, checkInId)
  await announceOwn(
    db,
    gone.map(({ reader_id }) => reader_id),
  )
  if (checkInId === null) await keys.destroyPerson({ org: db.org, person: db.person })
  else await keys.destroy([refOf(db, checkInId)])
}

/** Command checkIns.setConsent. Withdrawing removes every check-in at once and for good, and asks for none any more. */
export async function setConsent(
  { db, keys }: CommandScope,
  { given, textVersion }: SetConsentInput,
): Promise<CommandResult> {
  const timestamp = await queries.insertConsent(db, { given, textVersion })
  if (given) await announceOwn(db)
  else {
    await deleteFollowUps(db, null)
    await deleteRhythm(db)
    await removeCheckIns({ db, keys }, null)
  }
  return { entityId: db.person, version: 0, at: timestamp }
}

/** Command checkIns.openProtocol: its row in the audit trail is all that is kept. */
export async function openProtocol(
  { now }: CommandScope,
  { openingId }: OpenProtocolInput,
): Promise<CommandResult> {
  return { entityId: openingId, version: 0, at: new Date(now()).toISOString() }
}

/** Command checkIns.setSettings, by an administrator; `base` is the version looked at. */
export async function setSettings(
  { db, actor, meta, now }: CommandScope,
  input: SettingsInput,
): Promise<CommandResult> {
  if (!can(actor, 'people.administer', {})) throw new AppError('FORBIDDEN')
  const set = await putSettings(db, input, meta.base)
  if (!set) throw new AppError('CONFLICT')
  return { entityId: db.org, version: set.version, at: new Date(now()).toISOString() }
}

export const effects: EffectsOf<'checkIns'> = {
  setConsent: effect(checkIns.setConsent, setConsent),
  save: effect(checkIns.save, saveCheckIn, { digest: digestOfSave }),
  takeBack: effect(checkIns.takeBack, takeBack),
  remove: effect(checkIns.remove, remove),
  setRhythm: effect(checkIns.setRhythm, setRhythm),
  requestFollowUp: effect(checkIns.requestFollowUp, requestFollowUp),
  cancelFollowUp: effect(checkIns.cancelFollowUp, cancelFollowUp),
  setQuestionnaireConsent: effect(checkIns.setQuestionnaireConsent, setQuestionnaireConsent),
  saveQuestionnaire: effect(checkIns.saveQuestionnaire, saveQuestionnaire, {
    digest: digestOfSaveQuestionnaire,
  }),
  removeQuestionnaire: effect(checkIns.removeQuestionnaire, removeQuestionnaire),
  setContentPack: effect(checkIns.setContentPack, setContentPack),
  openProtocol: effect(checkIns.openProtocol, openProtocol),
  askToTalk: effect(checkIns.askToTalk, askToTalk),
  offerTalk: effect(checkIns.offerTalk, offerTalk),
  answerTalk: effect(checkIns.answerTalk, answerTalk),
  closeTalk: effect(checkIns.closeTalk, closeTalk),
  withdrawTalk: effect(checkIns.withdrawTalk, withdrawTalk),
  saveExposure: effect(checkIns.saveExposure, saveExposure),
  removeExposure: effect(checkIns.removeExposure, removeExposure),
  importExposure: effect(checkIns.importExposure, importExposure),
  setTopic: effect(checkIns.setTopic, setTopic),
  setSuggests: effect(checkIns.setSuggests, setSuggests),
  askRotation: effect(checkIns.askRotation, askRotation),
  withdrawRotation: effect(checkIns.withdrawRotation, withdrawRotation),
  settleRotation: effect(checkIns.settleRotation, settleRotation),
  setBudget: effect(checkIns.setBudget, setBudget),
  setSettings: effect(checkIns.setSettings, setSettings),
}
