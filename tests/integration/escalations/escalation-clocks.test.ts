import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openOwner } from '#server/db/database.ts'
import { followCalendar } from '#server/features/escalations/clock-jobs.ts'
import { targets } from '#shared/core/business-time.ts'
import type { ClockKind, EscalationView } from '#shared/escalations/views.ts'
import { type Role, startEscalations } from '#tests/integration/escalations/cast.ts'
import { refusalOf, startTestApp, type TestApp } from '#tests/support/app.ts'

let app: TestApp
let world: Awaited<ReturnType<typeof startEscalations>>
let jobs: ReturnType<typeof openOwner>
beforeAll(async () => {
  app = await startTestApp()
  world = await startEscalations(app)
  jobs = openOwner(app.database.ownerUrl)
})
afterAll(async () => {
  await jobs.close()
  await app.stop()
})

function clockOf(view: EscalationView, kind: ClockKind) {
  const clock = view.clocks.find((clock) => clock.kind === kind)
  if (!clock) throw new Error(`No clock ${kind}`)
  return { started: Date.parse(clock.startedAt), due: Date.parse(clock.dueAt), state: clock.stoppedAt }
}
/** Milliseconds between the two ends of its one pause. */
async function pausedFor(escalationId: string): Promise<number> {
  const { rows } = await sql<{
    ms: string
  }>`select extract(epoch from upper(pauses) - lower(pauses)) * 1000 as ms
    from escalation_clock where escalation_id = ${escalationId} and kind = 'decide'`.execute(app.owner)
  return Number(rows[0]?.ms)
}
const step = async (who: Role, escalationId: string) => {
  const { version } = await world.see(who, escalationId)
  return world.as[who].meta(version)
}

describe('a change of severity', () => {
  test('works out every clock from the original start, and only an approver with a reason lowers it', async () => {
    const { as, raise, see } = world
    const { lead } = as
    const escalationId = await raise('analyst', { severity: 'P3' })
    const before = clockOf(await see('lead', escalationId), 'acknowledge')
    // An hour and a half ago, as if nobody had looked since.
    const early = new Date(before.started - 90 * 60_000).toISOString()
    await app.owner
      .updateTable('escalation_clock')
      .set({ started_at: early })
      .where('escalation_id', '=', escalationId)
      .execute()
    const raised = { escalationId, severity: 'P1', reason: null } as const
    await lead.client.escalations.changeSeverity.mutate({
      meta: await step('lead', escalationId),
      input: raised,
    })
    const urgent = await see('lead', escalationId)
    for (const kind of ['acknowledge', 'decide'] as const) {
      const { started, due } = clockOf(urgent, kind)
      expect(new Date(started).toISOString()).toBe(early)
      expect(due - started, kind).toBe((targets.P1.minutes[kind] ?? Number.NaN) * 60_000)
    }
    // Overdue at once: its hour ended half an hour ago.
    expect(clockOf(urgent, 'acknowledge').due).toBeLessThan(Date.now())
    const lower = async (who: 'lead' | 'manager', reason: string | null) =>
      as[who].client.escalations.changeSeverity.mutate({
        meta: await step(who, escalationId),
        input: { escalationId, severity: 'P2', reason },
      })
    expect(await refusalOf(lower('lead', 'It can wait'))).toMatchObject({ code: 'FORBIDDEN' })
    expect(await refusalOf(lower('manager', null))).toMatchObject({
      code: 'INVALID',
      details: { field: 'reason' },
    })
    await lower('manager', 'The page is down')
    expect((await see('lead', escalationId)).severity).toBe('P2')
  })
})

