import { describe, expect, test } from 'vitest'
import { dayFromToday } from '#tests/integration/coaching/cast.ts'
import { refusalOf } from '#tests/support/app.ts'
import { makePerson, type TestPerson } from '#tests/support/people.ts'
import { app, as, cast, forget, found, save, seenBy, setUp } from './coaching-setting.ts'

setUp()

const newPerson = (
  name: string,
  role: 'lead' | 'manager',
  days: { startsOn?: string; endsOn?: string } = {},
) => makePerson(app.owner, cast.org, { name, memberships: [{ role, teamId: cast.teamId, ...days }] })

async function handover(by: TestPerson, noteId: string, taker: TestPerson) {
  const { client, meta } = await as(by)
  const input = { noteId, personId: taker.personId }
  return await client.coaching.handover.mutate({ meta: meta(), input })
}

async function endRole(person: TestPerson): Promise<void> {
  await app.owner
    .updateTable('membership')
    .set({ ends_on: dayFromToday(0) })
    .where('person_id', '=', person.personId)
    .execute()
  forget()
}

describe('an audience never widens by itself', () => {
  test('a manager who comes later reads no note that was shared with the managers before', async () => {
    const { input } = await save({ audience: 'manager' })
    const later = await newPerson('Later manager', 'manager')
    expect(await seenBy(later, input.noteId)).toBeUndefined()
    expect((await seenBy(cast.manager, input.noteId))?.readers).toMatchObject([
      { person: { personId: cast.manager.personId, name: 'Manager' }, namedAs: 'manager' },
    ])
    const written = await save({ audience: 'manager' })
    expect((await seenBy(later, written.input.noteId))?.readers).toHaveLength(2)
    // A revision of the first one names nobody besides.
    await save({ ...input, body: { kind: 'quick', text: 'Other words' } }, 1)
    expect(await seenBy(later, input.noteId)).toBeUndefined()
    await endRole(later)
  })

  test('only the managers whom the author saw named are, though another came before the note arrived', async () => {
    const unseen = await newPerson('Unseen manager', 'manager')
    const { input } = await save({ audience: 'manager', readers: [cast.manager.personId] })
    expect(await seenBy(unseen, input.noteId)).toBeUndefined()
    expect(await seenBy(cast.manager, input.noteId)).toBeDefined()
    await endRole(unseen)
  })

  test('a lead who comes later reads nothing that was written before, and a former manager nothing any more', async () => {
    const manager = await newPerson('Former manager', 'manager')
    const { input } = await save({ audience: 'manager' })
    expect(await seenBy(manager, input.noteId)).toBeDefined()
    await endRole(manager)
    expect(await seenBy(manager, input.noteId)).toBeUndefined()
    const lead = await newPerson('New lead', 'lead')
    expect(await seenBy(lead, input.noteId)).toBeUndefined()
  })
})

