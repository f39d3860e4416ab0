import type { ImportReport, Refusal } from '#shared/audits/import-views.ts'
import type { Outcome } from '#shared/audits/rules.ts'

/** So many refusals are told one by one; the rest are counted. */
const refusalLimit = 5000

/** Counts what became of the rows. */
export interface Tally {
  read: number
  updated: number
  unchanged: number
  refused: number
  /** Counts a row that is stored, or would be. */
  add(audit: { outcome: Outcome; verified_decision: string | null }): void
  added(): number
  /** Forgets the rows that were to be stored. */
  dropAdded(): void
  /** Takes refusals of one batch, in any order; batches in the file's. */
  refuse(refusals: readonly Refusal[]): void
  report(options: Pick<ImportReport, 'importId' | 'dryRun' | 'file' | 'findings'>): ImportReport
}

export function createTally(): Tally {
  const refusals: Refusal[] = []
  const reasons: Record<string, number> = {}
  let outcomes: Partial<Record<Outcome, number>> = {}
  let added = 0
  let verified = 0
  return {
    read: 0,
    updated: 0,
    unchanged: 0,
    refused: 0,
    add({ outcome, verified_decision }) {
      added += 1
      if (verified_decision !== null) verified += 1
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1
    },
    added: () => added,
    dropAdded() {
      added = 0
      verified = 0
      this.updated = 0
      outcomes = {}
    },
    refuse(batch) {
      this.refused += batch.length
      for (const { reason } of batch) reasons[reason] = (reasons[reason] ?? 0) + 1
      const inOrder = [...batch].sort((a, b) => a.row - b.row)
      refusals.push(...inOrder.slice(0, Math.max(0, refusalLimit - refusals.length)))
    },
    report(options) {
      const { read, updated, unchanged, refused } = this
      return { ...options, read, added, verified, outcomes, updated, unchanged, refused, refusals, reasons }
    },
  }
}
