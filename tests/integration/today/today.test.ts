import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { dayFromToday, makeAudit } from '#tests/integration/coaching/cast.ts'
import type { TestPerson } from '#tests/support/people.ts'
import {
  app,
  as,
  cast,
  expectNothingFor,
  itemsOf,
  nobodyElse,
  save,
  settle,
  setUp,
  signedIn,
  todayOf,
} from './today-setting.ts'

setUp()

describe('notes', () => {
  test('a shared note waits for the person until they acknowledge it, again when it is revised, and each addendum by itself', async () => {
    const { noteId } = await save({ body: { kind: 'recognition', text: 'Well spotted' } })
    const [item, ...rest] = await itemsOf(cast.analyst)
    expect(item).toMatchObject({
      kind: 'note_to_read',
      group: 'people',
      noteId,
      person: { personId: cast.lead.personId, name: 'Lead' },
      recognition: true,
    })
    expect(rest).toEqual([])
    await expectNothingFor('lead', ...nobodyElse)

    await save({ noteId, body: { kind: 'quick', text: 'Something more' } }, 1)
    const [again] = await itemsOf(cast.analyst)
    expect(again).toMatchObject({ kind: 'note_to_read', noteId, recognition: false, addendumId: null })
    expect(again?.key).not.toBe(item?.key)

    const analyst = await as(cast.analyst)
    await analyst.client.coaching.acknowledge.mutate({
      meta: analyst.meta(1),
      input: { noteId, noteVersion: 2 },
    })
    await expectNothingFor('analyst')
    const lead = await as(cast.lead)
    const addendumId = randomUUID()
    await lead.client.coaching.addAddendum.mutate({
      meta: lead.meta(),
      input: { noteId, addendumId, text: 'And one thing more' },
    })
    expect(await itemsOf(cast.analyst)).toMatchObject([{ kind: 'note_to_read', noteId, addendumId }])
    await analyst.client.coaching.acknowledgeAddendum.mutate({
      meta: analyst.meta(),
      input: { noteId, addendumId },
    })
    await expectNothingFor('analyst')
  })

  test('the author is told of an unread note from the second day on; a revision does not set the days back', async () => {
    const { noteId } = await save()
    await save({ noteId, body: { kind: 'quick', text: 'Clearer words' } }, 1)
    const waitSince = (days: number) =>
      app.owner
        .updateTable('note_reading')
        .set({ waiting_since: sql<string>`now() - ${days} * interval '1 day'` })
        .where('note_id', '=', noteId)
        .execute()
    await waitSince(1)
    await expectNothingFor('lead')
    await waitSince(3)
    await save({ noteId, body: { kind: 'quick', text: 'Clearer still' } }, 2)
    expect(await itemsOf(cast.lead)).toMatchObject([
      { kind: 'note_unread', noteId, days: 3, person: { personId: cast.analyst.personId, name: 'Analyst' } },
    ])
    await expectNothingFor(...nobodyElse)
  })

  test('a private note leaves the person nothing, not even an action of theirs that is due', async () => {
    const actions = [
      { actionId: randomUUID(), ownerId: cast.analyst.personId, title: 'Canary', dueOn: dayFromToday(0) },
    ]
    const { noteId } = await save({ audience: 'me', actions, followUpOn: dayFromToday(-1) })
    await expectNothingFor('analyst', ...nobodyElse)
    expect((await todayOf(cast.analyst)).settled).toEqual([])
    expect(await itemsOf(cast.lead)).toMatchObject([{ kind: 'follow_up', noteId }])
    await save({ noteId, audience: 'person', actions }, 1)
    const kinds = (await itemsOf(cast.analyst)).map((item) => item.kind)
    expect(kinds).toEqual(['note_to_read', 'action'])
  })

  test('a reply waits for the author until they answer or settle it; of several the newest', async () => {
    const { noteId } = await save()
    const reply = async (person: TestPerson, text: string) => {
      const { client, meta } = await as(person)
      const input = { noteId, replyId: randomUUID(), text }
      await client.coaching.reply.mutate({ meta: meta(1), input })
      return input.replyId
    }
    await reply(cast.analyst, 'One')
    const second = await reply(cast.analyst, 'Two')
    const [item, ...rest] = await itemsOf(cast.lead)
    expect(item).toMatchObject({ kind: 'reply', noteId, replyId: second, person: { name: 'Analyst' } })
    expect(rest).toEqual([])
    await settle(cast.lead, { key: item?.key ?? '', how: 'done', until: null })
    await expectNothingFor('lead')
    const third = await reply(cast.analyst, 'Three')
    expect(await itemsOf(cast.lead)).toMatchObject([{ kind: 'reply', replyId: third }])
    await reply(cast.lead, 'Thank you')
    await expectNothingFor('lead', ...nobodyElse)
  })

  test('a lead who handed over has nothing left of it', async () => {
    await save({ followUpOn: dayFromToday(0) })
    expect(await itemsOf(cast.lead)).toHaveLength(1)
    await app.owner
      .updateTable('membership')
      .set({ ends_on: dayFromToday(0) })
      .where('person_id', '=', cast.lead.personId)
      .execute()
    signedIn.clear()
    await expectNothingFor('lead')
    expect(await itemsOf(cast.analyst)).toHaveLength(1)
  })
})

