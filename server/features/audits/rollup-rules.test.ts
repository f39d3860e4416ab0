import { describe, expect, test } from 'vitest'
import { type Outcome, outcomes } from '#shared/audits/rules.ts'
import { countsOf } from './rollup-rules.ts'

describe('what an audit adds to the counts', () => {
  const inRates = outcomes.filter((outcome) => countsOf({ outcome, targeted: false }).n === 1)

  test('is a verified decision, unless an error of the tools came between', () => {
    expect(inRates).toEqual(['correct', 'missed', 'over_enforced', 'other_error'] satisfies Outcome[])
    const nothing = { n: 0, correct: 0, missed: 0, over_enforced: 0, unverified: 0 }
    expect(countsOf({ outcome: 'technical', targeted: false })).toEqual(nothing)
  })

  test('is nothing where it was picked by hand', () => {
    for (const outcome of outcomes) expect(countsOf({ outcome, targeted: true }).n).toBe(0)
  })
})
