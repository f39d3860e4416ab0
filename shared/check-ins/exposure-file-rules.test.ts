import { expect, test } from 'vitest'
import { type ExposurePlan, placesOf, planOf } from './exposure-file-rules.ts'
import type { ExposureEntry } from './exposure-views.ts'

const today = '2026-12-01'
const entry = (changes: Partial<ExposureEntry> = {}): ExposureEntry => ({
  entryId: '00000000-0000-7000-8000-000000000001',
  ...{ day: '2026-11-30', harm: 'violence', minutes: 30, startedAt: null, severity: 'low', source: 'file' },
  version: 1,
  ...changes,
})
function plan(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  entries: readonly ExposureEntry[] = [],
): ExposurePlan {
  const found = placesOf(header)
  if (!('places' in found)) throw new Error(`no ${found.missing.join()}`)
  const numbered = rows.map((fields, place) => ({ row: place + 2, fields }))
  return planOf(numbered, { places: found.places, today, entries })
}
const english = ['Date', 'Minutes', 'Kind', 'Severity']

test('columns are found by their Korean and English names, in any order, and the severity may be missing', () => {
  const korean = plan(['심각도', '종류', '노출 시간(분)', '날짜'], [['높음', '자해', '45', '2026.11.30']])
  expect(korean.added).toEqual([
    { row: 2, day: '2026-11-30', harm: 'self_harm', minutes: 45, severity: 'high' },
  ])
  expect(plan(['day', 'duration', 'category'], [['20261130', '1:30', 'CSAM']]).added).toEqual([
    { row: 2, day: '2026-11-30', harm: 'child_safety', minutes: 90, severity: null },
  ])
  expect(placesOf(['Date', 'Note'])).toEqual({ missing: ['minutes', 'kind'] })
})

test('days and minutes are read as people and spreadsheets write them', () => {
  const days = ['2026-11-30', '2026/11/30', '2026년 11월 30일', '2026. 11. 30.', '2026-11-30 00:00:00']
  for (const day of days) expect(plan(english, [[day, '5', 'hate', '']]).added[0]?.day).toBe('2026-11-30')
  const long = { '90': 90, '90분': 90, '1시간 30분': 90, '1 h 30 min': 90, '2h': 120, '960': 960 }
  for (const [cell, minutes] of Object.entries(long))
    expect(plan(english, [['2026-11-30', cell, 'hate', '']]).added[0]?.minutes, cell).toBe(minutes)
})

test('each row that cannot be taken is named with its number, its fault and its cell', () => {
  const { faulty, added } = plan(english, [
    ['2026-02-30', '5', 'hate', ''],
    ['30/11/2026', '5', 'hate', ''],
    ['2026-12-02', '5', 'hate', ''],
    ['2026-11-30', '0', 'hate', ''],
    ['2026-11-30', '961', 'hate', ''],
    ['2026-11-30', 'long', 'hate', ''],
    ['2026-11-30', '5', 'spam', ''],
    ['2026-11-30', '5', 'hate', '4'],
    ['2026-11-30', '5', 'hate', '중'],
    ['2026-11-30', '6', '혐오', '상'],
  ])
  expect(faulty).toEqual([
    { row: 2, fault: 'date', value: '2026-02-30' },
    { row: 3, fault: 'date', value: '30/11/2026' },
    { row: 4, fault: 'future', value: '2026-12-02' },
    { row: 5, fault: 'minutes', value: '0' },
    { row: 6, fault: 'minutes', value: '961' },
    { row: 7, fault: 'minutes', value: 'long' },
    { row: 8, fault: 'kind', value: 'spam' },
    { row: 9, fault: 'severity', value: '4' },
    { row: 11, fault: 'twice', value: '10' },
  ])
  expect(added).toEqual([{ row: 10, day: '2026-11-30', harm: 'hate', minutes: 5, severity: 'medium' }])
})

test('a file that was read in already changes nothing, and a corrected one only what it corrects', () => {
  const rows = [
    ['2026-11-30', '30', 'violence', 'low'],
    ['2026-11-30', '20', 'hate', 'high'],
  ]
  const before = [entry(), entry({ harm: 'hate', minutes: 10, severity: null })]
  const again = plan(english, rows, before)
  expect(again).toMatchObject({ added: [], same: 1, faulty: [] })
  expect(again.changed).toMatchObject([{ entry: { harm: 'hate', minutes: 20 }, before: { minutes: 10 } }])
})

test('what the person entered just so is there already; anything else of their own stays beside the file', () => {
  const own = [entry({ source: 'own' })]
  expect(plan(english, [['2026-11-30', '30', 'violence', 'low']], own)).toMatchObject({ added: [], same: 1 })
  expect(plan(english, [['2026-11-30', '40', 'violence', 'low']], own).added).toHaveLength(1)
})

test('more rows than can be taken at once are said to be too many', () => {
  const rows = Array.from({ length: 501 }, (_, n) => [
    ...[Temporal.PlainDate.from('2025-01-01').add({ days: n }).toString(), '5', 'hate', 'low'],
  ])
  expect(plan(english, rows.slice(1)).tooMany).toBe(false)
  expect(plan(english, rows).tooMany).toBe(true)
})
