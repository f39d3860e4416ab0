import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { meanScore, type ScoredCriterion, scoreAudit, summariseAudits } from './score.ts'

const criterion = fc.record({
  weight: fc.integer({ min: 1, max: 100 }),
  score: fc.constantFrom(0, 0.25, 0.5, 0.75, 1, null),
  critical: fc.boolean(),
})

test('a score lies in [0, 1], does not mind the order, and what does not apply changes nothing', () => {
  fc.assert(
    fc.property(
      fc.array(criterion, { maxLength: 12 }),
      fc.integer({ min: 1, max: 50 }),
      (criteria, weight) => {
        const result = scoreAudit(criteria)
        if (result.rawScore !== null) {
          expect(result.rawScore).toBeGreaterThanOrEqual(0)
          expect(result.rawScore).toBeLessThanOrEqual(1)
        }
        expect(scoreAudit([...criteria].reverse()).rawScore ?? -1).toBeCloseTo(result.rawScore ?? -1, 12)
        const notApplicable: ScoredCriterion = { weight, score: null, critical: true }
        expect(scoreAudit([...criteria, notApplicable])).toEqual(result)
      },
    ),
    { seed: 1, numRuns: 300 },
  )
})

/** Criteria with the same ones in any order. */
const turned = fc
  .array(criterion, { minLength: 1, maxLength: 12 })
  .chain((criteria) =>
    fc.tuple(
      fc.constant(criteria),
      fc.shuffledSubarray(criteria, { minLength: criteria.length, maxLength: criteria.length }),
    ),
  )

test('neither the order of the criteria nor the unit of their weights matters', () => {
  fc.assert(
    fc.property(turned, fc.constantFrom(0.01, 0.5, 3, 100), ([criteria, shuffled], unit) => {
      const before = scoreAudit(criteria)
      for (const other of [shuffled, criteria.map((item) => ({ ...item, weight: item.weight * unit }))]) {
        const after = scoreAudit(other)
        expect(after.autoFail).toBe(before.autoFail)
        expect(after.score === null).toBe(before.score === null)
        expect(after.score ?? 0).toBeCloseTo(before.score ?? 0, 12)
        expect(after.rawScore ?? 0).toBeCloseTo(before.rawScore ?? 0, 12)
      }
    }),
    { seed: 1, numRuns: 300 },
  )
})

test('a score is 0 exactly where a critical criterion fails, else the raw one, which minds no criticality', () => {
  fc.assert(
    fc.property(fc.array(criterion, { maxLength: 12 }), (criteria) => {
      const { score, rawScore, autoFail } = scoreAudit(criteria)
      const failed = criteria.filter((item) => item.critical && item.score !== null && item.score < 0.5)
      expect(autoFail).toBe(failed.length > 0)
      expect(score).toBe(failed.length > 0 ? 0 : rawScore)
      expect(rawScore === null).toBe(criteria.every((item) => item.score === null))
      const lenient = criteria.map((item) => ({ ...item, critical: false }))
      expect(scoreAudit(lenient)).toEqual({ score: rawScore, rawScore, autoFail: false })
      // One that does not apply after all fails nobody.
      const spared = criteria.map((item) => (failed.includes(item) ? { ...item, score: null } : item))
      expect(scoreAudit(spared).autoFail).toBe(false)
    }),
    { seed: 1, numRuns: 500 },
  )
})

test('a raw score lies between the worst and the best rating of what applied', () => {
  fc.assert(
    fc.property(fc.array(criterion, { minLength: 1, maxLength: 12 }), (criteria) => {
      const { rawScore } = scoreAudit(criteria)
      const scores = criteria.flatMap(({ score }) => (score === null ? [] : [score]))
      fc.pre(rawScore !== null)
      expect(rawScore).toBeGreaterThanOrEqual(Math.min(...scores) - 1e-12)
      expect(rawScore).toBeLessThanOrEqual(Math.max(...scores) + 1e-12)
    }),
    { seed: 1, numRuns: 300 },
  )
})

