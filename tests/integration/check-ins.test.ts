import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type OwnerDatabase, openDatabase, openOwner } from '#server/db/database.ts'
import { forgetExpired } from '#server/features/check-ins/jobs.ts'
import { closePeriods } from '#server/features/check-ins/totals-jobs.ts'
import { type Keystore, openKeystore } from '#server/keys/keystore.ts'
import type { SaveCheckInInput } from '#shared/check-ins/contracts.ts'
import { periodOf, shifted } from '#shared/check-ins/totals-rules.ts'
import { refusalOf, type SignedIn, startTestApp, type TestApp } from '#tests/support/app.ts'
import { addStanding, makeOrg, makePerson, makeTeam } from '#tests/support/people.ts'

let app: TestApp
let keys: Keystore
let owner: OwnerDatabase
let org: string
let team: string
let unit: string
let analyst: SignedIn
let peer: SignedIn
let lead: SignedIn
let manager: SignedIn

const someone = async (name: string, role: 'analyst' | 'lead' | 'manager', teamId: string) =>
  await app.signIn(await makePerson(app.owner, org, { name, standings: [{ role, teamId }] }))

beforeAll(async () => {
  app = await startTestApp()
  keys = openKeystore(app.database.keyFile)
  owner = openOwner(app.database.ownerUrl)
  org = await makeOrg(app.owner)
  unit = await makeTeam(app.owner, org, { name: 'Unit' })
  team = await makeTeam(app.owner, org, { name: 'Team', parentId: unit })
  analyst = await someone('Analyst', 'analyst', team)
  peer = await someone('Peer', 'analyst', team)
  lead = await someone('Lead', 'lead', team)
  manager = await someone('Manager', 'manager', unit)
})
afterAll(async () => {
  keys.close()
  await owner.close()
  await app.stop()
})

const consent = (who: SignedIn, given = true) =>
  who.client.checkIns.setConsent.mutate({ meta: who.meta(), input: { given, textVersion: 1 } })
const checkInOf = (some: Partial<SaveCheckInInput> = {}): SaveCheckInInput => ({
  checkInId: uuidv7(),
  answers: { energy: 4, load: 2, support: null },
  note: '오늘은 조금 무거웠어요',
  audience: 'me',
  readerId: null,
  ...some,
})
async function save(who: SignedIn, some: Partial<SaveCheckInInput> = {}): Promise<string> {
  const input = checkInOf(some)
  await who.client.checkIns.save.mutate({ meta: who.meta(), input })
  return input.checkInId
}
const shareWithLead = (who = analyst) =>
  save(who, { audience: 'lead', readerId: lead.person.personId, note: 'for my lead' })
const own = async (who: SignedIn) => await who.client.checkIns.own.query()
const todayOf = async (who: SignedIn) => (await who.client.today.list.query()).items

describe('consent', () => {
  it('comes before a check-in, is kept as a log, and withdrawn takes everything with it', async () => {
    const who = await someone('Consenting', 'analyst', team)
    expect((await own(who)).consent).toBeNull()
    const refused = await refusalOf(save(who))
    expect(refused).toMatchObject({ code: 'FORBIDDEN', details: { reason: 'no_consent' } })
    await consent(who)
    const checkInId = await save(who)
    expect((await own(who)).checkIns).toMatchObject([
      {
        checkInId,
        answers: { energy: 4, load: 2, support: null },
        note: '오늘은 조금 무거웠어요',
        audience: 'me',
      },
    ])
    await consent(who, false)
    const after = await who.client.checkIns.download.query()
    expect(after.checkIns).toEqual([])
    expect(after.consents.map(({ given }) => given)).toEqual([false, true])
    for (const table of ['check_in', 'check_in_answer'] as const) {
      const rows = await app.owner
        .selectFrom(table)
        .selectAll()
        .where('person_id', '=', who.person.personId)
        .execute()
      expect(rows).toEqual([])
    }
    expect(keys.find({ org, person: who.person.personId, item: checkInId })).toBeUndefined()
    expect((await refusalOf(save(who))).code).toBe('FORBIDDEN')
  })

  it('is the database’s rule as well', async () => {
    const who = await someone('Bare', 'analyst', team)
    const database = openDatabase(app.database.appUrl)
    const { personId } = who.person
    await expect(
      database.write({ org, person: personId }, (db) =>
        sql`insert into check_in (org_id, check_in_id, person_id, audience, claimed_at)
          values (${org}, ${uuidv7()}, ${personId}, 'me', now())`.execute(db.query),
      ),
    ).rejects.toMatchObject({ code: '42501' })
    await database.close()
  })
})

