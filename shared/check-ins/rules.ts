import type { SaveCheckInInput } from './contracts.ts'
import type { Answers } from './fields.ts'

/**
 * The words of the consent that the app asks for now; another number when what they say changes. A consent to older words
 * holds until the person is asked again and says no.
 */
export const consentVersion = 1

/** For how long raw answers are kept where the organisation sets nothing else, and what it may set; days. */
export const defaultRetentionDays = 90
export const retentionBounds = { least: 28, limit: 365 } as const

/** Lists who can see a check-in: the person alone; nobody, but it counts in the team's total; one named lead. */
export const checkInAudiences = ['me', 'total', 'lead'] as const
export type CheckInAudience = (typeof checkInAudiences)[number]

export const checkInItems = ['energy', 'load', 'support'] as const
export type CheckInItem = (typeof checkInItems)[number]

export const noteLimit = 2000
/**
 * asked -> answered -> closed, by the addressee; asked or answered -> withdrawn, by who asked; either of the two closes what
 * was answered.
 */
export const talkStates = ['asked', 'answered', 'closed', 'withdrawn'] as const
export type TalkState = (typeof talkStates)[number]
export const mayFollow: Readonly<Record<TalkState, readonly TalkState[]>> = {
  asked: ['answered', 'closed', 'withdrawn'],
  answered: ['answered', 'closed', 'withdrawn'],
  closed: [],
  withdrawn: [],
}

/** Days for which an offer to talk stands where the person does nothing about it. */
export const offerDays = 14

/** Returns whether there is anything in it to send. */
export function saysSomething({ answers, note }: Pick<SaveCheckInInput, 'answers' | 'note'>): boolean {
  return note !== null || checkInItems.some((item) => answers[item] !== null)
}

/** After this the help lines are shown in full: the person gave the lowest of five to something. Nothing is concluded. */
export function isLowest(answers: Answers): boolean {
  return checkInItems.some((item) => answers[item] === 1)
}
