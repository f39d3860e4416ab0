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
  ['민수 씨, 인용은 허용됩니다.', '김민수', null, '인용은 허용됩니다.'],
  ['김민수 씨, 인용은 허용됩니다.', '김민수', null, '인용은 허용됩니다.'],
  ['김민수가 물은 사례입니다.', '김민수', null, '물은 사례입니다.'],
  ['지훈님, 인용은 허용됩니다.', '남궁지훈', null, '인용은 허용됩니다.'],
  ['남궁지훈 님께: 인용입니다.', '남궁지훈', null, '인용입니다.'],
  ['Minsu, quoting is allowed.', 'Kim Minsu', null, 'quoting is allowed.'],
  ['As minsu asked: it stays.', 'Kim Minsu', null, 'As asked: it stays.'],
  ['Kim Minsu님, 인용입니다.', 'Kim Minsu', null, '인용입니다.'],
  ['3회 이상이면 삭제합니다.', '이상', null, '3회 이상이면 삭제합니다.'],
  ['3회 이상은 삭제합니다.', '이상', null, '3회 이상은 삭제합니다.'],
  ['이상 님, 인용입니다.', '이상', null, '인용입니다.'],
  [
    '이유는 인용입니다. 이유가 없으면 삭제합니다.',
    '이유',
    null,
    '이유는 인용입니다. 이유가 없으면 삭제합니다.',
  ],
  ['이유 씨, 인용입니다.', '이유', null, '인용입니다.'],
  ['For C-17: it stays.', 'A. (B', 'C-17', 'For …: it stays.'],
])('“%s” is kept without the asker and the case', (text, askerName, caseRef, kept) => {
  expect(anonymised(text, { askerName, caseRef })).toBe(kept)
})

test('a text is Korean where it has a syllable of it', () => {
  expect(languageOf('see 4.2를')).toBe('ko')
  expect(languageOf('see 4.2')).toBe('en')
})
