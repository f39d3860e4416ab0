import { expect, test } from 'vitest'
import type { CaseView } from '#shared/audits/views.ts'
import { askedOf, keptCases, readNarrowing } from './asked.ts'

const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
const analyst = { personId: id(1), name: '민지' }
const lead = { personId: id(2), name: '수현' }
const view: CaseView = {
  auditId: id(10),
  teamId: id(3),
  analyst,
  kind: 'audit',
  reference: 'R-1',
  caseRef: 'C-1',
  policy: 'hate-speech',
  queue: null,
  language: 'ko',
  moderatorDecision: null,
  decidedBy: null,
  decision: 'allowed',
  acted: false,
  verifiedDecision: 'violating',
  verifiedBy: 'gold',
  outcome: 'missed',
  targeted: false,
  decidedAt: '2026-11-02T03:00:00.000Z',
  looks: [],
  verifications: [],
  putRight: null,
  putRightSteps: [],
}

test('an address narrows by outcome, policy and whole weeks of the team’s zone', () => {
  const narrowing = readNarrowing(
    new URLSearchParams('filter=missed&policy=hate-speech&from=2026-10-26&to=2026-11-16'),
  )
  expect(askedOf(id(1), narrowing, 'Asia/Seoul')).toEqual({
    personId: id(1),
    filter: 'missed',
    policy: 'hate-speech',
    from: '2026-10-25T15:00:00.000Z',
    to: '2026-11-22T15:00:00.000Z',
  })
})

test('an address that makes no sense narrows nothing', () => {
  const nothing = { policy: null, queue: null, language: null, team: null, from: null, to: null }
  const none = { filter: 'errors', counted: false, ...nothing }
  expect(readNarrowing(new URLSearchParams('filter=x&from=2026-13-45&to=2026-11-16'))).toEqual(none)
  expect(readNarrowing(new URLSearchParams('from=2026-11-16&to=2026-10-26'))).toEqual(none)
})

test('what a figure counts leaves out what was picked by hand or not verified', () => {
  const targeted = { ...view, auditId: id(11), targeted: true }
  const unverified = { ...view, auditId: id(12), outcome: 'unverified' as const }
  const narrowing = readNarrowing(new URLSearchParams(`filter=all&counted&team=${id(3)}`))
  const asked = askedOf(id(1), narrowing, 'Asia/Seoul')
  expect(asked).toEqual({ personId: id(1), filter: 'all', counted: true, teamId: id(3) })
  expect(keptCases([view, targeted, unverified], asked)).toEqual([view])
  expect(keptCases([view], { ...asked, queue: 'video' })).toEqual([])
  expect(keptCases([view], { ...asked, language: 'ko' })).toEqual([view])
})

test('without the network a list is made of the cases that other lists left here', () => {
  const later = { ...view, auditId: id(11), decidedAt: '2026-11-03T03:00:00.000Z' }
  const correct = { ...view, auditId: id(12), outcome: 'correct' as const }
  const elses = { ...view, auditId: id(13), analyst: lead }
  const cached = [view, later, correct, elses, later]
  const ids = (asked: Parameters<typeof keptCases>[1]) =>
    keptCases(cached, asked).map(({ auditId }) => auditId)
  expect(ids({ personId: id(1), filter: 'errors' })).toEqual([id(11), id(10)])
  expect(ids({ personId: id(1), filter: 'all' })).toEqual([id(11), id(10), id(12)])
  expect(ids({ personId: id(1), filter: 'missed', to: '2026-11-03T00:00:00Z' })).toEqual([id(10)])
  expect(ids({ personId: id(1), filter: 'over_enforced' })).toEqual([])
})
