import type { Preset } from '#shared/audits/audit-table.ts'
import { foldCell } from '#shared/tables/clean.ts'
import type { Column } from '#shared/tables/header.ts'
import type { FileFacts, UnreadableFile } from '#shared/tables/read-table.ts'
import type { Skipped } from '#shared/tables/skipped.ts'

/** The beginning of a file, before it is sent. */
export type FilePreview = {
  /** Null where the file is no table at all. */
  facts: FileFacts | null
  unreadable: UnreadableFile['reason'] | null
  preset: Preset | null
  /** Entries of another system's export that are no decisions. */
  skipped: readonly Skipped[]
  header: readonly Column[]
  /** The columns by names that tell them apart. */
  columns: readonly string[]
  /** Cells by those columns. */
  rows: readonly (readonly string[])[]
}

/** The different values of a column, the most frequent first; compared without case and outer space. */
export function valuesOf({ columns, rows }: FilePreview, column: string | undefined): string[] {
  const place = column === undefined ? -1 : columns.indexOf(column)
  if (place === -1) return []
  const found = new Map<string, { label: string; times: number }>()
  for (const row of rows) {
    const label = row[place] ?? ''
    if (label === '') continue
    const known = found.get(foldCell(label))
    if (known) known.times += 1
    else found.set(foldCell(label), { label, times: 1 })
  }
  return [...found.values()].sort((a, b) => b.times - a.times).map(({ label }) => label)
}

/** Words that mean a violation wherever they are used. */
const violatingLabels = ['위반', 'violating', 'violation', 'violates', 'takedown']

/** The value that most likely means a violation: one of the usual words, or the one that another denies, as "hateful" beside "non-hateful". */
export function likelyViolating(values: readonly string[]): string | undefined {
  const folded = values.map((value) => value.toLowerCase())
  return (
    values.find((value) => violatingLabels.includes(foldCell(value))) ??
    values.find((_, index) =>
      folded.some((other) =>
        new RegExp(`^(non|not|no|un)[ _-]?${escaped(folded[index] ?? '')}$`).test(other),
      ),
    )
  )
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
