import { afterAll, beforeAll, expect } from 'vitest'
import { changesUpTo, feedPosition } from '#server/db/change-queries.ts'
import { type Database, openDatabase } from '#server/db/database.ts'
import type { SaveNoteInput } from '#shared/coaching/contracts.ts'
import { type CoachingCast, makeCoachingCast, noteInput } from '#tests/integration/coaching/cast.ts'
import { refusalOf, signedInOnce, startTestApp, type TestApp } from '#tests/support/app.ts'
import type { TestPerson } from '#tests/support/people.ts'

export let app: TestApp
export let cast: CoachingCast
export let database: Database
export const { as, forget } = signedInOnce(() => app)

export async function save(changes: Partial<SaveNoteInput> = {}, base: number | null = null) {
  const lead = await as(cast.lead)
  const input = noteInput(cast, changes)
  const result = await lead.client.coaching.saveNote.mutate({ meta: lead.meta(base), input })
  return { input, result }
}
/** What the call answers, or undefined where it is refused as not found. */
export async function found<T>(call: Promise<T>): Promise<T | undefined> {
  const [outcome] = await Promise.allSettled([call])
  if (outcome.status === 'fulfilled') return outcome.value
  expect((await refusalOf(Promise.reject(outcome.reason))).code).toBe('NOT_FOUND')
  return undefined
}
export async function seenBy(person: TestPerson, noteId: string) {
  const { client } = await as(person)
  const view = await found(client.coaching.person.query({ personId: cast.analyst.personId }))
  return view?.notes.find((note) => note.noteId === noteId)
}
export const cursorOf = (person: TestPerson) =>
  database.read(
    { org: cast.org, person: person.personId },
    async (db) => (await changesUpTo(db, await feedPosition(db), undefined)).cursor,
  )
export const noticesSince = (person: TestPerson, cursor: string) =>
  database.read(
    { org: cast.org, person: person.personId },
    async (db) => (await changesUpTo(db, await feedPosition(db), cursor)).changes,
  )

/** Starts it before the tests of the file that calls this, and stops it after them. */
export function setUp(): void {
  beforeAll(async () => {
    app = await startTestApp()
    cast = await makeCoachingCast(app.owner)
    database = openDatabase(app.database.appUrl, { connections: 4 })
  })
  afterAll(async () => {
    await database.close()
    await app.stop()
  })
}
