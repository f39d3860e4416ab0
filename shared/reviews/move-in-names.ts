import { cleanCell, foldCell } from '#shared/tables/clean.ts'
import type { MovedHistory } from './move-in-history.ts'

/** Notes the name of somebody whom a file calls by something else. */
export function noteName({ names }: MovedHistory, called: string, name: unknown): void {
  if (typeof name !== 'string') return
  const clean = cleanCell(name.replaceAll('\0', '')).slice(0, 200).toWellFormed()
  const key = foldCell(called)
  if (clean !== '' && foldCell(clean) !== key && !names.has(key)) names.set(key, clean)
}
