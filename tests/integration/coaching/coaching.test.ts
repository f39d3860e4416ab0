import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { Audience } from '#shared/coaching/rules.ts'
import { type CoachingCast, dayFromToday, makeAudit, noteInput } from '#tests/integration/coaching/cast.ts'
import { refusalOf } from '#tests/support/app.ts'
import { addMembership, makePerson } from '#tests/support/people.ts'
import {
  app,
  as,
  cast,
  cursorOf,
  database,
  found,
  noticesSince,
  save,
  seenBy,
  setUp,
} from './coaching-setting.ts'

setUp()

describe('who reads a note', () => {
  const readers: Record<Audience, (keyof CoachingCast)[]> = {
    me: ['lead'],
    person: ['lead', 'analyst'],
    manager: ['lead', 'analyst', 'manager'],
  }
  const everybody = [
    'lead',
    'otherLead',
    'exLead',
    'analyst',
    'otherAnalyst',
    'manager',
    'otherManager',
    'leadElsewhere',
    'partner',
    'admin',
  ] as const
  for (const [audience, expected] of Object.entries(readers) as [Audience, string[]][]) {
    test(`a note for '${audience}' is read, replied to and followed by ${expected.join(', ')} and nobody else`, async () => {
      const cursors = new Map<string, string>()
      for (const role of everybody) cursors.set(role, await cursorOf(cast[role]))
      const { input } = await save({ audience })
      const seen: string[] = []
      const revised: string[] = []
      const replied: string[] = []
      const notified: string[] = []
      for (const role of everybody) {
        const { client } = await as(cast[role])
        if (await seenBy(cast[role], input.noteId)) seen.push(role)
        const changes = await noticesSince(cast[role], cursors.get(role) ?? '')
        if (changes.some((change) => change.feature === 'coaching')) notified.push(role)
        if (await found(client.coaching.revisions.query({ noteId: input.noteId }))) revised.push(role)
      }
      for (const role of everybody) {
        const { client, meta } = await as(cast[role])
        const reply = { noteId: input.noteId, replyId: randomUUID(), text: `From ${role}` }
        if (await found(client.coaching.reply.mutate({ meta: meta(1), input: reply }))) replied.push(role)
      }
      expect(seen).toEqual(expected)
      expect(revised).toEqual(expected)
      expect(replied).toEqual(expected)
      // A team's notice says that something changed and reaches all who lead or manage it.
      expect(notified).toEqual(
        audience === 'manager' ? ['lead', 'otherLead', 'analyst', 'manager'] : expected,
      )
    })
  }

  test('whoever reads it but did not write it cannot revise it or finish its follow-up', async () => {
    const { input } = await save({ audience: 'manager', followUpOn: dayFromToday(7) })
    for (const role of ['analyst', 'manager'] as const) {
      const { client, meta } = await as(cast[role])
      expect((await refusalOf(client.coaching.saveNote.mutate({ meta: meta(1), input }))).code).toBe(
        'FORBIDDEN',
      )
      const followed = client.coaching.followedUp.mutate({ meta: meta(1), input: { noteId: input.noteId } })
      expect((await refusalOf(followed)).code).toBe('FORBIDDEN')
    }
    const manager = await as(cast.manager)
    const acknowledged = manager.client.coaching.acknowledge.mutate({
      meta: manager.meta(1),
      input: { noteId: input.noteId, noteVersion: 1 },
    })
    expect((await refusalOf(acknowledged)).code).toBe('FORBIDDEN')
  })

  test('a record that the reader has nothing to do with is not found, as if the person did not exist', async () => {
    for (const role of [
      'otherAnalyst',
      'exLead',
      'otherManager',
      'leadElsewhere',
      'partner',
      'admin',
    ] as const) {
      const { client } = await as(cast[role])
      const refusalFor = (personId: string) => refusalOf(client.coaching.person.query({ personId }))
      expect(await refusalFor(cast.analyst.personId)).toEqual(await refusalFor(randomUUID()))
    }
  })

  test('a lead who hands over reads nothing of what they wrote from that day on, and hears no more of it', async () => {
    const leaving = await makePerson(app.owner, cast.org, { name: 'Leaving' })
    const membership = await addMembership(app.owner, leaving, { role: 'lead', teamId: cast.teamId })
    const { client, meta } = await app.signIn(leaving)
    const input = noteInput(cast, { followUpOn: dayFromToday(0) })
    await client.coaching.saveNote.mutate({ meta: meta(), input })
    const before = await client.coaching.person.query({ personId: cast.analyst.personId })
    expect(before.notes.map((note) => note.noteId)).toContain(input.noteId)

    await app.owner
      .updateTable('membership')
      .set({ ends_on: dayFromToday(0) })
      .where('membership_id', '=', membership)
      .execute()
    const cursor = await cursorOf(leaving)
    const { client: after, meta: afterMeta } = await app.signIn(leaving)
    const person = after.coaching.person.query({ personId: cast.analyst.personId })
    expect((await refusalOf(person)).code).toBe('NOT_FOUND')
    const revisions = after.coaching.revisions.query({ noteId: input.noteId })
    expect((await refusalOf(revisions)).code).toBe('NOT_FOUND')
    const saved = after.coaching.saveNote.mutate({ meta: afterMeta(1), input })
    expect((await refusalOf(saved)).code).toBe('NOT_FOUND')
    const analyst = await as(cast.analyst)
    await analyst.client.coaching.reply.mutate({
      meta: analyst.meta(1),
      input: { noteId: input.noteId, replyId: randomUUID(), text: 'Thank you.' },
    })
    expect(await noticesSince(leaving, cursor)).toEqual([])
    // The person keeps what was shared with them.
    expect(await seenBy(cast.analyst, input.noteId)).toBeDefined()
  })

  test('a lead’s look at a person is logged for that person, once a day', async () => {
    await seenBy(cast.lead, randomUUID())
    await seenBy(cast.lead, randomUUID())
    const { client } = await as(cast.analyst)
    const views = await client.people.viewsOfMe.query()
    expect(views.filter((view) => view.viewer.personId === cast.lead.personId)).toMatchObject([
      { kind: 'person', how: 'opened' },
    ])
  })

  test('what the lead’s phone fetched to be ready is told apart from what it showed, until it shows it', async () => {
    const other = await makePerson(app.owner, cast.org, {
      memberships: [{ role: 'analyst', teamId: cast.teamId }],
    })
    const lead = await as(cast.lead)
    const { client } = await as(other)
    const howSeen = async () => (await client.people.viewsOfMe.query()).map(({ kind, how }) => [kind, how])
    const { personId } = other
    const forLater = { context: { forLater: true } }
    await lead.client.coaching.person.query({ personId }, forLater)
    expect(await howSeen()).toEqual([['person', 'fetched']])
    await lead.client.scorecards.analyst.query({ personId }, forLater)
    await lead.client.audits.cases.query({ personId, filter: 'all' }, forLater)
    await lead.client.coaching.person.query({ personId })
    await lead.client.coaching.person.query({ personId }, forLater)
    expect((await howSeen()).sort()).toEqual([
      ['cases', 'fetched'],
      ['person', 'opened'],
      ['scorecard', 'fetched'],
    ])
  })
})

