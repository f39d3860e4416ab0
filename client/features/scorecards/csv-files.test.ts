import { expect, test } from 'vitest'
import { noCounts } from '#shared/audits/rules.ts'
import type { PeriodFigures, PeriodScorecard } from '#shared/scorecards/period-views.ts'
import { personColumns, personCsv, teamColumns, teamCsv } from './csv-files.ts'

const id = '00000000-0000-4000-8000-000000000001'
const figures: PeriodFigures = {
  ...{ from: '2026-10-01', to: '2026-10-31' },
  counts: { ...noCounts, n: 100, correct: 95, missed: 3, overEnforced: 2, acted: 40 },
  volume: { audit: 100, appeal: 4, feedback: 0, policyQuestion: 2 },
  turnaround: { n: 94, median: 31, interval: { low: 24, high: 40 } },
  overturned: { x: 1, n: 4 },
  agreed: { x: 0, n: 0 },
  critical: { x: 11, n: 12 },
  criticalKinds: { user_harm: 1, rights: 0, legal: 0 },
  mean: { mean: 0.9, n: 12, interval: { low: 0.8, high: 1 } },
  rubricVersions: 1,
}
const card: PeriodScorecard = {
  ...figures,
  unit: 'month',
  person: { personId: id, name: '=HYPERLINK("http://x")' },
  ...{ teamId: id, teamName: '서울, 커뮤니티', zone: 'Asia/Seoul', dataThrough: '2026-11-02T00:00:00Z' },
  targets: { accuracy: 0.95, missed: 0.03, overEnforced: 0.03 },
  targetBreaks: [],
  earliest: '2026-01-01',
  before: { ...figures, from: '2026-09-01', to: '2026-09-30', mean: null },
  baseline: null,
  policyBreaks: [],
  policies: [{ policy: 'hate', counts: { ...noCounts, n: 40, correct: 38, missed: 2, acted: 10 } }],
  trail: [
    { from: '2026-09-01', to: '2026-09-30', counts: { ...noCounts, n: 8, correct: 8, acted: 1 } },
    { from: '2026-10-01', to: '2026-10-31', counts: figures.counts },
  ],
}
/** Rows by their figure, each cell under its column; no cell of these holds a comma but the first ones. */
function rowsOf(text: string, columns: readonly string[]) {
  expect(text.startsWith('\ufeff')).toBe(true)
  const lines = text.slice(1).trimEnd().split('\r\n')
  expect(lines[0]).toBe(columns.join(','))
  return lines.slice(1)
}

test('a person’s scorecard: a row for each figure, its interval and its past, and no formula of anybody’s name', () => {
  const lines = rowsOf(personCsv(card, true), personColumns)
  expect(lines.every((line) => line.startsWith(`"'=HYPERLINK(""http://x"")","서울, 커뮤니티",month,`))).toBe(
    true,
  )
  const cells = (figure: string) =>
    lines
      .find((line) => line.includes(`,${figure},`))
      ?.split(`,${figure},`)[1]
      ?.split(',')
  expect(cells('accuracy')).toEqual([
    ...['95', '100', '', '0.95', '0.88825', '0.978456', '0.95', ''],
    ...['2026-09-01', '2026-09-30', '95', '100', '0', '-0.067992', '0.067992', ''],
  ])
  expect(cells('overturned_of_decided_appeals')?.slice(0, 8)).toEqual([
    '1',
    '4',
    '',
    '',
    '',
    '',
    '',
    'too_few',
  ])
  expect(cells('mean_quality_score')?.slice(0, 7)).toEqual(['', '12', '', '0.9', '0.8', '1', ''])
  expect(cells('volume_policy_question')?.slice(0, 2)).toEqual(['', '2'])
  // One policy of the period, and the period before it in each metric.
  const figureCells = (line: string) => line.replace(/^"[^"]*(""[^"]*)*","[^"]*",/, '').split(',')
  const [policy, ...earlier] = lines.slice(-4).map(figureCells)
  expect(policy?.slice(1, 9)).toEqual([
    ...['2026-10-01', '2026-10-31', '2026-11-02T00:00:00Z', 'yes', 'accuracy', '38', '40', ''],
  ])
  expect(policy?.at(-1)).toBe('hate')
  expect(earlier.map((cells) => [cells[1], cells[5], cells[6], cells[7], cells[13]])).toEqual([
    ['2026-09-01', 'accuracy', '8', '8', 'too_few'],
    ['2026-09-01', 'missed', '0', '8', 'too_few'],
    ['2026-09-01', 'over_enforced', '0', '8', 'too_few'],
  ])
  const widths = new Set(lines.map((line) => line.replace(/"[^"]*(""[^"]*)*"/g, 'x').split(',').length))
  expect([...widths]).toEqual([personColumns.length])
})

test('a team’s table: people in the given order, the machines last', () => {
  const counts = { ...noCounts, n: 12, correct: 12, acted: 3 }
  const text = teamCsv({
    teamName: 'Seoul',
    dataThrough: null,
    targets: card.targets,
    weeks: { from: '2026-10-05', to: '2026-10-26' },
    people: [
      { name: '김민지', counts },
      { name: '-이수현', counts: { ...noCounts, n: 9, correct: 9 } },
    ],
    machines: counts,
  })
  const lines = rowsOf(text, teamColumns)
  expect(lines.filter((line) => line.includes(',accuracy,'))).toEqual([
    'Seoul,김민지,2026-10-05,2026-10-26,,accuracy,12,12,,1,0.757506,1,0.95,',
    "Seoul,'-이수현,2026-10-05,2026-10-26,,accuracy,9,9,,,,,0.95,too_few",
    'Seoul,automated,2026-10-05,2026-10-26,,accuracy,12,12,,1,0.757506,1,0.95,',
  ])
})
