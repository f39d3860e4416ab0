import { expect, test } from 'vitest'
import { placesOf, planOf } from '#shared/check-ins/exposure-file-rules.ts'
import type { ExposureEntry } from '#shared/check-ins/exposure-views.ts'
import { messagesIn } from '#tests/support/messages.ts'
import { exposureCsv } from './exposure-csv.ts'
import { mondayOf, weekSums } from './week-rules.ts'

const entry = (changes: Partial<ExposureEntry>): ExposureEntry => ({
  entryId: '00000000-0000-7000-8000-000000000001',
  ...{ day: '2026-11-30', harm: 'violence', minutes: 30, startedAt: null, severity: null, source: 'own' },
  version: 1,
  ...changes,
})

test('a week begins on its Monday', () => {
  const days = ['2026-11-30', '2026-12-02', '2026-12-06', '2026-12-07']
  expect(days.map(mondayOf)).toEqual(['2026-11-30', '2026-11-30', '2026-11-30', '2026-12-07'])
})

test('a day’s bar is its minutes by severity, with the strongest last, and nothing of other weeks', () => {
  const entries = [
    entry({ severity: 'high', minutes: 20 }),
    entry({ severity: 'low', minutes: 10 }),
    entry({ severity: 'high', minutes: 5 }),
    entry({ minutes: 7 }),
    entry({ day: '2026-12-07', minutes: 60 }),
  ]
  const [monday, ...rest] = weekSums(entries, '2026-11-30')
  expect(monday).toEqual({
    ...{ day: '2026-11-30', minutes: 42 },
    parts: [
      { severity: null, minutes: 7 },
      { severity: 'low', minutes: 10 },
      { severity: 'high', minutes: 25 },
    ],
  })
  expect(rest.map(({ minutes }) => minutes)).toEqual([0, 0, 0, 0, 0, 0])
})

test.each([
  'ko',
  'en',
] as const)('the download in %s can be read in again, on another phone too', (locale) => {
  const entries = [
    entry({ harm: 'self_harm', severity: 'medium', minutes: 45 }),
    entry({ day: '2026-11-29', harm: 'child_safety', severity: null }),
  ]
  const [header = '', ...lines] = exposureCsv(entries, messagesIn[locale])
    .replace('\ufeff', '')
    .trim()
    .split('\r\n')
  const found = placesOf(header.split(','))
  if (!('places' in found)) throw new Error(found.missing.join())
  const rows = lines.map((line, place) => ({ row: place + 2, fields: line.split(',') }))
  const plan = planOf(rows, { places: found.places, today: '2026-12-01', entries: [] })
  expect(plan).toMatchObject({ faulty: [], same: 0 })
  expect(plan.added.map(({ day, harm, minutes, severity }) => [day, harm, minutes, severity])).toEqual([
    ['2026-11-29', 'child_safety', 30, null],
    ['2026-11-30', 'self_harm', 45, 'medium'],
  ])
})
