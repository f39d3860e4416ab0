import { nameOf, type TermName } from '#shared/audits/name-rules.ts'
import { foundLimit } from '#shared/search/rules.ts'

/** A policy that was found, with its name in the reader's language and the text that was typed a part of. */
export interface FoundPolicy {
  readonly code: string
  readonly name: string
  readonly text: string
}

/** Returns the policies whose code or name, in either language, has what was typed; by name. */
export function foundPolicies(
  terms: readonly TermName[],
  { matcher, locale }: { matcher: RegExp; locale: 'ko' | 'en' },
): FoundPolicy[] {
  const other = locale === 'ko' ? 'en' : 'ko'
  return terms
    .filter(({ kind }) => kind === 'policy')
    .flatMap((term) => {
      const name = nameOf(term, locale).normalize('NFC')
      const texts = [name, nameOf(term, other).normalize('NFC'), term.code.normalize('NFC')]
      const text = texts.find((candidate) => matcher.test(candidate))
      return text === undefined ? [] : [{ code: term.code, name, text }]
    })
    .toSorted((a, b) => a.name.localeCompare(b.name, locale))
    .slice(0, foundLimit)
}
