import { fork } from 'node:child_process'
import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import path from 'node:path'
import type { RunReport } from './run.ts'

type Urls = { ownerUrl: string; appUrl: string; keyFile: string }
/** What a process of worlds is asked for: the seeds from `from` on, every `by`-th, as many as it has `databases` at once. */
export type Worlds = { databases: readonly Urls[]; from: number; by: number; below: number }

export type ManyOptions = {
  baseSeed: number
  runs: number
  /** For worlds that live side by side, `worldsAtOnce` of them; each has a server of its own to kill. */
  databases: readonly Urls[]
  onReport?(report: RunReport, done: number): void
}

export type ManyReports = {
  runs: number
  failed: RunReport[]
  /** How often each thing happened in all runs together. */
  counts: Record<string, number>
}

const processes = Math.max(1, Math.min(4, availableParallelism()))
/** Two in a process: while one waits for its database, the other goes on. */
export const worldsAtOnce = 2 * processes

/** Runs with the seeds from `baseSeed` on, in processes of their own; stops at the third failure. */
export async function runMany({ baseSeed, runs, databases, onReport }: ManyOptions): Promise<ManyReports> {
  const reports: ManyReports = { runs: 0, failed: [], counts: {} }
  const program = path.join(import.meta.dirname, 'worlds.ts')
  async function some(index: number): Promise<void> {
    // Most of what a world makes is short-lived: a larger nursery halves the time for collecting it.
    const child = fork(program, { execArgv: ['--max-semi-space-size=64', '--disable-warning=DEP0204'] })
    child.on('message', (report: RunReport) => {
      reports.runs += 1
      if (report.problems.length > 0) reports.failed.push(report)
      for (const [name, count] of Object.entries(report.counts))
        reports.counts[name] = (reports.counts[name] ?? 0) + count
      onReport?.(report, reports.runs)
      if (reports.failed.length >= 3) child.kill()
    })
    const own = databases.filter((_, position) => position % processes === index)
    child.send({
      databases: own,
      from: baseSeed + index,
      by: processes,
      below: baseSeed + runs,
    } satisfies Worlds)
    await once(child, 'exit')
  }
  await Promise.all(Array.from({ length: processes }, (_, index) => some(index)))
  return reports
}

/** What to read when a run failed: its seed, what was broken and how it came there. */
export function explain({ seed, problems, trace }: RunReport): string {
  return [`seed ${seed}`, ...problems.slice(0, 5), ...trace.slice(-80)].join('\n')
}
