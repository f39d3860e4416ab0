import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Kysely } from 'kysely'
import { readRecord } from '#server/db/cluster-record.ts'
import { withOwner } from '#server/db/database.ts'
import { connectToRunning } from '#server/db/embedded.ts'
import { startOf } from '#server/db/process-identity.ts'
import type { Schema } from '#server/db/schema.ts'
import type { ErrorCode } from '#shared/core/errors.ts'
import { signIn } from '#tests/support/app.ts'
import { freePort } from '#tests/support/dure-process.ts'
import { startMain } from '#tests/support/main-process.ts'
import { makeOrg, makePerson, makeTeam } from '#tests/support/people.ts'
import { seededRandom } from '#tests/support/seeded-random.ts'
import { findBroken } from './check.ts'
import { type Answers, write } from './writer.ts'

const clients = 8
/** Writes that are acknowledged in the life of every server, and after the last. */
const writesPerRun = 5
const writesAtTheEnd = 20

/** Of six, five are kills of the server and two of its PostgreSQL. */
const victims = ['server', 'database', 'server', 'server', 'both', 'server'] as const
export type Victim = (typeof victims)[number]

export interface KillReport {
  seed: number
  /** The processes that died, in order. */
  died: Victim[]
  acknowledged: number
  /** Codes with which the server refused a phone; a phone tries again after UNAVAILABLE alone. */
  refused: ErrorCode[]
  problems: string[]
}

async function killPostgres(dataDir: string): Promise<void> {
  const record = await readRecord(dataDir)
  const postmaster = await readFile(path.join(record?.cluster ?? '', 'postmaster.pid'), 'utf8')
  const pid = Number(postmaster.split('\n')[0])
  process.kill(pid, 'SIGKILL')
  while (await startOf(pid)) await sleep(5)
}

/**
 * Runs Dure in a data folder of its own while phones write, and kills it, its PostgreSQL or both that many times; the seed
 * decides after how many milliseconds. The report names every acknowledged write that was lost or doubled.
 */
export async function runKills({ seed, kills }: { seed: number; kills: number }): Promise<KillReport> {
  const base = await mkdtemp(path.join(tmpdir(), 'dure-kill-'))
  // As root the database runs as another account, which must be able to pass.
  if (process.getuid?.() === 0) await chmod(base, 0o711)
  const dataDir = path.join(base, 'data')
  const env = { DATA_DIR: dataDir, PORT: String(await freePort()) }
  // Compiled modules are kept when a process ends by itself: one that is killed leaves none to the next.
  const first = startMain(env)
  await first.url
  await first.end('SIGTERM')
  let server = startMain(env)
  const url = await server.url

  const owner = async <T>(work: (db: Kysely<Schema>) => Promise<T>): Promise<T> => {
    const urls = await connectToRunning(dataDir)
    return await withOwner(urls?.ownerUrl ?? '', work)
  }
  const answers: Answers = { acknowledged: [], refused: new Set() }
  /** Aborted at the end: after a failure no phone goes on sending to a server that is gone. */
  const run = new AbortController()
  /** Waits until so many more writes were acknowledged: every life of a server does some work. */
  const progress = async (writes: number): Promise<void> => {
    const from = answers.acknowledged.length
    while (answers.acknowledged.length < from + writes) await sleep(2, undefined, run)
  }

  try {
    const { phones, about } = await owner(async (db) => {
      const org = await makeOrg(db)
      const teamId = await makeTeam(db, org)
      const leads = Array.from({ length: clients }, () =>
        makePerson(db, org, { memberships: [{ role: 'lead', teamId }] }),
      )
      const subject = await makePerson(db, org, { memberships: [{ role: 'analyst', teamId }] })
      return { phones: await Promise.all(leads), about: { teamId, subjectId: subject.personId } }
    })
    const signedIn = await Promise.all(phones.map((person) => signIn(url, person)))
    let running = true
    const goesOn = () => running
    const writing = Promise.all(
      signedIn.map((phone) => write(phone, { answers, about, goesOn, signal: run.signal })),
    )
    // A client that is refused for good ends the run at once and not at its time limit.
    const failed = writing.then(() => undefined)
    failed.catch(() => undefined)

    const random = seededRandom(seed)
    const died: Victim[] = []
    while (died.length < kills) {
      const victim = victims[died.length % victims.length] ?? 'server'
      await Promise.race([progress(writesPerRun), failed])
      await sleep(random() * 60)
      if (victim !== 'server') await killPostgres(dataDir)
      if (victim !== 'database') {
        await server.end('SIGKILL')
        server = startMain(env)
        await server.url
      }
      died.push(victim)
    }
    await Promise.race([progress(writesAtTheEnd), failed])
    running = false
    const written = await writing
    const problems = await owner((db) => findBroken(db, answers, written))
    const refused = [...answers.refused]
    for (const code of refused)
      if (code !== 'UNAVAILABLE')
        problems.push(`a phone was told ${code}, which is not that it may try again`)
    return { seed, died, acknowledged: answers.acknowledged.length, refused, problems }
  } finally {
    run.abort()
    await server.end('SIGTERM')
    await rm(base, { recursive: true })
  }
}