describe('a pause', () => {
  test('of a clock that runs day and night moves what is due by exactly itself', async () => {
    const { as, raise, see } = world
    const escalationId = await raise('analyst', { severity: 'P1' })
    const { client } = as.lead
    await client.escalations.pause.mutate({
      meta: await step('lead', escalationId),
      input: { escalationId, reason: 'information' },
    })
    await sql`update escalation_clock set paused_at = paused_at - interval '40 minutes'
      where escalation_id = ${escalationId}`.execute(app.owner)
    await sql`update escalation_clock set started_at = started_at - interval '2 hours'
      where escalation_id = ${escalationId}`.execute(app.owner)
    await client.escalations.resume.mutate({
      meta: await step('lead', escalationId),
      input: { escalationId },
    })
    const length = await pausedFor(escalationId)
    expect(length).toBeGreaterThan(40 * 60_000)
    const { started, due } = clockOf(await see('lead', escalationId), 'decide')
    const moved = due - started - (targets.P1.minutes.decide ?? Number.NaN) * 60_000
    // Instants travel in whole milliseconds.
    expect(Math.abs(moved - length)).toBeLessThanOrEqual(1)
    expect(
      await refusalOf(
        as.lead.client.escalations.resume.mutate({
          meta: await step('lead', escalationId),
          input: { escalationId },
        }),
      ),
    ).toMatchObject({ code: 'CONFLICT' })
  })

  test('of what may never stand still is refused', async () => {
    const { as, raise } = world
    const escalationId = await raise('analyst', { kind: 'safety', category: 'life_at_risk', severity: 'P0' })
    const { code } = await refusalOf(
      as.lead.client.escalations.pause.mutate({
        meta: await step('lead', escalationId),
        input: { escalationId, reason: 'information' },
      }),
    )
    expect(['CONFLICT', 'FORBIDDEN']).toContain(code)
  })
})

describe('a clock that passes several stages while Dure is down', () => {
  test('is told of to everybody who would have been told, once, and leaves each event', async () => {
    const { people, raise } = world
    const escalationId = await raise('analyst', { severity: 'P3' })
    // All three stages lie in the past at once, as at the first sweep after a night without a server.
    await sql`update escalation_clock set risk_at = now() - interval '3 hours', due_at = now() - interval '2 hours',
        chain_at = now() - interval '1 hour' where escalation_id = ${escalationId} and kind = 'decide'`.execute(
      app.owner,
    )
    await expect
      .poll(async () => {
        const { rows } = await sql<{ stage: number }>`select stage from escalation_clock
          where escalation_id = ${escalationId} and kind = 'decide'`.execute(app.owner)
        return rows[0]?.stage
      })
      .toBe(3)
    const { rows: events } = await sql<{ kind: string }>`select kind from escalation_event
      where escalation_id = ${escalationId} and kind in ('at_risk', 'overdue') order by at`.execute(app.owner)
    expect(events.map(({ kind }) => kind)).toEqual(['at_risk', 'overdue'])
    const { rows: notified } = await sql<{
      person: string
      kind: string
    }>`select person_id as person, kind from inbox
      where entity_id = ${escalationId} and kind like 'clock%' order by kind, person_id`.execute(app.owner)
    const { analyst, lead, coLead, manager, director } = people
    const expected = [analyst, lead, coLead, manager, director].map(({ personId }) => ({
      person: personId,
      kind: 'clock_overdue',
    }))
    expect(notified).toEqual(expected.toSorted((left, right) => left.person.localeCompare(right.person)))
  })
})

describe('a day that the organisation takes off', () => {
  test('moves open clocks of business hours later, and no other', async () => {
    const { as, raise, see } = world
    const business = await raise('analyst', { severity: 'P2' })
    const always = await raise('analyst', { severity: 'P1' })
    const closed = await raise('analyst', { severity: 'P2' })
    const { lead, admin } = as
    await lead.client.escalations.merge.mutate({
      meta: await step('lead', closed),
      input: { escalationId: closed, intoId: business },
    })
    const due = async (id: string) => clockOf(await see('lead', id), 'decide').due
    const before = { business: await due(business), always: await due(always), closed: await due(closed) }
    const { zone } = await app.owner
      .selectFrom('escalation')
      .select('zone')
      .where('escalation_id', '=', business)
      .executeTakeFirstOrThrow()
    const day = Temporal.Instant.fromEpochMilliseconds(before.business).toZonedDateTimeISO(zone).toPlainDate()
    await admin.client.escalations.setCalendarDay.mutate({
      meta: admin.meta(),
      input: { zone, day: day.toString(), works: false, name: '창립 기념일' },
    })
    await followCalendar(jobs.db, Date.now())
    expect(await due(business)).toBeGreaterThan(before.business)
    expect(await due(always)).toBe(before.always)
    expect(await due(closed)).toBe(before.closed)
  })
})
