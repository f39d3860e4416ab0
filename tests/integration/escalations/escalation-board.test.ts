import { v7 as uuidv7 } from 'uuid'
import { describe, expect, test } from 'vitest'
import { stepInto } from '#shared/escalations/board-rules.ts'
import type { BoardInput } from '#shared/escalations/queries.ts'
import { dayFromToday } from '#tests/integration/coaching/cast.ts'
import { type Role, raiseInput } from '#tests/integration/escalations/cast.ts'
import { refusalOf } from '#tests/support/app.ts'
import { app, asked, notificationsOf, setUp, until, world } from './approvals-setting.ts'

setUp()

const whole: BoardInput = { kind: null, function: null, mine: false, more: false }
const boardOf = async (who: Role, changes: Partial<BoardInput> = {}) =>
  await world.as[who].client.escalations.board.query({ ...whole, ...changes })
const columnIn = async (who: Role, id: string, changes: Partial<BoardInput> = {}) =>
  (await boardOf(who, changes)).columns.find(({ cards }) =>
    cards.some(({ escalationId }) => escalationId === id),
  )?.column
const cardOf = async (who: Role, id: string) => {
  const card = (await boardOf(who)).columns
    .flatMap(({ cards }) => cards)
    .find(({ escalationId }) => escalationId === id)
  if (!card) throw new Error('The card is not on the board')
  return card
}
const recall = async (who: Role, escalationId: string, requestId: string) =>
  await world.as[who].client.escalations.recall.mutate({
    meta: world.as[who].meta(),
    input: { escalationId, requestId },
  })

describe('the board', () => {
  test('has each escalation in the column of its status, for whoever reads it and for nobody else', async () => {
    const id = await world.raise('analyst')
    expect(await columnIn('lead', id)).toBe('submitted')
    expect(await columnIn('analyst', id)).toBe('submitted')
    expect(await columnIn('policy', id)).toBe('submitted')
    for (const who of ['peer', 'otherManager', 'legal', 'admin'] as const)
      expect(await columnIn(who, id), who).toBeUndefined()
    await world.request('lead', id)
    expect(await columnIn('manager', id)).toBe('awaiting_approval')
  })

  test('leaves drafts out, and what was closed longer ago than it says', async () => {
    const draft = await world.raise('analyst', { submit: false })
    expect(await columnIn('analyst', draft)).toBeUndefined()
    const closed = await world.raise('analyst')
    await world.as.analyst.client.escalations.close.mutate({
      meta: world.as.analyst.meta(),
      input: { escalationId: closed, reason: null },
    })
    expect(await columnIn('lead', closed)).toBe('closed')
    await app.owner
      .updateTable('escalation')
      .set({ changed_at: new Date(Date.now() - 31 * 86_400_000).toISOString() })
      .where('escalation_id', '=', closed)
      .execute()
    expect(await columnIn('lead', closed)).toBeUndefined()
  })

  test('is narrowed by kind, by partner and to one’s own', async () => {
    const id = await world.raise('analyst', { kind: 'appeal', function: 'legal' })
    expect(await columnIn('lead', id, { kind: 'appeal', function: 'legal' })).toBe('submitted')
    expect(await columnIn('lead', id, { kind: 'people' })).toBeUndefined()
    expect(await columnIn('lead', id, { function: 'policy' })).toBeUndefined()
    expect(await columnIn('director', id, { mine: true })).toBeUndefined()
    expect(await columnIn('analyst', id, { mine: true })).toBe('submitted')
  })

  test('counts all of a column and sends the most urgent of them', async () => {
    const ids: string[] = []
    for (let number = 0; number < 22; number++)
      ids.push(await world.raise('analyst', { kind: 'tool_fault', function: 'product' }))
    const [late] = ids
    await app.owner
      .updateTable('escalation_clock')
      .set({
        risk_at: new Date(Date.now() - 7_200_000).toISOString(),
        due_at: new Date(Date.now() - 3_600_000).toISOString(),
      })
      .where('escalation_id', '=', ids[21] ?? '')
      .execute()
    const narrow = { kind: 'tool_fault', function: 'product' } as const
    const first = async (more: boolean) => (await boardOf('lead', { ...narrow, more })).columns[0]
    const few = await first(false)
    expect([few?.n, few?.cards.length]).toEqual([22, 20])
    expect(few?.cards[0]?.escalationId).toBe(ids[21])
    expect((await first(true))?.cards.map(({ escalationId }) => escalationId)).toContain(late)
  })

  test('offers the steps that the server takes, and no others', async () => {
    const id = await world.raise('analyst')
    expect(stepInto(await cardOf('lead', id), 'acknowledged')).toBe('acknowledge')
    // What nobody took up is closed by its raiser alone.
    expect(stepInto(await cardOf('analyst', id), 'closed')).toBe('close')
    expect(stepInto(await cardOf('analyst', id), 'acknowledged')).toBeUndefined()
    expect(stepInto(await cardOf('lead', id), 'closed')).toBeUndefined()
    await world.request('lead', id)
    expect(stepInto(await cardOf('manager', id), 'approved')).toBe('decide')
    expect(stepInto(await cardOf('lead', id), 'approved')).toBeUndefined()
  })
})

