import { expect, test } from 'vitest'
import { changesOf, decisionsOf, readRuling, right, stays, unclear } from './ruling-form.ts'

const ids = {
  escalationId: '00000000-0000-4000-8000-000000000001',
  precedentId: '00000000-0000-4000-8000-000000000002',
  seen: 'a'.repeat(64),
}
const form = { textKo: '', textEn: 'Quotes are allowed.', holdsFrom: '2026-12-01', chosen: {} }

test('only cases that something was chosen for are in a ruling', () => {
  expect(changesOf({ chosen: { a: stays, b: unclear, c: `${right}keep` } })).toEqual([
    { entryId: 'b', effect: 'unclear', verdict: null },
    { entryId: 'c', effect: 'verdict', verdict: 'keep' },
  ])
})

test('a ruling needs words in one language, and a day', () => {
  expect(readRuling(form, ids)).toMatchObject({ input: { textKo: null, textEn: form.textEn } })
  expect(readRuling({ ...form, textEn: ' ' }, ids)).toEqual({ faults: { textKo: 'missing' } })
  expect(readRuling({ ...form, holdsFrom: '' }, ids)).toEqual({ faults: { holdsFrom: 'missing' } })
})

test('a case offers each decision that was given once', () => {
  const found = { entryId: 'a', causes: [], caseRef: null, decidedOn: null, auditId: null, reviewId: null }
  expect(decisionsOf({ ...found, decision: 'keep', verified: 'remove' })).toEqual(['keep', 'remove'])
  expect(decisionsOf({ ...found, decision: 'keep', verified: 'keep' })).toEqual(['keep'])
  expect(decisionsOf({ ...found, decision: null, verified: null })).toEqual([])
})
