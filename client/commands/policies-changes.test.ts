import { expect, test } from 'vitest'
import type { UpdatesView } from '#shared/policies/update-views.ts'
import { withAskedVersion, withMark } from './policies-changes.ts'

const update = { policy: 'spam', label: '2026.2', effectiveFrom: '2026-12-10', teamId: 'team', mark: null }
const view: UpdatesView = [
  { ...update, versionId: 'one' },
  { ...update, versionId: 'two' },
]
const input = { versionId: 'two', teamId: 'team', clauseId: null, entryId: null }
const act = { at: '2026-12-01T01:00:00Z' }

test('a mark that is not sent yet is shown, and changes no other version', () => {
  const marked = withMark(view, { ...input, mark: 'read', text: null }, act)
  expect(marked.map(({ mark }) => mark?.mark)).toEqual([undefined, 'read'])
  expect(withMark(marked, { ...input, mark: 'read', text: null }, act)).toBe(marked)
})

test('a gap that became something else has still opened its entry', () => {
  const gap = withMark(view, { ...input, mark: 'gap', text: 'Nothing on quotes', entryId: 'entry' }, act)
  expect(gap[1]?.mark).toMatchObject({ mark: 'gap', text: 'Nothing on quotes', flagged: true })
  const read = withMark(gap, { ...input, mark: 'read', text: null }, act)
  expect(read[1]?.mark).toEqual({ mark: 'read', text: null, flagged: true, questionId: null, at: act.at })
})

test('a version that is asked about carries its question until it is marked otherwise', () => {
  const about = { addresseeId: null, policy: 'spam', caseRef: null, text: 'Is it?', onHold: false }
  const question = { ...input, ...about, versionId: 'two', questionId: 'question' }
  const asked = withAskedVersion(view, question, act)
  expect(asked[1]?.mark).toMatchObject({ mark: 'question', text: null, questionId: 'question' })
  expect(withAskedVersion(asked, question, act)).toBe(asked)
  expect(withAskedVersion(view, { ...question, versionId: undefined }, act)).toBe(view)
  expect(withMark(asked, { ...input, mark: 'read', text: null }, act)[1]?.mark).toMatchObject({
    ...{ mark: 'read', questionId: null },
  })
})

test('a version that this phone does not know is left alone', () => {
  expect(withMark(view, { ...input, versionId: 'other', mark: 'read', text: null }, act)).toBe(view)
})
