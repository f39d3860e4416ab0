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
  add(audit: Added): void
  /** Counts a decision that a machine made alone, among the others and by itself. */
  addMachine(decision: Added): void
  machines(): number
  added(): number
  /** Forgets the rows that were to be stored. */
  dropAdded(): void
  /** Takes refusals of one batch, in any order; batches in the file's. */
  refuse(refusals: readonly Refusal[]): void
  report(options: Pick<ImportReport, 'importId' | 'dryRun' | 'file' | 'findings'>): ImportReport
}

type Added = { outcome: Outcome; verified_decision: string | null }

export function createTally(): Tally {
  const refusals: Refusal[] = []
  const reasons: Record<string, number> = {}
  let outcomes: Partial<Record<Outcome, number>> = {}
  let added = 0
  let verified = 0
  let machines = 0
  function add({ outcome, verified_decision }: Added): void {
    added += 1
    if (verified_decision !== null) verified += 1
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1
  }
  return {
    read: 0,
    updated: 0,
    unchanged: 0,
    refused: 0,
    add,
    addMachine(decision) {
      add(decision)
      machines += 1
    },
    machines: () => machines,
    added: () => added,
    dropAdded() {
      added = 0
      verified = 0
      machines = 0
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
      const counts = { read, added, machines, verified, outcomes, updated, unchanged, refused }
      return { ...options, ...counts, refusals, reasons }
    },
  }
}
