import { excerptOf } from '#shared/search/rules.ts'
import type { FoundPrecedent } from '#shared/search/views.ts'
import type { PrecedentView } from './views.ts'

/** Returns the words of a precedent that are searched, in both languages. */
export const precedentText = ({ textKo, textEn }: Pick<PrecedentView, 'textKo' | 'textEn'>): string =>
  [textKo, textEn]
    .filter((text) => text !== null)
    .join(' ')
    .normalize('NFC')

/** Returns a precedent as a search shows it. */
export const foundPrecedentOf = (precedent: PrecedentView, matcher: RegExp): FoundPrecedent => ({
  precedentId: precedent.precedentId,
  policy: precedent.policy,
  clauseId: precedent.clauseId,
  excerpt: excerptOf(precedentText(precedent), matcher),
  keptAt: precedent.keptAt,
})
