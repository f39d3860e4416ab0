import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { meanScore, type ScoredCriterion, scoreAudit, summariseAudits } from './score.ts'

const criterion = fc.record({
  weight: fc.integer({ min: 1, max: 100 }),
  score: fc.constantFrom(0 as const, 0.5 as const, 1 as const, null),
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