describe('a request for an approval', () => {
  test('is recalled by who asked alone, who has it again, and whoever was to decide is told', async () => {
    const id = await asked()
    const requestId = (await world.see('lead', id)).request?.requestId ?? ''
    const before = (await notificationsOf('manager', id)).length
    expect((await refusalOf(recall('manager', id, requestId))).code).toBe('FORBIDDEN')
    expect((await refusalOf(recall('analyst', id, requestId))).code).toBe('FORBIDDEN')
    expect((await refusalOf(recall('otherManager', id, requestId))).code).toBe('NOT_FOUND')
    await recall('lead', id, requestId)
    const view = await world.see('lead', id)
    expect(view).toMatchObject({ status: 'acknowledged', request: { state: 'voided' } })
    expect(view.holder?.name).toBe('lead')
    expect(view.events.at(-1)).toMatchObject({ kind: 'voided', code: 'recalled' })
    expect((await notificationsOf('manager', id)).length).toBeGreaterThanOrEqual(before)
    expect((await cardOf('manager', id)).decidable).toBe(false)
  })

  test('is not recalled by a late command that meant the one before, nor while a decision waits', async () => {
    const id = await asked()
    const requestId = (await world.see('lead', id)).request?.requestId ?? ''
    await recall('lead', id, requestId)
    await world.request('lead', id)
    expect(await refusalOf(recall('lead', id, requestId))).toEqual({
      code: 'CONFLICT',
      details: { reason: 'changed' },
    })
    const later = (await world.see('lead', id)).request?.requestId ?? ''
    await world.decide('manager', id)
    const refused = await refusalOf(recall('lead', id, later))
    expect(refused.details.reason).toBe('already_decided')
  })

  test('that nobody settled for two weeks expires, and can be made again', async () => {
    const [id, young] = [await asked(), await asked()]
    const ago = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString()
    const age = async (escalationId: string, days: { asked: number; counted: number }) =>
      await app.owner
        .updateTable('escalation_request')
        .set({ at: ago(days.asked), counted_from: ago(days.counted) })
        .where('escalation_id', '=', escalationId)
        .execute()
    // One from before there was such a limit counts from the upgrade on.
    await age(young, { asked: 40, counted: 13 })
    await age(id, { asked: 15, counted: 15 })
    await until(id, 'acknowledged')
    const view = await world.see('lead', id)
    expect(view.request?.state).toBe('voided')
    expect(view.holder?.name).toBe('lead')
    expect(view.events.at(-1)).toMatchObject({ kind: 'voided', code: 'expired', actor: null })
    expect((await world.see('lead', young)).status).toBe('awaiting_approval')
    await world.request('lead', id)
    expect((await world.see('lead', id)).status).toBe('awaiting_approval')
  })
})

