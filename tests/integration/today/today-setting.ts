import { afterAll, beforeAll, beforeEach, expect } from 'vitest'
import type { SaveNoteInput } from '#shared/coaching/contracts.ts'
import type { SettleInput } from '#shared/today/contracts.ts'
import type { TodayItem } from '#shared/today/kinds.ts'
import { type CoachingCast, makeCoachingCast, noteInput } from '#tests/integration/coaching/cast.ts'
import { type SignedIn, startTestApp, type TestApp } from '#tests/support/app.ts'
import type { TestPerson } from '#tests/support/people.ts'

export let app: TestApp
/** An organisation of its own for each test: a list is compared as a whole. */
export let cast: CoachingCast
export let signedIn = new Map<string, Promise<SignedIn>>()

export function as(person: TestPerson): Promise<SignedIn> {
  const session = signedIn.get(person.personId) ?? app.signIn(person)
  signedIn.set(person.personId, session)
  return session
}
export async function todayOf(person: TestPerson) {
  const { client } = await as(person)
  return await client.today.list.query()
}
export async function itemsOf(person: TestPerson): Promise<TodayItem[]> {
  return (await todayOf(person)).items
}
export async function save(
  changes: Partial<SaveNoteInput> = {},
  base: number | null = null,
): Promise<SaveNoteInput> {
  const lead = await as(cast.lead)
  const input = noteInput(cast, changes)
  await lead.client.coaching.saveNote.mutate({ meta: lead.meta(base), input })
  return input
}
export async function settle(person: TestPerson, input: SettleInput) {
  const { client, meta } = await as(person)
  return await client.today.settle.mutate({ meta: meta(), input })
}
export const nobodyElse = [
  'otherLead',
  'exLead',
  'otherAnalyst',
  'manager',
  'otherManager',
  'leadElsewhere',
  'partner',
  'admin',
]
export async function expectNothingFor(...roles: string[]): Promise<void> {
  for (const role of roles) expect([role, await itemsOf(cast[role as 'lead'])]).toEqual([role, []])
}

/** Starts it before the tests of the file that calls this, and stops it after them. */
export function setUp(): void {
  beforeAll(async () => {
    app = await startTestApp()
  })
  beforeEach(async () => {
    cast = await makeCoachingCast(app.owner)
    signedIn = new Map()
  })
  afterAll(() => app.stop())
}
