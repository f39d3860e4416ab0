import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { decision, type Role, raiseInput, recommendation } from '#tests/integration/escalations/cast.ts'
import { refusalOf } from '#tests/support/app.ts'
import { app, asked, notificationsOf, setUp, until, world } from './approvals-setting.ts'

setUp()

/** Why an escalation stands on somebody's Today. */
const reasons = async (who: Role, id: string) =>
  (await world.as[who].client.today.list.query()).items.flatMap((item) =>
    item.kind === 'escalation' && item.escalationId === id
      ? [{ why: item.why, group: item.group, by: item.person.name }]
      : [],
  )

describe('a decision', () => {
  test('waits for ten seconds in which nothing has happened, then happens once', async () => {
    const { see, decide, ripen } = world
    const id = await asked()
    const before = await see('analyst', id)
    const notifications = await notificationsOf('analyst', id)
    const decisionId = await decide('manager', id)
    const { request } = await see('manager', id)
    const [given] = request?.decisions ?? []
    const wait = Date.parse(given?.takesEffectAt ?? '') - Date.parse(given?.at ?? '')
    expect(wait).toBeGreaterThan(9_500)
    expect(wait).toBeLessThan(10_500)
    // Two rounds of the job go by.
    await sleep(2_200)
    expect(await see('analyst', id)).toEqual(before)
    expect(await notificationsOf('analyst', id)).toEqual(notifications)
    await ripen(decisionId)
    await until(id, 'approved')
    const view = await see('analyst', id)
    expect(view).toMatchObject({ approved: true, request: { state: 'approved' } })
    expect(view.events.filter(({ kind }) => kind === 'approved')).toHaveLength(1)
    expect(view.clocks.find(({ kind }) => kind === 'decide')?.stoppedAt).toSatisfy(
      (stopped: string) => Date.parse(stopped) === Date.parse(given?.at ?? ''),
    )
    expect(await notificationsOf('analyst', id)).toHaveLength(notifications.length + 1)
    const answer = { why: 'approved', group: 'people', by: 'manager' }
    expect(await reasons('analyst', id)).toEqual([answer])
    expect(await reasons('lead', id)).toEqual([answer])
    expect(await reasons('manager', id)).toEqual([])
    await world.as.lead.client.escalations.start.mutate({
      meta: world.as.lead.meta(),
      input: { escalationId: id },
    })
    expect(await reasons('lead', id)).toEqual([])
  })

  test('that waits for more is the author’s to answer, and says so', async () => {
    const { see, decide, as } = world
    const id = await asked()
    expect(await reasons('manager', id)).toMatchObject([{ why: 'decide' }])
    await decide('manager', id, 'ask')
    expect((await see('lead', id)).askedBy).toMatchObject({ name: 'manager' })
    expect(await reasons('lead', id)).toEqual([{ why: 'asked', group: 'now', by: 'manager' }])
    expect(await reasons('manager', id)).toEqual([])
    expect(await reasons('director', id)).toMatchObject([{ why: 'decide' }])
    await as.lead.client.escalations.comment.mutate({
      meta: as.lead.meta(),
      input: { escalationId: id, commentId: randomUUID(), text: 'Clause 4 is the newer one.', mentions: [] },
    })
    expect((await see('lead', id)).askedBy).toBeNull()
    expect(await reasons('lead', id)).toEqual([])
    expect(await reasons('manager', id)).toMatchObject([{ why: 'decide' }])
  })

  test('that is taken back leaves nothing, and can be given again', async () => {
    const { see, decide, ripen, as } = world
    const id = await asked()
    const before = await see('analyst', id)
    const decisionId = await decide('manager', id, 'reject')
    const undo = () =>
      as.manager.client.escalations.undo.mutate({
        meta: as.manager.meta(),
        input: { escalationId: id, decisionId },
      })
    await undo()
    await undo()
    await ripen(decisionId)
    await sleep(2_200)
    expect(await see('analyst', id)).toEqual(before)
    const again = await decide('director', id)
    await ripen(again)
    await until(id, 'approved')
  })

  test('that took effect, or is another’s, is not taken back', async () => {
    const { decide, ripen, as } = world
    const id = await asked()
    const decisionId = await decide('manager', id, 'reject')
    const undo = (who: Role) =>
      as[who].client.escalations.undo.mutate({
        meta: as[who].meta(),
        input: { escalationId: id, decisionId },
      })
    expect((await refusalOf(undo('director'))).code).toBe('NOT_FOUND')
    await ripen(decisionId)
    await until(id, 'rejected')
    expect(await refusalOf(undo('manager'))).toEqual({ code: 'CONFLICT', details: { reason: 'took_effect' } })
  })

  test('tells who comes later who decided, what and when', async () => {
    const { see, decide, ripen, as, people } = world
    const id = await asked()
    const view = await see('director', id)
    const decisionId = await decide('manager', id, 'reject')
    const late = () =>
      refusalOf(
        as.director.client.escalations.decide.mutate({ meta: as.director.meta(), input: decision(view) }),
      )
    const notified = {
      code: 'CONFLICT',
      details: {
        reason: 'already_decided',
        values: { by: 'manager', byId: people.manager.personId, verdict: 'reject', at: expect.any(String) },
      },
    }
    expect(await late()).toEqual(notified)
    await ripen(decisionId)
    await until(id, 'rejected')
    expect(await late()).toEqual(notified)
  })

  test('names what was looked at: an edit voids it, before and after', async () => {
    const { see, decide, ripen, as } = world
    const id = await asked()
    const viewed = await see('manager', id)
    const { submit, links, severity, teamId, ...content } = raiseInput(world.teamId, {
      summary: 'Another matter',
    })
    const edit = async () => {
      const { version } = await see('lead', id)
      await as.lead.client.escalations.edit.mutate({
        meta: as.lead.meta(version),
        input: { ...content, escalationId: id },
      })
    }
    await edit()
    expect(await see('lead', id)).toMatchObject({ status: 'acknowledged', request: { state: 'voided' } })
    const stale = as.manager.client.escalations.decide.mutate({
      meta: as.manager.meta(),
      input: decision(viewed),
    })
    expect(await refusalOf(stale)).toEqual({ code: 'CONFLICT', details: { reason: 'changed' } })

    await world.request('lead', id)
    const pending = await decide('manager', id)
    await edit()
    await ripen(pending)
    await sleep(1_500)
    expect(await see('lead', id)).toMatchObject({ status: 'acknowledged', approved: false })

    await world.request('lead', id)
    await ripen(await decide('manager', id))
    await until(id, 'approved')
    await edit()
    expect(await see('lead', id)).toMatchObject({ status: 'acknowledged', approved: false })
  })

  test('can be a question, which decides nothing', async () => {
    const { see, decide } = world
    const id = await asked()
    await decide('manager', id, 'ask')
    const view = await see('lead', id)
    expect(view).toMatchObject({ status: 'awaiting_approval', request: { state: 'open', decisions: [] } })
    expect(view.events.at(-1)).toMatchObject({ kind: 'asked', words: 'Not yet' })
    expect(await notificationsOf('lead', id)).toContain('escalation_news')
  })

  test('applies once, however often it is sent', async () => {
    const { see, as } = world
    const id = await asked()
    const { manager } = as
    const call = { meta: manager.meta(), input: decision(await see('manager', id)) }
    const first = await manager.client.escalations.decide.mutate(call)
    expect(await manager.client.escalations.decide.mutate(call)).toEqual(first)
    expect((await see('manager', id)).request?.decisions).toHaveLength(1)
  })
})