describe('how somebody decides', () => {
  const readingsOf = (who: Role) => world.as[who].client.escalations.ownReadings.query()
  const decideWith = async (who: Role, id: string, reading: { seconds: number; reachedEnd: boolean }) => {
    const view = await world.see(who, id)
    const input = {
      ...{ escalationId: id, requestId: view.request?.requestId ?? '', decisionId: uuidv7() },
      ...{ contentVersion: view.contentVersion, verdict: 'approve' as const, reason: null, reading },
    }
    await world.as[who].client.escalations.decide.mutate({ meta: world.as[who].meta(), input })
    return input.decisionId
  }

  test('is told to them alone, without what they took back', async () => {
    const before = await readingsOf('director')
    expect(before).toMatchObject({ n: 0, medianSeconds: null, unread: 0 })
    const readings = [3, 30, 40, 50, 60]
    for (const seconds of readings) await decideWith('director', await asked(), { seconds, reachedEnd: true })
    const taken = await asked()
    const decisionId = await decideWith('director', taken, { seconds: 9, reachedEnd: false })
    expect(await readingsOf('director')).toMatchObject({ n: 6, medianSeconds: 35, unread: 2 })
    await world.as.director.client.escalations.undo.mutate({
      meta: world.as.director.meta(),
      input: { escalationId: taken, decisionId },
    })
    expect(await readingsOf('director')).toMatchObject({ n: 5, medianSeconds: 40, unread: 1 })
    for (const who of ['manager', 'lead', 'admin'] as const)
      expect(await readingsOf(who), who).toMatchObject({ n: 0, unread: 0 })
  })

  test('is in no view, no event and no line of the audit trail', async () => {
    const id = await asked()
    await decideWith('manager', id, { seconds: 41_213, reachedEnd: true })
    const views = await Promise.all(
      (['manager', 'director', 'lead', 'analyst'] as const).map((who) => world.see(who, id)),
    )
    expect(JSON.stringify(views)).not.toContain('41213')
    const trail = await app.owner
      .selectFrom('audit_log')
      .select('details')
      .where('org_id', '=', world.org)
      .execute()
    expect(JSON.stringify(trail)).not.toContain('41213')
  })
})

describe('raised from a policy question', () => {
  const policy = 'satire'
  const ask = async (addresseeId: string | null) => {
    const input = {
      ...{ questionId: uuidv7(), teamId: world.teamId, addresseeId, policy, clauseId: null },
      ...{ caseRef: null, text: 'Does the quotation count?', onHold: false },
    }
    await world.as.analyst.client.questions.ask.mutate({ meta: world.as.analyst.meta(), input })
    return input.questionId
  }
  const raisedFrom = (who: Role, questionId: string) =>
    world.as[who].client.escalations.raisedFrom.query({ kind: 'question', targetId: questionId })

  test('it leads to the question and back, each for who may read it', async () => {
    const { org } = world
    await app.owner
      .insertInto('policy')
      .values({ org_id: org, code: policy, name_ko: '풍자', name_en: 'Satire' })
      .execute()
    await app.owner
      .insertInto('policy_version')
      .values({
        ...{ org_id: org, version_id: uuidv7(), policy, label: '1' },
        ...{ effective_from: dayFromToday(-30), changed_ko: null, changed_en: null },
      })
      .execute()
    // A question between two colleagues: their lead does not read it before it is answered.
    const questionId = await ask(world.people.peer.personId)
    const links = [{ kind: 'question' as const, linkId: uuidv7(), questionId }]
    const id = await world.raise('analyst', { links })
    expect((await world.see('analyst', id)).links).toMatchObject([
      { kind: 'question', targetId: questionId, label: policy },
    ])
    // The lead sees that there is one, and opens nothing.
    expect((await world.see('lead', id)).links).toMatchObject([
      { kind: 'question', targetId: null, label: policy },
    ])
    expect(await raisedFrom('analyst', questionId)).toMatchObject([
      { escalationId: id, status: 'submitted', summary: 'Two clauses disagree' },
    ])
    // The colleague reads the question, and not the escalation.
    expect(await raisedFrom('peer', questionId)).toEqual([])
    const links2 = [{ kind: 'question' as const, linkId: uuidv7(), questionId }]
    const input = raiseInput(world.teamId, { links: links2 })
    const hidden = world.as.lead.client.escalations.raise.mutate({ meta: world.as.lead.meta(), input })
    expect(await refusalOf(hidden)).toMatchObject({ code: 'INVALID', details: { field: 'links.0' } })
  })
})
