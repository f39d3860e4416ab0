import * as z from 'zod/mini'
import { command } from '#shared/core/contract.ts'
import { day, text, upTo, zonedInstant } from '#shared/core/fields.ts'
import { fileEntryLimit, longestEntry } from './exposure-rules.ts'
import { harm, severity } from './exposure-views.ts'
import { answers, checkInAudience, rhythm, talkAnswer } from './fields.ts'
import { rotationOutcomes } from './rotation-rules.ts'
import { noteLimit, retentionBounds } from './rules.ts'

export const note = z.nullable(text(noteLimit))

/**
 * Command checkIns.save, which creates and never changes. Answers, a note, or both: a check-in of nothing is a skip and is
 * not sent. `readerId` with the audience 'lead' alone: one of `OwnCheckIns.leads`.
 */
export const saveCheckInInput = z.object({
  checkInId: z.uuid(),
  answers,
  note,
  audience: checkInAudience,
  readerId: z.nullable(z.uuid()),
})
export type SaveCheckInInput = z.infer<typeof saveCheckInInput>

/** Command checkIns.takeBack: what was shared, or counted in, is the person's alone again. */
export const checkInInput = z.object({ checkInId: z.uuid() })
export type CheckInInput = z.infer<typeof checkInInput>

/** Command checkIns.remove: one, or all of them with null. What is removed is unreadable in old backups too. */
export const removeInput = z.object({ checkInId: z.nullable(z.uuid()) })
export type RemoveInput = z.infer<typeof removeInput>

/** Command checkIns.setConsent. Withdrawing removes every check-in; requests to talk are no part of it. */
export const setConsentInput = z.object({
  given: z.boolean(),
  textVersion: z.int().check(z.positive(), z.maximum(1000)),
})
export type SetConsentInput = z.infer<typeof setConsentInput>

/** Command checkIns.setRhythm: when the person is asked once a week, or that they are not. */
export const setRhythmInput = z.object({ rhythm })
export type SetRhythmInput = z.infer<typeof setRhythmInput>

/**
 * Commands checkIns.requestFollowUp, for a check-in to be offered the next day and a week later, and
 * checkIns.cancelFollowUp. The day is that on which the person asked.
 */
export const followUpInput = z.object({ followUpId: z.uuid() })
export type FollowUpInput = z.infer<typeof followUpInput>

const packId = z.string().check(z.maxLength(64))
const packVersion = z.string().check(z.maxLength(32))

/** Command checkIns.saveQuestionnaire, which creates and never changes: a value of the scale for each item, in their order. */
export const saveQuestionnaireInput = z.object({
  answerId: z.uuid(),
  packId,
  packVersion,
  values: z.array(z.int().check(z.minimum(0), z.maximum(100))).check(z.maxLength(60)),
})
export type SaveQuestionnaireInput = z.infer<typeof saveQuestionnaireInput>

/** Command checkIns.removeQuestionnaire. What is removed is unreadable in old backups too. */
export const removeQuestionnaireInput = z.object({ answerId: z.uuid() })
export type RemoveQuestionnaireInput = z.infer<typeof removeQuestionnaireInput>

/** Command checkIns.setQuestionnaireConsent, to one version of one questionnaire. Withdrawing removes its answers. */
export const setQuestionnaireConsentInput = z.object({
  packId,
  packVersion,
  textVersion: z.int().check(z.positive(), z.maximum(1000)),
  given: z.boolean(),
})
export type SetQuestionnaireConsentInput = z.infer<typeof setQuestionnaireConsentInput>

/** Command checkIns.setContentPack, by an administrator. */
export const setContentPackInput = z.object({ packId, turnedOn: z.boolean() })
export type SetContentPackInput = z.infer<typeof setContentPackInput>

/** Command checkIns.offerTalk, by whom the person shares a check-in with. */
export const offerTalkInput = z.object({ offerId: z.uuid(), personId: z.uuid() })
export type OfferTalkInput = z.infer<typeof offerTalkInput>

/**
 * Command checkIns.askToTalk; needs no consent. `addresseeId` is one of `OwnCheckIns.addressees`. Who accepts
 * an offer asks under its id.
 */
export const askToTalkInput = z.object({ requestId: z.uuid(), addresseeId: z.uuid() })
export type AskToTalkInput = z.infer<typeof askToTalkInput>

/** Command checkIns.answerTalk, by the addressee. A time only with 'time_proposed'. */
export const answerTalkInput = z.object({
  requestId: z.uuid(),
  answer: talkAnswer,
  proposedAt: z.nullable(zonedInstant),
})
export type AnswerTalkInput = z.infer<typeof answerTalkInput>
/** Commands checkIns.closeTalk, by either, and checkIns.withdrawTalk, by who asked. */
export const talkInput = z.object({ requestId: z.uuid() })
export type TalkInput = z.infer<typeof talkInput>

