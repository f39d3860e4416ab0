/** @module-tag attack */

import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { targets } from '#shared/core/business-time.ts'
import type { Severity } from '#shared/escalations/step-rules.ts'
import type { ClockKind } from '#shared/escalations/views.ts'
import { type Role, raiseInput } from '#tests/integration/escalations/cast.ts'
import { refusalOf } from '#tests/support/app.ts'
import { app, setUp, until, world } from './approvals-setting.ts'

setUp()

const clockOf = async (id: string, kind: ClockKind = 'decide') => {
  const clock = (await world.see('manager', id)).clocks.find((clock) => clock.kind === kind)
  if (!clock) throw new Error(`No clock ${kind}`)
  return clock
}
/** Neither paused nor stopped. */
const runs = async (id: string, kind: ClockKind = 'decide') => {
  const { pausedAt, stoppedAt } = await clockOf(id, kind)
  return pausedAt === null && stoppedAt === null
}
/** Minutes by which the clock's due time lies behind its start and its target: how long it stood. */
const stood = async (id: string, kind: ClockKind = 'decide') => {
  const [{ startedAt, dueAt }, { severity }] = [await clockOf(id, kind), await world.see('manager', id)]
  const target = targets[severity as Severity].minutes[kind] ?? Number.NaN
  return Math.round((Date.parse(dueAt) - Date.parse(startedAt)) / 60_000 - target)
}
/** So many minutes go by: whatever has happened happened so much earlier. */
const pass = async (id: string, minutes: number) => {
  const ago = sql`make_interval(mins => ${minutes})`
  const earlier = (name: string) =>
    sql`(select coalesce(range_agg(tstzrange(lower(r) - ${ago}, upper(r) - ${ago})), '{}')
      from unnest(${sql.ref(name)}) r)`
  await sql`update escalation_clock set started_at = started_at - ${ago}, risk_at = risk_at - ${ago},
    due_at = due_at - ${ago}, chain_at = chain_at - ${ago}, paused_at = paused_at - ${ago},
    stopped_at = stopped_at - ${ago}, pauses = ${earlier('pauses')}, stops = ${earlier('stops')}
    where escalation_id = ${id}`.execute(app.owner)
}
const meta = async (who: Role, id: string) => world.as[who].meta((await world.see(who, id)).version)
const step = async (who: Role, name: 'acknowledge' | 'start' | 'resume', escalationId: string) => {
  const { client } = world.as[who]
  await client.escalations[name].mutate({ meta: await meta(who, escalationId), input: { escalationId } })
}
const pause = async (who: Role, escalationId: string) =>
  world.as[who].client.escalations.pause.mutate({
    meta: await meta(who, escalationId),
    input: { escalationId, reason: 'information' },
  })
const resolve = async (who: Role, escalationId: string) => {
  const input = { escalationId, resolution: 'done', whatChanged: null, followUps: [] }
  await world.as[who].client.escalations.resolve.mutate({ meta: await meta(who, escalationId), input })
}
const end = async (who: Role, name: 'close' | 'reopen', escalationId: string) =>
  world.as[who].client.escalations[name].mutate({
    meta: await meta(who, escalationId),
    input: { escalationId, reason: 'because' },
  })
const setSeverity = async (who: Role, escalationId: string, severity: Severity) =>
  world.as[who].client.escalations.changeSeverity.mutate({
    meta: await meta(who, escalationId),
    input: { escalationId, severity, reason: 'because' },
  })
const edit = async (who: Role, escalationId: string) => {
  const { submit: _, links: __, severity: ___, teamId: ____, ...content } = raiseInput(world.teamId)
  const input = { ...content, escalationId, summary: 'Written anew' }
  await world.as[who].client.escalations.edit.mutate({ meta: await meta(who, escalationId), input })
}
const approve = async (id: string, ...who: Role[]) => {
  for (const [index, person] of who.entries()) {
    await world.ripen(await world.decide(person, id))
    await expect
      .poll(
        async () =>
          (await world.see('lead', id)).request?.decisions.filter(() => true).length === index + 1 &&
          (await world.see('lead', id)).events.filter(({ kind }) => kind === 'approved').length > index,
        { timeout: 15_000 },
      )
      .toBe(true)
  }
}
/** Raised by the analyst and asked about by the co-lead, at a severity whose clocks run round the clock. */
const urgent = async () => {
  const id = await world.raise('analyst', { severity: 'P1' })
  await step('lead', 'acknowledge', id)
  return id
}

