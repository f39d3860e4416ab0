import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { dayFromToday, noteInput } from '#tests/integration/coaching/cast.ts'
import { refusalOf } from '#tests/support/app.ts'
import type { TestPerson } from '#tests/support/people.ts'
import { as, cast, database, save, seenBy, setUp } from './coaching-setting.ts'

setUp()

describe('acknowledging', () => {
  const acknowledge = async (noteId: string, noteVersion: number) => {
    const analyst = await as(cast.analyst)
    return await analyst.client.coaching.acknowledge.mutate({
      meta: analyst.meta(noteVersion),
      input: { noteId, noteVersion },
    })
  }

  test('holds for the version that was read: another wording is unread, and an old version is refused', async () => {
    const { input } = await save()
    const { noteId } = input
    await save({ ...input, body: { kind: 'quick', text: 'Changed before it was read' } }, 1)
    expect((await seenBy(cast.analyst, noteId))?.acknowledgedAt).toBeNull()
    expect((await refusalOf(acknowledge(noteId, 1))).code).toBe('CONFLICT')
    const first = await acknowledge(noteId, 2)
    expect(first.version).toBe(2)
    expect(await acknowledge(noteId, 2)).toEqual(first)
    expect((await seenBy(cast.lead, noteId))?.acknowledgedAt).toBe(first.at)
  })

  test('is the person’s alone', async () => {
    const { input } = await save()
    const lead = await as(cast.lead)
    const call = lead.client.coaching.acknowledge.mutate({
      meta: lead.meta(1),
      input: { noteId: input.noteId, noteVersion: 1 },
    })
    expect((await refusalOf(call)).code).toBe('FORBIDDEN')
  })

  test('the person changes nothing of the note itself, even past the service', async () => {
    const { input } = await save()
    await acknowledge(input.noteId, 1)
    const actor = { org: cast.org, person: cast.analyst.personId }
    const updated = await database.write(actor, (db) =>
      db.query
        .updateTable('note')
        .set({ body: JSON.stringify({ kind: 'quick', text: 'Mine' }) })
        .where('note_id', '=', input.noteId)
        .executeTakeFirst(),
    )
    expect(updated.numUpdatedRows).toBe(0n)
    const forged = database.write(actor, (db) =>
      db.query
        .insertInto('note_reading')
        .values({
          org_id: cast.org,
          note_id: input.noteId,
          note_version: 7,
          person_id: actor.person,
          author_id: cast.lead.personId,
          acknowledged_at: new Date().toISOString(),
        })
        .execute(),
    )
    await expect(forged).rejects.toThrow(/row-level security/)
  })
})

describe('action items and follow-ups', () => {
  test('owner and author finish and reopen an item; anybody else may not, and an old version is refused', async () => {
    const actionId = randomUUID()
    const item = { actionId, ownerId: cast.analyst.personId, title: 'Read clause 4', dueOn: null }
    const { input } = await save({ audience: 'manager', actions: [item] })
    const { noteId } = input
    const set = async (person: TestPerson, done: boolean, base: number) => {
      const { client, meta } = await as(person)
      return await client.coaching.setActionDone.mutate({
        meta: meta(base),
        input: { noteId, actionId, done },
      })
    }
    expect(await set(cast.analyst, true, 1)).toMatchObject({ entityId: actionId, version: 2 })
    expect((await seenBy(cast.lead, noteId))?.actions[0]).toMatchObject({
      version: 2,
      doneAt: expect.any(String),
    })
    expect((await refusalOf(set(cast.lead, false, 1))).code).toBe('CONFLICT')
    expect(await set(cast.lead, false, 2)).toMatchObject({ version: 3 })
    expect((await seenBy(cast.analyst, noteId))?.actions[0]).toMatchObject({ version: 3, doneAt: null })
    expect((await refusalOf(set(cast.manager, true, 3))).code).toBe('FORBIDDEN')
    expect((await refusalOf(set(cast.otherAnalyst, true, 3))).code).toBe('NOT_FOUND')
  })

  test('the owner changes nothing but whether it is done, even past the service', async () => {
    const actionId = randomUUID()
    const item = { actionId, ownerId: cast.analyst.personId, title: 'Read clause 4', dueOn: null }
    await save({ actions: [item] })
    const updated = await database.write({ org: cast.org, person: cast.analyst.personId }, (db) =>
      db.query
        .updateTable('action_item')
        .set({ title: 'Mine' })
        .where('action_id', '=', actionId)
        .executeTakeFirst(),
    )
    expect(updated.numUpdatedRows).toBe(0n)
  })

  test('an item that is left out goes unless it is done; it comes back when it is named again', async () => {
    const [kept, done] = [randomUUID(), randomUUID()]
    const ownerId = cast.analyst.personId
    const item = (actionId: string, title: string) => ({ actionId, ownerId, title, dueOn: null })
    const { input } = await save({ actions: [item(kept, 'Open'), item(done, 'Finished')] })
    const { noteId } = input
    const analyst = await as(cast.analyst)
    await analyst.client.coaching.setActionDone.mutate({
      meta: analyst.meta(1),
      input: { noteId, actionId: done, done: true },
    })
    await save({ ...input, actions: [] }, 1)
    expect((await seenBy(cast.analyst, noteId))?.actions.map((action) => action.title)).toEqual(['Finished'])
    await save({ ...input, actions: [item(kept, 'Open again'), item(done, 'Finished')] }, 2)
    const titles = (await seenBy(cast.analyst, noteId))?.actions.map((action) => action.title)
    expect(titles).toEqual(['Open again', 'Finished'])
  })

  test('an item is owned by the author or the person', async () => {
    const actions = [
      { actionId: randomUUID(), ownerId: cast.otherAnalyst.personId, title: 'Not yours', dueOn: null },
    ]
    const lead = await as(cast.lead)
    const call = lead.client.coaching.saveNote.mutate({
      meta: lead.meta(),
      input: noteInput(cast, { actions }),
    })
    expect(await refusalOf(call)).toEqual({ code: 'INVALID', details: { field: 'actions.0.ownerId' } })
  })

  test('a follow-up is done for the day that it named', async () => {
    const { input } = await save({ followUpOn: dayFromToday(0) })
    const { noteId } = input
    const lead = await as(cast.lead)
    const done = () => lead.client.coaching.followedUp.mutate({ meta: lead.meta(1), input: { noteId } })
    await done()
    await done()
    expect((await seenBy(cast.lead, noteId))?.followedUpAt).not.toBeNull()
    await save({ ...input, followUpOn: dayFromToday(7) }, 1)
    expect((await seenBy(cast.lead, noteId))?.followedUpAt).toBeNull()
    const without = await save()
    const none = lead.client.coaching.followedUp.mutate({
      meta: lead.meta(1),
      input: { noteId: without.input.noteId },
    })
    expect((await refusalOf(none)).code).toBe('INVALID')
  })
})