/**
 * Command checkIns.openProtocol, by anybody: the fixed steps for when one was told something grave were opened. Only that
 * they were, by whom and when is kept; about whom is asked nowhere.
 */
export const openProtocolInput = z.object({ openingId: z.uuid() })
export type OpenProtocolInput = z.infer<typeof openProtocolInput>

/** Command checkIns.setSettings, by an administrator. */
export const settingsInput = z.object({
  programme: z.object({
    name: z.nullable(text(200)),
    phone: z.nullable(z.string().check(z.trim(), z.regex(/^[+\d][\d ()-]{1,30}$/))),
    url: z.nullable(z.url({ protocol: /^https$/ }).check(z.maxLength(500))),
    verifiedOn: z.nullable(day),
  }),
  retentionDays: z.int().check(z.minimum(retentionBounds.least), z.maximum(retentionBounds.limit)),
})
export type SettingsInput = z.infer<typeof settingsInput>

const exposureMinutes = z.int().check(z.minimum(1), z.maximum(longestEntry))

/** Command checkIns.saveExposure: a person's own entry, new or entered again under the same id. */
export const exposureInput = z.object({
  entryId: z.uuid(),
  day,
  harm,
  minutes: exposureMinutes,
  /** When it began, where the person knows: only then a stretch without a break can be told. */
  startedAt: z.nullable(zonedInstant),
  /** Missing in what an older phone sends: it stays as it was. */
  severity: z.optional(z.nullable(severity)),
})
export type ExposureInput = z.infer<typeof exposureInput>

/**
 * Command checkIns.importExposure: entries of a file that the person read in on their phone. A day and a kind stand once in
 * it; what was read in before of the same day and kind takes the new values.
 */
export const importExposureInput = z.object({
  entries: z
    .array(
      z.object({
        entryId: z.uuid(),
        day,
        harm,
        minutes: exposureMinutes,
        severity: z.nullable(severity),
      }),
    )
    .check(z.minLength(1), z.maxLength(fileEntryLimit)),
})
export type ImportExposureInput = z.infer<typeof importExposureInput>

/** Command checkIns.setTopic: whether the person is to be given nothing of a policy. No reason is asked for. */
export const topicInput = z.object({ policy: upTo(200), leftOut: z.boolean() })
export type TopicInput = z.infer<typeof topicInput>

/** Command checkIns.setSuggests: whether several days over the budget suggest a rotation. */
export const suggestsInput = z.object({ suggests: z.boolean() })
export type SuggestsInput = z.infer<typeof suggestsInput>

/** Commands checkIns.askRotation and checkIns.withdrawRotation, by the person. */
export const rotationInput = z.object({ rotationId: z.uuid() })
export type RotationInput = z.infer<typeof rotationInput>

/** Command checkIns.settleRotation, by who leads the person's team. */
export const settleRotationInput = z.object({ rotationId: z.uuid(), outcome: z.enum(rotationOutcomes) })
export type SettleRotationInput = z.infer<typeof settleRotationInput>
/** Command checkIns.removeExposure. */
export const removeExposureInput = z.object({ entryId: z.uuid() })
export type RemoveExposureInput = z.infer<typeof removeExposureInput>

/** Command checkIns.setBudget, by who leads the team. Query checkIns.budgets lists those of the reader's teams. */
export const budgetInput = z.object({
  teamId: z.uuid(),
  minutesPerDay: z.int().check(z.minimum(15), z.maximum(720)),
  minutesWithoutBreak: z.int().check(z.minimum(15), z.maximum(480)),
})
export type BudgetInput = z.infer<typeof budgetInput>

/** Nothing is sent before the consent that it rests on. */
const consentEntity = 'consent'

