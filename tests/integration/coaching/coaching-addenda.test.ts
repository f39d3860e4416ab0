import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { refusalOf } from '#tests/support/app.ts'
import { app, as, cast, database, save, seenBy, setUp } from './coaching-setting.ts'

setUp()

/** A note of the lead that the analyst has acknowledged. */
async function acknowledgedNote() {
  const { input } = await save()
  const analyst = await as(cast.analyst)
  await analyst.client.coaching.acknowledge.mutate({
    meta: analyst.meta(),
    input: { noteId: input.noteId, noteVersion: 1 },
  })
  return input
}
async function add(noteId: string, text: string): Promise<string> {
  const lead = await as(cast.lead)
  const addendumId = crypto.randomUUID()
  await lead.client.coaching.addAddendum.mutate({ meta: lead.meta(), input: { noteId, addendumId, text } })
  return addendumId
}

test('words that were acknowledged are not changed; what was written offline is refused and its writer keeps it', async () => {
  const input = await acknowledgedNote()
  const lead = await as(cast.lead)
  const changed = { ...input, body: { kind: 'quick' as const, text: 'Other words' } }
  expect(
    await refusalOf(lead.client.coaching.saveNote.mutate({ meta: lead.meta(1), input: changed })),
  ).toEqual({
    code: 'CONFLICT',
    details: { reason: 'note_acknowledged' },
  })
  const note = await seenBy(cast.analyst, input.noteId)
  expect(note).toMatchObject({ body: input.body, version: 1 })
  expect(note?.acknowledgedAt).not.toBeNull()
})

test('what is agreed and when it is come back to may change, and the acknowledgement stays', async () => {
  const input = await acknowledgedNote()
  await save({ ...input, audience: 'manager', followUpOn: '2027-01-04' }, 1)
  const note = await seenBy(cast.analyst, input.noteId)
  expect(note).toMatchObject({ version: 2, followUpOn: '2027-01-04', audience: 'manager' })
  expect(note?.acknowledgedAt).not.toBeNull()
})

test('the database itself refuses other words, evidence and an acknowledgement in somebody else’s name', async () => {
  const input = await acknowledgedNote()
  const lead = { org: cast.org, person: cast.lead.personId }
  const rewrite = database.write(lead, (db) =>
    sql`update note set body = '{"kind":"quick","text":"x"}' where note_id = ${input.noteId}`.execute(
      db.query,
    ),
  )
  await expect(rewrite).rejects.toMatchObject({ code: '42501' })
  const addendumId = await add(input.noteId, 'Thirteen, not fourteen.')
  const acknowledged = await database.write(lead, (db) =>
    sql`update note_addendum set acknowledged_at = now() where addendum_id = ${addendumId}`.execute(db.query),
  )
  expect(acknowledged.numAffectedRows).toBe(0n)
})

test('an addendum is read and acknowledged by itself, and the first acknowledgement stays', async () => {
  const input = await acknowledgedNote()
  const before = await seenBy(cast.analyst, input.noteId)
  const addendumId = await add(input.noteId, 'Thirteen, not fourteen.')
  const analyst = await as(cast.analyst)
  const { items } = await analyst.client.today.list.query()
  expect(items.find((item) => item.kind === 'note_to_read' && item.addendumId === addendumId)).toBeDefined()
  expect((await seenBy(cast.lead, input.noteId))?.addenda).toMatchObject([
    { addendumId, text: 'Thirteen, not fourteen.', acknowledgedAt: null },
  ])
  await analyst.client.coaching.acknowledgeAddendum.mutate({
    meta: analyst.meta(),
    input: { noteId: input.noteId, addendumId },
  })
  const after = await seenBy(cast.lead, input.noteId)
  expect(after?.addenda[0]?.acknowledgedAt).not.toBeNull()
  expect(after).toMatchObject({ body: input.body, acknowledgedAt: before?.acknowledgedAt })
})

test('a note that nobody acknowledged is revised, not added to, and nobody else adds', async () => {
  const { input } = await save()
  expect((await refusalOf(add(input.noteId, 'More'))).code).toBe('CONFLICT')
  const analyst = await as(cast.analyst)
  const addition = {
    noteId: (await acknowledgedNote()).noteId,
    addendumId: crypto.randomUUID(),
    text: 'Mine',
  }
  const refused = analyst.client.coaching.addAddendum.mutate({ meta: analyst.meta(), input: addition })
  expect((await refusalOf(refused)).code).toBe('FORBIDDEN')
})

test('of a new wording and an acknowledgement at the same moment only one holds', async () => {
  for (let time = 0; time < 8; time += 1) {
    const { input } = await save()
    const [lead, analyst] = [await as(cast.lead), await as(cast.analyst)]
    const outcomes = await Promise.allSettled([
      lead.client.coaching.saveNote.mutate({
        meta: lead.meta(1),
        input: { ...input, body: { kind: 'quick', text: 'Other words' } },
      }),
      analyst.client.coaching.acknowledge.mutate({
        meta: analyst.meta(),
        input: { noteId: input.noteId, noteVersion: 1 },
      }),
    ])
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  }
  const unread = await app.owner
    .selectFrom('note_reading')
    .select('note_id')
    .where('acknowledged_at', 'is not', null)
    .where('note_version', '>', 1)
    .execute()
  expect(unread).toEqual([])
})