describe('a private note', () => {
  test('leaves the person no trace: no record, revision, evidence, action or notice', async () => {
    const audit = await makeAudit(app.owner, {
      org: cast.org,
      teamId: cast.teamId,
      analystId: cast.analyst.personId,
    })
    const cursor = await cursorOf(cast.analyst)
    const actionId = randomUUID()
    const ownerId = cast.analyst.personId
    const { input } = await save({
      audience: 'me',
      evidence: [audit],
      actions: [{ actionId, ownerId, title: 'Canary action', dueOn: dayFromToday(0) }],
    })
    expect(await noticesSince(cast.analyst, cursor)).toEqual([])
    const { client, meta } = await as(cast.analyst)
    const record = await client.coaching.person.query({ personId: ownerId })
    expect(JSON.stringify(record)).not.toContain(input.noteId)
    expect(JSON.stringify(record)).not.toContain('Canary')
    const done = client.coaching.setActionDone.mutate({
      meta: meta(1),
      input: { noteId: input.noteId, actionId, done: true },
    })
    expect((await refusalOf(done)).code).toBe('NOT_FOUND')
    const rows = await database.read({ org: cast.org, person: ownerId }, async (db) => {
      const counts = []
      for (const table of ['note', 'note_revision', 'note_evidence', 'action_item'] as const)
        counts.push(
          await db.query.selectFrom(table).select('note_id').where('note_id', '=', input.noteId).execute(),
        )
      return counts.flat()
    })
    expect(rows).toEqual([])
  })

  test('that is shared later shows no word and no time from before', async () => {
    const draft = await save({ audience: 'me', body: { kind: 'quick', text: 'Canary draft' } })
    const lead = await as(cast.lead)
    const { noteId } = draft.input
    await lead.client.coaching.reply.mutate({
      meta: lead.meta(1),
      input: { noteId, replyId: randomUUID(), text: 'Canary to myself' },
    })
    const shared = await save({ noteId, audience: 'person', body: { kind: 'quick', text: 'Said well' } }, 1)
    expect(shared.result).toMatchObject({ entityId: noteId, version: 2 })
    const analyst = await as(cast.analyst)
    const revisions = await analyst.client.coaching.revisions.query({ noteId })
    expect(revisions.map((revision) => revision.version)).toEqual([2])
    const note = await seenBy(cast.analyst, noteId)
    expect(JSON.stringify([revisions, note])).not.toContain('Canary')
    expect(Date.parse(note?.createdAt ?? '')).toBeGreaterThan(Date.parse(draft.result.at))
    const own = await lead.client.coaching.revisions.query({ noteId })
    expect(own.map((revision) => revision.version)).toEqual([2, 1])
  })
})

test('the manager, let in later, sees neither the earlier words nor what the person answered before', async () => {
  const { input } = await save({ body: { kind: 'quick', text: 'Between us two' } })
  const { noteId } = input
  const analyst = await as(cast.analyst)
  const reply = (text: string) =>
    analyst.client.coaching.reply.mutate({
      meta: analyst.meta(1),
      input: { noteId, replyId: randomUUID(), text },
    })
  await reply('Only for my lead')
  await save({ noteId, audience: 'manager', body: { kind: 'quick', text: 'For all three' } }, 1)
  await reply('For both')
  const manager = await as(cast.manager)
  const note = await seenBy(cast.manager, noteId)
  expect(note?.replies.map((reply) => reply.text)).toEqual(['For both'])
  const revisions = await manager.client.coaching.revisions.query({ noteId })
  expect(revisions.map((revision) => revision.version)).toEqual([2])
  expect((await seenBy(cast.analyst, noteId))?.replies).toHaveLength(2)
})
