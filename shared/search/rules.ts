import type { NoteBody } from '#shared/coaching/fields.ts'
import type { EscalationRow } from '#shared/escalations/views.ts'
import { indexWord, normalised, patternSource } from './hangul-rules.ts'

/** Characters that are searched for at most. */
export const typedLimit = 100
/** Results of a group. */
export const foundLimit = 10
/** Rows that an index names for a group: a few more, because not each of them may be shown in a list. */
export const namedLimit = 30

/** Typed words as the database is asked for them: as a number, by a word of its indexes, and by a regular expression's source. */
export interface SearchTerms {
  number: string
  /** As it was typed, for what is compared whole. */
  exact: string
  word: string
  pattern: string
}

/** Returns what was typed as the database is asked for it; undefined where nothing was. */
export function termsOf(typed: string): SearchTerms | undefined {
  const query = normalised(typed)
  if (query === '') return undefined
  return { number: query, exact: typed.trim(), word: indexWord(query), pattern: patternSource(query) }
}

/** Compares texts with a pattern. */
export const matcherOf = ({ pattern }: Pick<SearchTerms, 'pattern'>): RegExp => new RegExp(pattern, 'i')

/** A text around what was found in it; all three are empty where it was not. */
interface Marked {
  before: string
  match: string
  after: string
}

/** Divides a text at what was found. */
export function markedIn(text: string, matcher: RegExp): Marked {
  const composed = text.normalize('NFC')
  const found = matcher.exec(composed)
  if (!found) return { before: composed, match: '', after: '' }
  const end = found.index + found[0].length
  return { before: composed.slice(0, found.index), match: found[0], after: composed.slice(end) }
}

const charactersBefore = 24
const charactersAfter = 120

/** Returns the part of a text that begins a little before what was found. */
export function excerptOf(text: string, matcher: RegExp): string {
  const { before, match, after } = markedIn(text.replace(/\s+/g, ' '), matcher)
  const start = match && before.length > charactersBefore ? before.length - charactersBefore : 0
  // A word that would be cut is left out.
  const from = start > 0 ? before.slice(start).replace(/^\S*\s/, '') : before
  const whole = `${from}${match}${after}`
  return `${start > 0 ? '… ' : ''}${whole.slice(0, from.length + match.length + charactersAfter)}`
}

/** Returns the words of a note, in the order in which they stand. */
export const noteText = (body: NoteBody): string =>
  Object.entries(body)
    .flatMap(([field, text]) => (field === 'kind' ? [] : [text]))
    .join(' ')

/** Returns the words of an escalation that are searched; of child safety its reference alone. */
export const escalationText = ({
  summary,
  caseReference,
  details = null,
}: Pick<EscalationRow, 'summary' | 'caseReference'> & { details?: string | null }): string =>
  [summary, summary === null ? null : details, caseReference].filter((part) => part !== null).join(' ')
