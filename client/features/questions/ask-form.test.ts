import { expect, test } from 'vitest'
import { isAskForm, newForm, readAsk } from './ask-form.ts'

const ids = {
  questionId: '0198a000-0000-7000-8000-000000000001',
  commandId: 'command',
  teamId: '0198a000-0000-7000-8000-000000000002',
}

test('a question about a case of the audit log has its number and policy, and holds nothing that was decided', () => {
  const form = newForm(ids, { policy: 'spam', caseRef: 'C-17' })
  expect(form).toMatchObject({ policy: 'spam', caseRef: 'C-17', onHold: false })
  expect(readAsk({ ...form, text: 'Is it repeated?' })).toMatchObject({
    input: { addresseeId: null, policy: 'spam', clauseId: null, caseRef: 'C-17', onHold: false },
  })
})

test('a draft of another release is none', () => {
  const form = newForm(ids, { policy: '', caseRef: '' })
  expect(isAskForm(form)).toBe(true)
  expect(isAskForm({ ...form, onHold: undefined })).toBe(false)
  expect(isAskForm({ ...form, clause: null })).toBe(false)
})
