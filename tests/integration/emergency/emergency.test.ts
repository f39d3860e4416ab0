/** @module-tag attack */

import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Database, openDatabase } from '#server/db/database.ts'
import type { EmergencyAccess } from '#shared/emergency/views.ts'
import { consent, save as saveCheckIn } from '#tests/integration/check-ins/check-ins-setting.ts'
import { fullRatings } from '#tests/integration/reviews/reviews.world.ts'
import { rubricContent } from '#tests/integration/rubrics/content.ts'
import { refusalOf, type SignedIn, startTestApp, type TestApp } from '#tests/support/app.ts'
import { dure } from '#tests/support/command-line.ts'
import { makeOrg, makePerson, makeTeam, type NewMembership } from '#tests/support/people.ts'

const reason = 'A court asks for the case by noon.'

let app: TestApp
let database: Database
let org: string
let unit: string
let teamId: string
let admin: SignedIn
let second: SignedIn
let manager: SignedIn
let lead: SignedIn
let analyst: SignedIn
let peer: SignedIn

beforeAll(async () => {
  app = await startTestApp()
  database = openDatabase(app.database.appUrl, { connections: 2 })
})
afterAll(async () => {
  await database.close()
  await app.stop()
})
beforeEach(async () => {
  org = await makeOrg(app.owner)
  unit = await makeTeam(app.owner, org, { name: 'Unit' })
  teamId = await makeTeam(app.owner, org, { name: 'Seoul', parentId: unit })
  admin = await signedIn('Admin', { role: 'admin' })
  second = await signedIn('Second', { role: 'admin' })
  manager = await signedIn('Manager', { role: 'manager', teamId: unit })
  lead = await signedIn('Lead', { role: 'lead', teamId })
  analyst = await signedIn('Analyst', { role: 'analyst', teamId })
  peer = await signedIn('Peer', { role: 'analyst', teamId })
})

const signedIn = async (name: string, membership: NewMembership) =>
  await app.signIn(await makePerson(app.owner, org, { name, memberships: [membership] }))

async function ask(who = admin, about = analyst, hours: 1 | 4 | 24 = 4): Promise<string> {
  const accessId = uuidv7()
  await who.client.emergency.ask.mutate({
    meta: who.meta(),
    input: { accessId, subjectId: about.person.personId, reason, hours },
  })
  return accessId
}
const confirm = (who: SignedIn, accessId: string) =>
  who.client.emergency.confirm.mutate({ meta: who.meta(), input: { accessId } })
const end = (who: SignedIn, accessId: string) =>
  who.client.emergency.end.mutate({ meta: who.meta(), input: { accessId } })
async function opened(): Promise<string> {
  const accessId = await ask()
  await confirm(manager, accessId)
  return accessId
}
const listOf = async ({ client }: SignedIn): Promise<EmergencyAccess[]> =>
  (await client.emergency.list.query()).items
const notificationsOf = async ({ client }: SignedIn) =>
  (await client.inbox.list.query()).items
    .map(({ kind }) => kind)
    .filter((kind) => kind.startsWith('emergency'))
const waitingOn = async ({ client }: SignedIn) =>
  (await client.today.list.query()).items.filter(({ kind }) => kind === 'emergency')