describe('a clock that runs again', () => {
  test('after a decision during a pause, a resolution and a reopening', async () => {
    const id = await urgent()
    await world.request('coLead', id)
    await pass(id, 60)
    await pause('lead', id)
    await pass(id, 30)
    await approve(id, 'lead', 'manager')
    await until(id, 'approved')
    await pass(id, 45)
    await step('lead', 'resume', id)
    await pass(id, 15)
    await resolve('lead', id)
    await pass(id, 20)
    await end('lead', 'reopen', id)
    expect(await runs(id)).toBe(true)
    expect(await stood(id)).toBe(30 + 45 + 15 + 20)
  })

  test('is the confirming one where P0 was lowered and is raised again', async () => {
    const id = await world.raise('analyst', { severity: 'P0', kind: 'tool_fault' })
    await setSeverity('manager', id, 'P1')
    expect(await runs(id, 'confirm')).toBe(false)
    await setSeverity('manager', id, 'P0')
    expect(await runs(id, 'confirm')).toBe(true)
  })

  test('is the deciding one where an approval was voided and is asked for again', async () => {
    const id = await urgent()
    await world.request('coLead', id)
    await approve(id, 'lead', 'manager')
    await until(id, 'approved')
    expect(await runs(id)).toBe(false)
    await pass(id, 10)
    await edit('coLead', id)
    expect(await runs(id)).toBe(true)
    await pass(id, 10)
    await world.request('coLead', id)
    expect(await runs(id)).toBe(true)
    expect(await stood(id)).toBe(10)
  })

  test('is the confirming one where a confirmation at P0 was voided', async () => {
    const id = await world.raise('analyst', { severity: 'P0', kind: 'tool_fault' })
    await world.request('coLead', id)
    await world.ripen(await world.decide('manager', id))
    await expect.poll(() => runs(id, 'confirm'), { timeout: 15_000 }).toBe(false)
    await edit('coLead', id)
    expect(await runs(id, 'confirm')).toBe(true)
  })

  test('is the deciding one where it was rejected and is asked for again', async () => {
    const id = await urgent()
    await world.request('coLead', id)
    await world.ripen(await world.decide('manager', id, 'reject'))
    await until(id, 'rejected')
    await pass(id, 25)
    await world.request('coLead', id)
    expect(await runs(id)).toBe(true)
    expect(await stood(id)).toBe(25)
  })
})

describe('the due time moves by exactly what a clock stood', () => {
  test('closed for a while', async () => {
    const id = await world.raise('analyst', { severity: 'P1' })
    await pass(id, 5)
    await end('analyst', 'close', id)
    await pass(id, 90)
    await end('analyst', 'reopen', id)
    expect(await runs(id)).toBe(true)
    expect(await stood(id)).toBe(90)
  })

  test('decided, worked on, resolved and reopened', async () => {
    const id = await urgent()
    await world.request('coLead', id)
    await approve(id, 'lead', 'manager')
    await until(id, 'approved')
    await pass(id, 12)
    await step('lead', 'start', id)
    await pass(id, 30)
    await resolve('lead', id)
    await pass(id, 7)
    await end('analyst', 'reopen', id)
    expect(await stood(id)).toBe(12 + 30 + 7)
  })

  test('paused when it was resolved', async () => {
    const id = await world.raise('analyst', { severity: 'P0', kind: 'tool_fault' })
    await setSeverity('manager', id, 'P1')
    await pause('lead', id)
    await pass(id, 40)
    await setSeverity('manager', id, 'P2')
    await setSeverity('manager', id, 'P3')
    await step('lead', 'acknowledge', id)
    await resolve('lead', id)
    await pass(id, 30)
    await end('lead', 'reopen', id)
    // Back at a severity whose clocks run round the clock.
    await setSeverity('lead', id, 'P1')
    expect(await runs(id)).toBe(true)
    expect(await stood(id)).toBe(40 + 30)
    expect(await refusalOf(step('lead', 'resume', id))).toMatchObject({ code: 'CONFLICT' })
  })
})

describe('who has it when it is late', () => {
  const late = (id: string) =>
    sql`update escalation_clock set risk_at = now() - interval '2 minutes', due_at = now() - interval '1 minute'
      where escalation_id = ${id} and kind = 'decide'`.execute(app.owner)
  const assign = async (who: Role, to: Role, escalationId: string) =>
    world.as[who].client.escalations.assign.mutate({
      meta: await meta(who, escalationId),
      input: { escalationId, personId: world.people[to].personId },
    })

  test('does not pause it after giving it away, and a second person may', async () => {
    const id = await urgent()
    await assign('lead', 'lead', id)
    await late(id)
    expect(await refusalOf(pause('lead', id))).toMatchObject({ details: { reason: 'own_overdue' } })
    await assign('lead', 'manager', id)
    await assign('manager', 'coLead', id)
    expect(await refusalOf(pause('lead', id))).toMatchObject({ details: { reason: 'own_overdue' } })
    await pause('manager', id)
  })

  test('is who has it now where it is late again', async () => {
    const id = await urgent()
    await assign('lead', 'lead', id)
    await late(id)
    await assign('lead', 'coLead', id)
    await pause('coLead', id)
    await step('coLead', 'resume', id)
    await late(id)
    await pause('lead', id)
  })
})
