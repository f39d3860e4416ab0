import { expect, test } from 'vitest'
import {
  changesBetween,
  missingIn,
  problemsOf,
  type Scale,
  shareOfLevel,
  translated,
  weightShare,
} from './rules.ts'
import type { Criterion, RubricContent } from './views.ts'

const criterion = (criterionId: string, changes: Partial<Criterion> = {}): Criterion => ({
  criterionId,
  label: { ko: '근거 확인', en: 'Evidence checked' },
  guidance: { ko: null, en: null },
  weight: 10,
  scale: 'three',
  mayNotApply: true,
  critical: null,
  ...changes,
})
const content = (...criteria: Criterion[]): RubricContent => ({
  name: { ko: '기본', en: 'Basic' },
  sections: [{ sectionId: 'section', title: { ko: '판정', en: null }, criteria }],
})

test.each<[Scale, number[]]>([
  ['pass_fail', [0, 1]],
  ['three', [0, 0.5, 1]],
  ['five', [0, 0.25, 0.5, 0.75, 1]],
])('the levels of %s are spread evenly from 0 to 1', (scale, shares) => {
  expect(shares.map((_, place) => shareOfLevel(scale, place + 1))).toEqual(shares)
})

test('a text that is missing in one language stands in for the other, and is counted as missing', () => {
  expect(translated({ ko: '판정', en: null }, 'en')).toEqual({ text: '판정', missing: true })
  expect(translated({ ko: '판정', en: null }, 'ko')).toEqual({ text: '판정', missing: false })
  expect(translated({ ko: null, en: null }, 'ko')).toEqual({ text: '', missing: false })
  const guided = criterion('a', { guidance: { ko: '읽고 정합니다', en: null } })
  expect(missingIn(content(guided), 'en')).toBe(2)
  expect(missingIn(content(guided), 'ko')).toBe(0)
})

test('a rubric without a name, a criterion or a label cannot be published', () => {
  expect(problemsOf(content(criterion('a')))).toEqual([])
  const nameless = { ...content(), name: { ko: null, en: null } }
  expect(problemsOf(nameless).map(({ kind }) => kind)).toEqual(['no_name', 'no_criteria'])
  const unlabelled = content(criterion('a'), criterion('b', { label: { ko: null, en: null } }))
  expect(problemsOf(unlabelled)).toEqual([{ kind: 'no_label', criterionId: 'b' }])
})

test('a version says what it changes in the one before it', () => {
  const before = content(criterion('a'), criterion('b'), criterion('c'))
  const after = content(
    criterion('c', { weight: 20, critical: 'rights' }),
    criterion('a', { guidance: { ko: '새 설명', en: null } }),
    criterion('d'),
  )
  expect(
    changesBetween(before, after).map(({ kind, criterion: { criterionId } }) => [kind, criterionId]),
  ).toEqual([
    ['weight', 'c'],
    ['critical', 'c'],
    ['text', 'a'],
    ['added', 'd'],
    ['removed', 'b'],
  ])
  expect(changesBetween(before, before)).toEqual([])
  expect(changesBetween(null, before).map(({ kind }) => kind)).toEqual(['added', 'added', 'added'])
})

test('the shares of all weights make one', () => {
  const rubric = content(criterion('a', { weight: 30 }), criterion('b', { weight: 10 }))
  expect([30, 10].map((weight) => weightShare(rubric, weight))).toEqual([0.75, 0.25])
})
