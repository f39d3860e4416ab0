import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { levelsOf } from '#shared/rubrics/rules.ts'
import type { Criterion } from '#shared/rubrics/views.ts'
import { seededRandom } from '#tests/support/seeded-random.ts'
import { disputeCountsBy } from './dispute-figures-rules.ts'
import {
  decisionCounts,
  finalValue,
  fitsCriterion,
  type LineValue,
  linesNow,
  linesWith,
  rescore,
  type Settled,
  type Verdict,
} from './dispute-rules.ts'
import { faults, isLow } from './rules.ts'

const none = { ko: null, en: null }
const criterion = (criterionId: string, changes: Partial<Criterion> = {}): Criterion => ({
  ...{ criterionId, label: none, guidance: none, weight: 10, scale: 'five', critical: null },
  mayNotApply: true,
  ...changes,
})
const criteria = [
  criterion('a', { scale: 'pass_fail', critical: 'user_harm', weight: 25, mayNotApply: false }),
  criterion('b', { scale: 'three', weight: 15 }),
  criterion('c'),
  criterion('d', { scale: 'pass_fail', critical: 'rights' }),
  criterion('e', { scale: 'three', weight: 5 }),
]
const content = { sections: [{ sectionId: 's', title: none, criteria }] }

/** Draws a value that a criterion can have. */
function drawValue(random: () => number, { scale, mayNotApply, ...rest }: Criterion): LineValue {
  const level = Math.floor(random() * (Math.max(...levelsOf[scale]) + (mayNotApply ? 1 : 0))) + 1
  if (level > Math.max(...levelsOf[scale])) return { level: null, fault: null }
  const fault = faults[Math.floor(random() * faults.length)] ?? null
  return { level, fault: isLow({ scale, ...rest } as Criterion, level) ? fault : null }
}

/** Draws a review and decisions about some of its lines, in the order in which they were made. */
function draw(seed: number) {
  const random = seededRandom(seed)
  const lines = criteria.map((item) => ({ criterionId: item.criterionId, ...drawValue(random, item) }))
  const decided = criteria
    .filter(() => random() < 0.7)
    .toSorted(() => random() - 0.5)
    .flatMap((item): Settled[] => {
      const before = lines.find(({ criterionId }) => criterionId === item.criterionId)
      const verdict = (['kept', 'partly', 'accepted'] as const)[Math.floor(random() * 3)] as Verdict
      const [asked, value] = [drawValue(random, item), drawValue(random, item)]
      const final = before && finalValue(item, { before, asked }, { verdict, value })
      return final === undefined ? [] : [{ criterionId: item.criterionId, state: verdict, final }]
    })
  return { lines, decided }
}
const forEverySeed = (check: (seed: number) => void) => fc.assert(fc.property(fc.nat(), check))

describe('the scores of a review', () => {
  test('after any sequence of decisions are those of the ratings that hold now', () => {
    forEverySeed((seed) => {
      const { lines, decided } = draw(seed)
      let stepped: readonly (LineValue & { criterionId: string })[] = lines
      for (const { criterionId, final } of decided)
        if (final) stepped = linesWith(stepped, criterionId, final)
      expect(rescore(content, stepped)).toEqual(rescore(content, linesNow(lines, decided)))
    })
  })

  test('are the same whichever decision came first, and where one is applied twice', () => {
    forEverySeed((seed) => {
      const { lines, decided } = draw(seed)
      const once = rescore(content, linesNow(lines, decided))
      expect(rescore(content, linesNow(lines, decided.toReversed()))).toEqual(once)
      expect(rescore(content, linesNow(linesNow(lines, decided), decided))).toEqual(once)
      expect(rescore(content, linesNow(lines.toReversed(), decided))).toEqual(once)
    })
  })

  test('stay where everything was kept, and a decision leaves the published lines as they are', () => {
    forEverySeed((seed) => {
      const { lines, decided } = draw(seed)
      const before = structuredClone(lines)
      linesNow(lines, decided)
      expect(lines).toEqual(before)
      const kept = decided.map((item) => ({ ...item, state: 'kept' as const, final: null }))
      expect(linesNow(lines, kept)).toEqual(lines)
    })
  })
})

describe('the value that a verdict gives', () => {
  const [critical = criterion('a')] = criteria
  const before = { level: 1, fault: 'analyst' as const }
  const asked = { level: 1, fault: 'unclear_policy' as const }
  test.each<[string, { verdict: Verdict; value: LineValue | null }, LineValue | null | undefined]>([
    ['kept is none', { verdict: 'kept', value: null }, null],
    ['accepted is what was asked for', { verdict: 'accepted', value: null }, asked],
    [
      'partly is a third one',
      { verdict: 'partly', value: { level: 1, fault: 'tool' } },
      { level: 1, fault: 'tool' },
    ],
    ['partly is not the one that was there', { verdict: 'partly', value: before }, undefined],
    ['partly is not the one that was asked for', { verdict: 'partly', value: asked }, undefined],
    [
      'partly is one that the criterion can have',
      { verdict: 'partly', value: { level: 1, fault: null } },
      undefined,
    ],
    ['partly is not missing', { verdict: 'partly', value: null }, undefined],
  ])('%s', (_, decision, expected) => {
    expect(finalValue(critical, { before, asked }, decision)).toEqual(expected)
  })

  test('fits its criterion: an error has somebody’s fault, everything else nobody’s', () => {
    expect(fitsCriterion(critical, { level: 2, fault: null })).toBe(true)
    expect(fitsCriterion(critical, { level: 2, fault: 'tool' })).toBe(false)
    expect(fitsCriterion(critical, { level: null, fault: null })).toBe(false)
    expect(fitsCriterion(critical, { level: 3, fault: null })).toBe(false)
  })
})

test('a wrong decision counts for nobody where its error is not the analyst’s', () => {
  expect(decisionCounts(false, 'tool')).toBeNull()
  expect(decisionCounts(false, null)).toBe(false)
  expect(decisionCounts(true, 'tool')).toBe(true)
  expect(decisionCounts(null, null)).toBeNull()
})

test('disputes are counted by what came of them, without those that were withdrawn', () => {
  const rows = [
    { name: 'x', state: 'accepted', n: 2 },
    { name: 'x', state: 'partly', n: 1 },
    { name: 'y', state: 'kept', n: 3 },
    { name: 'x', state: 'open', n: 4 },
    { name: 'y', state: 'withdrawn', n: 5 },
  ] as const
  expect(disputeCountsBy(rows, ({ name }) => name)).toEqual([
    { name: 'x', accepted: 2, partly: 1, kept: 0, open: 4, changed: 3, decided: 3 },
    { name: 'y', accepted: 0, partly: 0, kept: 3, open: 0, changed: 0, decided: 3 },
  ])
})
