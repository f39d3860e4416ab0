import { readFile as readBytes } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { labelStudioRatings } from '#shared/tables/label-studio.ts'
import { foundRound, isNumbered } from './import-form.ts'
import { ratingsOf, readFile } from './ratings-file.ts'

let last = 0
const newId = () => {
  last += 1
  return `id ${last}`
}
const rating = (unit: string, rater: string, value: string) => ({ row: 1, unit, rater, value })
const read = (ratings: ReturnType<typeof rating>[], level: 'nominal' | 'ordinal' = 'nominal') =>
  foundRound({ ratings, gold: [{ unit: 'C-1', value: 'no' }] }, level, newId)

test('a second rating of a case by one rater is a second showing of it', () => {
  const result = read([
    rating('C-1', 'ana', 'yes'),
    rating('C-1', 'bo', 'no'),
    rating('C-2', 'ana', 'no'),
    rating('C-1 ', 'ana', 'no'),
    rating('C-2', 'bo', 'N/A'),
  ])
  if (!('found' in result)) throw new Error(result.fault)
  const { round, raters, valuesOf } = result.found
  expect(raters).toEqual(['ana', 'bo'])
  expect(round.options.map(({ value }) => value)).toEqual(['no', 'yes'])
  const [first, second, again] = round.cases
  expect([first, second, again]).toMatchObject([
    { reference: 'C-1', repeatOf: null, expected: 'no' },
    { reference: 'C-2', repeatOf: null, expected: null },
    { reference: 'C-1', repeatOf: first?.caseId, expected: null },
  ])
  expect(valuesOf('ana')).toEqual(['yes', 'no', 'no'])
  expect(valuesOf('bo')).toEqual(['no', null, null])
})

test('what is no round is named', () => {
  expect(read([])).toEqual({ fault: 'empty' })
  expect(read([rating('C-1', 'ana', 'yes')])).toEqual({ fault: 'options' })
  const many = Array.from({ length: 501 }, (_, n) => rating(`C-${n}`, 'ana', n % 2 ? 'yes' : 'no'))
  expect(read(many)).toEqual({ fault: 'cases' })
})

test('numbers are ordered as numbers', () => {
  const ratings = ['10', '2', '1'].map((value, n) => rating(`C-${n}`, 'ana', value))
  expect(isNumbered({ ratings, gold: [] })).toBe(true)
  const result = read(ratings, 'ordinal')
  expect('found' in result && result.found.round.options.map(({ value }) => value)).toEqual(['1', '2', '10'])
})

test('square-ko is read by its columns, and an export of Label Studio by itself', async () => {
  const bytes = await readBytes(
    path.resolve(import.meta.dirname, '../../../tests/data/square-ko/labels_only.csv'),
  )
  const table = await readFile(new File([bytes], 'square.csv'))
  expect(table.columns).toEqual({ unit: 0, rater: 1, value: 2 })
  const result = foundRound(ratingsOf(table, table.columns), 'nominal', newId)
  if (!('found' in result)) throw new Error(result.fault)
  expect(result.found.round.cases).toHaveLength(480)
  expect(result.found.raters).toHaveLength(199)

  const tasks = [
    {
      id: 7,
      annotations: ['yes', 'no'].map((choice, who) => ({
        completed_by: { email: `r${who}@example.org` },
        result: [{ type: 'choices', value: { choices: [choice] } }],
      })),
    },
  ]
  const studio = await readFile(new File([JSON.stringify(tasks)], 'export.json'))
  expect(studio.labelStudio).toEqual(labelStudioRatings(tasks))
  const exported = foundRound(ratingsOf(studio, studio.columns), 'nominal', newId)
  expect('found' in exported && exported.found.raters).toEqual(['r0@example.org', 'r1@example.org'])
})
