import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import type { Severity } from '#shared/escalations/step-rules.ts'
import { type Role, raiseInput, startEscalations } from '#tests/integration/escalations/cast.ts'
import { app, asked, setUp, until, world } from './approvals-setting.ts'

setUp()

const holderOf = async (id: string) => (await world.see('lead', id)).holder?.name
const meta = async (who: Role, id: string) => world.as[who].meta((await world.see(who, id)).version)
const step = async (who: Role, name: 'acknowledge' | 'start', escalationId: string) =>
  world.as[who].client.escalations[name].mutate({
    meta: await meta(who, escalationId),
    input: { escalationId },
  })
const assign = async (who: Role, escalationId: string, to: Role) =>
  world.as[who].client.escalations.assign.mutate({
    meta: await meta(who, escalationId),
    input: { escalationId, personId: world.people[to].personId },
  })
const end = async (who: Role, name: 'close' | 'reopen', escalationId: string) =>
  world.as[who].client.escalations[name].mutate({
    meta: await meta(who, escalationId),
    input: { escalationId, reason: 'because' },
  })
const untilHolder = (id: string, ...names: Role[]) =>
  expect.poll(async () => names.includes((await holderOf(id)) as Role), { timeout: 15_000 }).toBe(true)
/** Held by the lead, who asks for a decision. */
const askedByHolder = async (severity: Severity = 'P2') => {
  const id = await world.raise('analyst', { severity })
  await assign('lead', id, 'lead')
  await world.request('lead', id)
  return id
}

describe('who has it is who must act', () => {
  test('once a decision is asked for: who decides, and after it who asked', async () => {
    const id = await askedByHolder()
    expect(['director', 'manager']).toContain(await holderOf(id))
    await world.ripen(await world.decide('manager', id, 'reject'))
    await until(id, 'rejected')
    expect(await holderOf(id)).toBe('lead')
    await world.request('lead', id)
    await world.ripen(await world.decide('manager', id))
    await until(id, 'approved')
    expect(await holderOf(id)).toBe('lead')
  })

  test('stays with who has it and may decide themselves', async () => {
    const id = await world.raise('analyst')
    await assign('lead', id, 'coLead')
    await world.request('lead', id)
    expect(await holderOf(id)).toBe('coLead')
  })

  test('at P1 the second is somebody else than the first', async () => {
    const id = await world.raise('analyst', { severity: 'P1' })
    await assign('lead', id, 'coLead')
    await world.request('lead', id)
    await world.ripen(await world.decide('coLead', id))
    await untilHolder(id, 'manager', 'director')
    expect((await world.see('lead', id)).status).toBe('awaiting_approval')
  })

  test('at P0 the work goes on with who does it, until only the confirmation is left', async () => {
    const id = await world.raise('analyst', { severity: 'P0' })
    await step('lead', 'acknowledge', id)
    await step('lead', 'start', id)
    await world.request('lead', id)
    expect(await holderOf(id)).toBe('lead')
  })

  test('an edit gives it back to who asked', async () => {
    const id = await askedByHolder()
    const { submit: _, links: __, severity: ___, teamId: ____, ...content } = raiseInput(world.teamId)
    await world.as.coLead.client.escalations.edit.mutate({
      meta: await meta('coLead', id),
      input: { ...content, escalationId: id, summary: 'Written anew' },
    })
    expect(await holderOf(id)).toBe('lead')
  })

  test('work has who began it; a partner’s answer goes to who raised it, and what is reopened to somebody else', async () => {
    const id = await world.raise('analyst', { severity: 'P3' })
    await step('policy', 'acknowledge', id)
    await step('policy', 'start', id)
    expect(await holderOf(id)).toBe('policy')
    await world.as.policy.client.escalations.resolve.mutate({
      meta: await meta('policy', id),
      input: { escalationId: id, resolution: 'done', whatChanged: null, followUps: [] },
    })
    expect(await holderOf(id)).toBe('analyst')
    await end('analyst', 'close', id)
    await end('analyst', 'reopen', id)
    expect(['lead', 'coLead']).toContain(await holderOf(id))
  })
})

describe('two approvals', () => {
  test('are asked for only where a second person could give one', async () => {
    const id = await asked('P1')
    expect((await world.see('manager', id)).request?.needed).toBe(2)
    const small = await startEscalations(app)
    for (const role of ['coLead', 'director'] as const)
      await app.owner
        .updateTable('membership')
        .set({ ends_on: '2021-01-01' })
        .where('person_id', '=', small.people[role].personId)
        .execute()
    const alone = await small.raise('analyst', { severity: 'P1' })
    await small.request('lead', alone)
    expect((await small.see('manager', alone)).request?.needed).toBe(1)
    await small.ripen(await small.decide('manager', alone))
    await expect
      .poll(async () => (await small.see('lead', alone)).status, { timeout: 15_000 })
      .toBe('approved')
    expect((await small.see('lead', alone)).request?.needed).toBe(1)
  })
})

describe('late', () => {
  const decideClock = async (id: string) =>
    (await world.see('lead', id)).clocks.find(({ kind }) => kind === 'decide')
  const overdueEvents = async (id: string) =>
    (await world.see('lead', id)).events.filter(({ kind, code }) => kind === 'overdue' && code === 'decide')
  const pastDue = (id: string) =>
    sql`update escalation_clock set started_at = now() - interval '4 hours', risk_at = now() - interval '3 hours',
      due_at = now() - interval '1 minute', chain_at = now() + interval '1 hour'
      where escalation_id = ${id} and kind = 'decide'`.execute(app.owner)

  test('a late decision stays late, though it was made before anybody was told that it is', async () => {
    const id = await asked()
    const decisionId = await world.decide('manager', id)
    await pastDue(id)
    await expect.poll(async () => (await overdueEvents(id)).length, { timeout: 8_000 }).toBe(1)
    await world.ripen(decisionId)
    await until(id, 'approved')
    const clock = await decideClock(id)
    expect(Date.parse(clock?.stoppedAt ?? '')).toBeGreaterThan(Date.parse(clock?.dueAt ?? ''))
  })

  test('who must act is reminded at every stage, the last too', async () => {
    const id = await askedByHolder()
    const holder = (await world.see('lead', id)).holder?.personId
    await pastDue(id)
    await expect.poll(async () => (await overdueEvents(id)).length, { timeout: 15_000 }).toBe(1)
    const read = () =>
      app.owner
        .selectFrom('inbox')
        .select('at')
        .where('person_id', '=', holder ?? '')
        .where('entity_id', '=', id)
        .where('kind', '=', 'clock_overdue')
        .execute()
    expect(await read()).toHaveLength(1)
    // The one who asked watches nothing and decides nothing: the last stage is not theirs.
    await app.owner
      .updateTable('escalation')
      .set({ holder_id: world.people.coLead.personId })
      .where('escalation_id', '=', id)
      .execute()
    await app.owner.deleteFrom('inbox').where('entity_id', '=', id).execute()
    await sql`update escalation_clock set due_at = now() - interval '2 hours', chain_at = now() - interval '1 second'
      where escalation_id = ${id} and kind = 'decide'`.execute(app.owner)
    const { coLead, lead } = world.people
    const notified = async () =>
      (await app.owner.selectFrom('inbox').select('person_id').where('entity_id', '=', id).execute()).map(
        (row) => row.person_id,
      )
    await expect.poll(notified, { timeout: 15_000 }).toContain(coLead.personId)
    expect(await notified()).not.toContain(lead.personId)
  })
})
