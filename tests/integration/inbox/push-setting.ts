import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import { notifyFromJob } from '#server/features/inbox/facade.ts'
import type { SaveNoteInput } from '#shared/coaching/contracts.ts'
import { type SignedIn, startTestApp, type TestApp } from '#tests/support/app.ts'
import { makeOrg, makePerson, makeTeam } from '#tests/support/people.ts'
import { type PushCatcher, type PushDevice, startPushCatcher } from '#tests/support/push-catcher.ts'

export let app: TestApp
export let catcher: PushCatcher
export let org: string
export let team: string
export let lead: SignedIn
export let analyst: SignedIn
export let phone: PushDevice

export const within = { timeout: 15_000, interval: 20 }
export const arrived = (device: PushDevice, n = 1) => expect.poll(() => device.caught.length, within).toBe(n)

export async function shareNote(): Promise<SaveNoteInput> {
  const input: SaveNoteInput = {
    ...{ noteId: randomUUID(), teamId: team, subjectId: analyst.person.personId, audience: 'person' },
    ...{ body: { kind: 'quick', text: 'WORDS-CANARY' }, criterion: null, evidence: [], followUpOn: null },
    actions: [],
  }
  await lead.client.coaching.saveNote.mutate({ meta: lead.meta(), input })
  return input
}
/** News from nobody, of nothing. */
export const notifyPerson = (to: string, urgent = false) =>
  app.owner
    .transaction()
    .execute((transaction) =>
      notifyFromJob(transaction, [{ org, to, kind: 'clock_at_risk', entityId: randomUUID(), urgent }]),
    )
/** Returns quiet hours that began an hour ago and end in an hour: no test is ever at one of their ends. */
export function quietNow(): { from: string; until: string } {
  const now = Temporal.Now.plainTimeISO('Asia/Seoul')
  const minute = (time: Temporal.PlainTime) => time.toString({ smallestUnit: 'minute' })
  return { from: minute(now.subtract({ hours: 1 })), until: minute(now.add({ hours: 1 })) }
}
export const setQuiet = (quiet: { from: string; until: string } | null) =>
  analyst.client.people.setPreferences.mutate({ meta: analyst.meta(), input: { quiet } })
/** Nothing is on its way any more. */
export const settled = () =>
  expect.poll(() => app.owner.selectFrom('push_delivery').select('due_at').execute(), within).toEqual([])
export const waiting = async (personId: string) =>
  await app.owner
    .selectFrom('inbox')
    .select(['push_at', 'told'])
    .where('person_id', '=', personId)
    .where('push_at', 'is not', null)
    .execute()

/** So many pieces of the analyst's news were looked at and wait. */
export const expectDeferred = (n: number) =>
  expect
    .poll(async () => {
      const rows = await waiting(analyst.person.personId)
      return rows.filter(({ push_at }) => Date.parse(`${push_at}`) > Date.now() + 5_000).length
    }, within)
    .toBe(n)

/** Starts it before the tests of the file that calls this, and stops it after them. */
export function setUp(): void {
  beforeAll(async () => {
    app = await startTestApp()
    catcher = await startPushCatcher()
    org = await makeOrg(app.owner, 'ORG-CANARY')
    team = await makeTeam(app.owner, org, { name: 'TEAM-CANARY' })
    const person = (name: string, role: 'lead' | 'analyst') =>
      makePerson(app.owner, org, { name, memberships: [{ role, teamId: team }] })
    lead = await app.signIn(await person('LEAD-CANARY', 'lead'))
    analyst = await app.signIn(await person('ANALYST-CANARY', 'analyst'))
    phone = catcher.device('analyst’s phone')
    await analyst.client.inbox.subscribe.mutate(phone.subscription)
  })
  afterAll(async () => {
    await app.stop()
    await catcher.stop()
  })
  afterEach(async () => {
    // A test that failed leaves no quiet hours to the next.
    await app.owner
      .updateTable('person')
      .set({ quiet_from: null, quiet_until: null })
      .where('person_id', '=', analyst.person.personId)
      .execute()
    catcher.answer = () => 201
    catcher.retryAfter = () => undefined
    phone.caught.length = 0
  })
}
