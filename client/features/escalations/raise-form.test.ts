import { expect, test } from 'vitest'
import { formOf, isEmpty, isForm, newForm, type RaiseForm } from './raise-form.ts'
import { fieldOf, readRaise } from './read-raise.ts'

const id = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`
const ids = { escalationId: id(1), commandId: id(2), teamId: id(3) }
const filled: RaiseForm = {
  ...newForm(ids),
  ...{ kind: 'policy_gap', severity: 'P2', summary: ' 두 조항이 다릅니다 ' },
}
const link = { kind: 'case' as const, linkId: id(4), auditId: id(5) }
const { commandId: _, ...sent } = filled

test('an empty form says what is missing, field by field', () => {
  expect(readRaise(newForm(ids))).toEqual({
    faults: { kind: 'missing', severity: 'missing', summary: 'missing' },
  })
  expect(readRaise({ ...filled, kind: 'safety' })).toEqual({ faults: { category: 'missing' } })
  expect(readRaise({ ...filled, kind: 'safety', severity: null })).toEqual({
    faults: { category: 'missing', severity: 'missing' },
  })
})

test('what is written becomes what the command takes', () => {
  expect(readRaise({ ...filled, links: [link] })).toEqual({
    input: {
      ...sent,
      ...{ summary: '두 조항이 다릅니다', details: null, caseReference: null, category: null },
      ...{ links: [link], submit: true },
    },
  })
})

test('child safety keeps a reference and few words that lead nowhere', () => {
  const child: RaiseForm = { ...filled, kind: 'safety', category: 'child_safety', details: '긴 설명' }
  expect(readRaise(child)).toEqual({ faults: { caseReference: 'missing' } })
  expect(readRaise({ ...child, caseReference: 'https://x.example/1' })).toEqual({
    faults: { caseReference: 'refused' },
  })
  expect(readRaise({ ...child, caseReference: 'T-1', summary: '사진은 www.example.org' })).toEqual({
    faults: { summary: 'refused' },
  })
  // Text and links from before the category was chosen are left out.
  expect(readRaise({ ...child, caseReference: 'T-1', links: [link] })).toMatchObject({
    input: { details: null, links: [] },
  })
})

test('raised about a person it is a matter of staff, and is about them', () => {
  expect(newForm(ids, { subjectId: id(6) })).toMatchObject({ kind: 'people', subjectId: id(6) })
  expect(newForm(ids, { links: [link] })).toMatchObject({ kind: null, links: [link] })
})

test('a draft is kept and comes back whole; what is no form is not taken for one', () => {
  expect(isForm(JSON.parse(JSON.stringify(filled)))).toBe(true)
  expect(isForm({ ...filled, kind: 'gossip' })).toBe(false)
  expect(isForm(null)).toBe(false)
  expect(isEmpty(newForm(ids))).toBe(true)
  expect(isEmpty(filled)).toBe(false)
  const read = readRaise(filled)
  if (!('input' in read)) throw new Error('refused')
  const again = formOf(read.input, id(7))
  expect(again).toMatchObject({ details: '', summary: '두 조항이 다릅니다', commandId: id(7) })
})

test('a refusal of the server is said at its field', () => {
  expect(fieldOf('summary')).toBe('summary')
  expect(fieldOf('links')).toBeUndefined()
})
