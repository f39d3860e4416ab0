import { describe, expect, test } from 'vitest'
import { columnsOf } from '#shared/tables/header.ts'
import { neededFields, recognise } from './import-rules.ts'
import { isSample, sampleAudits } from './sample-rules.ts'

describe.each(['ko', 'en'] as const)('a sample file in %s', (locale) => {
  const [header = [], ...rows] = sampleAudits(locale, ['한예린'], '2026-11-29')

  test('has columns that the import recognises', () => {
    const { mapping, ambiguous } = recognise(columnsOf(header))
    expect(Object.keys(mapping)).toEqual(expect.arrayContaining([...neededFields, 'verified_decision']))
    expect(ambiguous).toEqual([])
  })

  test('is for the team’s own people, of days that are over, with errors of both kinds', () => {
    expect(new Set(rows.map((row) => row[2]))).toEqual(new Set(['한예린']))
    expect(rows.every((row) => (row[6] ?? '') < '2026-11-29')).toBe(true)
    const wrong = rows.filter((row) => row[4] !== row[5])
    expect(wrong.length).toBe(4)
    expect(new Set(wrong.map((row) => row[5])).size).toBe(2)
  })

  test('says that it is one, and no other file does', () => {
    expect(isSample(rows.map((row) => row[0] ?? ''))).toBe(true)
    expect(isSample(['A-1', ...rows.map((row) => row[0] ?? '')])).toBe(false)
    expect(isSample([])).toBe(false)
  })

  test('has people of its own where the team has none, who are plainly made up', () => {
    const names = new Set(
      sampleAudits(locale, [], '2026-11-29')
        .slice(1)
        .map((row) => row[2]),
    )
    expect(names.size).toBe(3)
    for (const name of names) expect(name).toMatch(/^(예시|Sample) /)
  })
})
