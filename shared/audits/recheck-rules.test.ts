import { expect, test } from 'vitest'
import { finalVerdict, outcomesWith } from './recheck-rules.ts'

const missed = { decision: 'fine', verifiedDecision: 'hateful', outcome: 'missed', acted: false } as const

test('a third verdict is not the decision of the analyst, and has an outcome on the side that this was on', () => {
  expect(outcomesWith(missed, ' Fine')).toEqual([])
  expect(outcomesWith(missed, 'satire')).toEqual(['missed', 'other_error', 'technical'])
  expect(outcomesWith({ ...missed, acted: true }, 'satire')).toEqual([
    'over_enforced',
    'other_error',
    'technical',
  ])
  expect(outcomesWith({ ...missed, acted: null }, 'satire')).toEqual([
    'missed',
    'over_enforced',
    'other_error',
    'technical',
  ])
})

test('what was verified stays with another outcome alone: an error of the tools, or no longer one', () => {
  expect(outcomesWith(missed, 'HATEFUL')).toEqual(['technical'])
  expect(outcomesWith({ ...missed, outcome: 'technical' }, 'hateful')).toEqual(['missed', 'other_error'])
})

test('only an acceptance in part has a third verdict, and one that can be', () => {
  const final = { decision: 'satire', outcome: 'other_error' } as const
  expect(finalVerdict(missed, { status: 'partly', final })).toEqual(final)
  expect(finalVerdict(missed, { status: 'kept' })).toBeNull()
  for (const answer of [
    { status: 'partly' },
    { status: 'kept', final },
    { status: 'changed', final },
    { status: 'partly', final: { decision: 'fine', outcome: 'other_error' } },
    { status: 'partly', final: { decision: 'hateful', outcome: 'missed' } },
    { status: 'partly', final: { decision: 'satire', outcome: 'over_enforced' } },
  ] as const)
    expect(finalVerdict(missed, answer)).toBeUndefined()
})