describe('how many persons', () => {
  test('P1 takes two, one of them a manager, and the second another than the first', async () => {
    const { see, decide, ripen, as } = world
    const id = await world.raise('analyst', { severity: 'P1' })
    await world.request('manager', id)
    await ripen(await decide('lead', id))
    await expect
      .poll(async () => (await see('director', id)).events.filter(({ kind }) => kind === 'approved').length, {
        timeout: 15_000,
      })
      .toBe(1)
    expect((await see('lead', id)).status).toBe('awaiting_approval')
    expect((await refusalOf(decide('lead', id))).details.reason).toBe('decided_before')
    expect((await refusalOf(decide('coLead', id))).details.reason).toBe('needs_manager')
    const start = as.lead.client.escalations.resolve.mutate({
      meta: as.lead.meta(),
      input: { escalationId: id, resolution: 'done', whatChanged: null, followUps: [] },
    })
    expect((await refusalOf(start)).code).toBe('CONFLICT')
    await ripen(await decide('director', id))
    await until(id, 'approved')
    expect((await see('lead', id)).request?.decisions.map(({ place, alone }) => [place, alone])).toEqual([
      [1, false],
      [2, false],
    ])
  })

  test('at P1 one decides alone where there is no second person, and that is recorded', async () => {
    const { makeOrg, makePerson, makeTeam } = await import('#tests/support/people.ts')
    const org = await makeOrg(app.owner)
    const teamId = await makeTeam(app.owner, org)
    const lead = await app.signIn(
      await makePerson(app.owner, org, { memberships: [{ role: 'lead', teamId }] }),
    )
    const manager = await app.signIn(
      await makePerson(app.owner, org, { memberships: [{ role: 'manager', teamId }] }),
    )
    const input = raiseInput(teamId, { severity: 'P1', function: null })
    await lead.client.escalations.raise.mutate({ meta: lead.meta(), input })
    await lead.client.escalations.requestApproval.mutate({
      meta: lead.meta(),
      input: recommendation(input.escalationId),
    })
    const see = () => manager.client.escalations.detail.query({ escalationId: input.escalationId })
    const given = decision(await see())
    await manager.client.escalations.decide.mutate({ meta: manager.meta(), input: given })
    await world.ripen(given.decisionId)
    await expect.poll(async () => (await see()).status, { timeout: 15_000 }).toBe('approved')
    const view = await see()
    expect(view.request?.decisions).toMatchObject([{ alone: true }])
    expect(view.events.at(-1)).toMatchObject({ kind: 'approved', code: 'alone' })
  })

  test('P0 is acted on first and confirmed before it is closed', async () => {
    const { see, decide, ripen, as } = world
    const escalationId = await world.raise('analyst', { severity: 'P0' })
    const { lead } = as
    const input = { escalationId }
    await lead.client.escalations.acknowledge.mutate({ meta: lead.meta(), input })
    await lead.client.escalations.start.mutate({ meta: lead.meta(), input })
    await lead.client.escalations.resolve.mutate({
      meta: lead.meta(),
      input: { ...input, resolution: 'Taken down', whatChanged: null, followUps: [] },
    })
    const close = () =>
      lead.client.escalations.close.mutate({ meta: lead.meta(), input: { ...input, reason: null } })
    expect((await refusalOf(close())).code).toBe('CONFLICT')
    await world.request('lead', escalationId)
    expect((await see('lead', escalationId)).status).toBe('resolved')
    await ripen(await decide('manager', escalationId))
    await expect.poll(async () => (await see('lead', escalationId)).approved, { timeout: 15_000 }).toBe(true)
    await close()
    const view = await see('lead', escalationId)
    expect(view.clocks.map(({ kind, stoppedAt }) => [kind, stoppedAt !== null])).toEqual(
      expect.arrayContaining([
        ['acknowledge', true],
        ['decide', true],
        ['confirm', true],
      ]),
    )
  })

  test('P3 takes none', async () => {
    const id = await world.raise('analyst', { severity: 'P3' })
    expect((await refusalOf(world.request('lead', id))).code).toBe('CONFLICT')
  })
})
