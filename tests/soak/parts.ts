import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { buildClient } from '#server/build-client.ts'
import type { Schema } from '#server/db/schema.ts'
import { demoSeed } from '#server/demo/seed.ts'
import { seedTestDemo } from '#tests/support/demo.ts'
import { startDureProcess } from '#tests/support/dure-process.ts'
import { runSequences } from '#tests/support/escalation-model/many.ts'
import { installMovedClock } from '#tests/support/escalation-model/moved-clock.ts'
import { explain as explainSequence } from '#tests/support/escalation-model/run.ts'
import { openWorld, type World } from '#tests/support/escalation-model/world.ts'
import { runKills } from '#tests/support/kill-model/kill-run.ts'
import { browserLanes, runBrowserLives } from '#tests/support/offline-model/browser-lives.ts'
import { explain, runMany, worldsAtOnce } from '#tests/support/offline-model/many.ts'
import { launchBrowser } from '#tests/support/phone.ts'
import { walkThroughDemo } from '#tests/support/walks/walks.ts'
import { startSoakDatabases } from './soak-databases.ts'

/** The result of one part; the soak fails where a promise was broken or less was done than asked. */
export interface Part {
  asked: number
  done: number
  seconds: number
  failed: { seed: number; problems: string[] }[]
  /** How often each thing happened. */
  counts?: Record<string, number>
}
type Say = (line: string) => void

/** Kills of one data folder; the next folder has the next seed, which repeats its kills by itself. */
const killsPerFolder = 50

/** The command that repeats a seed whose promises were broken. */
const again = (seed: number, part: string) => `Again: npm run soak -- --seed ${seed} ${part}`

/** Returns a function that says from time to time how far a part is and how long it will go on. */
function progressOf(say: Say, asked: number, noun: string) {
  const started = performance.now()
  let said = started
  return (done: number) => {
    if (performance.now() - said < 10_000 && done < asked) return
    said = performance.now()
    const each = (said - started) / done
    const left = Math.round(((asked - done) * each) / 60_000)
    say(`${done} of ${asked} ${noun}, ${Math.round(each)} ms each, ${left} min to go`)
  }
}
const secondsSince = (started: number) => Math.round((performance.now() - started) / 1000)

export async function soakLives(seed: number, asked: number, say: Say): Promise<Part> {
  const started = performance.now()
  const server = await startSoakDatabases()
  try {
    const databases = []
    while (databases.length < worldsAtOnce) databases.push(await server.make())
    const progress = progressOf(say, asked, 'lives')
    const reports = await runMany({
      ...{ baseSeed: seed, runs: asked, databases },
      onReport(report, done) {
        if (report.problems.length > 0) say(`${explain(report)}\n${again(report.seed, '--lives 1')}`)
        progress(done)
      },
    })
    const failed = reports.failed.map(({ seed, problems }) => ({ seed, problems }))
    return { asked, done: reports.runs, seconds: secondsSince(started), failed, counts: reports.counts }
  } finally {
    await server.stop()
  }
}

/** Databases at once: while one waits, the other goes on. */
const escalationLanes = 2

export async function soakEscalations(seed: number, asked: number, say: Say): Promise<Part> {
  const started = performance.now()
  const server = await startSoakDatabases()
  const worlds: World[] = []
  try {
    while (worlds.length < escalationLanes) {
      const database = await server.make()
      await installMovedClock(server.superUrl, database.ownerUrl)
      worlds.push(await openWorld(database))
    }
    const progress = progressOf(say, asked, 'escalations')
    const reports = await runSequences({
      ...{ baseSeed: seed, runs: asked, worlds },
      onReport(report, done) {
        if (report.problems.length > 0)
          say(`${explainSequence(report)}\n${again(report.seed, '--escalations 1')}`)
        progress(done)
      },
    })
    const failed = reports.failed.map(({ seed, problems }) => ({ seed, problems }))
    return { asked, done: reports.runs, seconds: secondsSince(started), failed, counts: reports.counts }
  } finally {
    await Promise.all(worlds.map((world) => world.close()))
    await server.stop()
  }
}

export async function soakKills(firstSeed: number, asked: number, say: Say): Promise<Part> {
  const started = performance.now()
  const progress = progressOf(say, asked, 'kills')
  const failed: Part['failed'] = []
  let acknowledged = 0
  let done = 0
  for (let seed = firstSeed; done < asked && failed.length < 3; seed += 1) {
    const report = await runKills({ seed, kills: Math.min(killsPerFolder, asked - done) })
    done += report.died.length
    acknowledged += report.acknowledged
    if (report.problems.length > 0) {
      failed.push({ seed, problems: report.problems })
      say([...report.problems.slice(0, 5), again(seed, `--kills ${killsPerFolder}`)].join('\n'))
    }
    progress(done)
  }
  return { asked, done, seconds: secondsSince(started), failed, counts: { acknowledged } }
}

export async function soakBrowsers(
  seed: number,
  asked: number,
  { say, executablePath }: { say: Say; executablePath: string },
): Promise<Part> {
  const started = performance.now()
  const server = await startSoakDatabases()
  const browser = await launchBrowser(executablePath)
  try {
    const databases = []
    while (databases.length < browserLanes) databases.push(await server.make())
    const progress = progressOf(say, asked, 'lives in browsers')
    const { done, failed } = await runBrowserLives(browser, {
      ...{ baseSeed: seed, lives: asked, databases },
      onRun({ seed, problems }, done) {
        if (problems.length > 0) say([...problems.slice(0, 5), again(seed, '--browsers 1')].join('\n'))
        progress(done)
      },
    })
    return { asked, done, seconds: secondsSince(started), failed }
  } finally {
    await browser.close()
    await server.stop()
  }
}

/** Steps of one walk. */
const walkSteps = 60

export async function soakWalks(
  seed: number,
  asked: number,
  { say, executablePath }: { say: Say; executablePath: string },
): Promise<Part> {
  const started = performance.now()
  await buildClient()
  const server = await startSoakDatabases()
  const browser = await launchBrowser(executablePath)
  try {
    const database = await server.make()
    await seedTestDemo(database, { today: '2026-11-23', seed: demoSeed })
    const pool = new pg.Pool({ connectionString: database.ownerUrl, max: 2 })
    const db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) })
    const dure = await startDureProcess(database)
    const progress = progressOf(say, asked, 'walks')
    let done = 0
    const failed = await walkThroughDemo({
      ...{ browser, url: dure.url, db, seed, walks: asked, steps: walkSteps },
      onWalk(seed, problems) {
        if (problems.length > 0) say([...problems.slice(0, 5), again(seed, '--walks 1')].join('\n'))
        done += 1
        progress(done)
      },
    })
    await dure.stop()
    await db.destroy()
    return { asked, done, seconds: secondsSince(started), failed }
  } finally {
    await browser.close()
    await server.stop()
  }
}