describe('what is due', () => {
  test('a follow-up from its day on until it happened, for the author alone', async () => {
    await save({ followUpOn: dayFromToday(1) })
    const { noteId } = await save({ followUpOn: dayFromToday(-3) })
    expect(await itemsOf(cast.lead)).toMatchObject([
      { kind: 'follow_up', group: 'today', noteId, dueOn: dayFromToday(-3), person: { name: 'Analyst' } },
    ])
    const lead = await as(cast.lead)
    await lead.client.coaching.followedUp.mutate({ meta: lead.meta(1), input: { noteId } })
    await expectNothingFor('lead', ...nobodyElse)
  })

  test('an action from two days before until it is done, for its owner', async () => {
    const item = (owner: TestPerson, days: number) => ({
      actionId: randomUUID(),
      ownerId: owner.personId,
      title: `In ${days} days`,
      dueOn: dayFromToday(days),
    })
    const actions = [item(cast.analyst, 3), item(cast.analyst, 2), item(cast.analyst, -5), item(cast.lead, 0)]
    const { noteId } = await save({ actions })
    const due = async (person: TestPerson) =>
      (await itemsOf(person)).flatMap((item) => (item.kind === 'action' ? [item.title] : []))
    expect(await due(cast.analyst)).toEqual(['In -5 days', 'In 2 days'])
    expect(await due(cast.lead)).toEqual(['In 0 days'])
    const { client, meta } = await as(cast.analyst)
    await client.coaching.setActionDone.mutate({
      meta: meta(1),
      input: { noteId, actionId: actions[2]?.actionId ?? '', done: true },
    })
    expect(await due(cast.analyst)).toEqual(['In 2 days'])
    await save({ noteId, actions: [] }, 1)
    expect(await due(cast.analyst)).toEqual([])
  })
})

describe('looks', () => {
  async function ask() {
    const { org, teamId } = cast
    const auditId = await makeAudit(app.owner, { org, teamId, analystId: cast.analyst.personId })
    const { client, meta } = await as(cast.analyst)
    const input = { lookId: randomUUID(), auditId, reason: 'The clause changed that week.' }
    await client.audits.askAnotherLook.mutate({ meta: meta(), input })
    return input
  }

  // The decision that is doubted also waits to be put right.
  const recheckItems = async (person: TestPerson) =>
    (await itemsOf(person)).filter(({ kind }) => kind === 'look')

  test('wait for every lead of the team, as a clock after two working days', async () => {
    const { lookId, auditId } = await ask()
    for (const lead of [cast.lead, cast.otherLead])
      expect(await recheckItems(lead)).toMatchObject([{ kind: 'look', group: 'people', lookId, auditId }])
    await expectNothingFor('analyst', 'exLead', 'manager', 'otherAnalyst', 'admin', 'leadElsewhere')
    await app.owner
      .updateTable('another_look')
      .set({ asked_at: sql<string>`now() - interval '6 days'` })
      .where('look_id', '=', lookId)
      .execute()
    expect(await recheckItems(cast.lead)).toMatchObject([{ kind: 'look', group: 'now' }])
  })

  test('come back to the analyst with the answer', async () => {
    const { lookId, auditId } = await ask()
    const { client, meta } = await as(cast.lead)
    const input = { lookId, status: 'changed' as const, answer: 'You were right.' }
    await client.audits.answerAnotherLook.mutate({ meta: meta(1), input })
    await expectNothingFor('lead', 'otherLead')
    const [item] = await itemsOf(cast.analyst)
    expect(item).toMatchObject({
      kind: 'look_answered',
      auditId,
      status: 'changed',
      person: { name: 'Lead' },
    })
    await settle(cast.analyst, { key: item?.key ?? '', how: 'done', until: null })
    await expectNothingFor('analyst')
  })
})