test('the interval of a mean contains it, lies in [0, 1], and does not mind the order', () => {
  const score = fc.double({ min: 0, max: 1, noNaN: true })
  fc.assert(
    fc.property(fc.array(score, { minLength: 1, maxLength: 60 }), (scores) => {
      const found = meanScore(scores)
      const other = meanScore(scores.toSorted((a, b) => a - b))
      expect(other?.mean).toBeCloseTo(found?.mean ?? -1, 12)
      expect(other?.interval?.low ?? -1).toBeCloseTo(found?.interval?.low ?? -1, 9)
      expect(other?.interval?.high ?? -1).toBeCloseTo(found?.interval?.high ?? -1, 9)
      if (!found?.interval) return
      const { mean, interval } = found
      expect(interval.low).toBeGreaterThanOrEqual(0)
      expect(interval.high).toBeLessThanOrEqual(1)
      expect(interval.low).toBeLessThanOrEqual(mean + 1e-12)
      expect(interval.high).toBeGreaterThanOrEqual(mean - 1e-12)
    }),
    { seed: 1, numRuns: 300 },
  )
})

test('a better rating never lowers a score', () => {
  const scored = fc.array(criterion, { minLength: 1, maxLength: 12 })
  fc.assert(
    fc.property(scored, fc.nat(), fc.constantFrom(0.25, 0.5, 0.75, 1), (criteria, place, better) => {
      const index = place % criteria.length
      const { score } = criteria[index] ?? { score: null }
      fc.pre(score !== null && score < better)
      const raised = criteria.map((item, number) => (number === index ? { ...item, score: better } : item))
      const [before, after] = [scoreAudit(criteria), scoreAudit(raised)]
      expect(after.rawScore ?? -1).toBeGreaterThanOrEqual(before.rawScore ?? -1)
      expect(after.score ?? -1).toBeGreaterThanOrEqual(before.score ?? -1)
    }),
    { seed: 1, numRuns: 300 },
  )
})

test('a critical criterion fails below one half', () => {
  const failing = [0, 0.25, 0.5, 0.75, 1].map(
    (score) => scoreAudit([{ weight: 1, score, critical: true }]).autoFail,
  )
  expect(failing).toEqual([true, true, false, false, false])
})

const rubric: ScoredCriterion[] = [
  { weight: 40, score: 1, critical: false },
  { weight: 30, score: 0.5, critical: false },
  { weight: 10, score: 0, critical: true },
]

test('a failed critical criterion makes it 0 and keeps the raw score to show', () => {
  expect(scoreAudit(rubric)).toEqual({ score: 0, rawScore: 0.6875, autoFail: true })
})

test('nothing applicable is not scored, never full marks', () => {
  const none = { score: null, rawScore: null, autoFail: false }
  expect(scoreAudit([])).toEqual(none)
  expect(scoreAudit([{ weight: 10, score: null, critical: true }])).toEqual(none)
  expect(scoreAudit([{ weight: 0, score: 1, critical: false }])).toEqual(none)
})

test('three figures for many audits', () => {
  const good = { score: 1, rawScore: 1, autoFail: false, decisionCorrect: true }
  const half = { score: 0.5, rawScore: 0.5, autoFail: false, decisionCorrect: false }
  const failed = { ...scoreAudit(rubric), decisionCorrect: true }
  const unscored = { score: null, rawScore: null, autoFail: false, decisionCorrect: true }
  const summary = summariseAudits([good, half, failed, unscored])
  expect(summary.critical).toEqual({ x: 3, n: 4 })
  expect(summary.decision).toEqual({ x: 3, n: 4 })
  expect(summary.score).toMatchObject({ mean: 0.5, n: 3, interval: { low: 0, high: 1 } })
})

test('the mean has the interval of Student, and none where nothing is known of the spread', () => {
  const scores = [0.7, 0.8, 0.9, 0.8, 0.8, 0.75, 0.85, 0.8, 0.8, 0.8]
  const { interval } = meanScore(scores) ?? {}
  // s = .0527, t = 2.2622 with nine degrees of freedom.
  expect(interval?.low).toBeCloseTo(0.8 - (2.2622 * 0.0527) / Math.sqrt(10), 4)
  expect(interval?.high).toBeCloseTo(0.8 + (2.2622 * 0.0527) / Math.sqrt(10), 4)
  expect(meanScore([1, 1, 1])).toEqual({ mean: 1, n: 3, interval: null })
  expect(meanScore([0.8])?.interval).toBeNull()
  expect(meanScore([])).toBeNull()
})
