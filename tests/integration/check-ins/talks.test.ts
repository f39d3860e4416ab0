import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import { refusalOf, type SignedIn } from '#tests/support/app.ts'
import { addMembership, makePerson, makeTeam } from '#tests/support/people.ts'
import {
  analyst,
  app,
  lead,
  manager,
  org,
  own,
  peer,
  setUp,
  someone,
  team,
  todayOf,
} from './check-ins-setting.ts'

setUp()

describe('a request to talk', () => {
  const ask = async (who: SignedIn, to: SignedIn) => {
    const requestId = uuidv7()
    await who.client.checkIns.askToTalk.mutate({
      meta: who.meta(),
      input: { requestId, addresseeId: to.person.personId },
    })
    return requestId
  }

  it('needs no consent, waits on the addressee’s Today with a clock on them, and is answered in place', async () => {
    const who = await someone('Asking', 'analyst', team)
    const requestId = await ask(who, lead)
    const row = (await todayOf(lead)).find((item) => item.kind === 'talk')
    expect(row).toMatchObject({ group: 'now', requestId, person: { name: 'Asking' } })
    expect(Object.keys(row ?? {}).sort()).toEqual([
      'at',
      'dueAt',
      'group',
      'key',
      'kind',
      'person',
      'requestId',
    ])
    const [talk] = await lead.client.checkIns.talks.query()
    const days = (Date.parse(talk?.dueAt ?? '') - Date.parse(talk?.askedAt ?? '')) / 86_400_000
    expect(days).toBeGreaterThanOrEqual(9 / 24)
    expect(await lead.client.inbox.list.query()).toMatchObject({
      items: [{ kind: 'talk_requested', entityId: requestId }],
    })
    const proposedAt = '2026-12-01T02:00:00.000Z'
    const answer = (input: { answer: 'will_talk' | 'time_proposed'; proposedAt: string | null }) =>
      lead.client.checkIns.answerTalk.mutate({ meta: lead.meta(), input: { requestId, ...input } })
    expect(await refusalOf(answer({ answer: 'will_talk', proposedAt }))).toMatchObject({
      code: 'INVALID',
      details: { field: 'proposedAt' },
    })
    await answer({ answer: 'time_proposed', proposedAt })
    expect((await todayOf(lead)).some((item) => item.kind === 'talk')).toBe(false)
    expect((await todayOf(who)).find((item) => item.kind === 'talk_answered')).toMatchObject({
      person: { name: 'Lead' },
      answer: 'time_proposed',
      proposedAt: expect.stringContaining('2026-12-01T02:00'),
    })
    await lead.client.checkIns.closeTalk.mutate({ meta: lead.meta(), input: { requestId } })
    expect((await own(who)).talks).toMatchObject([{ requestId, state: 'closed', unheard: false }])
    expect(await refusalOf(answer({ answer: 'will_talk', proposedAt: null }))).toMatchObject({
      code: 'CONFLICT',
      details: { reason: 'talk_closed' },
    })
  })

  it('runs its clock over the days that the organisation itself takes off', async () => {
    const dueAtOf = async (requestId: string) =>
      (await lead.client.checkIns.talks.query()).find((talk) => talk.requestId === requestId)?.dueAt ?? ''
    const before = await dueAtOf(await ask(await someone('Before', 'analyst', team), lead))
    const day = Temporal.Instant.from(before).toZonedDateTimeISO('Asia/Seoul').toPlainDate().toString()
    await app.owner
      .insertInto('calendar_day')
      .values({
        ...{ org_id: org, zone: 'Asia/Seoul', day, works: false, name: 'Founding day', version: 1 },
        ...{ by_id: manager.person.personId, applied_at: null },
      })
      .execute()
    const after = await dueAtOf(await ask(await someone('After', 'analyst', team), lead))
    await app.owner.deleteFrom('calendar_day').where('org_id', '=', org).execute()
    const dueOn = Temporal.Instant.from(after).toZonedDateTimeISO('Asia/Seoul').toPlainDate().toString()
    expect(dueOn > day).toBe(true)
  })

  it('is not linked to any check-in, and nobody but the two hears of it', async () => {
    const before = await app.owner.selectFrom('change').selectAll().execute()
    const requestId = await ask(peer, manager)
    const announced = (await app.owner.selectFrom('change').selectAll().execute()).slice(before.length)
    expect(new Set(announced.map((change) => change.person_id))).toEqual(
      new Set([peer.person.personId, manager.person.personId]),
    )
    expect((await lead.client.checkIns.talks.query()).some((talk) => talk.requestId === requestId)).toBe(
      false,
    )
    expect((await todayOf(lead)).some((item) => item.kind === 'talk' && item.requestId === requestId)).toBe(
      false,
    )
    await peer.client.checkIns.withdrawTalk.mutate({ meta: peer.meta(), input: { requestId } })
    expect((await todayOf(manager)).some((item) => item.kind === 'talk')).toBe(false)
  })

  it('says so where the addressee is nobody’s lead any more', async () => {
    const other = await makeTeam(app.owner, org)
    const leaving = await someone('Gone', 'lead', other)
    const who = await someone('Left', 'analyst', other)
    const requestId = await ask(who, leaving)
    await app.owner
      .updateTable('membership')
      .set({ ends_on: sql<string>`(now() at time zone 'Asia/Seoul')::date` })
      .where('person_id', '=', leaving.person.personId)
      .execute()
    expect((await own(who)).talks).toMatchObject([{ requestId, state: 'asked', unheard: true }])
    expect(await leaving.client.checkIns.talks.query()).toEqual([])
  })

  it('may go to a partner for wellbeing, by name', async () => {
    const partner = await makePerson(app.owner, org, { name: 'Counsellor' })
    await addMembership(
      app.owner,
      { org, personId: partner.personId },
      { role: 'partner', function: 'wellbeing' },
    )
    const counsellor = await app.signIn(partner)
    const { addressees } = await own(analyst)
    expect(addressees.map(({ person, standing }) => [person.name, standing])).toEqual([
      ['Lead', 'lead'],
      ['Manager', 'manager'],
      ['Counsellor', 'wellbeing'],
    ])
    const requestId = await ask(analyst, counsellor)
    expect(await counsellor.client.checkIns.talks.query()).toMatchObject([
      { requestId, from: { name: 'Analyst' } },
    ])
  })
})

