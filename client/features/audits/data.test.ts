import { expect, test } from 'vitest'
import { fold, type PendingCommand } from '#client/offline/cache/fold.ts'
import type { CaseView } from '#shared/audits/views.ts'
import { askedOf, keptCases, readNarrowing } from './asked.ts'
import { caseFolds } from './data.ts'

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
  decision: 'allowed',
  verifiedDecision: 'violating',
  verifiedBy: 'gold',
  outcome: 'missed',
  targeted: false,
  decidedAt: '2026-11-02T03:00:00.000Z',
  looks: [],
}

function pending(name: string, input: unknown): PendingCommand {
  return {
    commandId: id(90),
    seq: 1,
    name,
    input,
    base: null,
    entities: [],
    refs: [],
    claimedAt: '2026-11-23T01:00:00.000Z',
    state: 'waiting',
    error: null,
    attempts: 0,
    dependsOn: [],
    readable: true,
    afterUpdate: false,
  }
}

const asking = pending('audits.askAnotherLook', { lookId: id(20), auditId: id(10), reason: 'A new slur' })
const answering = (status: 'kept' | 'changed') =>
  pending('audits.answerAnotherLook', { lookId: id(20), status, answer: 'You are right' })

test('a request stands on its case before the server knows it, and once afterwards', () => {
  const shown = fold(view, [asking], caseFolds(analyst))
  expect(shown.looks).toMatchObject([{ lookId: id(20), status: 'open', reason: 'A new slur', analyst }])
  expect(fold(shown, [asking], caseFolds(analyst))).toBe(shown)
  const other = { ...view, auditId: id(11) }
  expect(fold(other, [asking], caseFolds(analyst))).toBe(other)
})

test('an answer that keeps leaves the judgement, one that changes makes the decision the verified one', () => {
  const asked = fold(view, [asking], caseFolds(analyst))
  const kept = fold(asked, [answering('kept')], caseFolds(lead))
  expect(kept).toMatchObject({ outcome: 'missed', verifiedDecision: 'violating' })
  expect(kept.looks).toMatchObject([{ status: 'kept', answer: 'You are right', answeredBy: lead }])
  const changed = fold(asked, [answering('changed')], caseFolds(lead))
  expect(changed).toMatchObject({ outcome: 'correct', verifiedDecision: 'allowed' })
  expect(changed.looks).toMatchObject([{ status: 'changed' }])
})

test('what the server says was answered is not answered again', () => {
  const asked = fold(view, [asking], caseFolds(analyst))
  const answered = fold(asked, [answering('kept')], caseFolds(lead))
  expect(fold(answered, [answering('changed')], caseFolds(lead))).toBe(answered)
})

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
  const none = { filter: 'errors', policy: null, from: null, to: null }
  expect(readNarrowing(new URLSearchParams('filter=x&from=2026-13-45&to=2026-11-16'))).toEqual(none)
  expect(readNarrowing(new URLSearchParams('from=2026-11-16&to=2026-10-26'))).toEqual(none)
})

test('without the network a list is made of the cases that other lists left here', () => {
  const later = { ...view, auditId: id(11), decidedAt: '2026-11-03T03:00:00.000Z' }
  const correct = { ...view, auditId: id(12), outcome: 'correct' as const }
  const elses = { ...view, auditId: id(13), analyst: lead }
  const held = [view, later, correct, elses, later]
  const ids = (asked: Parameters<typeof keptCases>[1]) => keptCases(held, asked).map(({ auditId }) => auditId)
  expect(ids({ personId: id(1), filter: 'errors' })).toEqual([id(11), id(10)])
  expect(ids({ personId: id(1), filter: 'all' })).toEqual([id(11), id(10), id(12)])
  expect(ids({ personId: id(1), filter: 'missed', to: '2026-11-03T00:00:00Z' })).toEqual([id(10)])
  expect(ids({ personId: id(1), filter: 'over_enforced' })).toEqual([])
})
