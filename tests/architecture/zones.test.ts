import { expect, it } from 'vitest'
import { readSources } from './imports.ts'

const sources = readSources(['server', 'migrations'])

// PostgreSQL takes a date there for an instant, the midnight of the session's own zone, and gives back the local time of it.
it('a day becomes an instant in a zone only as a timestamp', () => {
  const ofDate = /(?:::date|\bdate '[\d-]+'|\bcurrent_date)[\s\d+-]*\)?\s*at time zone/i
  const files = sources.filter(({ text }) => ofDate.test(text)).map(({ file }) => file)
  expect(files).toEqual([])
})
