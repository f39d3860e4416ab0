import { v7 as uuidv7 } from 'uuid'
import { describe, expect, test } from 'vitest'
import { openDatabase } from '#server/db/database.ts'
import { decision, type Role } from '#tests/integration/escalations/cast.ts'
import { refusalOf } from '#tests/support/app.ts'
import { addMembership } from '#tests/support/people.ts'
import { app, asked, setUp, until, world } from './approvals-setting.ts'

setUp()

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

  test('is not made by an absence: the request goes to the next who may decide, and says who is away', async () => {
    const { as, people, org, see } = world
    const endsAt = new Date(Date.now() + 3_600_000).toISOString()
    const away = (person: Role) => ({
      ...{ org_id: org, shift_id: uuidv7(), person_id: people[person].personId, kind: 'absence' as const },
      ...{ starts_at: new Date(Date.now() - 60_000).toISOString(), ends_at: endsAt },
    })
    const usual = await see('lead', await asked())
    expect(usual.holder?.name).toBe('coLead')
    await app.owner.insertInto('shift').values(away('coLead')).execute()
    try {
      const id = await asked()
      expect((await see('lead', id)).holder?.name).toBe('director')
      await app.owner.insertInto('shift').values(away('manager')).execute()
      const absent = async () =>
        (await as.lead.client.escalations.people.query({ escalationId: id }))
          .filter(({ awayUntil }) => awayUntil !== null)
          .map(({ name, awayUntil, deputies }) => ({
            ...{ name, until: Date.parse(awayUntil ?? '') },
            deputies: deputies.map((deputy) => deputy.name),
          }))
      const until = Date.parse(endsAt)
      expect(await absent()).toEqual([
        { name: 'coLead', until, deputies: [] },
        { name: 'manager', until, deputies: [] },
      ])
      const delegationId = await delegate('manager', 'otherManager')
      expect((await absent())[1]?.deputies).toEqual(['otherManager'])
      await end(delegationId)
      // Of whoever decides nothing nobody hears it.
      await app.owner.updateTable('shift').set({ person_id: people.analyst.personId }).execute()
      expect(await absent()).toEqual([])
    } finally {
      await app.owner.deleteFrom('shift').execute()
    }
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
    await addMembership(app.owner, people.coLead, { role: 'manager', teamId: world.teamId })
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
