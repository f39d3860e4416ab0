import { randomUUID } from 'node:crypto'
import { v7 as uuidv7 } from 'uuid'
import { describe, expect, test } from 'vitest'
import type { RaiseInput } from '#shared/escalations/contracts.ts'
import { makeAudit } from '#tests/integration/coaching/cast.ts'
import { raiseInput } from '#tests/integration/escalations/cast.ts'
import { refusalOf } from '#tests/support/app.ts'
import { app, kindsOf, setUp, world } from './escalations-setting.ts'

setUp()

describe('raising', () => {
  test('keeps what was written, runs its clocks, and gives it to somebody who did not raise it', async () => {
    const { raise, see, people } = world
    const id = await raise('analyst', {
      details: 'Clause 4 says this, clause 9 that.',
      caseReference: 'T-1001',
    })
    expect(await see('lead', id)).toMatchObject({
      summary: 'Two clauses disagree',
      details: 'Clause 4 says this, clause 9 that.',
      caseReference: 'T-1001',
      severity: 'P2',
      status: 'submitted',
      raiser: { personId: people.analyst.personId, name: 'analyst' },
      clocks: [{ kind: 'acknowledge' }, { kind: 'decide' }],
      relations: ['lead'],
      version: 2,
    })
    const holder = (await see('analyst', id)).holder?.personId
    expect([people.lead.personId, people.coLead.personId]).toContain(holder)
    const byLead = await raise('lead')
    expect([people.manager.personId, people.director.personId]).toContain(
      (await see('lead', byLead)).holder?.personId,
    )
  })

  test('a draft is its writer’s alone until it is submitted, and one that is thrown away stays unseen', async () => {
    const { raise, see, as } = world
    const id = await raise('analyst', { submit: false })
    expect((await see('analyst', id)).status).toBe('draft')
    for (const who of ['lead', 'manager', 'policy'] as const)
      expect((await refusalOf(see(who, id))).code).toBe('NOT_FOUND')
    const { analyst } = as
    await analyst.client.escalations.submit.mutate({ meta: analyst.meta(1), input: { escalationId: id } })
    expect((await see('policy', id)).status).toBe('submitted')
    const thrown = await raise('analyst', { submit: false })
    await analyst.client.escalations.close.mutate({
      meta: analyst.meta(1),
      input: { escalationId: thrown, reason: null },
    })
    expect((await refusalOf(see('lead', thrown))).code).toBe('NOT_FOUND')
  })

  test('is for who is in the team, leads or manages it', async () => {
    for (const who of ['otherManager', 'policy', 'admin', 'exManager'] as const)
      expect((await refusalOf(world.raise(who))).code, who).toBe('NOT_FOUND')
    for (const who of ['lead', 'manager', 'director'] as const) await world.raise(who)
  })

  test('points to cases that the raiser may see, and partners get their label alone', async () => {
    const { as, raise, see, people, org, teamId } = world
    const auditId = await makeAudit(app.owner, { org, teamId, analystId: people.analyst.personId })
    const id = await raise('analyst', { links: [{ kind: 'case', linkId: uuidv7(), auditId }] })
    expect((await see('lead', id)).links).toMatchObject([{ kind: 'case', targetId: auditId, label: auditId }])
    expect((await see('policy', id)).links).toMatchObject([{ targetId: null, label: auditId }])
    const { peer } = as
    const foreign = raiseInput(teamId, { links: [{ kind: 'case', linkId: uuidv7(), auditId }] })
    const refused = await refusalOf(
      peer.client.escalations.raise.mutate({ meta: peer.meta(), input: foreign }),
    )
    expect(refused).toEqual({ code: 'INVALID', details: { field: 'links.0' } })
  })

  test('the same command twice raises it once', async () => {
    const { analyst } = world.as
    const call = { meta: analyst.meta(), input: raiseInput(world.teamId) }
    const first = await analyst.client.escalations.raise.mutate(call)
    expect(await analyst.client.escalations.raise.mutate(call)).toEqual(first)
    expect(kindsOf(await world.see('analyst', first.entityId))).toEqual(['raised', 'submitted'])
  })
})

