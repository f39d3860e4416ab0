import type { NoteKind } from './views.ts'

/**
 * The one rule of corrective news: news that tells a person of something that went wrong. It reaches them in their working
 * hours and not after a heavy day.
 */
export function isCorrectiveNote(note: { kind: NoteKind; hasCriterion: boolean }): boolean {
  return note.kind === 'sbi' || (note.kind !== 'recognition' && note.hasCriterion)
}

/** Returns whether the answer to a request for another look leaves the person's decision a mistake. */
export function isCorrectiveAnswer(status: 'open' | 'kept' | 'changed'): boolean {
  return status === 'kept'
}
