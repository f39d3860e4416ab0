import type { FinalOutcome, RecheckAnswer } from '#shared/audits/recheck-rules.ts'
import type { NoteKind } from './fields.ts'

/**
 * The one rule of corrective news: news that tells a person of something that went wrong. It reaches them in their working
 * hours and not after a heavy day.
 */
export function isCorrectiveNote(note: { kind: NoteKind; hasCriterion: boolean }): boolean {
  return note.kind === 'sbi' || (note.kind !== 'recognition' && note.hasCriterion)
}

/**
 * Returns whether the answer to a request for another look leaves the person's decision a mistake. By a third verdict it is one
 * still, unless that says that an error of the tools came between.
 */
export function isCorrectiveAnswer({ status, final }: Answered): boolean {
  return status === 'kept' || (status === 'partly' && final?.outcome !== 'technical')
}

interface Answered {
  status: 'open' | RecheckAnswer
  final?: { outcome: FinalOutcome } | null | undefined
}
