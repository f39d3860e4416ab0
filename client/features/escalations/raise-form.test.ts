import { expect, test } from 'vitest'
import { raiseInput } from '#shared/escalations/contracts.ts'
import { errorsOf, formOf, isEmpty, isForm, newForm, type RaiseForm, toContent } from './raise-form.ts'

const id = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`
const ids = { escalationId: id(1), commandId: id(2), teamId: id(3) }
const filled: RaiseForm = {
  ...newForm(ids),
  ...{ kind: 'policy_gap', severity: 'P2', summary: ' 두 조항이 다릅니다 ' },
}
const link = { kind: 'case' as const, linkId: id(4), auditId: id(5) }
const { commandId: _, ...sent } = filled

test('an empty form says what is missing, field by field', () => {
  expect(toContent(newForm(ids))).toEqual({
    errors: {
      kind: 'raise.missing.kind',
      severity: 'raise.missing.severity',
      summary: 'raise.missing.summary',
    },
  })
  expect(toContent({ ...filled, kind: 'safety' })).toEqual({ errors: { category: 'raise.missing.category' } })
})

test('what is written becomes what the command takes', () => {
  const made = toContent(filled)
  if (!('content' in made)) throw new Error('refused')
  expect(made.content).toMatchObject({ summary: '두 조항이 다릅니다', details: null, category: null })
  const input = { ...sent, ...made.content, links: [link], submit: true }
  expect(raiseInput.safeParse(input).success).toBe(true)
})

test('child safety keeps a reference and few words that lead nowhere', () => {
  const child: RaiseForm = { ...filled, kind: 'safety', category: 'child_safety', details: '긴 설명' }
  expect(toContent(child)).toEqual({ errors: { caseReference: 'raise.missing.caseReference' } })
  expect(toContent({ ...child, caseReference: 'https://x.example/1' })).toEqual({
    errors: { caseReference: 'raise.refused.caseReference' },
  })
  expect(toContent({ ...child, caseReference: 'T-1', summary: '사진은 www.example.org' })).toEqual({
    errors: { summary: 'raise.refused.summary' },
  })
  const made = toContent({ ...child, caseReference: 'T-1' })
  if (!('content' in made)) throw new Error('refused')
  // What was written before the category was chosen does not go along.
  expect(made.content.details).toBeNull()
  expect(raiseInput.safeParse({ ...sent, ...made.content, links: [], submit: true }).success).toBe(true)
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
  const made = toContent(filled)
  if (!('content' in made)) throw new Error('refused')
  const again = formOf({ ...sent, ...made.content, links: [] }, id(7))
  expect(again).toMatchObject({ details: '', summary: '두 조항이 다릅니다', commandId: id(7) })
})

test('a refusal of the server is said at its field', () => {
  expect(errorsOf('summary')).toEqual({ summary: 'raise.refused.summary' })
  expect(errorsOf('links')).toEqual({})
})
