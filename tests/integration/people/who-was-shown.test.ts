/** @module-tag attack */

import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  type CoachingCast,
  dayFromToday,
  makeAudit,
  makeCoachingCast,
  noteInput,
} from '#tests/integration/coaching/cast.ts'
import { type EscalationCast, makeEscalationCast, raiseInput } from '#tests/integration/escalations/cast.ts'
import { refusalOf, startTestApp, type TestApp } from '#tests/support/app.ts'
import { fileOf, importAsOwner, optionsFor, type Row } from '#tests/support/audit-files.ts'
import { openStream } from '#tests/support/event-stream.ts'
import { makeOrg, makePerson, makeTeam, type TestPerson } from '#tests/support/people.ts'

let app: TestApp
let cast: CoachingCast
beforeAll(async () => {
  app = await startTestApp()
  cast = await makeCoachingCast(app.owner)
})
afterAll(() => app.stop())

/** Who was shown what of this person, as the person reads it. */
async function shownOf(person: TestPerson, viewer: TestPerson) {
  const { client } = await app.signIn(person)
  const views = await client.people.viewsOfMe.query()
  return views
    .filter((view) => view.viewer.personId === viewer.personId)
    .map(({ kind, how }) => `${kind} ${how}`)
}
const forLater = { context: { forLater: true } }

describe('a person is told of', () => {
  test('a manager who reads notes about them', async () => {
    const lead = await app.signIn(cast.lead)
    const input = noteInput(cast, { audience: 'manager' })
    await lead.client.coaching.saveNote.mutate({ meta: lead.meta(), input })
    const manager = await app.signIn(cast.manager)
    const { personId } = cast.analyst
    await manager.client.coaching.person.query({ personId }, forLater)
    expect(await shownOf(cast.analyst, cast.manager)).toEqual(['person fetched'])
    await manager.client.coaching.revisions.query({ noteId: input.noteId })
    expect(await shownOf(cast.analyst, cast.manager)).toEqual(['person opened'])
  })

  test('a manager who was shown no note about them in no row', async () => {
    const other = await makePerson(app.owner, cast.org, {
      memberships: [{ role: 'analyst', teamId: cast.teamId }],
    })
    const manager = await app.signIn(cast.manager)
    await manager.client.coaching.person.query({ personId: other.personId })
    await manager.client.scorecards.team.query({ teamId: cast.teamId })
    expect(await shownOf(other, cast.manager)).toEqual([])
  })

  test('a lead who is shown the figures of the team', async () => {
    const lead = await app.signIn(cast.lead)
    await lead.client.scorecards.team.query({ teamId: cast.teamId }, forLater)
    expect(await shownOf(cast.analyst, cast.lead)).toEqual(['figures fetched'])
    await lead.client.scorecards.team.query({ teamId: cast.teamId })
    expect(await shownOf(cast.analyst, cast.lead)).toEqual(['figures opened'])
  })

  test('a lead who is shown a signal about them on Today', async () => {
    const org = await makeOrg(app.owner)
    const teamId = await makeTeam(app.owner, org, { name: 'Seoul' })
    const [lead, watched, quiet] = await Promise.all(
      (['lead', 'analyst', 'analyst'] as const).map((role, index) =>
        makePerson(app.owner, org, { reference: `rater-${index}`, memberships: [{ role, teamId }] }),
      ),
    )
    if (!lead || !watched || !quiet) throw new Error('Three people were made')
    const days = Array.from({ length: 12 }, (_, week) => new Date(Date.UTC(2026, 6, 6 + week * 7)))
    const rows = days.flatMap((day, week): Row[] =>
      Array.from({ length: 50 }, (_, index) => ({
        ...{ analyst: 'rater-1', at: day.toISOString() },
        ...(week > 9 && index < 25 ? { decision: 'fine' } : {}),
      })),
    )
    await importAsOwner(app.owner, org, { file: fileOf(rows), options: optionsFor(teamId) })
    const { client } = await app.signIn(lead)
    const { items } = await client.today.list.query()
    expect(items.filter(({ kind }) => kind === 'signal').length).toBeGreaterThan(0)
    expect(await shownOf(watched, lead)).toEqual(['figures opened'])
    expect(await shownOf(quiet, lead)).toEqual([])
  })
})

