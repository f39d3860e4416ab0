import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type CriticalKind, criticalKinds, levelsOf, scales } from '#shared/rubrics/rules.ts'
import type { Criterion } from '#shared/rubrics/views.ts'
import { figuresOf } from './figures-rules.ts'
import { type Fault, faultOfCase, faults, isLow, scoreReview, unratedIn } from './rules.ts'

const criterion = (criterionId: string, changes: Partial<Criterion> = {}): Criterion => ({
  criterionId,
  label: { ko: '근거', en: null },
  guidance: { ko: null, en: null },
  weight: 10,
  scale: 'three',
  mayNotApply: true,
  critical: null,
  ...changes,
})
const contentOf = (criteria: Criterion[]) => ({
  sections: [{ sectionId: 's', title: { ko: null, en: null }, criteria }],
})
const rate = (criterionId: string, level: number | null, fault: Fault | null = null) => ({
  criterionId,
  level,
  fault,
})

const lines = fc.array(
  fc
    .record({
      weight: fc.integer({ min: 1, max: 100 }),
      scale: fc.constantFrom(...scales),
      critical: fc.constantFrom<CriticalKind | null>(null, null, ...criticalKinds),
      level: fc.option(fc.integer({ min: 1, max: 5 })),
      fault: fc.constantFrom<Fault>(...faults),
    })
    .map(({ level, ...line }) => ({
      ...line,
      level: level === null ? null : Math.min(level, Math.max(...levelsOf[line.scale])),
    })),
  { minLength: 1, maxLength: 12 },
)
type Line = Parameters<Parameters<typeof lines.map>[0]>[0][number]
const rubricOf = (list: readonly Line[]) =>
  contentOf(
    list.map(({ weight, scale, critical }, place) => criterion(String(place), { weight, scale, critical })),
  )
const ratingsOf = (list: readonly Line[]) =>
  list.map(({ level, fault, scale }, place) =>
    rate(String(place), level, isLow({ scale }, level) ? fault : null),
  )

describe('the score of a review', () => {
  test('lies between 0 and 1, and does not mind the order of criteria or ratings', () => {
    fc.assert(
      fc.property(lines, fc.boolean(), (list, own) => {
        const content = rubricOf(list)
        const result = scoreReview(content, ratingsOf(list), { own })
        for (const score of [result.score, result.rawScore].filter((value) => value !== null)) {
          expect(score).toBeGreaterThanOrEqual(0)
          expect(score).toBeLessThanOrEqual(1)
        }
        const [section] = content.sections
        const reversed = contentOf([...(section?.criteria ?? [])].reverse())
        const other = scoreReview(reversed, ratingsOf(list).reverse(), { own })
        expect(other.score ?? -1).toBeCloseTo(result.score ?? -1, 12)
        expect(other.autoFail).toBe(result.autoFail)
        expect(other.critical.toSorted()).toEqual(result.critical.toSorted())
      }),
      { seed: 1, numRuns: 300 },
    )
  })

  test('never falls with a better rating', () => {
    fc.assert(
      fc.property(lines, fc.nat(), (list, place) => {
        const index = place % list.length
        const line = list[index]
        fc.pre(line !== undefined && line.level !== null && line.level < Math.max(...levelsOf[line.scale]))
        const better = list.map((item, number) =>
          number === index ? { ...item, level: (item.level ?? 0) + 1 } : item,
        )
        const [before, after] = [list, better].map((rated) =>
          scoreReview(rubricOf(rated), ratingsOf(rated), { own: false }),
        )
        expect(after?.score ?? -1).toBeGreaterThanOrEqual(before?.score ?? -1)
      }),
      { seed: 1, numRuns: 300 },
    )
  })

  test('leaves an error that is not the analyst’s out of their own, a critical one too', () => {
    const content = contentOf([criterion('a', { critical: 'user_harm', weight: 30 }), criterion('b')])
    const ratings = [rate('a', 1, 'unclear_policy'), rate('b', 3)]
    expect(scoreReview(content, ratings, { own: false })).toEqual({
      ...{ score: 0, rawScore: 0.25, autoFail: true, critical: ['user_harm'] },
    })
    expect(scoreReview(content, ratings, { own: true })).toEqual({
      ...{ score: 1, rawScore: 1, autoFail: false, critical: [] },
    })
  })

  test('is none where nothing is the analyst’s', () => {
    const own = scoreReview(contentOf([criterion('a')]), [rate('a', 1, 'tool')], { own: true })
    expect(own.score).toBeNull()
  })
})

test('half of a scale or less is an error', () => {
  const low = (scale: Criterion['scale']) => [null, 1, 2, 3, 4, 5].filter((level) => isLow({ scale }, level))
  expect(low('three')).toEqual([1, 2])
  expect(low('five')).toEqual([1, 2, 3])
  expect(isLow({ scale: 'pass_fail' }, 1)).toBe(true)
  expect(isLow({ scale: 'pass_fail' }, 2)).toBe(false)
})

test('an error of the case is somebody else’s where none of its errors is the analyst’s', () => {
  const content = contentOf([criterion('a', { weight: 1 }), criterion('b', { weight: 9 }), criterion('c')])
  expect(faultOfCase(content, [rate('a', 1, 'tool'), rate('b', 1, 'unclear_policy')])).toBe('unclear_policy')
  expect(faultOfCase(content, [rate('a', 1, 'tool'), rate('b', 1, 'analyst')])).toBeNull()
  expect(faultOfCase(content, [rate('a', 3), rate('b', null)])).toBeNull()
})

test('every criterion is rated, within its scale, and says whose error a low rating is', () => {
  const content = contentOf([criterion('a'), criterion('b', { mayNotApply: false })])
  expect(unratedIn(content, [rate('a', null), rate('b', 3)])).toBeUndefined()
  expect(unratedIn(content, [rate('b', 3)])?.criterionId).toBe('a')
  expect(unratedIn(content, [rate('a', 3), rate('b', null)])?.criterionId).toBe('b')
  expect(unratedIn(content, [rate('a', 4), rate('b', 3)])?.criterionId).toBe('a')
  expect(unratedIn(content, [rate('a', 1), rate('b', 3)])?.criterionId).toBe('a')
  expect(unratedIn(content, [rate('a', 3, 'tool'), rate('b', 3)])?.criterionId).toBe('a')
})

test('reviews are summed up in three figures, of what is known of each', () => {
  const review = { ownScore: 0.8, ownAutoFail: false, ownCritical: [], decisionCorrect: true }
  const figures = figuresOf([
    review,
    { ...review, ownScore: 0, ownAutoFail: true, ownCritical: ['rights', 'legal'], decisionCorrect: false },
    { ...review, ownScore: null, decisionCorrect: null },
  ])
  expect(figures).toMatchObject({
    critical: { x: 1, n: 2 },
    decision: { x: 1, n: 2 },
    mean: { mean: 0.4, n: 2 },
    byKind: { user_harm: 0, rights: 1, legal: 1 },
  })
})
