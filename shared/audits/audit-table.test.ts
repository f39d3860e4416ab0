import { expect, test } from 'vitest'
import { tableDecoders } from '#server/lib/table-file.ts'
import { writeCsv } from '#shared/tables/write.ts'
import { openAuditTable } from './audit-table.ts'

async function read(rows: readonly (readonly string[])[]) {
  async function* source() {
    yield Buffer.from(writeCsv(rows))
  }
  const { preset, skipped, header, rows: batches } = await openAuditTable(source, tableDecoders)
  const found: (readonly string[])[] = []
  for await (const batch of batches)
    for (const row of batch) if ('fields' in row) found.push([String(row.row), ...row.fields])
  return { preset, skipped, header: header && 'fields' in header ? header.fields : [], found }
}

const coop = ['Decisions', 'Policies', 'Reviewer', 'Queue', 'Decision Time', 'Decision Reason', 'Link']
const link = (job: string) => `https://coop.example.org/dashboard/manual_review?jobId=${job}`

test('an export of decisions of Coop: one row a decision, its time in UTC', async () => {
  const { preset, header, found } = await read([
    coop,
    [
      '["Remove","Ban user"]',
      '["Hate","Spam"]',
      'Kim Haneul',
      'q1',
      '11/03/2026, 02:05:00 PM',
      'why',
      link('j-1'),
    ],
    ['["Ignore"]', '[]', 'Park Duri', 'q1', '11/03/2026, 12:05:00 AM', '', link('j-2')],
    [
      '[{"name":"Remove"},{"name":"Warn"}]',
      '["Hate"]',
      'Park Duri',
      'q2',
      '1/3/2026, 14:05:00',
      '',
      link('j-3'),
    ],
    ['[]', '[]', 'Park Duri', 'q2', 'soon', '', 'nothing'],
  ])
  expect(preset).toBe('coop')
  expect(header).toEqual(['reference', 'case_ref', 'analyst', 'policy', 'decision', 'decided_at', 'queue'])
  expect(found).toEqual([
    ['2', 'j-1/1', 'j-1', 'Kim Haneul', 'Hate', 'Remove', '2026-11-03T14:05:00Z', 'q1'],
    ['2', 'j-1/2', 'j-1', 'Kim Haneul', 'Spam', 'Ban user', '2026-11-03T14:05:00Z', 'q1'],
    ['3', 'j-2/1', 'j-2', 'Park Duri', 'no policy', 'Ignore', '2026-11-03T00:05:00Z', 'q1'],
    ['4', 'j-3/1', 'j-3', 'Park Duri', 'Hate', 'Remove', '2026-01-03T14:05:00Z', 'q2'],
    ['4', 'j-3/2', 'j-3', 'Park Duri', 'Hate', 'Warn', '2026-01-03T14:05:00Z', 'q2'],
    ['5', '', '', 'Park Duri', 'no policy', '', 'soon', 'q2'],
  ])
})

test('skips of Coop are no decisions: they are counted by queue, and no reviewer is named', async () => {
  const { preset, found, skipped } = await read([
    ['Reviewer', 'Queue', 'Decision Time', 'Link'],
    ['Kim Haneul', 'Hate', '11/03/2026, 02:05:00 PM', link('j-1')],
    ['Park Duri', 'Spam', '11/03/2026, 02:06:00 PM', link('j-2')],
    ['Park Duri', 'Spam', '11/03/2026, 02:07:00 PM', link('j-3')],
  ])
  expect({ preset, found }).toEqual({ preset: 'coop_skips', found: [] })
  expect(skipped).toEqual([
    { word: 'Spam', reason: 'left_to_others', rows: 2 },
    { word: 'Hate', reason: 'left_to_others', rows: 1 },
  ])
})

test('any other table is left as it is', async () => {
  const header = ['Reviewer', 'Queue', 'Decision Time', 'Link', 'Outcome']
  expect(await read([header, ['a', 'b', 'c', 'd', 'e']])).toEqual({
    ...{ preset: null, skipped: [], header, found: [['2', 'a', 'b', 'c', 'd', 'e']] },
  })
})
