import { v7 as uuidv7 } from 'uuid'
import { describe, expect, test } from 'vitest'
import { type Role, raiseInput, startEscalations } from '#tests/integration/escalations/cast.ts'
import { refusalOf } from '#tests/support/app.ts'
import { app, kindsOf, setUp, world } from './escalations-setting.ts'

setUp()

describe('the life', () => {
  test('a normal one is acknowledged, worked on, resolved by the partner, closed and reopened', async () => {
    const { as, raise, see, people } = world
    const escalationId = await raise('analyst', { severity: 'P3' })
    const { lead, policy, analyst } = as
    const input = { escalationId }
    await lead.client.escalations.acknowledge.mutate({ meta: lead.meta(), input })
    await policy.client.escalations.start.mutate({ meta: policy.meta(), input })
    await policy.client.escalations.resolve.mutate({
      meta: policy.meta(),
      input: {
        escalationId,
        resolution: 'Clause 4 holds.',
        whatChanged: 'Clause 9 was taken out.',
        followUps: [{ title: 'Tell the queue', ownerId: people.lead.personId, dueOn: '2026-12-01' }],
      },
    })
    await analyst.client.escalations.close.mutate({ meta: analyst.meta(), input: { ...input, reason: null } })
    await analyst.client.escalations.reopen.mutate({
      meta: analyst.meta(),
      input: { ...input, reason: 'It came back' },
    })
    const view = await see('analyst', escalationId)
    expect(kindsOf(view)).toEqual([
      'raised',
      'submitted',
      'acknowledged',
      'started',
      'resolved',
      'closed',
      'reopened',
    ])
    expect(view).toMatchObject({ status: 'reopened', resolution: 'Clause 4 holds.' })
    expect(view.followUps).toMatchObject([{ title: 'Tell the queue', owner: { name: 'lead' } }])
    expect(view.clocks.find(({ kind }) => kind === 'decide')?.stoppedAt).toBeNull()
    expect(view.clocks.find(({ kind }) => kind === 'acknowledge')?.stoppedAt).not.toBeNull()
  })

  test('a step that does not fit any more is a conflict that says where it stands', async () => {
    const { as, raise } = world
    const escalationId = await raise('analyst')
    const { lead, coLead } = as
    await lead.client.escalations.acknowledge.mutate({ meta: lead.meta(), input: { escalationId } })
    const again = coLead.client.escalations.acknowledge.mutate({
      meta: coLead.meta(),
      input: { escalationId },
    })
    expect(await refusalOf(again)).toEqual({
      code: 'CONFLICT',
      details: { reason: 'escalation_moved_on', values: { status: 'acknowledged' } },
    })
    // P2 needs a yes before anything is done.
    const start = lead.client.escalations.start.mutate({ meta: lead.meta(), input: { escalationId } })
    expect((await refusalOf(start)).code).toBe('CONFLICT')
  })

  test('nobody acknowledges what they raised', async () => {
    const escalationId = await world.raise('lead')
    const { lead } = world.as
    const own = lead.client.escalations.acknowledge.mutate({ meta: lead.meta(), input: { escalationId } })
    expect((await refusalOf(own)).code).toBe('FORBIDDEN')
  })

  test('it is assigned to who may read it, who hears of it, and to nobody else', async () => {
    const { as, raise, see, people } = world
    const escalationId = await raise('analyst')
    const { lead } = as
    const assign = (personId: string) =>
      lead.client.escalations.assign.mutate({ meta: lead.meta(), input: { escalationId, personId } })
    await assign(people.policy.personId)
    expect((await see('lead', escalationId)).holder?.name).toBe('policy')
    for (const who of ['legal', 'otherManager', 'peer', 'admin'] as const)
      expect(await refusalOf(assign(people[who].personId)), who).toEqual({
        code: 'INVALID',
        details: { field: 'personId' },
      })
    const { items } = await as.policy.client.inbox.list.query()
    expect(items.filter((item) => item.entityId === escalationId).map(({ kind }) => kind)).toContain(
      'escalation_news',
    )
    const candidates = await lead.client.escalations.people.query({ escalationId })
    expect(candidates.map(({ name }) => name).sort()).toEqual(['coLead', 'director', 'manager', 'policy'])
  })

  test('who is mentioned hears of it; strangers cannot be', async () => {
    const { as, raise, people } = world
    const escalationId = await raise('analyst')
    const { lead } = as
    const say = (mentions: string[], commentId = uuidv7()) =>
      lead.client.escalations.comment.mutate({
        meta: lead.meta(),
        input: { escalationId, commentId, text: 'Please look', mentions },
      })
    await say([people.manager.personId])
    const { items } = await as.manager.client.inbox.list.query()
    expect(items.some(({ kind, entityId }) => kind === 'mention' && entityId === escalationId)).toBe(true)
    expect((await refusalOf(say([people.peer.personId]))).code).toBe('INVALID')
    const id = uuidv7()
    await say([], id)
    expect((await refusalOf(say([], id))).code).toBe('CONFLICT')
  })

  test('a duplicate is merged into the other, which goes on from the earlier start', async () => {
    const { as, raise, see } = world
    const [first, second] = [await raise('analyst'), await raise('peer')]
    const { lead } = as
    await lead.client.escalations.merge.mutate({
      meta: lead.meta(),
      input: { escalationId: first, intoId: second },
    })
    const [merged, kept] = [await see('analyst', first), await see('lead', second)]
    expect(merged).toMatchObject({ status: 'closed', mergedIntoId: second })
    expect(merged.clocks.every(({ stoppedAt }) => stoppedAt !== null)).toBe(true)
    expect(kept.clocks[0]?.startedAt).toBe(merged.clocks[0]?.startedAt)
    expect(kindsOf(kept)).toContain('merged')
  })

  test('an edit needs the version that was looked at', async () => {
    const { as, raise, see } = world
    const escalationId = await raise('analyst')
    const { analyst } = as
    const { submit, links, severity, teamId, ...content } = raiseInput(world.teamId, {
      summary: 'Three clauses',
    })
    const edit = (base: number) =>
      analyst.client.escalations.edit.mutate({
        meta: analyst.meta(base),
        input: { ...content, escalationId },
      })
    expect((await refusalOf(edit(1))).code).toBe('CONFLICT')
    await edit(2)
    expect(await see('lead', escalationId)).toMatchObject({
      summary: 'Three clauses',
      contentVersion: 2,
      version: 3,
    })
  })
})