describe('an analyst finds who opened a case of theirs', () => {
  let ours: CoachingCast
  let auditId: string
  beforeEach(async () => {
    ours = await makeCoachingCast(app.owner)
    auditId = await makeAudit(app.owner, { ...ours, analystId: ours.analyst.personId })
  })
  const open = async (person: TestPerson) => (await app.signIn(person)).client.audits.case.query({ auditId })
  const logged = () =>
    app.owner.selectFrom('record_view').select('viewer_id').where('org_id', '=', ours.org).execute()

  test('with the day and the first time, once a reader and day', async () => {
    const before = Date.now()
    await open(ours.lead)
    await open(ours.lead)
    await open(ours.otherLead)
    const { client } = await app.signIn(ours.analyst)
    const views = await client.people.viewsOfMe.query()
    expect(views.map(({ viewer, kind, how }) => [viewer.name, kind, how]).toSorted()).toEqual([
      ['Lead', 'cases', 'opened'],
      ['Other lead', 'cases', 'opened'],
    ])
    for (const { firstAt, day } of views) {
      expect(Date.parse(firstAt)).toBeGreaterThanOrEqual(before - 1000)
      expect(Date.parse(firstAt)).toBeLessThanOrEqual(Date.now() + 1000)
      expect(day).toBe(dayFromToday(0))
    }
  })

  test('whichever address a browser asks, and apart from what a phone fetches to be ready', async () => {
    const lead = await app.signIn(ours.lead)
    await lead.client.audits.case.query({ auditId }, forLater)
    expect(await shownOf(ours.analyst, ours.lead)).toEqual(['cases fetched'])
    const input = encodeURIComponent(JSON.stringify({ auditId }))
    const answer = await fetch(`${app.url}/api/trpc/audits.case?input=${input}`, {
      headers: { cookie: lead.cookie(), 'x-dure': '1' },
    })
    expect(answer.status).toBe(200)
    expect(await shownOf(ours.analyst, ours.lead)).toEqual(['cases opened'])
    const other = await app.signIn(ours.otherLead)
    await other.client.draws.chosen.query({ auditId })
    expect(await shownOf(ours.analyst, ours.otherLead)).toEqual(['cases opened'])
  })

  test('a manager too, who answers a request about it', async () => {
    expect(await refusalOf(open(ours.manager))).toMatchObject({ code: 'NOT_FOUND' })
    const analyst = await app.signIn(ours.analyst)
    await analyst.client.audits.askAnotherLook.mutate({
      ...{ meta: analyst.meta(), input: { lookId: randomUUID(), auditId, reason: 'It quotes somebody.' } },
    })
    await app.owner
      .updateTable('membership')
      .set({ ends_on: dayFromToday(0) })
      .where('org_id', '=', ours.org)
      .where('person_id', 'in', [ours.lead.personId, ours.otherLead.personId])
      .execute()
    await open(ours.manager)
    expect(await shownOf(ours.analyst, ours.manager)).toEqual(['cases opened'])
  })

  test('and nobody of whom it was kept, nor themselves', async () => {
    await open(ours.analyst)
    for (const person of [ours.otherAnalyst, ours.exLead, ours.leadElsewhere, ours.partner, ours.admin])
      expect(await refusalOf(open(person))).toMatchObject({ code: 'NOT_FOUND' })
    expect(await logged()).toEqual([])
  })
})

describe('an escalation about a lead', () => {
  let staff: EscalationCast
  beforeAll(async () => {
    staff = await makeEscalationCast(app.owner)
  })

  test('reaches the other readers’ streams and not the lead’s own', async () => {
    const { analyst, lead, coLead, manager } = staff.people
    const streams = await Promise.all(
      [lead, coLead, manager].map(async (person) => {
        const stream = await openStream(app.url, (await app.signIn(person)).cookie())
        await stream.next(() => true)
        return stream
      }),
    )
    const [subject, ...others] = streams
    const raiser = await app.signIn(analyst)
    const input = raiseInput(staff.teamId, { kind: 'people', subjectId: lead.personId, function: null })
    await raiser.client.escalations.raise.mutate({ meta: raiser.meta(), input })
    for (const stream of others)
      await stream.next((batch) => batch.changes.some(({ feature }) => feature === 'escalations'))
    await sleep(100)
    expect(subject?.batches).toHaveLength(1)
    for (const stream of streams) stream.close()
  })
})
