import type { ImportReport, Refusal } from '#shared/audits/import-views.ts'

/** So many refusals are told one by one; the rest are counted. */
const refusalLimit = 200

/** Counts what became of the rows. */
export interface Tally {
  read: number
  added: number
  unchanged: number
  refused: number
  /** Of one batch, in any order; batches in the file's. */
  refuse(refusals: readonly Refusal[]): void
  report(options: { importId: string | null; dryRun: boolean }): ImportReport
}

export function createTally(): Tally {
  const refusals: Refusal[] = []
  const reasons: Record<string, number> = {}
  return {
    read: 0,
    added: 0,
    unchanged: 0,
    refused: 0,
    refuse(batch) {
      this.refused += batch.length
      for (const { reason } of batch) reasons[reason] = (reasons[reason] ?? 0) + 1
      const inOrder = [...batch].sort((a, b) => a.row - b.row)
      refusals.push(...inOrder.slice(0, Math.max(0, refusalLimit - refusals.length)))
    },
    report({ importId, dryRun }) {
      const { read, added, unchanged, refused } = this
      return { importId, dryRun, read, added, unchanged, refused, refusals, reasons }
    },
  }
}
