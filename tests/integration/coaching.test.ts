import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { changesSince } from '#server/db/change-queries.ts'
import { type Database, openDatabase } from '#server/db/database.ts'
import type { SaveNoteInput } from '#shared/coaching/contracts.ts'
import type { Audience } from '#shared/coaching/rules.ts'
import { refusalOf, type SignedIn, startTestApp, type TestApp } from '#tests/support/app.ts'
import {
  type CoachingCast,
  dayFromToday,
  makeAudit,
  makeCoachingCast,
  noteInput,
} from '#tests/support/coaching.ts'
import { addStanding, makePerson, type TestPerson } from '#tests/support/people.ts'

let app: TestApp
let cast: CoachingCast
let database: Database
const signedIn = new Map<string, Promise<SignedIn>>()

function as(person: TestPerson): Promise<SignedIn> {
  const session = signedIn.get(person.personId) ?? app.signIn(person)
  signedIn.set(person.personId, session)
  return session
}

beforeAll(async () => {
  app = await startTestApp()
  cast = await makeCoachingCast(app.owner)
  database = openDatabase(app.database.appUrl, { connections: 4 })
})
afterAll(async () => {
  await database.close()
  await app.stop()
})

async function save(changes: Partial<SaveNoteInput> = {}, base: number | null = null) {
  const lead = await as(cast.lead)
  const input = noteInput(cast, changes)
  const result = await lead.client.coaching.saveNote.mutate({ meta: lead.meta(base), input })
  return { input, result }
}
/** What the call answers, or undefined where it is refused as not found. */
async function found<T>(call: Promise<T>): Promise<T | undefined> {
  const [outcome] = await Promise.allSettled([call])
  if (outcome.status === 'fulfilled') return outcome.value
  expect((await refusalOf(Promise.reject(outcome.reason))).code).toBe('NOT_FOUND')
  return undefined
}
async function seenBy(person: TestPerson, noteId: string) {
  const { client } = await as(person)
  const view = await found(client.coaching.person.query({ personId: cast.analyst.personId }))
  return view?.notes.find((note) => note.noteId === noteId)
}
const cursorOf = (person: TestPerson) =>
  database.read(
    { org: cast.org, person: person.personId },
    async (db) => (await changesSince(db, undefined)).cursor,
  )
const noticesSince = (person: TestPerson, cursor: string) =>
  database.read(
    { org: cast.org, person: person.personId },
    async (db) => (await changesSince(db, cursor)).changes,
  )

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
      const told: string[] = []
      for (const role of everybody) {
        const { client } = await as(cast[role])
        if (await seenBy(cast[role], input.noteId)) seen.push(role)
        const changes = await noticesSince(cast[role], cursors.get(role) ?? '')
        if (changes.some((change) => change.feature === 'coaching')) told.push(role)
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
      expect(told).toEqual(audience === 'manager' ? ['lead', 'otherLead', 'analyst', 'manager'] : expected)
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
      const of = (personId: string) => refusalOf(client.coaching.person.query({ personId }))
      expect(await of(cast.analyst.personId)).toEqual(await of(randomUUID()))
    }
  })

  test('a lead who hands over reads nothing of what they wrote from that day on, and hears no more of it', async () => {
    const leaving = await makePerson(app.owner, cast.org, { name: 'Leaving' })
    const membership = await addStanding(app.owner, leaving, { role: 'lead', teamId: cast.teamId })
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
      standings: [{ role: 'analyst', teamId: cast.teamId }],
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
  expect(note?.replies.map((one) => one.text)).toEqual(['For both'])
  const revisions = await manager.client.coaching.revisions.query({ noteId })
  expect(revisions.map((revision) => revision.version)).toEqual([2])
  expect((await seenBy(cast.analyst, noteId))?.replies).toHaveLength(2)
})

