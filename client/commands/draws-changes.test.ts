import { expect, test } from 'vitest'
import type { DrawItem, DrawView } from '#shared/draws/views.ts'
import { withVerdict } from './draws-changes.ts'

const item: DrawItem = {
  ...{ itemId: 'one', place: 1, caseRef: 'C-1', policy: 'HATE', queue: null, language: null, isMine: true },
  ...{ verdict: null, verifiedBy: null, verifiedAt: null, version: 1 },
}
const view: DrawView = {
  ...{ drawId: 'draw', teamId: 'team', purpose: 'rates', method: 'random', by: null, allocation: 'equal' },
  ...{ firstDay: '2026-11-01', lastDay: '2026-11-28', policy: null, queue: null, language: null },
  ...{ frameSize: 40, frameHash: '', excluded: [], size: 2, seed: 7, drawnBy: null, drawnAt: '' },
  ...{ goldenShare: 0, strata: [], items: [item, { ...item, itemId: 'two' }], cases: 2, verified: 0 },
  ...{ labels: ['violating'], result: null },
}
const by = { personId: 'lead', name: '정해솔' }
const act = { by, at: '2026-11-30T01:00:00Z' }
const verdict = { itemId: 'one', drawId: 'draw', verdict: 'violating' }

test('a verdict that is not sent yet stands on its case, and the draw counts it', () => {
  const verified = withVerdict(view, verdict, act)
  expect(verified.verified).toBe(1)
  expect(verified.items.map(({ itemId, verdict: given, isMine }) => [itemId, given, isMine])).toEqual([
    ['one', 'violating', false],
    ['two', null, true],
  ])
})

test('applied twice it is applied once, and it touches no other draw', () => {
  const verified = withVerdict(view, verdict, act)
  expect(withVerdict(verified, { ...verdict, verdict: 'non-violating' }, act)).toBe(verified)
  expect(withVerdict(view, { ...verdict, itemId: 'elsewhere' }, act)).toBe(view)
})