describe('handing over', () => {
  test('another lead of the team reads the note from then on, with what is answered from then on', async () => {
    const { input } = await save()
    const analyst = await as(cast.analyst)
    const reply = (text: string) =>
      analyst.client.coaching.reply.mutate({
        meta: analyst.meta(),
        input: { noteId: input.noteId, replyId: crypto.randomUUID(), text },
      })
    await reply('Before')
    expect(await seenBy(cast.otherLead, input.noteId)).toBeUndefined()
    await handover(cast.lead, input.noteId, cast.otherLead)
    await reply('After')
    const seen = await seenBy(cast.otherLead, input.noteId)
    expect(seen?.replies.map(({ text }) => text)).toEqual(['After'])
    expect((await seenBy(cast.analyst, input.noteId))?.readers).toMatchObject([
      { person: { personId: cast.otherLead.personId, name: 'Other lead' }, namedAs: 'lead' },
    ])
    const { items } = await analyst.client.inbox.list.query()
    expect(items.find(({ kind }) => kind === 'note_handover')).toMatchObject({
      entityId: input.noteId,
      by: { personId: cast.lead.personId },
      about: { person: { personId: cast.otherLead.personId }, noteKind: 'quick' },
    })
    // Again changes nothing and notifies nobody.
    await handover(cast.lead, input.noteId, cast.otherLead)
    const again = await analyst.client.inbox.list.query()
    expect(again.items.filter(({ kind }) => kind === 'note_handover')).toHaveLength(1)
  })

  test('a lead from a set day reads it from that day on', async () => {
    const next = await newPerson('Next lead', 'lead', { startsOn: dayFromToday(3) })
    const { input } = await save()
    await handover(cast.lead, input.noteId, next)
    expect(await seenBy(next, input.noteId)).toBeUndefined()
    await app.owner
      .updateTable('membership')
      .set({ starts_on: dayFromToday(0) })
      .where('person_id', '=', next.personId)
      .execute()
    forget()
    expect(await seenBy(next, input.noteId)).toBeDefined()
  })

  test('it is the author’s alone, to a lead of the team, of a shared note, before their last day', async () => {
    const leaving = await newPerson('Leaving lead', 'lead')
    const { client, meta } = await as(leaving)
    const { input } = await save()
    const own = { ...input, noteId: crypto.randomUUID() }
    await client.coaching.saveNote.mutate({ meta: meta(), input: own })
    const kept = { ...input, noteId: crypto.randomUUID(), audience: 'me' as const }
    await client.coaching.saveNote.mutate({ meta: meta(), input: kept })

    expect((await refusalOf(handover(cast.manager, own.noteId, cast.otherLead))).code).toBe('NOT_FOUND')
    expect((await refusalOf(handover(cast.analyst, own.noteId, cast.otherLead))).code).toBe('FORBIDDEN')
    expect(await refusalOf(handover(leaving, own.noteId, cast.leadElsewhere))).toMatchObject({
      code: 'INVALID',
      details: { field: 'personId' },
    })
    expect((await refusalOf(handover(leaving, kept.noteId, cast.otherLead))).code).toBe('FORBIDDEN')
    await handover(leaving, own.noteId, cast.lead)

    await endRole(leaving)
    expect(await seenBy(leaving, own.noteId)).toBeUndefined()
    expect((await refusalOf(handover(leaving, own.noteId, cast.otherLead))).code).toBe('NOT_FOUND')
    expect(await seenBy(cast.lead, own.noteId)).toBeDefined()
  })

  test('reads of one phone at the moment when a note arrives do not hold one another up', async () => {
    const { input } = await save()
    const taker = await as(await newPerson('Reading lead', 'lead'))
    const read = () => taker.client.coaching.person.query({ personId: cast.analyst.personId })
    const list = () => taker.client.coaching.toHandover.query({ teamId: cast.teamId })
    const other = () => taker.client.coaching.person.query({ personId: cast.otherAnalyst.personId })
    const answers = await Promise.allSettled([
      ...Array.from({ length: 6 }, () => [read(), other(), list()]).flat(),
      handover(cast.lead, input.noteId, taker.person),
      ...Array.from({ length: 6 }, () => [other(), list(), read()]).flat(),
    ])
    expect(answers.filter(({ status }) => status === 'rejected')).toEqual([])
    expect(await found(read())).toMatchObject({ notes: [{ noteId: input.noteId }] })
  })

  test('Today says it for fourteen days before the last one, until every shared note is handed over', async () => {
    const lead = await newPerson('Ending lead', 'lead', { endsOn: dayFromToday(15) })
    const { input } = await save()
    const { client, meta } = await as(lead)
    const noteId = crypto.randomUUID()
    await client.coaching.saveNote.mutate({ meta: meta(), input: { ...input, noteId } })
    const rows = async () => (await client.today.list.query()).items.filter(({ kind }) => kind === 'handover')
    expect(await rows()).toEqual([])
    await app.owner
      .updateTable('membership')
      .set({ ends_on: dayFromToday(14) })
      .where('person_id', '=', lead.personId)
      .execute()
    expect(await rows()).toMatchObject([{ teamId: cast.teamId, endsOn: dayFromToday(14), notes: 1 }])
    const list = await client.coaching.toHandover.query({ teamId: cast.teamId })
    expect(list).toMatchObject({ endsOn: dayFromToday(14), notes: [{ noteId, takers: [] }], kept: 0 })
    await handover(lead, noteId, cast.lead)
    expect(await rows()).toEqual([])
  })
})