describe('whom it is about', () => {
  test('does not see it unless they raised it, whatever else they are', async () => {
    const { raise, see, people, as } = world
    const id = await raise('analyst', { kind: 'people', function: null, subjectId: people.lead.personId })
    expect((await refusalOf(see('lead', id))).code).toBe('NOT_FOUND')
    expect((await see('coLead', id)).subject?.name).toBe('lead')
    expect((await see('coLead', id)).holder?.name).toBe('coLead')
    const { rows } = await as.lead.client.escalations.list.query({ scope: 'all', state: 'open' })
    expect(rows.map(({ escalationId }) => escalationId)).not.toContain(id)
  })
})

describe('a partner', () => {
  test('sees what is routed to their function, with the names it needs and no team', async () => {
    const { as, raise, see } = world
    const id = await raise('analyst')
    const view = await see('policy', id)
    expect(view).toMatchObject({
      teamName: null,
      subject: null,
      raiser: { name: 'analyst' },
      relations: ['partner'],
    })
    expect((await refusalOf(see('legal', id))).code).toBe('NOT_FOUND')
    const mine = await as.policy.client.escalations.list.query({ scope: 'team', state: 'open' })
    expect(new Set(mine.rows.map((row) => row.function))).toEqual(new Set(['policy']))
  })
})

