import '#server/node-guard.js'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pino } from 'pino'
import { openDataFolder } from '#server/db/data-folder.ts'
import { allowConnect, createDatabase } from '#server/db/database-roles.ts'
import { startEmbedded } from '#server/db/embedded.ts'
import { migrateToLatest } from '#server/db/migrate.ts'
import { withClient } from '#server/db/one-client.ts'
import { explain, runMany, worldsAtOnce } from '#tests/support/offline-model/many.ts'
import { fleeting } from '#tests/support/postgres.ts'

/**
 * `npm run soak`: the offline model for hours. RUNS (20,000) and BASE_SEED from the environment; one seed is replayed with
 * RUNS=1 BASE_SEED=that. Progress goes to stderr, the result as JSON to stdout; ends with 1 where a promise was broken.
 */
const runs = Number(process.env.RUNS || 20_000)
const baseSeed = Number(process.env.BASE_SEED || 1)
const say = (line: string) => process.stderr.write(`${line}\n`)

const dir = await mkdtemp(path.join(tmpdir(), 'dure-soak-'))
const folder = await openDataFolder(dir)
const embedded = await startEmbedded(folder, pino({ level: 'warn' }), {
  settings: fleeting,
})

function inDatabase(url: string, name: string): string {
  const changed = new URL(url)
  changed.pathname = `/${name}`
  return changed.href
}

async function makeDatabase(name: string) {
  const urls = { ownerUrl: inDatabase(embedded.ownerUrl, name), appUrl: inDatabase(embedded.appUrl, name) }
  await withClient(embedded.superUrl, async (client) => {
    await createDatabase(client, { name, owner: new URL(embedded.ownerUrl).username })
    await allowConnect(client, { name, role: new URL(embedded.appUrl).username })
  })
  await migrateToLatest(urls.ownerUrl)
  return { ...urls, keyFile: path.join(dir, `${name}.keys`) }
}

const databases = []
for (let count = 0; count < worldsAtOnce; count += 1) databases.push(await makeDatabase(`soak_${count}`))

const started = performance.now()
say(`${runs} runs of 60 commands, seeds ${baseSeed} to ${baseSeed + runs - 1}, ${worldsAtOnce} at once`)
let told = started
const reports = await runMany({
  baseSeed,
  runs,
  databases,
  onReport(report, done) {
    if (report.problems.length > 0) say(explain(report))
    if (performance.now() - told < 10_000 && done < runs) return
    told = performance.now()
    const each = (told - started) / done
    say(
      `${done} of ${runs}, ${Math.round(each)} ms each, ${Math.round(((runs - done) * each) / 60_000)} min to go`,
    )
  },
})
const { counts, failed } = reports
const result = {
  baseSeed,
  runs: reports.runs,
  seconds: Math.round((performance.now() - started) / 1000),
  failed: failed.map(({ seed, problems }) => ({ seed, problems })),
  counts,
}
process.stdout.write(`${JSON.stringify(result, null, 2)}\n`)
await embedded.stop()
await folder.release()
await rm(dir, { recursive: true, force: true })
process.exit(failed.length === 0 && reports.runs === runs ? 0 : 1)
