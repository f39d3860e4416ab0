import { expect, it } from 'vitest'
import { readSources } from './imports.ts'

const product = readSources(['server']).filter(({ file }) => !file.includes('.test.'))

/** The queries that need more than today: what administrators keep, what waits to be confirmed, whose day an audit was, who was there in a period, whom a hold covers, who has left, what an import made, in which team a mark was made. */
const ofHistory = [
  'server/db/broom-queries.ts',
  'server/features/administration/administer-queries.ts',
  'server/features/administration/administration-queries.ts',
  'server/features/administration/confirm-queries.ts',
  'server/features/administration/directory-queries.ts',
  'server/features/administration/erasure-queries.ts',
  'server/features/administration/hold-queries.ts',
  'server/features/administration/retention-queries.ts',
  'server/features/audits/import-queries.ts',
  'server/features/audits/undo-queries.ts',
  'server/features/check-ins/total-queries.ts',
  'server/features/policies/update-queries.ts',
  'server/features/reviews/move-in-queries.ts',
]

it('who holds a role today is asked of app.membership_today, and only history of the table', () => {
  const table = /\b(?:from|join|update|into)\s+membership\b|(?:From|Join|Into|Table)\('membership\b/
  const readers = product.filter(({ text }) => table.test(text)).map(({ file }) => file)
  expect(readers.sort()).toEqual(ofHistory)
})

it('no query compares the days of a membership with the present', () => {
  const present = String.raw`now\(\)|current_date|current_timestamp|\btoday\b|time zone`
  const compared = new RegExp(
    String.raw`(?:starts_on|ends_on)\b[^\n]*?[<>=][^\n]*(?:${present})|daterange\([^)]*\)\s*@>`,
  )
  const compares = product.filter(({ text }) => compared.test(text)).map(({ file }) => file)
  expect(compares).toEqual([])
})
