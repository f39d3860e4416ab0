import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { TRPCClientError } from '@trpc/client'
import { type Kysely, sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readRecord } from '#server/db/cluster-record.ts'
import { withOwner } from '#server/db/database.ts'
import { connectToRunning } from '#server/db/embedded.ts'
import { startOf } from '#server/db/process-identity.ts'
import type { Schema } from '#server/db/schema.ts'
import type { CommandResult } from '#shared/core/command.ts'
import { type ErrorCode, errorCodes } from '#shared/core/errors.ts'
import { type SignedIn, signIn } from '#tests/support/app.ts'
import { freePort } from '#tests/support/dure-process.ts'
import { type MainProcess, startMain } from '#tests/support/main-process.ts'
import { makeOrg, makePerson, makeTeam } from '#tests/support/people.ts'
import { seededRandom } from '#tests/support/seeded-random.ts'

const kills = 50
/** Of those, how often PostgreSQL dies instead, or with it. */
const postgresDies = (number: number) => number % 10 === 4
const bothDie = (number: number) => number % 25 === 9
const clients = 5
const random = seededRandom(50)

let base: string
let env: Record<string, string>
let server: MainProcess
let running = true
const acknowledged: { name: string; id: string; result: CommandResult }[] = []
const refused: ErrorCode[] = []

beforeAll(async () => {
  base = await mkdtemp(path.join(tmpdir(), 'dure-kill-'))
  // As root the database runs as another account, which must be able to pass.
  if (process.getuid?.() === 0) await chmod(base, 0o711)
  env = { DATA_DIR: path.join(base, 'data'), PORT: String(await freePort()) }
  // Compiled modules are kept when a process ends by itself: one that is killed leaves none to the next.
  const first = startMain(env)
  await first.url
  await first.end('SIGTERM')
  server = startMain(env)
  await server.url
}, 120_000)
afterAll(async () => {
  await server.end('SIGTERM')
  await rm(base, { recursive: true })
})

async function owner<T>(work: (db: Kysely<Schema>) => Promise<T>): Promise<T> {
  const urls = await connectToRunning(env.DATA_DIR ?? '')
  return await withOwner(urls?.ownerUrl ?? '', work)
}

/** Sent with one id until it is acknowledged, as a phone does. */
async function send(name: string, id: string, call: () => Promise<CommandResult>): Promise<CommandResult> {
  for (;;) {
    try {
      const result = await call()
      acknowledged.push({ name, id, result })
      return result
    } catch (error) {
      if (!(error instanceof TRPCClientError)) throw error
      const code: ErrorCode | undefined = error.data?.app?.code
      if (code) refused.push(code)
      if (code && errorCodes[code].retry !== 'later') throw error
      await sleep(100)
    }
  }
}

/** One phone: a new note, a revision of it, a row of Today settled, a preference, over and over. */
async function write({ client, meta, person }: SignedIn, about: { teamId: string; subjectId: string }) {
  const notes = new Map<string, CommandResult>()
  for (let turn = 0; running; turn += 1) {
    const last = [...notes].at(-1)
    const revises = turn % 4 === 1 && last !== undefined
    const noteId = revises ? last[0] : uuidv7()
    const note = meta(revises ? last[1].version : null)
    const input = {
      ...{ noteId, ...about, audience: 'person' as const, criterion: null, evidence: [], followUpOn: null },
      ...{ body: { kind: 'quick' as const, text: `turn ${turn}` }, actions: [] },
    }
    const saved = await send('coaching.saveNote', note.id, () =>
      client.coaching.saveNote.mutate({ meta: note, input }),
    )
    notes.set(noteId, saved)
    const own = meta()
    if (turn % 2 === 0)
      await send('today.settle', own.id, () =>
        client.today.settle.mutate({ meta: own, input: { key: 'one key', how: 'done', until: null } }),
      )
    else
      await send('people.setPreferences', own.id, () =>
        client.people.setPreferences.mutate({
          meta: own,
          input: { theme: turn % 4 === 1 ? 'dark' : 'light' },
        }),
      )
  }
  return { person, notes }
}

