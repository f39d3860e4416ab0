import { once } from 'node:events'
import { startCrashableApp } from './crashable-app.ts'
import type { Worlds } from './many.ts'
import { type RunReport, runModel } from './run.ts'

/** A process in which worlds live: forked by many.ts, told which, and it sends each one's report. */
const [asked] = (await once(process, 'message')) as [Worlds]
const { databases, from, by, below } = asked
let next = from

function brokenOff(seed: number, error: unknown): RunReport {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return { seed, problems: [`it broke off: ${text}`], trace: [], counts: {} }
}

await Promise.all(
  databases.map(async (database) => {
    const app = await startCrashableApp(database)
    while (next < below) {
      const seed = next
      next += by
      const report = await runModel(app, seed).catch((error: unknown) => brokenOff(seed, error))
      process.send?.(report)
    }
    await app.stop()
  }),
)
process.disconnect?.()