describe('lists', () => {
  test('mine, of the team, and closed ones a page at a time', async () => {
    const fresh = await startEscalations(app)
    const { as, raise } = fresh
    const ids = []
    for (let i = 0; i < 3; i++)
      ids.push(await raise('analyst', { severity: i === 1 ? 'P0' : 'P3', kind: 'tool_fault' }))
    await raise('lead')
    const idsOf = async (who: 'analyst' | 'lead' | 'peer' | 'manager', scope: 'mine' | 'team' | 'all') =>
      (await as[who].client.escalations.list.query({ scope, state: 'open' })).rows.map(
        (row) => row.escalationId,
      )
    expect((await idsOf('analyst', 'mine'))[0]).toBe(ids[1])
    expect((await idsOf('analyst', 'mine')).sort()).toEqual([...ids].sort())
    expect(await idsOf('analyst', 'team')).toEqual([])
    expect(await idsOf('lead', 'team')).toHaveLength(4)
    expect(await idsOf('manager', 'all')).toHaveLength(4)
    expect(await idsOf('peer', 'all')).toEqual([])
    for (const escalationId of ids)
      await as.analyst.client.escalations.close.mutate({
        meta: as.analyst.meta(),
        input: { escalationId, reason: null },
      })
    const closed = await as.lead.client.escalations.list.query({ scope: 'team', state: 'closed' })
    expect(closed).toMatchObject({ nextCursor: null })
    expect(closed.rows.map((row) => row.escalationId)).toEqual([...ids].reverse())
  })
})

describe('Today', () => {
  test('names what waits for whom: a decision, a clock of theirs, what came to their function', async () => {
    const { as, raise, request, people } = await startEscalations(app)
    const waits = async (who: Role) =>
      (await as[who].client.today.list.query()).items.flatMap((item) =>
        item.kind === 'escalation' ? [[item.escalationId, item.why, item.title, item.group]] : [],
      )
    const id = await raise('analyst')
    expect(await waits('policy')).toEqual([[id, 'routed', 'Two clauses disagree', 'now']])
    expect(await waits('manager')).toEqual([])
    await request('lead', id)
    expect(await waits('manager')).toEqual([[id, 'decide', 'Two clauses disagree', 'now']])
    expect(await waits('lead')).toEqual([])
    const child = await raise('analyst', {
      ...{ kind: 'safety', category: 'child_safety', severity: 'P0', function: null },
      ...{ summary: 'Two reports', caseReference: 'REF-7' },
    })
    await as.lead.client.escalations.assign.mutate({
      meta: as.lead.meta(),
      input: { escalationId: child, personId: people.lead.personId },
    })
    const clocks = app.owner.updateTable('escalation_clock').where('escalation_id', '=', child)
    const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString()
    await clocks.set({ risk_at: ago(1) }).execute()
    expect(await waits('lead')).toEqual([[child, 'running_out', 'REF-7', 'now']])
    expect(await waits('coLead')).toEqual([[id, 'decide', 'Two clauses disagree', 'now']])
    await clocks.set({ risk_at: ago(3), due_at: ago(2) }).execute()
    for (const who of ['lead', 'coLead', 'manager'] as const)
      expect(await waits(who), who).toContainEqual([child, 'overdue', 'REF-7', 'now'])
    expect(await waits('peer')).toEqual([])
  })

  test('shows a new holder what came to them until they have done something with it', async () => {
    const { as, raise, people } = await startEscalations(app)
    const mine = async () =>
      (await as.coLead.client.today.list.query()).items.filter((item) => item.kind === 'escalation')
    const escalationId = await raise('analyst')
    await as.lead.client.escalations.assign.mutate({
      meta: as.lead.meta(),
      input: { escalationId, personId: people.coLead.personId },
    })
    expect(await mine()).toMatchObject([{ escalationId, why: 'new', group: 'now' }])
    await as.coLead.client.escalations.acknowledge.mutate({
      meta: as.coLead.meta(),
      input: { escalationId },
    })
    expect(await mine()).toEqual([])
  })
})
