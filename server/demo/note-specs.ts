import type { NoteBody } from '#shared/coaching/fields.ts'
import type { Audience } from '#shared/coaching/rules.ts'
import type { Metric } from '#shared/scorecards/rules.ts'

/** Days before the demo's today, or a weekday (1 is Monday) of one of its thirteen weeks; moved back to a working day. */
export type When = number | { week: number; weekday: number }

export interface ReplySpec {
  by: 'author' | 'subject'
  when: When
  text: string
}
export interface ActionSpec {
  owner: 'author' | 'subject'
  title: string
  /** Days from today; negative is overdue unless it is done. */
  due: number
  done?: When
  /** What its owner said of it when it was done. */
  comment?: string
}

/** A note as the demo's leads wrote it. The author is the lead of the team in which the person was that day. */
export interface NoteSpec {
  about: string
  audience: Audience
  when: When
  body: NoteBody
  /** What it first said, where it was revised. */
  before?: NoteBody
  criterion?: { metric: Metric; policy: string | null }
  /** How many of the person's errors before it are its evidence, at most. */
  evidence?: number
  /** Days from today. */
  followUp?: number
  followedUp?: When
  acknowledged?: When
  replies?: readonly ReplySpec[]
  actions?: readonly ActionSpec[]
}

export const quick = (text: string): NoteBody => ({ kind: 'quick', text })
export const recognition = (text: string): NoteBody => ({ kind: 'recognition', text })
