/** @module-tag attack */

import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type CoachingCast, makeCoachingCast, noteInput } from '#tests/integration/coaching/cast.ts'
import { type EscalationCast, makeEscalationCast, raiseInput } from '#tests/integration/escalations/cast.ts'
import { startTestApp, type TestApp } from '#tests/support/app.ts'
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
