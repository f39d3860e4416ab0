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
