import { cleanCell, nameKey } from './clean.ts'

/** A column of a file: its name as people read it, and its letter in a spreadsheet. */
export interface Column {
  name: string
  letter: string
  place: number
}

/** Returns the columns that have a name. */
export function columnsOf(header: readonly string[]): Column[] {
  return header
    .map((name, place) => ({ name: cleanCell(name), letter: letterOf(place), place }))
    .filter(({ name }) => name !== '')
}

/** Returns the letter by which a spreadsheet calls a column: A, Z, AA. */
export function letterOf(place: number): string {
  const letter = String.fromCharCode(65 + (place % 26))
  return place < 26 ? letter : letterOf(Math.floor(place / 26) - 1) + letter
}

/** Columns that a name may mean: the one that is called exactly so, one letter in brackets, else all that read alike. */
export function columnsNamed(columns: readonly Column[], name: string): Column[] {
  const wanted = cleanCell(name)
  const exact = columns.filter((column) => column.name === wanted)
  if (exact.length > 0) return exact
  const byLetter = /^(.*?)\s*\[([A-Z]{1,3})\]$/.exec(wanted)
  const lettered = columns.filter(
    ({ letter, name: called }) => letter === byLetter?.[2] && nameKey(called) === nameKey(byLetter[1] ?? ''),
  )
  if (lettered.length > 0) return lettered
  const key = nameKey(wanted)
  return key === '' ? [] : columns.filter(({ name: called }) => nameKey(called) === key)
}

/** Returns the names by which each column can be told from the others: a name that stands twice gets its letter. */
export function distinctNames(columns: readonly Column[]): string[] {
  const times = new Map<string, number>()
  for (const { name } of columns) times.set(name, (times.get(name) ?? 0) + 1)
  return columns.map(({ name, letter }) => ((times.get(name) ?? 0) > 1 ? `${name} [${letter}]` : name))
}

/** Columns whose names read alike, where there are several: Decision (E), decision (H). */
export function alikeColumns(columns: readonly Column[]): Column[][] {
  const byKey = Map.groupBy(columns, ({ name }) => nameKey(name))
  return [...byKey.values()].filter((alike) => alike.length > 1)
}

export const describeColumns = (columns: readonly Column[]): string =>
  columns.map(({ name, letter }) => `${name} (${letter})`).join(', ')
