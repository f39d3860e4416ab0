import { expect, test } from 'vitest'
import type { PendingCommand } from '#client/offline/cache/fold.ts'
import type { CaseView, PutRightItem, PutRightList } from '#shared/audits/views.ts'
import { pendingCommand, screenOf } from '#tests/support/folded.ts'

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

const caseOn = (person: typeof lead) => (shown: CaseView, commands: PendingCommand[]) =>
  screenOf(person).shown('audits.case', shown, commands)
/** The case as each of the two sees it. */
const analysts = caseOn(analyst)
const leads = caseOn(lead)

const asking = pendingCommand('audits.askAnotherLook', {
  ...{ lookId: id(20), auditId: id(10), reason: 'A new slur' },
})
const answering = (status: 'kept' | 'changed') =>
  pendingCommand('audits.answerAnotherLook', { lookId: id(20), status, answer: 'You are right' })

test('a request stands on its case before the server knows it, and once afterwards', () => {
  const shown = analysts(view, [asking])
  expect(shown.looks).toMatchObject([{ lookId: id(20), status: 'open', reason: 'A new slur', analyst }])
  expect(analysts(shown, [asking])).toBe(shown)
  const other = { ...view, auditId: id(11) }
  expect(analysts(other, [asking])).toBe(other)
})

test('an answer that keeps leaves the judgement, one that changes makes the decision the verified one', () => {
  const asked = analysts(view, [asking])
  const kept = leads(asked, [answering('kept')])
  expect(kept).toMatchObject({ outcome: 'missed', verifiedDecision: 'violating' })
  expect(kept.looks).toMatchObject([{ status: 'kept', answer: 'You are right', answeredBy: lead }])
  const changed = leads(asked, [answering('changed')])
  expect(changed).toMatchObject({ outcome: 'correct', verifiedDecision: 'allowed' })
  expect(changed.looks).toMatchObject([{ status: 'changed' }])
})

test('an answer that accepts in part makes its third verdict the verified one', () => {
  const final = { decision: 'satire', outcome: 'other_error' as const }
  const partly = pendingCommand('audits.answerAnotherLook', {
    ...{ lookId: id(20), status: 'partly', final, answer: 'Neither' },
  })
  const shown = leads(analysts(view, [asking]), [partly])
  expect(shown).toMatchObject({
    ...{ outcome: 'other_error', verifiedDecision: 'satire', verifiedBy: 'second_review' },
    looks: [{ status: 'partly', final, answer: 'Neither' }],
  })
})

test('what the server says was answered is not answered again', () => {
  const asked = analysts(view, [asking])
  const answered = leads(asked, [answering('kept')])
  expect(leads(answered, [answering('changed')])).toBe(answered)
})

test('a list shows the same as the case itself, and stays as it is where it holds none of it', () => {
  const asked = analysts(view, [asking])
  const page = (cases: CaseView[]) => ({ cases, nextCursor: null })
  const shown = <View>(list: View) => screenOf(analyst).shown('audits.cases', list, [asking])
  expect(shown(page([view]))).toEqual(page([asked]))
  const others = page([{ ...view, auditId: id(11) }])
  expect(shown(others)).toBe(others)
})

const open = {
  ...{
    state: 'open' as const,
    reason: null,
    openedAt: '2026-11-02T03:00:00.000Z',
    dueAt: '2026-11-05T03:00:00.000Z',
  },
  ...{ doneOn: null, putTo: null, setBy: null, setAt: null, version: 1 },
}
const itemOf = (n: number): PutRightItem => ({
  ...open,
  ...{ itemId: id(n), auditId: id(n), tool: null, caseRef: `C-${n}`, policy: 'hate-speech' },
  ...{ stands: 'allowed', verifiedDecision: 'violating' },
})
const page: PutRightList = {
  ...{ withinDays: 3, items: [itemOf(10), itemOf(11)], nextCursor: null, total: 2, settled: [] },
}
const putRight = (answer: { state: 'open' | 'done'; doneOn: string | null }) =>
  pendingCommand('audits.setPutRight', { itemId: id(10), reason: null, ...answer })
const done = putRight({ state: 'done', doneOn: '2026-11-03' })
const listed = (shown: PutRightList, commands: PendingCommand[]) =>
  screenOf(lead).shown('audits.putRight', shown, commands)

test('what was put right leaves the open ones before the server knows it, and comes back with its undo', () => {
  const settled = listed(page, [done])
  expect(settled).toMatchObject({ total: 1, items: [{ itemId: id(11) }] })
  expect(settled.settled).toMatchObject([
    { itemId: id(10), state: 'done', doneOn: '2026-11-03', putTo: 'violating', setBy: lead },
  ])
  expect(listed(settled, [done])).toBe(settled)
  const back = listed(settled, [putRight({ state: 'open', doneOn: null })])
  expect(back).toMatchObject({ total: 2, settled: [], items: [{ itemId: id(10) }, { itemId: id(11) }] })
})

test('a case says that it was put right; one that nothing is wrong with any more stays as it is', () => {
  const wrong = { ...view, putRight: open }
  expect(leads(wrong, [done]).putRight).toMatchObject({ state: 'done', putTo: 'violating', setBy: lead })
  const withdrawn = { ...view, putRight: { ...open, state: 'withdrawn' as const } }
  expect(leads(withdrawn, [done])).toBe(withdrawn)
  expect(leads(view, [done])).toBe(view)
})
