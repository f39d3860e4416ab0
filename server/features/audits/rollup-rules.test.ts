import { describe, expect, test } from 'vitest'
import { auditKinds, type Outcome, outcomes } from '#shared/audits/rules.ts'
import {
  type Counted,
  countsChange,
  countsOf,
  machineCountsOf,
  noCounts,
  verifiedAs,
} from './rollup-rules.ts'

const audit = (changes: Partial<Counted> = {}): Counted => ({
  ...{ analyst_id: 'a', policy: 'p', queue: 'q', language: 'ko', kind: 'audit', outcome: 'correct' },
  ...{ targeted: false },
  ...{ decided_by: null, moderator_decision: null, verified_decision: 'violating' },
  ...{ acted: true, moderator_acted: null, inclusion_probability: null, attributed_to: null },
  ...changes,
})

describe('what an audit adds to the counts', () => {
  test('is a verified decision, unless an error of the tools came between', () => {
    const inRates = outcomes.filter((outcome) => countsOf(audit({ outcome })).n === 1)
    expect(inRates).toEqual(['correct', 'missed', 'over_enforced', 'other_error'] satisfies Outcome[])
    expect(countsOf(audit({ outcome: 'technical' }))).toEqual(noCounts)
  })

  test('is nothing where it was picked by hand, or is no audit', () => {
    for (const outcome of outcomes) expect(countsOf(audit({ outcome, targeted: true }))).toEqual(noCounts)
    const counted = auditKinds.filter((kind) => countsOf(audit({ kind })).n === 1)
    expect(counted).toEqual(['audit'])
  })

  test('says which right decisions were actions, and where nobody knows', () => {
    expect(countsOf(audit())).toMatchObject({ correct: 1, acted: 1, unsided: 0 })
    expect(countsOf(audit({ acted: false }))).toMatchObject({ correct: 1, acted: 0, unsided: 0 })
    expect(countsOf(audit({ acted: null }))).toMatchObject({ correct: 1, acted: 0, unsided: 1 })
    expect(countsOf(audit({ outcome: 'over_enforced' }))).toMatchObject({ acted: 0, unsided: 0 })
  })

  test('has the weight of its chance in its class', () => {
    const quarter = { inclusion_probability: 0.25 }
    expect(countsOf(audit(quarter))).toMatchObject({
      drawn: 1,
      w: 4,
      w2: 16,
      w_correct: 4,
      w_acted: 4,
      w2_correct: 16,
      w2_acted: 16,
    })
    expect(countsOf(audit({ ...quarter, outcome: 'missed', acted: false }))).toMatchObject({
      ...{ w: 4, w_missed: 4, w2_missed: 16, w_correct: 0, w2_correct: 0, w_acted: 0 },
    })
    expect(countsOf(audit({ ...quarter, outcome: 'unverified' }))).toMatchObject({ drawn: 0, w: 0 })
  })

  test('goes back to nothing when it is taken away', () => {
    const drawn = audit({ inclusion_probability: 0.1 })
    expect(countsChange(drawn, drawn)).toEqual({ own: noCounts, team: noCounts, machine: noCounts })
  })

  test('stays in the team’s and leaves the analyst’s, where the error is not theirs', () => {
    const theirs = audit({ outcome: 'missed', acted: false })
    const tools = { ...theirs, attributed_to: 'tool' }
    expect(countsChange(undefined, tools)).toMatchObject({ own: noCounts, team: { n: 1, missed: 1 } })
    expect(countsChange(theirs, tools)).toMatchObject({ own: { n: -1, missed: -1 }, team: noCounts })
    // Verified again as right, it is the analyst’s right decision.
    const right = verifiedAs(tools, { outcome: 'correct', verified_decision: 'fine' })
    expect(right.attributed_to).toBeNull()
    expect(countsChange(tools, right)).toMatchObject({
      own: { n: 1, correct: 1, missed: 0 },
      team: { n: 0, correct: 1, missed: -1 },
    })
  })
})

describe('a decision of a machine', () => {
  test('is in the machines’ figures and in no person’s, where the row has no other', () => {
    const alone = audit({ decided_by: 'automated', outcome: 'missed', acted: false })
    expect(countsOf(alone)).toEqual(noCounts)
    expect(machineCountsOf(alone)).toMatchObject({ n: 1, missed: 1 })
    for (const decided_by of ['person', 'assisted', null] as const) {
      expect(countsOf(audit({ decided_by })).n).toBe(1)
      expect(machineCountsOf(audit({ decided_by }))).toEqual(noCounts)
    }
  })

  test('that an analyst judged is measured by what was verified, and the judgement is the analyst’s', () => {
    const judged = {
      decided_by: 'automated',
      moderator_decision: 'violating',
      moderator_acted: true,
    } as const
    // The analyst overruled the machine, rightly.
    const right = audit({ ...judged, verified_decision: 'fine', acted: false })
    expect([countsOf(right).correct, machineCountsOf(right).over_enforced]).toEqual([1, 1])
    // The machine was right, the analyst was not.
    const wrong = audit({ ...judged, outcome: 'missed', acted: false })
    expect([countsOf(wrong).missed, machineCountsOf(wrong)]).toMatchObject([1, { correct: 1, acted: 1 }])
    const both = { ...judged, moderator_decision: 'fine', moderator_acted: false, acted: false } as const
    expect(machineCountsOf(audit({ ...both, outcome: 'missed' })).missed).toBe(1)
    expect(
      machineCountsOf(audit({ ...judged, outcome: 'unverified', verified_decision: null })).unverified,
    ).toBe(1)
  })
})
