import { expect, test } from 'vitest'
import type { SaveRubricInput } from '#shared/rubrics/contracts.ts'
import { withSavedRubric } from './rubrics-changes.ts'

const act = { at: '2026-11-29T01:00:00Z', version: 1 }
const input: SaveRubricInput = {
  versionId: 'one',
  rubricId: 'rubric',
  teamId: 'team',
  content: { name: { ko: '기본', en: null }, sections: [] },
}
const saved = withSavedRubric({ versions: [] }, input, act)

test('a draft that is not sent yet stands before the versions of its rubric', () => {
  expect(saved.versions).toMatchObject([{ versionId: 'one', number: 1, state: 'draft', version: 1 }])
  const next = withSavedRubric(saved, { ...input, versionId: 'two' }, act)
  expect(next.versions.map(({ versionId, number }) => [versionId, number])).toEqual([
    ['two', 2],
    ['one', 1],
  ])
})

test('applied twice it is applied once, and a later version stays as it is', () => {
  expect(withSavedRubric(saved, input, act)).toEqual(saved)
  const later = withSavedRubric(saved, input, { ...act, version: 3 })
  expect(withSavedRubric(later, input, { ...act, version: 2 })).toBe(later)
})

test('what was published meanwhile is not changed by a draft', () => {
  const published = { versions: saved.versions.map((item) => ({ ...item, state: 'published' as const })) }
  expect(withSavedRubric(published, input, { ...act, version: 2 })).toBe(published)
})
