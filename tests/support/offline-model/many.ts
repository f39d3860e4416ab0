import { availableParallelism } from 'node:os'
import { type CrashableApp, startCrashableApp } from './crashable-app.ts'
import { type RunReport, runModel } from './run.ts'

export type ManyOptions = {
  baseSeed: number
  runs: number
  /** Databases of their own for worlds that live side by side; each has a server of its own to kill. */
  databases: readonly { ownerUrl: string; appUrl: string }[]
  onReport?(report: RunReport, done: number): void
}

export type ManyReports = {
  runs: number
  failed: RunReport[]
  /** How often each thing happened in all runs together. */
  counts: Record<string, number>
}

function brokenOff(seed: number, error: unknown): RunReport {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return { seed, problems: [`it broke off: ${text}`], trace: [], counts: {} }
}

/** While one world waits for the database, another one goes on. */
export const worldsAtOnce = Math.max(2, Math.min(4, availableParallelism()))

/** Runs with the seeds from `baseSeed` on; stops at the third failure. */
export async function runMany(options: ManyOptions): Promise<ManyReports> {
  const { baseSeed, runs, databases } = options
  const counts: Record<string, number> = {}
  const failed: RunReport[] = []
  let next = 0
  let done = 0
  async function live(app: CrashableApp): Promise<void> {
    while (next < runs && failed.length < 3) {
      const seed = baseSeed + next
      next += 1
      const report = await runModel(app, seed).catch((error: unknown) => brokenOff(seed, error))
      done += 1
      if (report.problems.length > 0) failed.push(report)
      for (const [name, count] of Object.entries(report.counts)) counts[name] = (counts[name] ?? 0) + count
      options.onReport?.(report, done)
    }
    await app.stop()
  }
  await Promise.all(databases.map(async (database) => live(await startCrashableApp(database))))
  return { runs: done, failed, counts }
}

/** What to read when a run failed: its seed, what was broken and how it came there. */
export function explain({ seed, problems, trace }: RunReport): string {
  return [`seed ${seed}`, ...problems.slice(0, 5), ...trace.slice(-80)].join('\n')
}
