/**
 * Reasons for which an entry of another system's export is no decision: its kind is none; Ozone wrote it itself, beside an
 * action on the whole account or at the end of a suspension; it only takes labels away; nothing in the file comes before what
 * it overturns; or a reviewer of Coop left the job to somebody else.
 */
export const skipReasons = [
  'no_decision',
  'by_itself',
  'ended_as_planned',
  'labels_removed',
  'nothing_before',
  'left_to_others',
] as const
export type SkipReason = (typeof skipReasons)[number]

/** Entries of one kind, or of one queue, that were left out for one reason. */
export interface Skipped {
  word: string
  reason: SkipReason
  rows: number
}

/** Counts entries that are left out, in the order in which their kinds first came. */
export function countSkipped() {
  const counts = new Map<string, Skipped>()
  return {
    add(word: string, reason: SkipReason): void {
      const key = `${reason} ${word}`
      const known = counts.get(key)
      if (known) known.rows += 1
      else counts.set(key, { word, reason, rows: 1 })
    },
    list: (): Skipped[] => [...counts.values()],
  }
}

/** The kinds of Ozone's events that have words of their own; newer ones are named as the file names them. */
export const eventKinds = [
  'takedown',
  'reverseTakedown',
  'comment',
  'report',
  'label',
  'acknowledge',
  'escalate',
  'mute',
  'unmute',
  'muteReporter',
  'unmuteReporter',
  'email',
  'resolveAppeal',
  'divert',
  'tag',
  'priorityScore',
  'accountEvent',
  'identityEvent',
  'recordEvent',
  'ageAssuranceEvent',
  'ageAssuranceOverrideEvent',
  'ageAssurancePurgeEvent',
  'revokeAccountCredentials',
  'scheduleTakedown',
  'cancelScheduledTakedown',
] as const
type EventKind = (typeof eventKinds)[number]
export const isEventKind = (word: string): word is EventKind => eventKinds.some((kind) => kind === word)