describe('saving', () => {
  test('keeps everything that was written', async () => {
    const of = { org: cast.org, teamId: cast.teamId, analystId: cast.analyst.personId }
    const evidence = [await makeAudit(app.owner, of), await makeAudit(app.owner, of)].sort()
    const actions = [
      {
        actionId: randomUUID(),
        ownerId: cast.analyst.personId,
        title: 'Read clause 4',
        dueOn: dayFromToday(7),
      },
      { actionId: randomUUID(), ownerId: cast.lead.personId, title: 'Ask Policy', dueOn: null },
    ]
    const criterion = {
      metric: 'missed' as const,
      policy: 'HATE',
      x: 4,
      n: 60,
      from: '2026-10-26',
      to: '2026-11-16',
    }
    const body = { kind: 'sbi' as const, situation: 'Monday', behaviour: 'Skipped it', impact: 'Two misses' }
    const { input } = await save({ body, criterion, evidence, actions, followUpOn: dayFromToday(14) })
    const note = await seenBy(cast.analyst, input.noteId)
    expect(note).toMatchObject({
      author: { personId: cast.lead.personId, name: 'Lead' },
      subject: { personId: cast.analyst.personId, name: 'Analyst' },
      audience: 'person',
      body,
      criterion,
      evidence,
      followUpOn: dayFromToday(14),
      followedUpAt: null,
      acknowledgedAt: null,
      replies: [],
      version: 1,
    })
    expect(
      note?.actions.map(({ actionId, title, dueOn, doneAt, version }) => [
        actionId,
        title,
        dueOn,
        doneAt,
        version,
      ]),
    ).toEqual(actions.map(({ actionId, title, dueOn }) => [actionId, title, dueOn, null, 1]))
  })

  test('of two phones with the same base one is refused as CONFLICT', async () => {
    const { input } = await save()
    const lead = await as(cast.lead)
    const texts = ['From the first phone', 'From the second phone']
    const results = await Promise.allSettled(
      texts.map((text) =>
        lead.client.coaching.saveNote.mutate({
          meta: lead.meta(1),
          input: { ...input, body: { kind: 'quick', text } },
        }),
      ),
    )
    expect(results.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected'])
    const lost = results.find((result) => result.status === 'rejected')
    expect((await refusalOf(Promise.reject(lost?.reason))).code).toBe('CONFLICT')
    expect((await seenBy(cast.lead, input.noteId))?.version).toBe(2)
  })

  test('two creations of one note are one note and a CONFLICT', async () => {
    const { input } = await save()
    const lead = await as(cast.lead)
    const again = lead.client.coaching.saveNote.mutate({ meta: lead.meta(null), input })
    expect((await refusalOf(again)).code).toBe('CONFLICT')
    const unknown = lead.client.coaching.saveNote.mutate({ meta: lead.meta(3), input: noteInput(cast) })
    expect((await refusalOf(unknown)).code).toBe('NOT_FOUND')
  })

  test('a command that is sent again answers the same and writes nothing; with other words it is refused', async () => {
    const lead = await as(cast.lead)
    const input = noteInput(cast)
    const meta = lead.meta()
    const first = await lead.client.coaching.saveNote.mutate({ meta, input })
    const second = await lead.client.coaching.saveNote.mutate({ meta, input })
    expect(second).toEqual(first)
    const revisions = await lead.client.coaching.revisions.query({ noteId: input.noteId })
    expect(revisions).toHaveLength(1)
    const changed = { ...input, body: { kind: 'quick' as const, text: 'Something else' } }
    expect(await refusalOf(lead.client.coaching.saveNote.mutate({ meta, input: changed }))).toEqual({
      code: 'CONFLICT',
      details: { reason: 'command_id_reused' },
    })
    const entries = await app.owner
      .selectFrom('audit_log')
      .select(['action', 'actor_id'])
      .where('entity_id', '=', input.noteId)
      .execute()
    expect(entries).toEqual([{ action: 'coaching.saveNote', actor_id: cast.lead.personId }])
  })

  test('what is refused leaves neither a note nor an audit row; the refusal of a right is logged apart', async () => {
    const of = { org: cast.org, teamId: cast.teamId, analystId: cast.analyst.personId }
    const taken = await save({
      actions: [{ actionId: randomUUID(), ownerId: cast.analyst.personId, title: 'Taken', dueOn: null }],
    })
    // The note, its revision and its evidence are written before the action's id turns out to be another note's.
    const input = noteInput(cast, {
      evidence: [await makeAudit(app.owner, of)],
      actions: taken.input.actions,
    })
    const lead = await as(cast.lead)
    const refused = lead.client.coaching.saveNote.mutate({ meta: lead.meta(), input })
    expect(await refusalOf(refused)).toEqual({ code: 'INVALID', details: { field: 'actions' } })
    for (const table of ['note', 'note_revision', 'note_evidence'] as const)
      expect(
        await app.owner.selectFrom(table).select('note_id').where('note_id', '=', input.noteId).execute(),
      ).toEqual([])
    const logged = app.owner.selectFrom('audit_log').selectAll().where('entity_id', '=', input.noteId)
    expect(await logged.execute()).toEqual([])

    const elsewhere = await as(cast.leadElsewhere)
    const denied = elsewhere.client.coaching.saveNote.mutate({ meta: elsewhere.meta(), input })
    expect((await refusalOf(denied)).code).toBe('NOT_FOUND')
    const refusals = await app.owner
      .selectFrom('audit_log')
      .select('action')
      .where('actor_id', '=', cast.leadElsewhere.personId)
      .where('action', '=', 'coaching.saveNote.refused')
      .execute()
    expect(refusals.length).toBeGreaterThan(0)
  })

  test('the effect and its audit row are one: where the row cannot be written, nothing is', async () => {
    const lead = await as(cast.lead)
    const input = noteInput(cast)
    const meta = lead.meta()
    await sql`revoke insert on audit_log from dure_app`.execute(app.owner)
    const failed = lead.client.coaching.saveNote.mutate({ meta, input })
    expect((await refusalOf(failed)).code).toBe('INTERNAL')
    await sql`grant insert on audit_log to dure_app`.execute(app.owner)
    expect(await seenBy(cast.lead, input.noteId)).toBeUndefined()
    // Nothing of the first attempt stands in the way of the same command.
    expect((await lead.client.coaching.saveNote.mutate({ meta, input })).version).toBe(1)
  })

  test('evidence is cases of the person in that team, visible to the author, or it is refused', async () => {
    const of = { org: cast.org, teamId: cast.teamId, analystId: cast.analyst.personId }
    const own = await makeAudit(app.owner, of)
    const others = await makeAudit(app.owner, { ...of, analystId: cast.otherAnalyst.personId })
    const lead = await as(cast.lead)
    for (const evidence of [[others], [own, others], [own, randomUUID()]]) {
      const call = lead.client.coaching.saveNote.mutate({
        meta: lead.meta(),
        input: noteInput(cast, { evidence }),
      })
      expect(await refusalOf(call)).toEqual({ code: 'INVALID', details: { field: 'evidence' } })
    }
    const { input } = await save({ evidence: [own, own] })
    expect((await seenBy(cast.lead, input.noteId))?.evidence).toEqual([own])
    await save({ ...input, evidence: [] }, 1)
    expect((await seenBy(cast.lead, input.noteId))?.evidence).toEqual([])
  })

  test('an audience only widens', async () => {
    const { input } = await save({ audience: 'manager' })
    const lead = await as(cast.lead)
    for (const audience of ['me', 'person'] as const) {
      const call = lead.client.coaching.saveNote.mutate({ meta: lead.meta(1), input: { ...input, audience } })
      expect(await refusalOf(call)).toEqual({ code: 'INVALID', details: { field: 'audience' } })
    }
  })

  test('a note is about an analyst of the team, and stays about them', async () => {
    const lead = await as(cast.lead)
    const about = (subjectId: string) =>
      lead.client.coaching.saveNote.mutate({ meta: lead.meta(), input: noteInput(cast, { subjectId }) })
    for (const person of [cast.lead, cast.manager, cast.leadElsewhere])
      expect((await refusalOf(about(person.personId))).code).toBe('NOT_FOUND')
    const { input } = await save()
    const moved = lead.client.coaching.saveNote.mutate({
      meta: lead.meta(1),
      input: { ...input, subjectId: cast.otherAnalyst.personId },
    })
    expect(await refusalOf(moved)).toEqual({ code: 'INVALID', details: { field: 'subjectId' } })
  })
})

describe('acknowledging', () => {
  const acknowledge = async (noteId: string, noteVersion: number) => {
    const analyst = await as(cast.analyst)
    return await analyst.client.coaching.acknowledge.mutate({
      meta: analyst.meta(noteVersion),
      input: { noteId, noteVersion },
    })
  }

  test('holds for the version that was read: a revision is unread again, and an old version is refused', async () => {
    const { input } = await save()
    const { noteId } = input
    const first = await acknowledge(noteId, 1)
    expect(await acknowledge(noteId, 1)).toEqual(first)
    expect((await seenBy(cast.lead, noteId))?.acknowledgedAt).toBe(first.at)

    await save({ ...input, body: { kind: 'quick', text: 'Changed afterwards' } }, 1)
    expect((await seenBy(cast.analyst, noteId))?.acknowledgedAt).toBeNull()
    expect((await refusalOf(acknowledge(noteId, 1))).code).toBe('CONFLICT')
    expect((await acknowledge(noteId, 2)).version).toBe(2)
    expect((await seenBy(cast.lead, noteId))?.acknowledgedAt).not.toBeNull()
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
    expect((await seenBy(cast.analyst, noteId))?.actions.map((one) => one.title)).toEqual(['Finished'])
    await save({ ...input, actions: [item(kept, 'Open again'), item(done, 'Finished')] }, 2)
    const titles = (await seenBy(cast.analyst, noteId))?.actions.map((one) => one.title)
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