async function killPostgres(): Promise<void> {
  const record = await readRecord(env.DATA_DIR ?? '')
  const pid = Number(
    (await readFile(path.join(record?.cluster ?? '', 'postmaster.pid'), 'utf8')).split('\n')[0],
  )
  process.kill(pid, 'SIGKILL')
  while (await startOf(pid)) await sleep(5)
}

/** Waits until so many more writes were acknowledged: every life of a server does some work. */
async function progress(writes: number): Promise<void> {
  for (const from = acknowledged.length; acknowledged.length < from + writes; ) await sleep(2)
}

describe('kill -9 under write load', () => {
  it(`${kills} times: every acknowledged write is there, once`, { timeout: 600_000 }, async () => {
    const { phones, teamId, analyst } = await owner(async (db) => {
      const org = await makeOrg(db)
      const team = await makeTeam(db, org)
      const leads = Array.from({ length: clients }, () =>
        makePerson(db, org, { standings: [{ role: 'lead', teamId: team }] }),
      )
      const subject = await makePerson(db, org, { standings: [{ role: 'analyst', teamId: team }] })
      return { phones: await Promise.all(leads), teamId: team, analyst: subject }
    })
    const url = await server.url
    const signedIn = await Promise.all(phones.map((person) => signIn(url, person)))
    const writing = Promise.all(
      signedIn.map((phone) => write(phone, { teamId, subjectId: analyst.personId })),
    )
    // A client that is refused for good ends the test at once and not at its time limit.
    const failed = writing.then(() => undefined)

    for (let number = 0; number < kills; number += 1) {
      await Promise.race([progress(5), failed])
      await sleep(random() * 60)
      if (postgresDies(number) || bothDie(number)) await killPostgres()
      if (postgresDies(number)) continue
      await server.end('SIGKILL')
      server = startMain(env)
      await server.url
    }
    await Promise.race([progress(20), failed])
    running = false
    const written = await writing

    await owner(async (db) => {
      const count = async (table: 'note' | 'note_revision' | 'command') => {
        const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}`.execute(
          db,
        )
        return rows[0]?.n
      }
      const commands = await db.selectFrom('command').select(['command_id', 'name', 'result']).execute()
      const stored = new Map(commands.map((row) => [row.command_id, row]))
      for (const { id, name, result } of acknowledged) expect(stored.get(id)).toMatchObject({ name, result })
      expect(commands).toHaveLength(acknowledged.length)

      const logged = await sql<{ action: string; n: number }>`select action, count(*)::int as n from audit_log
        where action in ('coaching.saveNote', 'today.settle', 'people.setPreferences') group by 1`.execute(db)
      const saves = acknowledged.filter(({ name }) => name === 'coaching.saveNote')
      for (const { action, n } of logged.rows)
        expect(n, action).toBe(acknowledged.filter(({ name }) => name === action).length)

      expect(await count('note_revision')).toBe(saves.length)
      expect(await count('note')).toBe(new Set(saves.map(({ result }) => result.entityId)).size)
      const notes = await db.selectFrom('note').select(['note_id', 'version']).execute()
      const versions = new Map(notes.map((note) => [note.note_id, note.version]))
      for (const { person, notes } of written) {
        for (const [noteId, { version }] of notes) expect(versions.get(noteId)).toBe(version)
        const own = acknowledged.filter(({ result }) => result.entityId === person.personId)
        const versionOf = async (table: 'person' | 'today_settled') =>
          (
            await db
              .selectFrom(table)
              .select('version')
              .where('person_id', '=', person.personId)
              .executeTakeFirst()
          )?.version
        const times = (name: string) => own.filter((one) => one.name === name).length
        // Each counts what was done to it.
        expect(await versionOf('person')).toBe(1 + times('people.setPreferences'))
        expect(await versionOf('today_settled')).toBe(times('today.settle'))
      }
    })
    expect(acknowledged.length).toBeGreaterThan(kills * 5)
    // What a phone is told in between is that it may try again, and never that the server broke.
    expect(new Set(refused)).toEqual(new Set(['UNAVAILABLE']))
  })
})
