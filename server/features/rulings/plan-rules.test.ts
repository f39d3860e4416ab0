import { describe, expect, test } from 'vitest'
import type { RubricContent } from '#shared/rubrics/views.ts'
import type { RulingChange } from '#shared/rulings/contracts.ts'
import { planOf } from './plan-rules.ts'
import type { BasisCase } from './table.ts'

const criterion = (criterionId: string, weight: number) => ({
  ...{ criterionId, weight, scale: 'three' as const, mayNotApply: false, critical: null },
  ...{ label: { ko: null, en: 'x' }, guidance: { ko: null, en: null } },
})
const content: RubricContent = {
  name: { ko: null, en: 'x' },
  sections: [
    {
      ...{ sectionId: 's', title: { ko: null, en: 'x' } },
      criteria: [criterion('decision', 3), criterion('tone', 1)],
    },
  ],
}
const line = (criterionId: string, changes: Partial<BasisCase['reviews'][number]['lines'][number]> = {}) => ({
  ...{ criterionId, level: 3, fault: null, causes: [], disputed: false, open: false },
  ...changes,
})
const wrong = { level: 1, fault: 'analyst', causes: ['wrong_clause'] } satisfies Parameters<typeof line>[1]
const found = (changes: Partial<BasisCase> = {}): BasisCase => ({
  ...{ entryId: 'entry', caseRef: 'C-1', auditId: 'audit', decidedOn: '2026-11-02' },
  ...{ decision: 'keep', verified: 'remove', outcome: 'missed', acted: false, attributedTo: null },
  ...{ violating: 'remove', reviews: [] },
  ...changes,
})
const review = (...lines: BasisCase['reviews'][number]['lines']): BasisCase['reviews'][number] => ({
  ...{ reviewId: 'review', content, decision: null, decisionCorrect: false, score: 0.25, ownScore: 0.25 },
  lines,
})
const unclear: RulingChange = { entryId: 'entry', effect: 'unclear', verdict: null }
const verdict = (label: string): RulingChange => ({ entryId: 'entry', effect: 'verdict', verdict: label })
const planned = (basis: BasisCase, change: RulingChange, holdsFrom = '2026-11-01') =>
  planOf([basis], { holdsFrom, changes: [change] })

describe('a policy that was unclear', () => {
  test('takes the error off the analyst, and what the review rated down for the policy with it', () => {
    const [plan] = planned(found({ reviews: [review(line('decision', wrong), line('tone'))] }), unclear) ?? []
    expect(plan?.audit).toMatchObject({
      outcome: 'missed',
      attributedTo: 'unclear_policy',
      corrective: false,
    })
    expect(plan?.reviews).toMatchObject([
      { decisionCorrect: null, lines: [{ criterionId: 'decision', level: 1, fault: 'unclear_policy' }] },
    ])
    expect(plan?.reviews[0]?.counted.own.score).toBe(1)
  })

  test('leaves what has another cause, and then the case stays the analyst’s', () => {
    const other = line('tone', { level: 1, fault: 'analyst', causes: ['missed_detail'] })
    const [plan] = planned(found({ reviews: [review(line('decision', wrong), other)] }), unclear) ?? []
    expect(plan?.audit).toBeNull()
    expect(plan?.reviews[0]?.lines).toHaveLength(1)
    expect(plan?.reviews[0]?.decisionCorrect).toBe(false)
  })

  test('leaves a line that a dispute decided', () => {
    const disputed = line('decision', { ...wrong, disputed: true })
    expect(planned(found({ reviews: [review(disputed, line('tone'))] }), unclear)).toEqual([])
  })

  test('leaves a line with an open dispute, and says so', () => {
    const open = line('decision', { ...wrong, open: true })
    expect(planned(found({ reviews: [review(open, line('tone'))] }), unclear)).toEqual([
      { entryId: 'entry', caseRef: 'C-1', audit: null, reviews: [], disputed: 1 },
    ])
    const [plan] = planned(found({ reviews: [review(open, line('decision', wrong))] }), verdict('keep')) ?? []
    expect(plan).toMatchObject({ disputed: 1, reviews: [{ lines: [{ level: 3 }] }] })
    expect(plan?.reviews[0]?.lines).toHaveLength(1)
  })

  test.each([
    'correct',
    'unverified',
    'technical',
  ] as const)('changes nothing of a case that is %s', (outcome) => {
    expect(planned(found({ outcome }), unclear)).toEqual([])
  })
})

describe('another verdict', () => {
  test('makes the decision right, and what was rated down for it', () => {
    const [plan] =
      planned(found({ reviews: [review(line('decision', wrong), line('tone'))] }), verdict('Keep')) ?? []
    expect(plan?.audit).toMatchObject({ decision: 'Keep', outcome: 'correct', attributedTo: null })
    expect(plan?.reviews).toMatchObject([
      { decisionCorrect: true, lines: [{ criterionId: 'decision', level: 3, fault: null }] },
    ])
    expect(plan?.reviews[0]?.counted.rated.score).toBe(1)
  })

  test('makes a decision wrong that was right, which waits for the analyst’s hours', () => {
    const [plan] = planned(found({ verified: 'keep', outcome: 'correct' }), verdict('remove')) ?? []
    expect(plan?.audit).toMatchObject({ outcome: 'missed', corrective: true })
  })

  test('that is no decision of the case is refused', () => {
    expect(planned(found(), verdict('kepe'))).toBeUndefined()
    expect(
      planned(found({ violating: null, outcome: 'correct', verified: 'keep' }), verdict('remove')),
    ).toBeUndefined()
  })

  test('that is verified already changes nothing', () => {
    expect(planned(found(), verdict('Remove'))).toEqual([])
  })

  test('of a third kind is another error where the side of the decision forbids the rest', () => {
    const [plan] =
      planned(found({ decision: 'limit', acted: true, verified: 'keep' }), verdict('remove')) ?? []
    expect(plan?.audit).toMatchObject({ outcome: 'other_error' })
  })

  test('counts for a case that was entered by hand, too', () => {
    const entered = found({ auditId: null, outcome: null, acted: null, verified: null })
    const [plan] = planned({ ...entered, reviews: [review(line('decision', wrong))] }, verdict('keep')) ?? []
    expect(plan).toMatchObject({ audit: null, reviews: [{ decisionCorrect: true }] })
  })
})

test('a case that was decided before the ruling holds is not reached', () => {
  expect(planned(found(), unclear, '2026-11-02')).toHaveLength(1)
  expect(planned(found(), unclear, '2026-11-03')).toEqual([])
})

test('a case that is none of the write-up’s is told from one that does not change', () => {
  expect(
    planOf([found()], { holdsFrom: '2026-11-01', changes: [{ ...unclear, entryId: 'other' }] }),
  ).toBeUndefined()
})