describe('child safety', () => {
  const safe = {
    kind: 'safety',
    category: 'child_safety',
    severity: 'P0',
    summary: 'Reported by two users, see the ticket',
    caseReference: 'NCII-40713',
    function: 'legal',
  } as const satisfies Partial<RaiseInput>

  test('holds a reference and few words, and lists show the reference alone', async () => {
    const { as, raise, see } = world
    const id = await raise('analyst', safe)
    const { rows } = await as.lead.client.escalations.list.query({ scope: 'team', state: 'open' })
    expect(rows.find((row) => row.escalationId === id)).toMatchObject({
      summary: null,
      caseReference: 'NCII-40713',
    })
    expect((await see('lead', id)).summary).toBe(safe.summary)
  })

  const leading: [string, Partial<RaiseInput>][] = [
    ['summary', { summary: 'see https://example.org/x.jpg' }],
    ['summary', { summary: 'www.example.org has it' }],
    ['summary', { summary: 'cdn.example.com/abc' }],
    ['summary', { summary: 'data:image/png;base64,AAAA' }],
    ['details', { details: 'what it shows' }],
    ['caseReference', { caseReference: null }],
    ['caseReference', { caseReference: 'https://example.org/1' }],
    ['links', { links: [{ kind: 'case', linkId: randomUUID(), auditId: randomUUID() }] }],
  ]
  test.each(leading)('is refused with what could lead to a picture, at %s: %o', async (field, change) => {
    const { analyst } = world.as
    const input = raiseInput(world.teamId, { ...safe, ...change })
    const refused = await refusalOf(analyst.client.escalations.raise.mutate({ meta: analyst.meta(), input }))
    expect([refused.code, refused.details.field]).toEqual(['INVALID', `input.${field}`])
  })

  test('takes no link in a comment, a recommendation or a resolution either', async () => {
    const { as, raise } = world
    const escalationId = await raise('analyst', safe)
    const { lead } = as
    const text = 'look at https://example.org/1'
    const comment = lead.client.escalations.comment.mutate({
      meta: lead.meta(),
      input: { escalationId, commentId: uuidv7(), text, mentions: [] },
    })
    expect(await refusalOf(comment)).toEqual({
      code: 'INVALID',
      details: { field: 'text', reason: 'child_safety_words' },
    })
    await lead.client.escalations.acknowledge.mutate({ meta: lead.meta(), input: { escalationId } })
    const request = lead.client.escalations.requestApproval.mutate({
      meta: lead.meta(),
      input: {
        escalationId,
        requestId: uuidv7(),
        question: 'Confirm?',
        recommendation: text,
        ifApproved: 'a',
        ifRejected: 'b',
      },
    })
    expect((await refusalOf(request)).code).toBe('INVALID')
    const resolve = lead.client.escalations.resolve.mutate({
      meta: lead.meta(),
      input: { escalationId, resolution: text, whatChanged: null, followUps: [] },
    })
    expect((await refusalOf(resolve)).code).toBe('INVALID')
  })

  test('is held by the database where the app would not', async () => {
    const escalationId = await world.raise('analyst', safe)
    const event = (text: string, child_safety: boolean) =>
      app.owner
        .insertInto('escalation_event')
        .values({
          ...{ org_id: world.org, event_id: uuidv7(), escalation_id: escalationId, kind: 'commented' },
          ...{ actor_id: null, other_id: null, code: null, words: text, child_safety },
        })
        .execute()
    await expect(event('https://example.org/1', true)).rejects.toThrow(/check constraint/)
    await expect(event('https://example.org/1', false)).rejects.toThrow(/foreign key/)
    const row = app.owner.updateTable('escalation').where('escalation_id', '=', escalationId)
    await expect(row.set({ details: 'what it shows' }).execute()).rejects.toThrow(/check constraint/)
    await expect(row.set({ summary: 'http://x' }).execute()).rejects.toThrow(/check constraint/)
    await expect(row.set({ resolution: 'http://x' }).execute()).rejects.toThrow(/check constraint/)
    const ordinary = await world.raise('analyst')
    const linked = app.owner.insertInto('escalation_link').values({
      ...{
        org_id: world.org,
        link_id: uuidv7(),
        escalation_id: escalationId,
        kind: 'escalation',
        audit_id: null,
      },
      ...{ note_id: null, other_id: ordinary, label: 'x', child_safety: true },
    })
    await expect(linked.execute()).rejects.toThrow(/check constraint/)
  })
})