const readsOf = ({ client }: SignedIn, accessId: string) => [
  () => client.emergency.scorecard.query({ accessId }),
  () => client.emergency.cases.query({ accessId }),
  () => client.emergency.timeline.query({ accessId }),
]
async function cannotRead(who: SignedIn, accessId: string) {
  for (const read of readsOf(who, accessId)) expect((await refusalOf(read())).code).toBe('NOT_FOUND')
  const bySql = await database.write({ org, person: who.person.personId }, async ({ query }) => {
    const { rows } = await sql<{ subject: string | null }>`
      select app.read_in_emergency(${accessId}, 'cases') as subject`.execute(query)
    return [rows[0]?.subject, await countOf(query, 'audit')]
  })
  expect(bySql).toEqual([null, 0])
}
type Query = Parameters<Parameters<Database['write']>[1]>[0]['query']
async function countOf(query: Query, table: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}`.execute(query)
  return rows[0]?.n ?? 0
}

async function note(about: SignedIn, audience: 'me' | 'person' | 'manager', text: string): Promise<string> {
  const noteId = uuidv7()
  await lead.client.coaching.saveNote.mutate({
    meta: lead.meta(),
    input: {
      ...{ noteId, teamId, subjectId: about.person.personId, audience, body: { kind: 'quick', text } },
      ...{ criterion: null, evidence: [], followUpOn: null, actions: [] },
    },
  })
  return noteId
}
async function decision(analystOf: SignedIn, caseRef: string): Promise<string> {
  await app.owner
    .insertInto('policy')
    .values({ org_id: org, code: 'p', name_ko: null, name_en: null })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const auditId = uuidv7()
  await app.owner
    .insertInto('audit')
    .values({
      ...{ org_id: org, audit_id: auditId, team_id: teamId, analyst_id: analystOf.person.personId },
      ...{ reference: auditId, case_ref: caseRef, policy: 'p', queue: null, language: null },
      ...{ moderator_decision: null, decision: 'fine', verified_decision: null, verified_by: null },
      ...{ outcome: 'unverified', inclusion_probability: null, decided_at: '2026-10-05T01:00:00Z' },
      ...{ content_hash: Buffer.alloc(32), import_id: null },
    })
    .execute()
  return auditId
}
/** Publishes a rubric, and a review on it for each of these. */
async function reviewed(cases: readonly (readonly [SignedIn, string])[]): Promise<void> {
  const content = rubricContent(uuidv7)
  const versionId = uuidv7()
  await lead.client.rubrics.save.mutate({
    meta: lead.meta(),
    input: { versionId, rubricId: uuidv7(), teamId, content },
  })
  await lead.client.rubrics.publish.mutate({ meta: lead.meta(1), input: { versionId } })
  for (const [subject, reference] of cases)
    await lead.client.reviews.publish.mutate({
      meta: lead.meta(),
      input: {
        ...{ reviewId: uuidv7(), teamId, analystId: subject.person.personId, versionId, purpose: 'coaching' },
        case: {
          ...{ kind: 'entered', reference, policy: null, queue: null, language: null, decision: null },
          isCorrect: true,
        },
        ratings: fullRatings(content),
      },
    })
}
/** What there is to read of the analyst and of a peer, and what nobody reads this way. */
async function records(): Promise<void> {
  await decision(analyst, 'of the analyst')
  await decision(peer, 'of the peer')
  const noteId = await note(analyst, 'person', 'shared')
  await analyst.client.coaching.reply.mutate({
    meta: analyst.meta(),
    input: { noteId, replyId: uuidv7(), text: 'a reply' },
  })
  await note(analyst, 'manager', 'for the manager too')
  await note(analyst, 'me', 'of the author alone')
  await note(peer, 'person', 'about the peer')
  await lead.client.goals.save.mutate({
    meta: lead.meta(),
    input: {
      ...{ goalId: uuidv7(), teamId, subjectId: analyst.person.personId, metric: 'accuracy' },
      ...{ baseline: null, target: 0.9, dueOn: '2030-01-01', why: 'a goal' },
    },
  })
  await reviewed([
    [analyst, 'reviewed of the analyst'],
    [peer, 'reviewed of the peer'],
  ])
  await consent(analyst)
  await saveCheckIn(analyst, { audience: 'lead', readerId: lead.person.personId, note: 'a heavy day' })
}

describe('what an administrator asks for', () => {
  it('opens nothing, in neither wall, and is told to who may confirm it and not to the person', async () => {
    await decision(analyst, 'of the analyst')
    const accessId = await ask()
    await cannotRead(admin, accessId)
    for (const who of [second, manager]) {
      expect(await notificationsOf(who)).toEqual(['emergency_waiting'])
      expect(await waitingOn(who)).toMatchObject([{ person: { name: 'Analyst' }, accessId }])
      expect(await listOf(who)).toMatchObject([{ accessId, reason, mayConfirm: true, mayRead: false }])
    }
    for (const who of [analyst, lead, peer]) {
      expect(await notificationsOf(who)).toEqual([])
      expect(await listOf(who)).toEqual([])
    }
    expect(await waitingOn(admin)).toEqual([])
  })

  it('is confirmed by nobody who asked, is the person, or is neither above them nor an administrator', async () => {
    const accessId = await ask()
    expect((await refusalOf(confirm(admin, accessId))).code).toBe('FORBIDDEN')
    for (const who of [analyst, lead, peer])
      expect((await refusalOf(confirm(who, accessId))).code).toBe('NOT_FOUND')
    for (const { person } of [admin, analyst, lead, peer]) {
      const forged = database.write({ org, person: person.personId }, ({ query }) =>
        sql`update emergency_access set confirmed_at = now(), confirmed_by = ${second.person.personId}
          where access_id = ${accessId}`.execute(query),
      )
      const outcome = await forged.then(
        ({ numAffectedRows }) => numAffectedRows,
        (error: Error) => error.message,
      )
      expect([0n, expect.stringMatching(/row-level security/)]).toContainEqual(outcome)
    }
    const made = database.write({ org, person: admin.person.personId }, ({ query }) =>
      sql`insert into emergency_access (org_id, access_id, subject_id, asker_id, reason, hours, confirmed_at, confirmed_by)
        values (${org}, ${uuidv7()}, ${peer.person.personId}, ${admin.person.personId}, ${reason}, 1, now(),
          ${second.person.personId})`.execute(query),
    )
    await made
    const rows = await app.owner
      .selectFrom('emergency_access')
      .selectAll()
      .where('org_id', '=', org)
      .execute()
    expect(rows.filter(({ confirmed_at, confirmed_by }) => confirmed_at || confirmed_by)).toEqual([])
  })

  it('lapses after 24 hours', async () => {
    const accessId = await ask()
    await app.owner
      .updateTable('emergency_access')
      .set({ asked_at: sql<string>`now() - interval '24 hours 1 minute'` })
      .where('access_id', '=', accessId)
      .execute()
    expect(await refusalOf(confirm(manager, accessId))).toMatchObject({
      code: 'CONFLICT',
      details: { reason: 'emergency_lapsed' },
    })
    expect(await waitingOn(manager)).toEqual([])
    expect(await listOf(admin)).toMatchObject([{ state: 'lapsed', mayEnd: false }])
    // The old one does not stand in the way of another.
    await ask()
  })

  it('is declined by who may confirm it: who asked is told, and the person never hears of it', async () => {
    const accessId = await ask()
    expect((await refusalOf(end(analyst, accessId))).code).toBe('NOT_FOUND')
    await end(second, accessId)
    expect(await notificationsOf(admin)).toEqual(['emergency_ended'])
    expect(await listOf(admin)).toMatchObject([{ state: 'declined' }])
    expect([await notificationsOf(analyst), await listOf(analyst)]).toEqual([[], []])
    expect(await refusalOf(confirm(manager, accessId))).toMatchObject({
      details: { reason: 'emergency_declined' },
    })
    await cannotRead(admin, accessId)
  })

  it('stands once at a time, and not about oneself, and not without a reason', async () => {
    await ask()
    expect(await refusalOf(ask())).toMatchObject({ code: 'CONFLICT', details: { reason: 'asked_already' } })
    expect((await refusalOf(ask(admin, admin))).code).toBe('FORBIDDEN')
    for (const who of [lead, manager, analyst])
      expect((await refusalOf(ask(who, peer))).code).toBe('FORBIDDEN')
    const short = admin.client.emergency.ask.mutate({
      meta: admin.meta(),
      input: { accessId: uuidv7(), subjectId: peer.person.personId, reason: '  short   ', hours: 1 },
    })
    expect(await refusalOf(short)).toMatchObject({ code: 'INVALID', details: { field: 'input.reason' } })
  })
})

describe('an access that is open', () => {
  it('tells the person, who lead and manage them, and every administrator: both names and the reason', async () => {
    const accessId = await opened()
    for (const who of [analyst, lead, second, admin])
      expect(await notificationsOf(who), who.person.name).toContain('emergency_opened')
    expect(await notificationsOf(peer)).toEqual([])
    for (const who of [analyst, lead, manager, second])
      expect(await listOf(who), who.person.name).toMatchObject([
        { accessId, reason, asker: { name: 'Admin' }, confirmer: { name: 'Manager' }, state: 'open' },
      ])
    expect(await listOf(peer)).toEqual([])
  })

  it('lets who asked read what leads read and nothing else, each look in the person’s log', async () => {
    await records()
    const accessId = await opened()
    const { scorecard } = await admin.client.emergency.scorecard.query({ accessId })
    expect(scorecard).toMatchObject({ person: { name: 'Analyst' }, teamName: 'Seoul' })
    const { cases } = await admin.client.emergency.cases.query({ accessId })
    expect(cases.map(({ caseRef }) => caseRef)).toEqual(['of the analyst'])
    const { notes, goals, reviews } = await admin.client.emergency.timeline.query({ accessId })
    expect(notes.notes.map(({ body }) => body)).toEqual([
      { kind: 'quick', text: 'for the manager too' },
      { kind: 'quick', text: 'shared' },
    ])
    expect(notes.notes.flatMap(({ replies }) => replies.map(({ text }) => text))).toEqual(['a reply'])
    expect(goals?.goals.map(({ why }) => why)).toEqual(['a goal'])
    expect(reviews?.map(({ caseRef }) => caseRef)).toEqual(['reviewed of the analyst'])
    const log = (await analyst.client.people.viewsOfMe.query()).filter(
      ({ viewer }) => viewer.name === 'Admin',
    )
    expect(log.map(({ kind, how }) => `${kind} ${how}`).sort()).toEqual([
      'cases emergency',
      'person emergency',
      'scorecard emergency',
    ])
    for (const who of [second, manager, lead, analyst])
      for (const read of readsOf(who, accessId)) expect((await refusalOf(read())).code).toBe('NOT_FOUND')
  })

  it('opens no other way to the same record', async () => {
    await records()
    await opened()
    const { personId } = analyst.person
    const { client } = admin
    for (const read of [
      () => client.scorecards.analyst.query({ personId }),
      () => client.audits.cases.query({ personId, filter: 'all' }),
      () => client.coaching.person.query({ personId }),
      () => client.goals.person.query({ personId }),
    ])
      expect((await refusalOf(read())).code).toBe('NOT_FOUND')
    // Nothing but its own door sets it, and only what was entered in the log opens it.
    const [{ access_id = '' } = {}] = await app.owner
      .selectFrom('emergency_access')
      .select('access_id')
      .where('org_id', '=', org)
      .execute()
    const unlogged = await database.read({ org, person: admin.person.personId }, async ({ query }) => {
      await sql`select set_config('app.emergency', ${access_id}, true)`.execute(query)
      return await countOf(query, 'audit')
    })
    expect(unlogged).toBe(0)
  })

  it('shows no wellbeing, no escalation and no private note to any statement of its transaction', async () => {
    await records()
    const accessId = await opened()
    const counts = await database.write({ org, person: admin.person.personId }, async ({ query }) => {
      await sql`select app.read_in_emergency(${accessId}, 'person')`.execute(query)
      const hidden = [
        'check_in',
        'check_in_answer',
        'talk_request',
        'talk_offer',
        'exposure_entry',
        'topic_opt_out',
        'rotation_setting',
        'rotation_request',
        'escalation',
        'audit_day',
      ]
      const found: Record<string, number> = {}
      for (const table of [...hidden, 'audit', 'note', 'goal']) {
        await sql`savepoint before`.execute(query)
        found[table] = await countOf(query, table).catch(() => 0)
        await sql`rollback to before`.execute(query)
      }
      return found
    })
    expect(counts).toEqual({
      ...{
        check_in: 0,
        check_in_answer: 0,
        talk_request: 0,
        talk_offer: 0,
        exposure_entry: 0,
        topic_opt_out: 0,
        rotation_setting: 0,
        rotation_request: 0,
        escalation: 0,
        audit_day: 0,
      },
      ...{ audit: 1, note: 2, goal: 1 },
    })
  })

  it('lets no statement of its transaction write', async () => {
    await records()
    const accessId = await opened()
    const { personId } = admin.person
    const writes = [
      sql`insert into note_reply (org_id, reply_id, note_id, note_author_id, author_id, text)
        select org_id, gen_random_uuid(), note_id, author_id, ${personId}, 'x' from note`,
      sql`update emergency_access set ended_at = now()`,
      sql`update goal set target = 0`,
    ]
    for (const write of writes) {
      const tried = database.write({ org, person: personId }, async ({ query }) => {
        await sql`select app.read_in_emergency(${accessId}, 'person')`.execute(query)
        await sql`savepoint before`.execute(query)
        await expect(sql`set transaction read write`.execute(query)).rejects.toThrow(/read-write mode/)
        await sql`rollback to before`.execute(query)
        // As PostgreSQL says it: the app tells its callers less.
        await expect(write.execute(query)).rejects.toThrow(/read-only transaction/)
        await sql`rollback to before`.execute(query)
        return 'refused'
      })
      expect(await tried).toBe('refused')
    }
  })

  it.each([
    ['who asked', () => admin],
    ['who confirmed', () => manager],
    ['another administrator', () => second],
  ])('is ended by %s, and the next read is refused', async (_, who) => {
    await decision(analyst, 'of the analyst')
    const accessId = await opened()
    await admin.client.emergency.cases.query({ accessId })
    for (const other of [analyst, lead])
      expect((await refusalOf(end(other, accessId))).code).toBe('FORBIDDEN')
    await end(who(), accessId)
    await cannotRead(admin, accessId)
    expect(await notificationsOf(analyst)).toContain('emergency_ended')
    expect(await listOf(analyst)).toMatchObject([{ state: 'ended', reason }])
  })

  it('is over when its hours are, and the person sees it on', async () => {
    await decision(analyst, 'of the analyst')
    const accessId = await opened()
    await app.owner
      .updateTable('emergency_access')
      .set({ confirmed_at: sql<string>`now() - interval '4 hours 1 second'` })
      .where('access_id', '=', accessId)
      .execute()
    await cannotRead(admin, accessId)
    expect(await listOf(analyst)).toMatchObject([{ state: 'over', reason }])
  })

  it('ends with the role of who asked', async () => {
    await decision(analyst, 'of the analyst')
    const accessId = await opened()
    await app.owner
      .updateTable('membership')
      .set({ ends_on: sql<string>`'2020-01-02'` })
      .where('person_id', '=', admin.person.personId)
      .execute()
    // A session is believed for five seconds; the database asks at once.
    await cannotRead(admin, accessId)
  })
})

describe('where nobody could confirm it', () => {
  const run = (...args: string[]) =>
    dure(['break-glass', ...args, '--json'], {
      DATABASE_URL: app.database.appUrl,
      DATABASE_OWNER_URL: app.database.ownerUrl,
      APP_KEY_FILE: app.database.keyFile,
    })

  it('is refused with the reason, also where the only other one is the person', async () => {
    for (const { person } of [second, manager])
      await app.owner.deleteFrom('membership').where('person_id', '=', person.personId).execute()
    const nobody = { code: 'FORBIDDEN', details: { reason: 'nobody_confirms' } }
    expect(await refusalOf(ask())).toEqual(nobody)
    const third = await signedIn('Third', { role: 'admin' })
    expect(await refusalOf(ask(admin, third))).toEqual(nobody)
  })

  it('is opened by the command line, which logs and tells it', async () => {
    // The command line works on the one organisation there is.
    const [first] = await app.owner.selectFrom('org').select('org_id').orderBy('created_at').execute()
    org = first?.org_id ?? ''
    const people = {
      reader: await signedIn('Only administrator', { role: 'admin' }),
      about: await signedIn('Somebody', { role: 'analyst', teamId: await makeTeam(app.owner, org) }),
    }
    const { reader, about } = people
    const given = ['--hours', '1', '--reason', reason]
    const ran = await run(about.person.email, '--for', reader.person.email, ...given)
    expect(ran.code, ran.err).toBe(0)
    const { accessId } = JSON.parse(ran.out) as { accessId: string }
    await reader.client.emergency.cases.query({ accessId })
    expect(await notificationsOf(about)).toEqual(['emergency_opened'])
    expect(await listOf(about)).toMatchObject([{ accessId, reason, confirmer: null, state: 'open' }])
    const trail = await app.owner
      .selectFrom('audit_log')
      .selectAll()
      .where('entity_id', '=', accessId)
      .execute()
    expect(trail).toMatchObject([{ action: 'emergency.open', actor_id: null }])
    for (const wrong of [
      [about.person.email, '--for', about.person.email, ...given],
      [reader.person.email, '--for', about.person.email, ...given],
      [about.person.email, '--for', reader.person.email, '--hours', '2', '--reason', reason],
      [about.person.email, '--for', reader.person.email, '--hours', '1', '--reason', 'short'],
    ])
      expect((await run(...wrong)).code, wrong.join(' ')).toBe(2)
  })
})
