import { setTimeout as sleep } from 'node:timers/promises'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openDatabase } from '#server/db/database.ts'
import type { Severity, Status } from '#shared/escalations/step-rules.ts'
import { refusalOf, startTestApp, type TestApp } from '#tests/support/app.ts'
import {
  decision,
  type Role,
  raiseInput,
  recommendation,
  startEscalations,
} from '#tests/support/escalations.ts'
import { addStanding } from '#tests/support/people.ts'

let app: TestApp
let world: Awaited<ReturnType<typeof startEscalations>>
beforeAll(async () => {
  app = await startTestApp()
  world = await startEscalations(app)
})
afterAll(() => app.stop())

/** Raised by the analyst, recommended by the lead. */
async function asked(severity: Severity = 'P2', raiser: Role = 'analyst'): Promise<string> {
  const id = await world.raise(raiser, { severity })
  await world.request('lead', id)
  return id
}
/** Until the job of every second has seen to it. */
const until = (id: string, status: Status) =>
  expect
    .poll(async () => (await world.see('lead', id)).status, { timeout: 15_000, interval: 100 })
    .toBe(status)
const newsOf = async (who: Role, id: string) =>
  (await world.as[who].client.inbox.list.query()).items
    .filter((item) => item.entityId === id)
    .map(({ kind }) => kind)

