import { foldCell } from './clean.ts'

/** Words by which spreadsheets and databases say that a cell has no value, whatever the column. */
const always = [
  '',
  '-',
  '--',
  '–',
  '—',
  '.',
  'n/a',
  'nan',
  'null',
  'nil',
  '(null)',
  '<null>',
  '\\n',
  '(blank)',
  '<na>',
]
/** Words that are also names or labels; no value only where a cell may be empty. */
const optional = [
  ...['na', 'none', 'not verified', 'unverified', 'not reviewed', 'pending', 'tbd', '?'],
  ...[
    '없음',
    '해당 없음',
    '해당없음',
    '미검증',
    '검증 전',
    '검증전',
    '미확인',
    '미정',
    '대기',
    '(비어 있음)',
    '(없음)',
  ],
]
const alwaysMissing = new Set(always)
const optionallyMissing = new Set([...always, ...optional])
/** Errors that a spreadsheet writes into a cell: #N/A, #REF!, #DIV/0!. */
const spreadsheetError = /^#(?:n\/a|ref!|div\/0!|value!|name\?|null!|num!|spill!|calc!|getting_data)$/

const longestWord = Math.max('#getting_data'.length, ...[...always, ...optional].map(({ length }) => length))

/** Words that mean a missing rating in a table of ratings, unless others are named. */
export const missingRatings: readonly string[] = ['', 'NA', 'N/A', 'NaN', 'None', 'NULL', '#N/A']

/** Returns whether a cell says that there is no value; of a column that may be empty more words say so. */
export function saysNoValue(text: string, column: 'needed' | 'optional'): boolean {
  const word = foldCell(text)
  if (word.length > longestWord) return false
  if (word.startsWith('#')) return spreadsheetError.test(word)
  return (column === 'needed' ? alwaysMissing : optionallyMissing).has(word)
}
