import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { dayFromToday, makeAudit, noteInput } from '#tests/integration/coaching/cast.ts'
import { refusalOf } from '#tests/support/app.ts'
import { app, as, cast, save, seenBy, setUp } from './coaching-setting.ts'

setUp()

describe('saving', () => {
  test('keeps everything that was written', async () => {
    const keys = { org: cast.org, teamId: cast.teamId, analystId: cast.analyst.personId }
    const evidence = [await makeAudit(app.owner, keys), await makeAudit(app.owner, keys)].sort()
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
    const keys = { org: cast.org, teamId: cast.teamId, analystId: cast.analyst.personId }
    const taken = await save({
      actions: [{ actionId: randomUUID(), ownerId: cast.analyst.personId, title: 'Taken', dueOn: null }],
    })
    // The note, its revision and its evidence are written before the action's id turns out to be another note's.
    const input = noteInput(cast, {
      evidence: [await makeAudit(app.owner, keys)],
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
    const keys = { org: cast.org, teamId: cast.teamId, analystId: cast.analyst.personId }
    const own = await makeAudit(app.owner, keys)
    const others = await makeAudit(app.owner, { ...keys, analystId: cast.otherAnalyst.personId })
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