describe('a check-in', () => {
  beforeAll(() => consent(analyst))

  it('says something, and names a reader who is the person’s lead', async () => {
    const nothing = { answers: { energy: null, load: null, support: null }, note: null }
    expect(await refusalOf(save(analyst, nothing))).toMatchObject({
      code: 'INVALID',
      details: { field: 'answers' },
    })
    for (const [audience, readerId] of [
      ['lead', null],
      ['me', lead.person.personId],
      ['lead', manager.person.personId],
      ['lead', peer.person.personId],
    ] as const)
      expect(await refusalOf(save(analyst, { audience, readerId }))).toMatchObject({
        code: 'INVALID',
        details: { field: 'readerId' },
      })
    await consent(lead)
    expect((await own(lead)).leads).toEqual([{ personId: manager.person.personId, name: 'Manager' }])
    await save(lead, { audience: 'lead', readerId: manager.person.personId })
    expect((await own(manager)).leads).toEqual([])
  })

  it('sent twice is one; the same id with other answers is refused; gone, its repeat is still a repeat', async () => {
    const input = checkInOf()
    const meta = analyst.meta()
    const first = await analyst.client.checkIns.save.mutate({ meta, input })
    expect(await analyst.client.checkIns.save.mutate({ meta, input })).toEqual(first)
    const other = { ...input, answers: { ...input.answers, energy: 1 } }
    expect(await refusalOf(analyst.client.checkIns.save.mutate({ meta, input: other }))).toMatchObject({
      code: 'CONFLICT',
      details: { reason: 'command_id_reused' },
    })
    const { checkInId } = input
    await analyst.client.checkIns.remove.mutate({ meta: analyst.meta(), input: { checkInId } })
    expect(await analyst.client.checkIns.save.mutate({ meta, input })).toEqual(first)
    expect((await own(analyst)).checkIns.some((one) => one.checkInId === checkInId)).toBe(false)
  })

  it('for oneself leaves no trace where a lead, a manager or a peer could look', async () => {
    const before = await app.owner.selectFrom('change').selectAll().execute()
    await save(analyst)
    await save(analyst, { audience: 'total' })
    const told = (await app.owner.selectFrom('change').selectAll().execute()).slice(before.length)
    expect(told.length).toBeGreaterThan(0)
    for (const change of told)
      expect(change).toMatchObject({ person_id: analyst.person.personId, team_id: null })
    const database = openDatabase(app.database.appUrl)
    for (const who of [lead, manager, peer]) {
      const seen = await database.read({ org, person: who.person.personId }, async (db) => ({
        checkIns: await db.query
          .selectFrom('check_in')
          .select('check_in_id')
          .where('person_id', '=', analyst.person.personId)
          .execute(),
        answers: await db.query
          .selectFrom('check_in_answer')
          .select('check_in_id')
          .where('person_id', '=', analyst.person.personId)
          .execute(),
        consents: await db.query
          .selectFrom('check_in_consent')
          .select('given')
          .where('person_id', '=', analyst.person.personId)
          .execute(),
      }))
      expect(seen).toEqual({ checkIns: [], answers: [], consents: [] })
    }
    await database.close()
  })

  it('shared is announced without its words, read by that lead alone, and the person sees that it was', async () => {
    const checkInId = await shareWithLead()
    expect(await lead.client.checkIns.sharedWithMe.query()).toMatchObject([
      { checkInId, person: { name: 'Analyst' }, read: false },
    ])
    const row = (await todayOf(lead)).find((item) => item.kind === 'check_in_shared')
    expect(row).toMatchObject({ group: 'people', person: { name: 'Analyst' }, checkInId })
    expect((await own(analyst)).checkIns.find((one) => one.checkInId === checkInId)?.seenBy).toEqual([])
    const personId = analyst.person.personId
    const { checkIns } = await lead.client.checkIns.shared.query({ personId })
    expect(checkIns).toMatchObject([{ checkInId, note: 'for my lead', answers: { energy: 4 } }])
    expect((await own(analyst)).checkIns.find((one) => one.checkInId === checkInId)?.seenBy).toMatchObject([
      { viewer: { name: 'Lead' } },
    ])
    const views = await analyst.client.people.viewsOfMe.query()
    expect(views.filter(({ kind }) => kind === 'check_in')).toMatchObject([{ viewer: { name: 'Lead' } }])
    expect((await todayOf(lead)).some((item) => item.kind === 'check_in_shared')).toBe(false)
    for (const who of [manager, peer])
      expect((await refusalOf(who.client.checkIns.shared.query({ personId }))).code).toBe('NOT_FOUND')
  })

  it('taken back is gone for the lead at once, and the lead’s phone hears of it', async () => {
    const personId = peer.person.personId
    await consent(peer)
    const checkInId = await shareWithLead(peer)
    await lead.client.checkIns.shared.query({ personId })
    const before = await app.owner.selectFrom('change').selectAll().execute()
    await peer.client.checkIns.takeBack.mutate({ meta: peer.meta(), input: { checkInId } })
    const told = (await app.owner.selectFrom('change').selectAll().execute()).slice(before.length)
    expect(told.map((change) => change.person_id)).toContain(lead.person.personId)
    expect((await refusalOf(lead.client.checkIns.shared.query({ personId }))).code).toBe('NOT_FOUND')
    expect((await own(peer)).checkIns).toMatchObject([
      { checkInId, audience: 'me', reader: null, version: 2 },
    ])
  })

  it('is closed to a lead from the day they hand over, and when the person changes teams', async () => {
    const other = await makeTeam(app.owner, org, { name: 'Other' })
    const leaving = await someone('Leaving', 'lead', other)
    const who = await someone('Staying', 'analyst', other)
    const personId = who.person.personId
    await consent(who)
    await save(who, { audience: 'lead', readerId: leaving.person.personId })
    await leaving.client.checkIns.shared.query({ personId })
    const today = sql<string>`(now() at time zone 'Asia/Seoul')::date`
    const endStanding = (of: string, ends: string | null) =>
      app.owner
        .updateTable('membership')
        .set({ ends_on: ends === null ? null : today })
        .where('person_id', '=', of)
        .execute()
    for (const gone of [leaving.person.personId, personId]) {
      await endStanding(gone, 'today')
      await sql`select pg_notify('dure_session', session_id::text) from session`.execute(app.owner)
      expect((await refusalOf(leaving.client.checkIns.shared.query({ personId }))).code).toBe('NOT_FOUND')
      await endStanding(gone, null)
    }
    expect((await leaving.client.checkIns.shared.query({ personId })).checkIns).toHaveLength(1)
  })

  it('is offered once a week to who consented, and skipping it is settling it', async () => {
    const who = await someone('Weekly', 'analyst', team)
    const due = async () => (await todayOf(who)).filter((item) => item.kind === 'check_in_due')
    expect(await due()).toEqual([])
    await consent(who)
    const [row] = await due()
    expect(row).toMatchObject({ group: 'today', person: { personId: who.person.personId } })
    await who.client.today.settle.mutate({
      meta: who.meta(),
      input: { key: row?.key ?? '', how: 'done', until: null },
    })
    expect(await due()).toEqual([])
    await who.client.today.unsettle.mutate({ meta: who.meta(), input: { key: row?.key ?? '' } })
    expect(await due()).toHaveLength(1)
    await save(who)
    expect(await due()).toEqual([])
  })
})

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

  it('is not linked to any check-in, and nobody but the two hears of it', async () => {
    const before = await app.owner.selectFrom('change').selectAll().execute()
    const requestId = await ask(peer, manager)
    const told = (await app.owner.selectFrom('change').selectAll().execute()).slice(before.length)
    expect(new Set(told.map((change) => change.person_id))).toEqual(
      new Set([peer.person.personId, manager.person.personId]),
    )
    expect((await lead.client.checkIns.talks.query()).some((one) => one.requestId === requestId)).toBe(false)
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
    await addStanding(
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
    const praise = { noteId: uuidv7(), body: { kind: 'recognition', text: 'well done' } as const }
    await lead.client.coaching.saveNote.mutate({
      meta: lead.meta(),
      input: { ...praise, ...shared, ...rest },
    })
    const notes = async () =>
      (await todayOf(who)).flatMap((item) => (item.kind === 'note_to_read' ? [item.noteId] : []))
    const news = async () => (await who.client.inbox.list.query()).items.map(({ entityId }) => entityId)
    expect(await notes()).toEqual([praise.noteId])
    expect(await news()).toEqual([praise.noteId])
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

describe('team totals', () => {
  const today = () => new Date(Date.now() + 32_400_000).toISOString().slice(0, 10)
  const at = (day: string) => () => Date.parse(`${day}T03:00:00Z`)

  it('are worked out when a period closes, from those who count themselves in, and never change again', async () => {
    const big = await makeTeam(app.owner, org, { name: 'Twelve', parentId: unit })
    const bigLead = await someone('Lead of twelve', 'lead', big)
    const people = await Promise.all(Array.from({ length: 12 }, (_, n) => someone(`T${n}`, 'analyst', big)))
    for (const [n, who] of people.slice(0, 7).entries()) {
      await consent(who)
      await save(who, {
        audience: 'total',
        answers: { energy: n < 5 ? 4 : 2, load: n < 4 ? 1 : null, support: null },
      })
    }
    for (const who of people.slice(7, 9)) {
      await consent(who)
      await save(who, { answers: { energy: 1, load: 1, support: 1 } })
    }
    const current = periodOf(today())
    const totals = async () => await bigLead.client.checkIns.totals.query({ teamId: big })
    await app.owner
      .updateTable('org')
      .set({ created_at: '2026-01-01T00:00:00Z' })
      .where('org_id', '=', org)
      .execute()
    await closePeriods({ db: owner.db, keys, now: Date.now })
    expect((await totals()).periods.flatMap(({ items }) => items).every(({ value }) => value === null)).toBe(
      true,
    )
    expect(await totals()).toMatchObject({ current: { ...current, closesOn: shifted(current, 1).from } })

    const next = at(shifted(current, 1).from)
    await closePeriods({ db: owner.db, keys, now: next })
    const [closed] = (await totals()).periods
    // (5 x 4 + 2 x 2) / 7 = 3.43: 60.7 of 100.
    expect(closed).toEqual({
      ...current,
      items: [
        { item: 'energy', value: 60, why: null },
        { item: 'load', value: null, why: 'few' },
        { item: 'support', value: null, why: 'few' },
      ],
      response: 'half',
    })
    // Signed in again: which teams there are is remembered for a moment.
    const above = await app.signIn(manager.person)
    expect((await above.client.checkIns.totals.query({ teamId: big })).periods[0]).toEqual(closed)
    // Whoever takes back, deletes or adds afterwards changes nothing.
    const [first] = people
    if (first) await consent(first, false)
    await closePeriods({ db: owner.db, keys, now: next })
    expect((await totals()).periods[0]).toEqual(closed)
  })

  it('of a small team say that it is small, and are not for its analysts', async () => {
    const small = await makeTeam(app.owner, org, { name: 'Four' })
    const smallLead = await someone('Lead of four', 'lead', small)
    const four = await Promise.all(Array.from({ length: 4 }, (_, n) => someone(`F${n}`, 'analyst', small)))
    const after = shifted(periodOf(today()), 2)
    await closePeriods({ db: owner.db, keys, now: at(after.from) })
    const { periods } = await smallLead.client.checkIns.totals.query({ teamId: small })
    expect(periods[0]).toMatchObject({ from: shifted(after, -1).from, response: null })
    expect(new Set(periods[0]?.items.map(({ why }) => why))).toEqual(new Set(['small']))
    const [one] = four
    expect(one && (await refusalOf(one.client.checkIns.totals.query({ teamId: small }))).code).toBe(
      'NOT_FOUND',
    )
  })

  it('close once, however many processes close them', async () => {
    const period = shifted(periodOf(today()), 4)
    await Promise.all(
      Array.from({ length: 4 }, () => closePeriods({ db: owner.db, keys, now: at(period.from) })),
    )
    const rows = await app.owner
      .selectFrom('check_in_total')
      .select(['team_id', 'item'])
      .where('from_day', '=', shifted(period, -1).from)
      .execute()
    expect(new Set(rows.map(({ team_id, item }) => `${team_id} ${item}`)).size).toBe(rows.length)
    expect(rows.length).toBeGreaterThan(0)
  })
})

it('what is older than the organisation keeps it goes, with its key', async () => {
  const who = await someone('Old', 'analyst', team)
  await consent(who)
  const [old, young] = [await save(who), await save(who)]
  await app.owner
    .updateTable('check_in')
    .set({ at: sql<string>`now() - interval '91 days'` })
    .where('check_in_id', '=', old)
    .execute()
  await forgetExpired({ db: owner.db, keys, now: Date.now })
  expect((await own(who)).checkIns.map(({ checkInId }) => checkInId)).toEqual([young])
  const ref = { org, person: who.person.personId }
  expect(keys.find({ ...ref, item: old })).toBeUndefined()
  expect(keys.find({ ...ref, item: young })).toBeDefined()
})
