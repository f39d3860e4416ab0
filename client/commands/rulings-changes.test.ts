import { expect, test } from 'vitest'
import type { WriteUpInput } from '#shared/rulings/contracts.ts'
import { escalationOf, withWriteUp } from './rulings-changes.ts'

const input: WriteUpInput = {
  ...{ escalationId: 'e', teamId: 't', policy: 'hate', clauseId: 'c', versionId: 'v' },
  ...{ summary: 'Hate 4.2', textKo: '인용', textEn: 'Quotes' },
}

test('a write-up that is not sent yet is shown once, and is one escalation to Policy', () => {
  const view = withWriteUp([], input, { at: '2026-12-01T01:00:00Z' })
  expect(view).toMatchObject([{ escalationId: 'e', clauseId: 'c', ruling: null, rules: false }])
  expect(withWriteUp(view, input, { at: '2026-12-01T02:00:00Z' })).toBe(view)
  expect(escalationOf(input)).toMatchObject({
    ...{ escalationId: 'e', kind: 'policy_gap', function: 'policy', details: '인용\n\nQuotes' },
  })
})
