import { describe, expect, test } from 'vitest'
import type { TermName } from '#shared/audits/name-rules.ts'
import { foundLimit, matcherOf, termsOf } from '#shared/search/rules.ts'
import { foundPolicies } from './policies.ts'

const term = (code: string, nameKo: string | null, nameEn: string | null): TermName => ({
  ...{ kind: 'policy', code, nameKo, nameEn },
})
const terms: TermName[] = [
  term('hate-speech', '혐오 표현', 'Hate speech'),
  term('spam', '스팸', 'Spam'),
  term('HARASS_2', null, null),
  { kind: 'queue', code: 'hate-queue', nameKo: '혐오 큐', nameEn: 'Hate queue' },
]
function find(typed: string, locale: 'ko' | 'en' = 'ko', among = terms) {
  const typedTerms = termsOf(typed)
  if (!typedTerms) throw new Error('Nothing was typed')
  return foundPolicies(among, { matcher: matcherOf(typedTerms), locale })
}
const codes = (typed: string) => find(typed).map(({ code }) => code)

describe('policies', () => {
  test('are found by code, by their name in either language, and by first consonants', () => {
    expect(codes('hate-sp')).toEqual(['hate-speech'])
    expect(codes('Hate sp')).toEqual(['hate-speech'])
    expect(codes('ㅎㅇ')).toEqual(['hate-speech'])
    expect(codes('HARASS_')).toEqual(['HARASS_2'])
    expect(codes('뷁')).toEqual([])
  })

  test('are named in the language of the reader, with the text that was found where that is another', () => {
    expect(find('hate', 'ko')).toEqual([{ code: 'hate-speech', name: '혐오 표현', text: 'Hate speech' }])
    expect(find('hate', 'en')).toEqual([{ code: 'hate-speech', name: 'Hate speech', text: 'Hate speech' }])
  })

  test('are by name, as many as any other group', () => {
    const many = Array.from({ length: foundLimit + 5 }, (_, n) => term(`p${n}`, null, `Policy ${50 - n}`))
    const names = find('policy', 'en', many).map(({ name }) => name)
    expect(names).toHaveLength(foundLimit)
    expect(names).toEqual(names.toSorted())
  })
})
