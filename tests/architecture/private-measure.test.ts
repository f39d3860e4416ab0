import { expect, test } from 'vitest'
import { readSources } from './imports.ts'

/** Files that may name the table of how somebody decides; whoever else did could show it to somebody else. */
const mayName = [
  // What the person reads and what is written for them.
  'server/features/escalations/reading-queries.ts',
  'server/features/escalations/table.ts',
  // Their own copy, and the erasure.
  'shared/escalations/person-data.ts',
  'server/demo/escalations.ts',
  'server/demo/rows.ts',
]

test('nothing reads how long somebody looked before a decision but their own page', () => {
  const naming = readSources(['server', 'shared', 'client'])
    .filter(({ file, text }) => !file.includes('.test.') && text.includes('approval_reading'))
    .map(({ file }) => file)
  expect(naming.toSorted()).toEqual(mayName.toSorted())
})

test('what is asked of it is asked by the query of the reader alone', () => {
  const asking = readSources(['server'])
    .filter(({ text }) => text.includes('reading-queries.ts') && text.includes('ownReadings'))
    .map(({ file }) => file)
  expect(asking).toEqual(['server/features/escalations/reading-views.ts'])
})
