import { cleanCell, foldCell } from '#shared/tables/clean.ts'
import type { MovedHistory } from './move-in-history.ts'

/** Notes the name and the ids of somebody whom a file calls by something else, as one row says them together. */
export function noteCalls(
  { names, aliases }: MovedHistory,
  called: string,
  { name, ids = [] }: { name: unknown; ids?: readonly unknown[] },
): void {
  const key = foldCell(called)
  const other = (word: unknown) => {
    if (typeof word !== 'string' && typeof word !== 'number') return ''
    const clean = cleanCell(String(word).replaceAll('\0', '')).slice(0, 200).toWellFormed()
    return foldCell(clean) === key ? '' : clean
  }
  const clean = typeof name === 'string' ? other(name) : ''
  if (clean !== '' && !names.has(key)) names.set(key, clean)
  for (const word of [clean, ...ids.map(other)]) {
    const alias = foldCell(word)
    if (alias !== '') aliases.set(alias, (aliases.get(alias) ?? new Set()).add(key))
  }
}

/**
 * Returns what a word of the files stands for in the end, folded: the word itself where it stands for nothing else, two or more where
 * it could be either.
 */
export function meantBy({ aliases }: Pick<MovedHistory, 'aliases'>, called: string): string[] {
  const seen = new Set([foldCell(called)])
  const ends: string[] = []
  // The loop goes through what is added on the way too.
  for (const word of seen) {
    const further = aliases.get(word)
    if (!further) ends.push(word)
    else for (const next of further) seen.add(next)
  }
  return ends.length > 0 ? ends : [foldCell(called)]
}
