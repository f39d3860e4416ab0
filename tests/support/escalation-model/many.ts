import { type Report, runSeed } from './run.ts'
import type { World } from './world.ts'

export interface ManyOptions {
  /** Each has a database of its own, so that one reckons while the other waits. */
  worlds: readonly World[]
  baseSeed: number
  runs: number
  onReport?(report: Report, done: number): void
}

export interface ManyReports {
  runs: number
  failed: Report[]
  /** How often each thing happened in all sequences together. */
  counts: Record<string, number>
}

/** After so many sequences a database begins anew. */
const emptyAfter = 500

/** Runs the sequences with the seeds from `baseSeed` on; stops at the third failure. */
export async function runSequences({ worlds, baseSeed, runs, onReport }: ManyOptions): Promise<ManyReports> {
  const reports: ManyReports = { runs: 0, failed: [], counts: {} }
  let next = 0
  async function some(world: World): Promise<void> {
    for (let taken = 1; next < runs && reports.failed.length < 3; taken += 1) {
      const report = await runSeed(world, baseSeed + next++)
      reports.runs += 1
      if (report.problems.length > 0) reports.failed.push(report)
      for (const [name, count] of Object.entries(report.counts))
        reports.counts[name] = (reports.counts[name] ?? 0) + count
      onReport?.(report, reports.runs)
      if (taken % emptyAfter === 0) await world.empty()
    }
  }
  await Promise.all(worlds.map(some))
  return reports
}
