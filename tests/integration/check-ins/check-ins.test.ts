import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '#server/db/database.ts'
import { refusalOf } from '#tests/support/app.ts'
import { makeTeam } from '#tests/support/people.ts'
import {
  analyst,
  app,
  checkInOf,
  consent,
  keys,
  lead,
  manager,
  org,
  own,
  peer,
  save,
  setUp,
  shareWithLead,
  someone,
  team,
  todayOf,
} from './check-ins-setting.ts'

setUp()

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
    expect((await own(analyst)).checkIns.some((checkIn) => checkIn.checkInId === checkInId)).toBe(false)
  })

  it('for oneself leaves no trace where a lead, a manager or a peer could look', async () => {
    const before = await app.owner.selectFrom('change').selectAll().execute()
    await save(analyst)
    await save(analyst, { audience: 'total' })
    const announced = (await app.owner.selectFrom('change').selectAll().execute()).slice(before.length)
    expect(announced.length).toBeGreaterThan(0)
    for (const change of announced)
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
    expect((await own(analyst)).checkIns.find((checkIn) => checkIn.checkInId === checkInId)?.seenBy).toEqual(
      [],
    )
    const personId = analyst.person.personId
    const { checkIns } = await lead.client.checkIns.shared.query({ personId })
    expect(checkIns).toMatchObject([{ checkInId, note: 'for my lead', answers: { energy: 4 } }])
    expect(
      (await own(analyst)).checkIns.find((checkIn) => checkIn.checkInId === checkInId)?.seenBy,
    ).toMatchObject([{ viewer: { name: 'Lead' } }])
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
    const announced = (await app.owner.selectFrom('change').selectAll().execute()).slice(before.length)
    expect(announced.map((change) => change.person_id)).toContain(lead.person.personId)
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
    const endMembership = (personId: string, ends: string | null) =>
      app.owner
        .updateTable('membership')
        .set({ ends_on: ends === null ? null : today })
        .where('person_id', '=', personId)
        .execute()
    for (const gone of [leaving.person.personId, personId]) {
      await endMembership(gone, 'today')
      await sql`select pg_notify('dure_session', session_id::text) from session`.execute(app.owner)
      expect((await refusalOf(leaving.client.checkIns.shared.query({ personId }))).code).toBe('NOT_FOUND')
      await endMembership(gone, null)
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
