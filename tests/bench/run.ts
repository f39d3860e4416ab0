import '#server/node-guard.js'
import { benchEscalations } from './escalations.ts'
import { benchServer } from './server.ts'

/**
 * `npm run bench`: measurements as JSON on standard output, progress on standard error. `npm run bench -- server`,
 * `-- layers`, `-- search`, `-- escalations`, `-- client`, `-- clocks`, `-- effect`, `-- import`, `-- signals` and `-- coverage` run a part (signals with --seed, --people,
 * --accuracy, --falls-to, --spread, --volume, --gaps, --runs, --drawn and --drawn-then: what the rule for signals says of simulated
 * teams; coverage with --seed and --runs: how often the range of a weighted rate holds the truth); BENCH_SECONDS (1) is the time of each run, BENCH_SIZES the numbers of
 * audits and of events, BENCH_RUNS (7) how often the client's figures are taken, BENCH_LIGHTHOUSE (5) how often Lighthouse runs.
 */
const [parts, options] = split(process.argv.slice(2))
const wants = (part: string) => parts.length === 0 || parts.includes(part)
const seconds = Number(process.env.BENCH_SECONDS ?? 1)
const runs = Number(process.env.BENCH_RUNS ?? 7)
const lighthouseRuns = Number(process.env.BENCH_LIGHTHOUSE ?? Math.min(runs, 5))
const sizes = (process.env.BENCH_SIZES ?? '20000,2000000').split(',').map(Number)

const report: Record<string, unknown> = { at: new Date().toISOString(), node: process.version }
if (wants('server')) report.server = await benchServer({ sizes, seconds })
if (wants('layers')) {
  const { benchLayers } = await import('./layers.ts')
  report.layers = await benchLayers({ seconds })
}
if (wants('search')) {
  const { benchSearch } = await import('./search.ts')
  report.search = await benchSearch({ seconds })
}
if (wants('escalations')) report.escalations = await benchEscalations({ sizes, seconds })
if (wants('client')) {
  const { benchClient } = await import('./client.ts')
  report.client = await benchClient({ runs, lighthouseRuns })
}
if (wants('clocks')) {
  const { benchClocks } = await import('./clocks.ts')
  report.clocks = await benchClocks()
}
if (wants('signals')) {
  const { signalFigures } = await import('./signals.ts')
  report.signals = signalFigures(options)
}
if (wants('effect')) {
  const { effectFigures } = await import('./effect.ts')
  report.effect = effectFigures()
}
if (wants('coverage')) {
  const { coverageFigures } = await import('./coverage.ts')
  report.coverage = coverageFigures(options)
}
if (wants('import')) {
  const { benchImport } = await import('./import.ts')
  report.import = await benchImport({ rows: 200_000, before: 200_000, runs: 3 })
}
process.stdout.write(`${JSON.stringify(report, null, 2)}\n`)

/** The parts that are asked for, and everything from the first option on. */
function split(args: string[]): [parts: string[], options: string[]] {
  const first = args.findIndex((arg) => arg.startsWith('--'))
  return first === -1 ? [args, []] : [args.slice(0, first), args.slice(first)]
}
