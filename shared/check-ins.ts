import * as z from 'zod/mini'
import { personRef } from './people.ts'

/**
 * The words of the consent that the app asks for now; another number when what they say changes. A consent to older words
 * holds until the person is asked again and says no.
 */
export const consentVersion = 1

/** For how long raw answers are kept where the organisation sets nothing else, and what it may set; days. */
export const defaultRetentionDays = 90
export const retentionBounds = { least: 28, most: 365 } as const

/** Who sees a check-in: the person alone; nobody, but it counts in the team's total; one named lead. */
export const checkInAudiences = ['me', 'total', 'lead'] as const
export const checkInAudience = z.enum(checkInAudiences)
export type CheckInAudience = z.infer<typeof checkInAudience>

export const checkInItems = ['energy', 'load', 'support'] as const
export type CheckInItem = (typeof checkInItems)[number]

/** 1 is the worst of five faces, 5 the best, in all three; null where the person skipped it. */
const rating = z.nullable(z.int().check(z.minimum(1), z.maximum(5)))
export const answers = z.object({ energy: rating, load: rating, support: rating })
export type Answers = z.infer<typeof answers>
export const noteMost = 2000
const note = z.nullable(z.string().check(z.trim(), z.minLength(1), z.maxLength(noteMost)))

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

/** Command checkIns.askToTalk; needs no consent. `addresseeId` is one of `OwnCheckIns.addressees`. */
export const askToTalkInput = z.object({ requestId: z.uuid(), addresseeId: z.uuid() })
export type AskToTalkInput = z.infer<typeof askToTalkInput>

/**
 * asked -> answered -> closed, by the addressee; asked or answered -> withdrawn, by who asked; either of the two closes what
 * was answered.
 */
export const talkStates = ['asked', 'answered', 'closed', 'withdrawn'] as const
export const talkState = z.enum(talkStates)
export type TalkState = z.infer<typeof talkState>
export const talkAnswer = z.enum(['will_talk', 'time_proposed'])
export type TalkAnswer = z.infer<typeof talkAnswer>

/** Command checkIns.answerTalk, by the addressee. A time only with 'time_proposed'. */
export const answerTalkInput = z.object({
  requestId: z.uuid(),
  answer: talkAnswer,
  proposedAt: z.nullable(z.iso.datetime({ offset: true })),
})
export type AnswerTalkInput = z.infer<typeof answerTalkInput>
/** Commands checkIns.closeTalk, by either, and checkIns.withdrawTalk, by who asked. */
export const talkInput = z.object({ requestId: z.uuid() })
export type TalkInput = z.infer<typeof talkInput>

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

export const mayFollow: Readonly<Record<TalkState, readonly TalkState[]>> = {
  asked: ['answered', 'closed', 'withdrawn'],
  answered: ['answered', 'closed', 'withdrawn'],
  closed: [],
  withdrawn: [],
}

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

/** What the organisation offers beside the public lines; everything null where nothing was entered. */
export const programme = z.object({
  name: z.nullable(z.string()),
  phone: z.nullable(z.string()),
  url: z.nullable(z.string()),
  /** 'YYYY-MM-DD' on which somebody last checked that it answers. */
  verifiedOn: z.nullable(z.string()),
})
export type Programme = z.infer<typeof programme>

/** Query checkIns.own: everything about one's own check-ins, newest first. */
export const ownCheckIns = z.object({
  /** The newest entry of the log; null where the person was never asked. */
  consent: z.nullable(consentEntry),
  checkIns: z.array(checkInView),
  /** Own requests to talk: those that are open, and those of the last thirty days. */
  talks: z.array(talkRequestView),
  /** Who is the person's lead today, by name; the first is offered. Empty for who has nobody above them. */
  leads: z.array(personRef),
  /** Whom one may ask to talk, one's lead first. */
  addressees: z.array(addresseeView),
  programme,
  retentionDays: z.int(),
})
export type OwnCheckIns = z.infer<typeof ownCheckIns>

/** Query checkIns.download: all that is kept of the person here. The client writes it out as JSON or CSV. */
export const checkInDownload = z.object({
  at: z.string(),
  person: personRef,
  consents: z.array(consentEntry),
  checkIns: z.array(checkInView),
  talks: z.array(talkRequestView),
  exposure: z.array(z.object({ day: z.string(), harm: z.string(), minutes: z.int() })),
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

/** Query checkIns.shared: what one person shares with the reader, newest first; told to that person as seen. */
export const sharedInput = z.object({ personId: z.uuid() })
export const sharedCheckIns = z.object({
  person: personRef,
  checkIns: z.array(z.object({ checkInId: z.uuid(), at: z.string(), answers, note: z.nullable(z.string()) })),
})
export type SharedCheckIns = z.infer<typeof sharedCheckIns>

/** Query checkIns.talks: requests to the reader that are open, and those of the last thirty days; the oldest first. */
export const talksToMe = z.array(talkRequestView)

/**
 * Command checkIns.openProtocol, by anybody: the fixed steps for when one was told something grave were opened. Only that
 * they were, by whom and when is kept; about whom is asked nowhere.
 */
export const openProtocolInput = z.object({ openingId: z.uuid() })
export type OpenProtocolInput = z.infer<typeof openProtocolInput>

/** Command checkIns.setSettings, by an administrator. */
export const settingsInput = z.object({
  programme: z.object({
    name: z.nullable(z.string().check(z.trim(), z.minLength(1), z.maxLength(200))),
    phone: z.nullable(z.string().check(z.trim(), z.regex(/^[+\d][\d ()-]{1,30}$/))),
    url: z.nullable(z.url({ protocol: /^https$/ }).check(z.maxLength(500))),
    verifiedOn: z.nullable(z.iso.date()),
  }),
  retentionDays: z.int().check(z.minimum(retentionBounds.least), z.maximum(retentionBounds.most)),
})
export type SettingsInput = z.infer<typeof settingsInput>

/** Query checkIns.settings. */
export const settingsView = z.object({ programme, retentionDays: z.int(), version: z.int() })
export type SettingsView = z.infer<typeof settingsView>

/** Whether there is anything in it to send. */
export function saysSomething({ answers, note }: Pick<SaveCheckInInput, 'answers' | 'note'>): boolean {
  return note !== null || checkInItems.some((item) => answers[item] !== null)
}

/** After this the help lines are shown in full: the person gave the lowest of five to something. Nothing is concluded. */
export function isLowest(answers: Answers): boolean {
  return checkInItems.some((item) => answers[item] === 1)
}
