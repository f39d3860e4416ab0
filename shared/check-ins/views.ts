import * as z from 'zod/mini'
import { personRef } from '#shared/people/views.ts'
import { contentPack } from './content-pack.ts'
import { answers, checkInAudience, rhythm, talkAnswer } from './fields.ts'
import { talkStates } from './rules.ts'

export const talkState = z.enum(talkStates)

export const talkRequestView = z.object({
  requestId: z.uuid(),
  from: personRef,
  to: personRef,
  state: talkState,
  askedAt: z.string(),
  /** When the addressee is to have answered, in their working days. */
  dueAt: z.string(),
  answer: z.nullable(talkAnswer),
  proposedAt: z.nullable(z.string()),
  answeredAt: z.nullable(z.string()),
  /** The addressee is the asker's lead no more and sees it no longer: somebody else is to be asked. */
  unheard: z.boolean(),
  version: z.int(),
})
export type TalkRequestView = z.infer<typeof talkRequestView>

/** Describes an offer to talk: who made it, and when. */
export const talkOfferView = z.object({ offerId: z.uuid(), from: personRef, at: z.string() })
export type TalkOfferView = z.infer<typeof talkOfferView>

/** How somebody stands to the person who asks; a person's lead is always the one above them. */
export const addresseeView = z.object({
  person: personRef,
  standing: z.enum(['lead', 'manager', 'wellbeing']),
})

export const checkInView = z.object({
  checkInId: z.uuid(),
  at: z.string(),
  answers,
  note: z.nullable(z.string()),
  audience: checkInAudience,
  /** With the audience 'lead'. */
  reader: z.nullable(personRef),
  /** Who has read it, and first when. */
  seenBy: z.array(z.object({ viewer: personRef, at: z.string() })),
  version: z.int(),
})
export type CheckInView = z.infer<typeof checkInView>

export const consentEntry = z.object({ given: z.boolean(), textVersion: z.int(), at: z.string() })
export type ConsentEntry = z.infer<typeof consentEntry>

/** Describes what the organisation offers beside the public lines; everything null where nothing was entered. */
export const programme = z.object({
  name: z.nullable(z.string()),
  phone: z.nullable(z.string()),
  url: z.nullable(z.string()),
  /** 'YYYY-MM-DD' on which somebody last checked that it answers. */
  verifiedOn: z.nullable(z.string()),
})
export type Programme = z.infer<typeof programme>

/** Describes a follow-up that the person asked for: its offers are Today's. */
export const followUpView = z.object({ followUpId: z.uuid(), requestedAt: z.string() })

/** Query checkIns.own: everything about one's own check-ins, newest first. */
export const ownCheckIns = z.object({
  /** The newest entry of the log; null where the person was never asked. */
  consent: z.nullable(consentEntry),
  checkIns: z.array(checkInView),
  /** Own requests to talk: those that are open, and those of the last thirty days. */
  talks: z.array(talkRequestView),
  /** Offers to talk that stand: not two weeks old, by somebody above the person today whom they have not asked since. */
  offers: z.array(talkOfferView),
  /** Who is the person's lead today, by name; the first is offered. Empty for who has nobody above them. */
  leads: z.array(personRef),
  /** Whom one may ask to talk, one's lead first. */
  addressees: z.array(addresseeView),
  programme,
  retentionDays: z.int(),
  /** What an older release left on a phone does not say. */
  rhythm: z._default(rhythm, { kind: 'weekly' }),
  /** Those of the last week, newest first. */
  followUps: z._default(z.array(followUpView), []),
})
export type OwnCheckIns = z.infer<typeof ownCheckIns>

export const questionnaireConsent = z.object({
  packId: z.string(),
  packVersion: z.string(),
  textVersion: z.int(),
  given: z.boolean(),
  at: z.string(),
})

/** Describes an answer of one's own, with the score that it had by the words of its version. */
export const questionnaireAnswer = z.object({
  answerId: z.uuid(),
  packId: z.string(),
  packVersion: z.string(),
  at: z.string(),
  values: z.array(z.number()),
  score: z.number(),
  low: z.number(),
  high: z.number(),
})
export type QuestionnaireAnswer = z.infer<typeof questionnaireAnswer>

export const ownQuestionnaire = z.object({
  pack: contentPack,
  turnedOn: z.boolean(),
  /** The newest entry of the log; null where the person was never asked. */
  consent: z.nullable(questionnaireConsent),
  /** Newest first. */
  answers: z.array(questionnaireAnswer),
})
export type OwnQuestionnaire = z.infer<typeof ownQuestionnaire>

/** Query checkIns.questionnaires. */
export const ownQuestionnaires = z.object({ retentionDays: z.int(), packs: z.array(ownQuestionnaire) })
export type OwnQuestionnaires = z.infer<typeof ownQuestionnaires>

/** Query checkIns.contentPacks: a pack as an administrator decides about it. */
export const contentPackEntry = z.object({
  packId: z.string(),
  packVersion: z.string(),
  title: contentPack.shape.title,
  items: z.int(),
  leastDistanceDays: z.int(),
  licence: z.string(),
  source: z.string(),
  turnedOn: z.boolean(),
  version: z.int(),
})
export type ContentPackEntry = z.infer<typeof contentPackEntry>

/** Query checkIns.download: all that is kept of the person here. The client writes it out as JSON or CSV. */
export const checkInDownload = z.object({
  at: z.string(),
  person: personRef,
  consents: z.array(consentEntry),
  checkIns: z.array(checkInView),
  talks: z.array(talkRequestView),
  offers: z.array(talkOfferView),
  rhythm,
  followUps: z.array(followUpView),
  questionnaires: z.object({
    consents: z.array(questionnaireConsent),
    answers: z.array(questionnaireAnswer),
  }),
  exposure: z.array(
    z.object({
      day: z.string(),
      harm: z.string(),
      minutes: z.int(),
      severity: z.nullable(z.string()),
      source: z.string(),
    }),
  ),
  /** Codes of the policies that the person asked to be left out of. */
  topics: z.array(z.string()),
  rotations: z.array(z.object({ state: z.string(), askedAt: z.string(), endedAt: z.nullable(z.string()) })),
})
export type CheckInDownload = z.infer<typeof checkInDownload>

/** Query checkIns.sharedWithMe: that something is shared, without what it says. Reading it is another call, and logged. */
export const sharedNotice = z.object({
  checkInId: z.uuid(),
  person: personRef,
  at: z.string(),
  /** Whether the reader has opened it. */
  read: z.boolean(),
})
export type SharedNotice = z.infer<typeof sharedNotice>

export const sharedCheckIns = z.object({
  person: personRef,
  /** When the reader offered the person to talk, where that offer stands. */
  offeredAt: z.nullable(z.string()),
  checkIns: z.array(z.object({ checkInId: z.uuid(), at: z.string(), answers, note: z.nullable(z.string()) })),
})
export type SharedCheckIns = z.infer<typeof sharedCheckIns>

/** Query checkIns.talks: requests to the reader that are open, and those of the last thirty days; the oldest first. */
export const talksToMe = z.array(talkRequestView)

/** Query checkIns.settings. */
export const settingsView = z.object({ programme, retentionDays: z.int(), version: z.int() })
export type SettingsView = z.infer<typeof settingsView>

export const deliveryView = z.object({
  /** Null: at once. Worked out from the roster alone, so that it says nothing about the person's day. */
  notBefore: z.nullable(z.string()),
})
export type DeliveryView = z.infer<typeof deliveryView>
