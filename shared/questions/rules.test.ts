import { expect, test } from 'vitest'
import { anonymised, languageOf, supersedingVersion } from './rules.ts'

const version = (versionId: string, effectiveFrom: string) => ({ versionId, label: versionId, effectiveFrom })
const policy = {
  versions: [version('next', '2027-01-01'), version('now', '2026-06-01'), version('first', '2026-01-01')],
  clauses: [
    { clauseId: 'kept', retiredIn: null },
    { clauseId: 'changed', retiredIn: 'now' },
    { clauseId: 'changing', retiredIn: 'next' },
  ],
}
const isInForce = (day: string) => day <= '2026-12-01'

test.each([
  ['kept', undefined],
  ['changed', 'now'],
  // The version that changes it has not come yet.
  ['changing', undefined],
  ['unknown', undefined],
  [null, undefined],
])('a precedent about clause %s is superseded by %s', (clauseId, by) => {
  expect(supersedingVersion({ clauseId }, policy, isInForce)?.versionId).toBe(by)
})

test.each([
  ['한예린 님, 인용은 허용됩니다.', '한예린', null, '인용은 허용됩니다.'],
  ['예린 님이 물은 사례는 인용입니다.', '한예린', null, '물은 사례는 인용입니다.'],
  ['사례 C-17은 인용입니다.', '한예린', 'C-17', '사례 …은 인용입니다.'],
  ['Ana, quoting is allowed.', 'Ana Lee', null, 'quoting is allowed.'],
  ['Analysis of quotes is allowed.', 'Ana Lee', null, 'Analysis of quotes is allowed.'],
  ['For C-17: it stays.', 'A. (B', 'C-17', 'For …: it stays.'],
])('“%s” is kept without the asker and the case', (text, askerName, caseRef, kept) => {
  expect(anonymised(text, { askerName, caseRef })).toBe(kept)
})

test('a text is Korean where it has a syllable of it', () => {
  expect(languageOf('see 4.2를')).toBe('ko')
  expect(languageOf('see 4.2')).toBe('en')
})
