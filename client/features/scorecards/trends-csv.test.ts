import { expect, test } from 'vitest'
import type { TeamTrends, TrendCell } from '#shared/scorecards/trend-views.ts'
import { trendColumns, trendsCsv } from './trends-csv.ts'

const cell = (week: number, names: [string | null, string | null], n: number, wrong: number): TrendCell => [
  ...([week, ...names, n, n - wrong, wrong, 0, 2, 0, 0, null] as const),
]
const targets = { accuracy: 0.95, missed: 0.03, overEnforced: 0.03 }
const trends: TeamTrends = {
  ...{ teamId: 't', teamName: 'Seoul', zone: 'Asia/Seoul', dataThrough: '2026-11-29T06:00:00Z' },
  ...{ targets: { '4w': targets, '13w': targets }, targetBreaks: [], firstWeek: '2026-08-31', joined: true },
  versions: [],
  people: {
    policies: [cell(0, ['hate', ''], 40, 4), cell(1, ['hate', ''], 9, 1)],
    places: [cell(0, ['posts', 'ko'], 40, 4), cell(1, [null, null], 9, 1)],
  },
  machines: { policies: [cell(12, ['hate', ''], 20, 0)], places: [] },
}

test('a row for each part and week with audits, with shares from ten audits on', () => {
  const [head, ...lines] = trendsCsv(trends).trim().split('\r\n')
  expect(head?.replace('\uFEFF', '')).toBe(trendColumns.join(','))
  const by = (name: string) => lines.filter((line) => line.includes(`,person,${name},`))
  expect(by('policy')).toEqual([
    'Seoul,person,policy,,hate,2026-08-31,2026-11-29T06:00:00Z,4,40,,0.1,0.03958,0.230518,0.05,,4,0,0,2',
    'Seoul,person,policy,,hate,2026-09-07,2026-11-29T06:00:00Z,1,9,,,,,0.05,too_few,1,0,0,2',
  ])
  expect(by('language').map((line) => line.split(',').slice(3, 6))).toEqual([
    ['posts', 'ko', '2026-08-31'],
    ['(joined)', '(joined)', '2026-09-07'],
  ])
  expect(by('error')).toHaveLength(6)
  expect(lines.filter((line) => line.includes(',automated,policy,'))).toHaveLength(1)
  for (const line of lines) expect(line.split(',')).toHaveLength(trendColumns.length)
})