describe('exposure', () => {
  it('is one’s own: the lead sees the team’s budget and nothing of what anybody entered', async () => {
    const entry = { entryId: uuidv7(), day: new Date(Date.now() + 32_400_000).toISOString().slice(0, 10) }
    const input = { ...entry, harm: 'violence', minutes: 200, startedAt: null } as const
    await analyst.client.checkIns.saveExposure.mutate({ meta: analyst.meta(), input })
    await analyst.client.checkIns.saveExposure.mutate({
      meta: analyst.meta(),
      input: { ...input, minutes: 220 },
    })
    await lead.client.checkIns.setBudget.mutate({
      meta: lead.meta(0),
      input: { teamId: team, minutesPerDay: 210, minutesWithoutBreak: 60 },
    })
    const view = await analyst.client.checkIns.exposure.query()
    expect(view.entries).toMatchObject([{ minutes: 220, version: 2 }])
    expect(view.budget).toEqual({ minutesPerDay: 210, minutesWithoutBreak: 60 })
    expect((await lead.client.checkIns.exposure.query()).entries).toEqual([])
    const tomorrow = new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10)
    const early = { ...input, entryId: uuidv7(), day: tomorrow }
    expect(
      await refusalOf(analyst.client.checkIns.saveExposure.mutate({ meta: analyst.meta(), input: early })),
    ).toMatchObject({ code: 'INVALID', details: { field: 'day' } })
    await analyst.client.checkIns.removeExposure.mutate({
      meta: analyst.meta(),
      input: { entryId: entry.entryId },
    })
    expect((await analyst.client.checkIns.exposure.query()).entries).toEqual([])
  })
})

describe('news of a failure', () => {
  it('waits for the person’s working hours; the lead is told when, and nothing of their day', async () => {
    const who = await someone('Rostered', 'analyst', team)
    const { personId } = who.person
    const hour = 3_600_000
    const shift = async (from: number, until: number) => {
      await app.owner
        .insertInto('shift')
        .values({
          ...{ org_id: org, shift_id: uuidv7(), person_id: personId, kind: 'work' },
          starts_at: new Date(Date.now() + from * hour).toISOString(),
          ends_at: new Date(Date.now() + until * hour).toISOString(),
        })
        .execute()
    }
    await shift(-20, -11)
    await shift(4, 13)
    const noteId = uuidv7()
    const body = { kind: 'sbi', situation: 's', behaviour: 'b', impact: 'i' } as const
    const shared = { teamId: team, subjectId: personId, audience: 'person', criterion: null } as const
    const rest = { evidence: [], followUpOn: null, actions: [] }
    const { notBefore } = await lead.client.checkIns.delivery.query({ personId })
    expect(Math.abs(Date.parse(notBefore ?? '') - Date.now() - 4 * hour)).toBeLessThan(60_000)
    await lead.client.coaching.saveNote.mutate({
      meta: lead.meta(),
      input: { noteId, body, ...shared, ...rest },
    })
    // After sharing it is said as before: by when it was written.
    const after = { personId, writtenAt: new Date().toISOString() }
    expect((await lead.client.checkIns.delivery.query(after)).notBefore).toBe(notBefore)
    const praise = { noteId: uuidv7(), body: { kind: 'recognition', text: 'well done' } as const }
    await lead.client.coaching.saveNote.mutate({
      meta: lead.meta(),
      input: { ...praise, ...shared, ...rest },
    })
    const notes = async () =>
      (await todayOf(who)).flatMap((item) => (item.kind === 'note_to_read' ? [item.noteId] : []))
    const notifications = async () =>
      (await who.client.inbox.list.query()).items.map(({ entityId }) => entityId)
    expect(await notes()).toEqual([praise.noteId])
    expect(await notifications()).toEqual([praise.noteId])
    // The record itself is not falsified: who looks, finds it.
    expect((await who.client.coaching.person.query({ personId })).notes).toHaveLength(2)
    // Had they been at work, it would have been there.
    await shift(-1, 6)
    expect((await notes()).sort()).toEqual([noteId, praise.noteId].sort())
    // Not after what they had seen was heavy; the lead hears nothing of that.
    await app.owner
      .insertInto('exposure_entry')
      .values({
        ...{ org_id: org, entry_id: uuidv7(), person_id: personId, harm: 'violence', minutes: 400 },
        day: new Date(Date.now() + 9 * hour).toISOString().slice(0, 10),
        ...{ started_at: null, entered_at: new Date(Date.now() - hour / 2).toISOString() },
      })
      .execute()
    expect(await notes()).toEqual([praise.noteId])
    expect((await lead.client.checkIns.delivery.query({ personId })).notBefore).toBeNull()
  })
})