describe('a decision', () => {
  test('waits for ten seconds in which nothing has happened, then happens once', async () => {
    const { see, decide, ripen } = world
    const id = await asked()
    const before = await see('analyst', id)
    const news = await newsOf('analyst', id)
    const decisionId = await decide('manager', id)
    const { request } = await see('manager', id)
    const [given] = request?.decisions ?? []
    const wait = Date.parse(given?.takesEffectAt ?? '') - Date.parse(given?.at ?? '')
    expect(wait).toBeGreaterThan(9_500)
    expect(wait).toBeLessThan(10_500)
    // Two rounds of the job go by.
    await sleep(2_200)
    expect(await see('analyst', id)).toEqual(before)
    expect(await newsOf('analyst', id)).toEqual(news)
    await ripen(decisionId)
    await until(id, 'approved')
    const view = await see('analyst', id)
    expect(view).toMatchObject({ approved: true, request: { state: 'approved' } })
    expect(view.events.filter(({ kind }) => kind === 'approved')).toHaveLength(1)
    expect(view.clocks.find(({ kind }) => kind === 'decide')?.stoppedAt).toSatisfy(
      (stopped: string) => Date.parse(stopped) === Date.parse(given?.at ?? ''),
    )
    expect(await newsOf('analyst', id)).toHaveLength(news.length + 1)
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
    const told = {
      code: 'CONFLICT',
      details: {
        reason: 'already_decided',
        values: { by: 'manager', byId: people.manager.personId, verdict: 'reject', at: expect.any(String) },
      },
    }
    expect(await late()).toEqual(told)
    await ripen(decisionId)
    await until(id, 'rejected')
    expect(await late()).toEqual(told)
  })

  test('names what was looked at: an edit voids it, before and after', async () => {
    const { see, decide, ripen, as } = world
    const id = await asked()
    const looked = await see('manager', id)
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
      input: decision(looked),
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
    expect(await newsOf('lead', id)).toContain('escalation_news')
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
    const lead = await app.signIn(await makePerson(app.owner, org, { standings: [{ role: 'lead', teamId }] }))
    const manager = await app.signIn(
      await makePerson(app.owner, org, { standings: [{ role: 'manager', teamId }] }),
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

describe('standing in', () => {
  const delegate = async (from: Role, to: Role, starts = -1, ends = 60) => {
    const who = world.as[from]
    const input = {
      delegationId: uuidv7(),
      role: 'manager' as const,
      toId: world.people[to].personId,
      startsAt: new Date(Date.now() + starts * 60_000).toISOString(),
      endsAt: new Date(Date.now() + ends * 60_000).toISOString(),
    }
    await who.client.escalations.delegate.mutate({ meta: who.meta(), input })
    return input.delegationId
  }
  const end = (delegationId: string) =>
    world.as.manager.client.escalations.endDelegation.mutate({
      meta: world.as.manager.meta(),
      input: { delegationId },
    })

  test('somebody of the same role decides for who is away, with both names, and only as long as it holds', async () => {
    const { see, decide, ripen, as } = world
    const id = await asked()
    expect((await refusalOf(see('otherManager', id))).code).toBe('NOT_FOUND')
    const delegationId = await delegate('manager', 'otherManager')
    expect((await see('otherManager', id)).request).toMatchObject({
      decideFor: { name: 'manager' },
      refusal: null,
    })
    const { given } = await as.manager.client.escalations.delegations.query()
    expect(given).toMatchObject([{ to: { name: 'otherManager' } }])
    const { received } = await as.otherManager.client.escalations.delegations.query()
    expect(received).toMatchObject([{ from: { name: 'manager' } }])
    await ripen(await decide('otherManager', id))
    await until(id, 'approved')
    const view = await see('lead', id)
    expect(view.request?.decisions).toMatchObject([
      { decider: { name: 'otherManager' }, for: { name: 'manager' } },
    ])
    await end(delegationId)
    expect((await refusalOf(see('otherManager', id))).code).toBe('NOT_FOUND')
    expect((await refusalOf(end(delegationId))).code).toBe('NOT_FOUND')
  })

  test('does not go to another role, to oneself, or further', async () => {
    for (const to of ['lead', 'policy', 'analyst', 'exManager', 'manager'] as const)
      expect((await refusalOf(delegate('manager', to))).code, to).toBe('INVALID')
    expect((await refusalOf(delegate('lead', 'manager'))).code).toBe('FORBIDDEN')
    const id = await asked()
    const first = await delegate('manager', 'otherManager')
    // What the delegate hands on is their own standing, not what they stand in for.
    const stranger = world.as.otherManager
    expect(stranger).toBeDefined()
    const further = await delegate('otherManager', 'director')
    expect((await world.see('director', id)).request?.decideFor).toBeNull()
    await world.as.otherManager.client.escalations.endDelegation.mutate({
      meta: stranger.meta(),
      input: { delegationId: further },
    })
    await end(first)
  })

  test('is no way around who may not decide', async () => {
    const id = await world.raise('manager', { severity: 'P2' })
    await world.request('lead', id)
    const delegationId = await delegate('manager', 'otherManager')
    expect((await refusalOf(world.decide('otherManager', id))).details.reason).toBe('requester')
    await end(delegationId)
  })
})

describe('every door', () => {
  test('is closed to requester, subject, expired delegate, ex-manager and foreign partner, and the refusal is logged', async () => {
    const { as, people, org } = world
    await addStanding(app.owner, people.coLead, { role: 'manager', teamId: world.teamId })
    const subject = await app.signIn(people.coLead)
    const id = await world.raise('manager', { subjectId: people.coLead.personId })
    await world.request('lead', id)
    await app.owner
      .insertInto('delegation')
      .values({
        ...{ org_id: org, delegation_id: uuidv7(), from_id: people.director.personId },
        ...{ to_id: people.otherManager.personId, role: 'manager', ended_at: null },
        starts_at: new Date(Date.now() - 7_200_000).toISOString(),
        ends_at: new Date(Date.now() - 3_600_000).toISOString(),
      })
      .execute()
    const view = await world.see('director', id)
    const refused = [
      ['manager', as.manager, 'FORBIDDEN'],
      ['lead', as.lead, 'FORBIDDEN'],
      ['subject', subject, 'NOT_FOUND'],
      ['expired delegate', as.otherManager, 'NOT_FOUND'],
      ['ex-manager', as.exManager, 'NOT_FOUND'],
      ['foreign partner', as.legal, 'NOT_FOUND'],
      ['partner', as.policy, 'FORBIDDEN'],
      ['analyst', as.analyst, 'NOT_FOUND'],
      ['admin', as.admin, 'NOT_FOUND'],
    ] as const
    const database = openDatabase(app.database.appUrl)
    try {
      for (const [name, who, code] of refused) {
        const call = who.client.escalations.decide.mutate({ meta: who.meta(), input: decision(view) })
        expect((await refusalOf(call)).code, name).toBe(code)
        const logged = await app.owner
          .selectFrom('audit_log')
          .select('action')
          .where('actor_id', '=', who.person.personId)
          .where('action', '=', 'escalations.decide.refused')
          .execute()
        expect(logged.length, name).toBeGreaterThan(0)
        // The same by SQL, signed in as the app: in their own name, and for the director where they once stood in.
        const forIds = name === 'expired delegate' ? [null, people.director.personId] : [null]
        for (const for_id of forIds)
          for (const role of ['manager', 'lead'] as const) {
            const forged = database.write({ org, person: who.person.personId }, (db) =>
              db.query
                .insertInto('escalation_decision')
                .values({
                  ...{ org_id: org, decision_id: uuidv7(), escalation_id: id, place: 1, for_id, role },
                  ...{ request_id: view.request?.requestId ?? '', decider_id: who.person.personId },
                  ...{ verdict: 'approve', reason: null, content_version: view.contentVersion },
                  takes_effect_at: new Date(Date.now() + 12_000).toISOString(),
                  ...{ undone_at: null, effected_at: null, child_safety: false },
                })
                .execute(),
            )
            await expect(forged, `${name} as ${role}`).rejects.toThrow(/row-level security/)
          }
        const approved = database.write({ org, person: who.person.personId }, (db) =>
          db.query
            .updateTable('escalation')
            .set({ status: 'approved' })
            .where('escalation_id', '=', id)
            .executeTakeFirstOrThrow(),
        )
        await approved.then(
          (result) => expect(result.numUpdatedRows, name).toBe(0n),
          (error: Error) => expect(error.message, name).toMatch(/row-level security/),
        )
        const stamped = database.write({ org, person: who.person.personId }, (db) =>
          db.query
            .updateTable('escalation')
            .set({ approved_version: 1 })
            .where('escalation_id', '=', id)
            .execute(),
        )
        await expect(stamped, name).rejects.toThrow(/permission denied/)
      }
    } finally {
      await database.close()
    }
    expect(await world.see('director', id)).toMatchObject({
      status: 'awaiting_approval',
      request: { decisions: [] },
    })
  })

  test('a decision is neither brought forward nor made another’s, even by who may decide', async () => {
    const { people, org, see } = world
    const id = await asked()
    const view = await see('manager', id)
    const database = openDatabase(app.database.appUrl)
    const values = {
      ...{
        org_id: org,
        decision_id: uuidv7(),
        escalation_id: id,
        place: 1,
        for_id: null,
        role: 'manager' as const,
      },
      ...{ request_id: view.request?.requestId ?? '', decider_id: people.manager.personId },
      ...{ verdict: 'approve' as const, reason: null, content_version: view.contentVersion },
      takes_effect_at: new Date(Date.now() + 12_000).toISOString(),
      ...{ undone_at: null, effected_at: null, child_safety: false },
    }
    const put = (change: Partial<typeof values> & { alone?: boolean; effected_at?: string | null }) =>
      database.write({ org, person: people.manager.personId }, (db) =>
        db.query
          .insertInto('escalation_decision')
          .values({ ...values, ...change })
          .execute(),
      )
    try {
      const now = new Date().toISOString()
      for (const change of [
        { takes_effect_at: now },
        { effected_at: now },
        { alone: true },
        { decider_id: people.director.personId },
        { content_version: view.contentVersion + 1 },
        { for_id: people.director.personId },
      ])
        await expect(put(change as never), JSON.stringify(change)).rejects.toThrow(
          /row-level security|check constraint/,
        )
      await put({})
    } finally {
      await database.close()
    }
  })
})
