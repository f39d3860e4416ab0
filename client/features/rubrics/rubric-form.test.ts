import { expect, test } from 'vitest'
import { rubricContent } from '#tests/integration/rubrics/content.ts'
import {
  formOf,
  isEmpty,
  isRubricForm,
  newRubricForm,
  readRubric,
  readWeight,
  type SectionForm,
  withMoved,
  withoutCriterion,
} from './rubric-form.ts'

const teamId = '018f0000-0000-7000-8000-0000000000aa'
let last = 0
const newId = () => {
  last += 1
  return `018f0000-0000-7000-8000-${String(last).padStart(12, '0')}`
}
const ids = () => ({ versionId: newId(), rubricId: newId(), commandId: newId(), base: null })

test('a form that was opened and not changed is read as the same rubric', () => {
  const content = rubricContent(newId)
  const form = formOf(content, ids())
  expect(isRubricForm(form)).toBe(true)
  expect(readRubric(form, teamId)).toMatchObject({ input: { content, teamId } })
})

test('a draft may miss what publishing asks for, but not a weight', () => {
  const form = newRubricForm(newId)
  expect(isEmpty(form)).toBe(true)
  expect(readRubric(form, teamId)).toHaveProperty('input')
  const [section] = form.sections
  if (section?.criteria[0]) section.criteria[0].weight = '0'
  expect(readRubric(form, teamId)).toEqual({ faults: { sections: 'refused' } })
})

test.each([
  ['10', 10],
  ['2,5', 2.5],
  ['1000', 1000],
])('a weight of %s is one', (typed, weight) => {
  expect(readWeight(typed)).toBe(weight)
})
test.each(['', '0', '-1', '1001', 'much'])('a weight of "%s" is none', (typed) => {
  expect(readWeight(typed)).toBeNaN()
})

const sections = (...lists: string[][]): SectionForm[] =>
  lists.map((ids, number) => ({
    sectionId: String(number),
    title: { ko: '', en: '' },
    criteria: ids.flatMap((criterionId) =>
      newRubricForm(newId).sections.flatMap(({ criteria }) =>
        criteria.map((item) => ({ ...item, criterionId })),
      ),
    ),
  }))
const idsIn = (list: readonly SectionForm[]) =>
  list.map(({ criteria }) => criteria.map(({ criterionId }) => criterionId).join(''))

test('a criterion moves by one place, and into the next section at the edge of its own', () => {
  const list = sections(['a', 'b'], ['c'])
  expect(idsIn(withMoved(list, 'a', 1))).toEqual(['ba', 'c'])
  expect(idsIn(withMoved(list, 'b', 1))).toEqual(['a', 'bc'])
  expect(idsIn(withMoved(list, 'c', -1))).toEqual(['abc'])
  expect(idsIn(withMoved(list, 'a', -1))).toEqual(['ab', 'c'])
  expect(idsIn(withoutCriterion(list, 'c'))).toEqual(['ab'])
})
