import { writeCsv } from '#shared/tables/write.ts'
import type { ScoreDifference } from './move-in-views.ts'

const header = ['file', 'place', 'review', 'case', 'stored', 'out_of', 'reckoned_percent', 'why']

/** Returns the scores that differ from their ratings as a table for a spreadsheet. */
export const differencesCsv = (differences: readonly ScoreDifference[]): string =>
  writeCsv([
    header,
    ...differences.map(({ file, place, about, caseRef, stored, outOf, reckoned, reason }) => [
      ...[file, place, about, caseRef, String(stored), String(outOf)],
      ...[reckoned === null ? '' : String(Math.round(reckoned * 10_000) / 10_000), reason],
    ]),
  ])
