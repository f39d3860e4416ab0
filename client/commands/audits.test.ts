import { expect, test } from 'vitest'
import type { PendingCommand } from '#client/offline/cache/fold.ts'
import type { CaseView } from '#shared/audits/views.ts'
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
  verifiedDecision: 'violating',
  verifiedBy: 'gold',
  outcome: 'missed',
  targeted: false,
  decidedAt: '2026-11-02T03:00:00.000Z',
  looks: [],
  verifications: [],
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