export const checkIns = {
  setConsent: command({
    name: 'checkIns.setConsent',
    version: 1,
    input: setConsentInput,
    entities: () => [consentEntity],
    deletes: ({ given }, { name }) =>
      !given && (name === 'checkIns.save' || name === 'checkIns.requestFollowUp'),
  }),
  save: command({
    name: 'checkIns.save',
    version: 1,
    input: saveCheckInInput,
    entities: ({ checkInId }) => [checkInId],
    refs: () => [consentEntity],
  }),
  takeBack: command({
    name: 'checkIns.takeBack',
    version: 1,
    input: checkInInput,
    entities: ({ checkInId }) => [checkInId],
  }),
  remove: command({
    name: 'checkIns.remove',
    version: 1,
    input: removeInput,
    entities: ({ checkInId }) => [checkInId ?? 'check-ins'],
    deletes: ({ checkInId }, { name, entities }) =>
      name === 'checkIns.save' && (checkInId === null || entities.includes(checkInId)),
  }),
  setRhythm: command({
    name: 'checkIns.setRhythm',
    version: 1,
    input: setRhythmInput,
    entities: () => ['check-in-rhythm'],
  }),
  requestFollowUp: command({
    name: 'checkIns.requestFollowUp',
    version: 1,
    input: followUpInput,
    entities: ({ followUpId }) => [followUpId],
    refs: () => [consentEntity],
  }),
  cancelFollowUp: command({
    name: 'checkIns.cancelFollowUp',
    version: 1,
    input: followUpInput,
    entities: ({ followUpId }) => [followUpId],
    deletes: ({ followUpId }, { name, entities }) =>
      name === 'checkIns.requestFollowUp' && entities.includes(followUpId),
  }),
  setQuestionnaireConsent: command({
    name: 'checkIns.setQuestionnaireConsent',
    version: 1,
    input: setQuestionnaireConsentInput,
    entities: ({ packId }) => [`questionnaire:${packId}`],
    deletes: ({ given, packId }, { name, entities }) =>
      !given && name === 'checkIns.saveQuestionnaire' && entities.includes(`answers:${packId}`),
  }),
  saveQuestionnaire: command({
    name: 'checkIns.saveQuestionnaire',
    version: 1,
    input: saveQuestionnaireInput,
    entities: ({ answerId, packId }) => [answerId, `answers:${packId}`],
    refs: ({ packId }) => [`questionnaire:${packId}`],
  }),
  removeQuestionnaire: command({
    name: 'checkIns.removeQuestionnaire',
    version: 1,
    input: removeQuestionnaireInput,
    entities: ({ answerId }) => [answerId],
    deletes: ({ answerId }, { name, entities }) =>
      name === 'checkIns.saveQuestionnaire' && entities.includes(answerId),
  }),
  /** `base` is the version of the pack’s setting. */
  setContentPack: command({
    name: 'checkIns.setContentPack',
    version: 1,
    input: setContentPackInput,
    entities: ({ packId }) => [`content-pack:${packId}`],
  }),
  /** By when it is to be answered comes with the next reading, which the server's notice starts. */
  askToTalk: command({
    name: 'checkIns.askToTalk',
    version: 1,
    input: askToTalkInput,
    entities: ({ requestId }) => [requestId],
  }),
  /** The person accepts by asking to talk, under the id of the offer; letting it be is no command. */
  offerTalk: command({
    name: 'checkIns.offerTalk',
    version: 1,
    input: offerTalkInput,
    entities: ({ offerId }) => [offerId],
  }),
  answerTalk: command({
    name: 'checkIns.answerTalk',
    version: 1,
    input: answerTalkInput,
    entities: ({ requestId }) => [requestId],
  }),
  /** The talk took place, or needs none any more; whoever of the two says so. */
  closeTalk: command({
    name: 'checkIns.closeTalk',
    version: 1,
    input: talkInput,
    entities: ({ requestId }) => [requestId],
  }),
  withdrawTalk: command({
    name: 'checkIns.withdrawTalk',
    version: 1,
    input: talkInput,
    entities: ({ requestId }) => [requestId],
  }),
  saveExposure: command({
    name: 'checkIns.saveExposure',
    version: 1,
    input: exposureInput,
    entities: ({ entryId }) => [entryId],
  }),
  removeExposure: command({
    name: 'checkIns.removeExposure',
    version: 1,
    input: removeExposureInput,
    entities: ({ entryId }) => [entryId],
    deletes: ({ entryId }, { name, entities }) =>
      name === 'checkIns.saveExposure' && entities.includes(entryId),
  }),
  importExposure: command({
    name: 'checkIns.importExposure',
    version: 1,
    input: importExposureInput,
    entities: ({ entries }) => entries.map(({ entryId }) => entryId),
  }),
  setTopic: command({
    name: 'checkIns.setTopic',
    version: 1,
    input: topicInput,
    entities: ({ policy }) => [`topic:${policy}`],
  }),
  setSuggests: command({
    name: 'checkIns.setSuggests',
    version: 1,
    input: suggestsInput,
    entities: () => ['rotation-setting'],
  }),
  askRotation: command({
    name: 'checkIns.askRotation',
    version: 1,
    input: rotationInput,
    entities: ({ rotationId }) => [rotationId],
  }),
  withdrawRotation: command({
    name: 'checkIns.withdrawRotation',
    version: 1,
    input: rotationInput,
    entities: ({ rotationId }) => [rotationId],
  }),
  settleRotation: command({
    name: 'checkIns.settleRotation',
    version: 1,
    input: settleRotationInput,
    entities: ({ rotationId }) => [rotationId],
  }),
  /** `base` is the version of the team's budget. */
  setBudget: command({
    name: 'checkIns.setBudget',
    version: 1,
    input: budgetInput,
    entities: ({ teamId }) => [`budget:${teamId}`],
  }),
  /** `base` is the version of the settings. */
  setSettings: command({
    name: 'checkIns.setSettings',
    version: 1,
    input: settingsInput,
    entities: () => ['wellbeing-settings'],
  }),
  openProtocol: command({
    name: 'checkIns.openProtocol',
    version: 1,
    input: openProtocolInput,
    entities: ({ openingId }) => [openingId],
  }),
}
