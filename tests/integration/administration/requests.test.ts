/** @module-tag attack */

import { sql } from 'kysely'
import { pino } from 'pino'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Database, openDatabase, openOwner } from '#server/db/database.ts'
import { settleRequests } from '#server/features/administration/request-jobs.ts'
import { settleRequest } from '#server/features/administration/request-queries.ts'
import { setPeriod } from '#server/features/administration/retention-queries.ts'
import { openKeystore } from '#server/keys/keystore.ts'
import { formerMember } from '#shared/people/former-member.ts'
import { refusalOf, type SignedIn, startTestApp, type TestApp } from '#tests/support/app.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import {
  addMembership,
  makeOrg,
  makePerson,
  makeTeam,
  type NewMembership,
  type TestPerson,
} from '#tests/support/people.ts'

/** What one administrator asks of erasures, holds and periods and another one confirms; the server's own job does it. */
let app: TestApp
let database: Database
let org: string
let teamId: string
let admin: SignedIn
let second: SignedIn
let third: SignedIn
let analyst: SignedIn
let foreign: SignedIn

beforeAll(async () => {
  app = await startTestApp()
  database = openDatabase(app.database.appUrl, { connections: 2 })
  const other = await makeOrg(app.owner)
  foreign = await app.signIn(await makePerson(app.owner, other, { memberships: [{ role: 'admin' }] }))
})
afterAll(async () => {
  await database.close()
  await app.stop()
})
beforeEach(async () => {
  org = await makeOrg(app.owner)
  teamId = await makeTeam(app.owner, org, { name: 'Seoul' })
  admin = await signedIn('Admin', { role: 'admin' })
  second = await signedIn('Second', { role: 'admin' })
  third = await signedIn('Third', { role: 'admin' })
  analyst = await signedIn('Analyst', { role: 'analyst', teamId })
})

const signedIn = async (name: string, membership: NewMembership) =>
  await app.signIn(await makePerson(app.owner, org, { name, memberships: [membership] }))
const reason = 'they asked for it in writing'

async function askErasure({
  by = admin,
  person = analyst.person,
  name,
}: {
  by?: SignedIn
  person?: TestPerson
  name?: string
} = {}): Promise<string> {
  const requestId = uuidv7()
  const input = { requestId, personId: person.personId, name: name ?? person.name, reason }
  await by.client.administration.askErasure.mutate({ meta: by.meta(), input })
  return requestId
}
async function askPeriod(days: number, by = admin): Promise<string> {
  const requestId = uuidv7()
  const input = { requestId, kind: 'coaching' as const, days, reason }
  await by.client.administration.askPeriod.mutate({ meta: by.meta(), input })
  return requestId
}
async function placeHold(personId: string | null, given: { untoldReason?: string; teamId?: string } = {}) {
  const holdId = uuidv7()
  const onTeam = given.teamId !== undefined
  const input = {
    ...{ holdId, personId, teamId: given.teamId ?? null, untoldReason: given.untoldReason ?? null },
    ...{ fromOn: onTeam ? '2020-01-01' : null, untilOn: onTeam ? '2030-01-01' : null },
    ...{ reason: 'a claim before the court', reviewOn: '2035-01-01' },
  }
  await admin.client.administration.placeHold.mutate({ meta: admin.meta(), input })
  return holdId
}
async function askHoldEnd(holdId: string, by = admin): Promise<string> {
  const requestId = uuidv7()
  await by.client.administration.askHoldEnd.mutate({ meta: by.meta(), input: { requestId, holdId, reason } })
  return requestId
}
const confirm = (who: SignedIn, requestId: string, meta = who.meta()) =>
  who.client.administration.confirmRequest.mutate({ meta, input: { requestId } })
const end = (who: SignedIn, requestId: string) =>
  who.client.administration.endRequest.mutate({ meta: who.meta(), input: { requestId } })
const requestsOf = async ({ client }: SignedIn) => (await client.administration.requests.query()).items
const requestOf = async (who: SignedIn, requestId: string) =>
  (await requestsOf(who)).find((item) => item.requestId === requestId)
const counted = (requestId: string, who = admin) =>
  expect.poll(async () => (await requestOf(who, requestId))?.counts, { timeout: 30_000 }).not.toBeNull()
const isDone = (requestId: string, who = admin) =>
  expect.poll(async () => (await requestOf(who, requestId))?.state, { timeout: 30_000 }).toBe('done')
const waits = (requestId: string, who = admin) =>
  expect.poll(async () => (await requestOf(who, requestId))?.state, { timeout: 30_000 }).toBe('waits')
const notificationsOf = async ({ client }: SignedIn) =>
  (await client.inbox.list.query()).items.map(({ kind }) => kind)
const todayOf = async ({ client }: SignedIn) =>
  (await client.today.list.query()).items.filter(({ kind }) => kind === 'confirmation')
async function namesOf(personId: string): Promise<string[]> {
  const rows = await app.owner
    .selectFrom('person')
    .select('name')
    .where('org_id', '=', org)
    .where('person_id', '=', personId)
    .execute()
  return rows.map(({ name }) => name)
}
const bySql = (who: SignedIn, statement: ReturnType<typeof sql>) =>
  database.write({ org, person: who.person.personId }, ({ query }) => statement.execute(query))
/** Somebody whom the administrator makes another one, as far as one alone can. */
async function madeAdministrator() {
  const person = await makePerson(app.owner, org, { name: 'Made' })
  const membershipId = uuidv7()
  const startsOn = Temporal.Now.plainDateISO('Asia/Seoul').toString()
  const role = { membershipId, role: 'admin' as const, teamId: null, function: null, startsOn, endsOn: null }
  const input = { personId: person.personId, standing: role }
  await admin.client.administration.giveRole.mutate({ meta: admin.meta(), input })
  /** Returns them as they are signed in from then on. */
  const isConfirmedBy = async (who: SignedIn) => {
    await who.client.administration.confirmRole.mutate({ meta: who.meta(), input: { membershipId } })
    return await app.signIn(person)
  }
  return { as: await app.signIn(person), isConfirmedBy }
}
const confirmedBySql = (requestId: string) =>
  sql`update retention_request set confirmed_at = now() where request_id = ${requestId}`
const actionsOf = async (entity: string) =>
  (
    await app.owner
      .selectFrom('audit_log')
      .select(['action', 'actor_id'])
      .where('org_id', '=', org)
      .where('entity_id', '=', entity)
      .execute()
  ).map(({ action, actor_id }) => `${action} ${actor_id ?? 'server'}`)

describe('an erasure', () => {
  it('waits for a second administrator, who sees what would go; the person hears nothing of it', async () => {
    const requestId = await askErasure()
    await counted(requestId)
    for (const who of [second, third]) {
      expect(await todayOf(who)).toMatchObject([{ what: 'retention', person: { name: 'Admin' } }])
      expect(await notificationsOf(who)).toEqual(['request_waiting'])
      expect(await requestOf(who, requestId)).toMatchObject({
        mayConfirm: true,
        mayEnd: true,
        state: 'asked',
      })
    }
    const own = await requestOf(admin, requestId)
    expect(own).toMatchObject({ mayConfirm: false, mayEnd: true, person: { name: 'Analyst' } })
    expect(own?.counts?.find(({ kind }) => kind === 'access')?.deleted).toBeGreaterThan(0)
    expect(await todayOf(admin)).toEqual([])
    expect(await notificationsOf(analyst)).toEqual([])
    expect((await refusalOf(analyst.client.administration.requests.query())).code).toBe('FORBIDDEN')
    expect(await namesOf(analyst.person.personId)).toEqual(['Analyst'])
  })

  it('is done once a second one confirmed it: their sessions end, and who asked and confirmed stays', async () => {
    const requestId = await askErasure()
    await counted(requestId)
    await confirm(second, requestId)
    await isDone(requestId)
    expect(await namesOf(analyst.person.personId)).toEqual([])
    expect(await namesOf(formerMember.personId)).toEqual([formerMember.name])
    expect((await refusalOf(analyst.client.today.list.query())).code).toBe('UNAUTHORIZED')
    expect(await requestOf(third, requestId)).toMatchObject({
      ...{ person: null, reason: '…', asker: { name: 'Admin' }, confirmer: { name: 'Second' } },
      ...{ state: 'done', mayConfirm: false, mayEnd: false },
    })
    expect((await actionsOf(requestId)).toSorted()).toEqual(
      [
        `administration.askErasure ${admin.person.personId}`,
        `administration.confirmRequest ${second.person.personId}`,
        'administration.request.done server',
      ].toSorted(),
    )
    expect(await actionsOf(analyst.person.personId)).toContain('person.erase server')
    expect(await notificationsOf(admin)).toContain('request_decided')
  })

  it('is confirmed neither by who asked, nor by the person, nor by who does not administer', async () => {
    const requestId = await askErasure({ person: third.person })
    await counted(requestId)
    expect((await refusalOf(confirm(admin, requestId))).code).toBe('FORBIDDEN')
    for (const who of [third, analyst, foreign]) {
      expect((await refusalOf(confirm(who, requestId))).code, who.person.name).toBe('NOT_FOUND')
      expect((await refusalOf(end(who, requestId))).code, who.person.name).toBe('NOT_FOUND')
    }
    expect(await requestOf(third, requestId)).toBeUndefined()
    for (const who of [admin, third, analyst]) {
      const forged = await bySql(
        who,
        sql`update retention_request set confirmed_at = now(), confirmed_by = ${second.person.personId}
          where request_id = ${requestId}`,
      ).then(
        ({ numAffectedRows }) => numAffectedRows,
        (error: Error) => error.message,
      )
      expect([0n, expect.stringMatching(/row-level security/)], who.person.name).toContainEqual(forged)
    }
    expect(await namesOf(third.person.personId)).toEqual(['Third'])
  })

  it('that two confirm at once, and one of them twice, is confirmed once', async () => {
    const requestId = await askErasure()
    await counted(requestId)
    const meta = second.meta()
    const tries = await Promise.allSettled([
      confirm(second, requestId, meta),
      confirm(second, requestId, meta),
      confirm(third, requestId),
    ])
    const refused = tries.filter(({ status }) => status === 'rejected')
    expect(refused.length).toBeLessThan(tries.length)
    await isDone(requestId)
    const confirmations = (await actionsOf(requestId)).filter((action) => /confirmRequest/.test(action))
    expect(confirmations).toHaveLength(1)
    expect((await actionsOf(requestId)).filter((action) => /request.done/.test(action))).toHaveLength(1)
    const again = await refusalOf(confirm(third, requestId))
    expect(again).toMatchObject({ code: 'CONFLICT', details: { reason: 'request_over' } })
  })

  it('is not confirmed by somebody whom its asker makes an administrator, while their role waits or once it is confirmed', async () => {
    const made = await madeAdministrator()
    const requestId = await askErasure()
    await counted(requestId)
    expect((await refusalOf(confirm(made.as, requestId))).code).toBe('NOT_FOUND')
    const admitted = await made.isConfirmedBy(second)
    // They administer by now, and did not when it was asked.
    expect(await requestOf(admitted, requestId)).toMatchObject({ mayConfirm: false, bar: 'role_new' })
    expect((await refusalOf(confirm(admitted, requestId))).code).toBe('FORBIDDEN')
    await end(admin, requestId)
    // Nor what is asked after that, for as long as a request waits.
    const later = await askErasure()
    await counted(later)
    expect((await refusalOf(confirm(admitted, later))).code).toBe('FORBIDDEN')
    await expect(bySql(admitted, confirmedBySql(later))).rejects.toThrow(/row-level security/)
    expect(await todayOf(admitted)).toEqual([])
    expect(await requestOf(second, later)).toMatchObject({ mayConfirm: true, bar: null })
    await end(admin, later)
    // Nor by who made them, where they ask.
    const theirs = await askErasure({ by: admitted })
    await counted(theirs)
    expect((await refusalOf(confirm(admin, theirs))).code).toBe('FORBIDDEN')
    await expect(bySql(admin, confirmedBySql(theirs))).rejects.toThrow(/row-level security/)
    expect(await namesOf(analyst.person.personId)).toEqual(['Analyst'])
  })

  it('is confirmed by somebody whom its asker made an administrator a week before, so that two go on', async () => {
    const made = await madeAdministrator()
    const admitted = await made.isConfirmedBy(second)
    for (const { person } of [second, third])
      await app.owner.deleteFrom('membership').where('person_id', '=', person.personId).execute()
    expect(await refusalOf(askErasure())).toMatchObject({ details: { reason: 'nobody_confirms' } })
    await app.owner
      .updateTable('membership')
      .set({ starts_on: '2026-01-01', confirmed_at: sql`now() - interval '7 days 1 minute'` })
      .where('person_id', '=', admitted.person.personId)
      .execute()
    const requestId = await askErasure()
    await counted(requestId)
    await confirm(admitted, requestId)
    await isDone(requestId)
  })

  it('is asked with the name as it is, of somebody else, once at a time', async () => {
    expect(await refusalOf(askErasure({ name: 'Analist' }))).toEqual({
      code: 'INVALID',
      details: { field: 'name', reason: 'name_differs' },
    })
    expect((await refusalOf(askErasure({ person: admin.person }))).details.reason).toBe('about_oneself')
    expect((await refusalOf(askErasure({ by: foreign }))).code).toBe('NOT_FOUND')
    expect((await refusalOf(askErasure({ by: analyst, person: second.person }))).code).toBe('FORBIDDEN')
    await askErasure()
    expect((await refusalOf(askErasure({ by: second }))).details.reason).toBe('asked_already')
  })

  it('that was declined, taken back or lapsed is confirmed no more', async () => {
    const declined = await askErasure()
    await end(second, declined)
    expect((await requestOf(admin, declined))?.state).toBe('declined')
    const withdrawn = await askErasure()
    await end(admin, withdrawn)
    const lapsed = await askErasure()
    await counted(lapsed)
    await sql`update retention_request set asked_at = now() - interval '7 days' where request_id = ${lapsed}`.execute(
      app.owner,
    )
    expect((await requestOf(admin, lapsed))?.state).toBe('lapsed')
    for (const requestId of [declined, withdrawn, lapsed])
      expect((await refusalOf(confirm(second, requestId))).details.reason).toBe('request_over')
    expect(await todayOf(second)).toEqual([])
    expect(await namesOf(analyst.person.personId)).toEqual(['Analyst'])
  })

  it('is refused where no other administrator signs in, and the screen is told so', async () => {
    for (const { person } of [second, third])
      await app.owner.deleteFrom('membership').where('person_id', '=', person.personId).execute()
    expect(await refusalOf(askErasure())).toEqual({
      code: 'FORBIDDEN',
      details: { reason: 'nobody_confirms' },
    })
    expect(await admin.client.administration.requests.query()).toEqual({ items: [], alone: true })
  })
})

describe('a legal hold', () => {
  it('holds at once, and is told to whom it is on unless it says why not', async () => {
    await placeHold(analyst.person.personId)
    expect(await notificationsOf(analyst)).toEqual(['hold_placed'])
    await placeHold(analyst.person.personId, { untoldReason: 'an inquiry is under way' })
    expect(await notificationsOf(analyst)).toEqual(['hold_placed'])
    expect((await analyst.client.administration.retention.query()).holds).toHaveLength(1)
    expect((await second.client.administration.retention.query()).holds).toHaveLength(2)
    const requestId = await askErasure()
    await counted(requestId)
    const counts = (await requestOf(second, requestId))?.counts
    expect(counts?.find(({ kind }) => kind === 'people')?.onHold).toBeGreaterThan(0)
    await confirm(second, requestId)
    await waits(requestId)
    expect(await namesOf(analyst.person.personId)).toEqual(['Analyst'])
    expect((await refusalOf(analyst.client.today.list.query())).code).toBe('UNAUTHORIZED')
  })

  it('is lifted once a second one confirmed it; an erasure that waited for it is finished', async () => {
    const holdId = await placeHold(analyst.person.personId)
    const erasure = await askErasure()
    await counted(erasure)
    await confirm(second, erasure)
    await waits(erasure)
    for (const who of [admin, second])
      expect(await requestOf(who, erasure)).toMatchObject({
        ...{ state: 'waits', doneAt: null, person: { name: 'Analyst' }, reason },
      })
    expect(await actionsOf(erasure)).not.toContain('administration.request.done server')
    const requestId = await askHoldEnd(holdId)
    await counted(requestId)
    const counts = (await requestOf(second, requestId))?.counts
    expect(counts?.find(({ kind }) => kind === 'people')?.deleted).toBeGreaterThan(0)
    expect((await refusalOf(confirm(admin, requestId))).code).toBe('FORBIDDEN')
    expect(await namesOf(analyst.person.personId)).toEqual(['Analyst'])
    await confirm(third, requestId)
    await expect.poll(() => namesOf(analyst.person.personId), { timeout: 30_000 }).toEqual([])
    await isDone(erasure)
    expect(await requestOf(second, erasure)).toMatchObject({ person: null, reason: '…' })
    expect((await actionsOf(erasure)).filter((action) => /request.done/.test(action))).toHaveLength(1)
    expect((await refusalOf(askHoldEnd(holdId))).code).toBe('NOT_FOUND')
  })

  it('on an administrator is lifted without them: they neither hear of it nor count as who confirms', async () => {
    const holdId = await placeHold(third.person.personId, { untoldReason: 'an inquiry is under way' })
    const requestId = await askHoldEnd(holdId)
    expect(await notificationsOf(second)).toEqual(['request_waiting'])
    expect(await notificationsOf(third)).toEqual([])
    await end(second, requestId)
    await app.owner.deleteFrom('membership').where('person_id', '=', second.person.personId).execute()
    expect((await refusalOf(askHoldEnd(holdId))).details.reason).toBe('nobody_confirms')
  })

  it('on a team is not lifted by who was in it in its days: they neither ask, nor confirm, nor decline', async () => {
    const asMember = async (
      who: SignedIn,
      days: { startsOn: string; endsOn?: string },
      role: 'analyst' | 'lead',
    ) => await addMembership(app.owner, { org, personId: who.person.personId }, { role, teamId, ...days })
    await asMember(second, { startsOn: '2019-01-01', endsOn: '2021-01-01' }, 'lead')
    // They left before the days of the hold.
    await asMember(third, { startsOn: '2018-01-01', endsOn: '2019-06-01' }, 'analyst')
    const holdId = await placeHold(null, { teamId })
    expect(await refusalOf(askHoldEnd(holdId, second))).toEqual({
      code: 'FORBIDDEN',
      details: { reason: 'in_team' },
    })
    await expect(
      bySql(
        second,
        sql`insert into retention_request (org_id, request_id, what, hold_id, reason, asked_by)
          values (${org}, ${uuidv7()}, 'hold_end', ${holdId}, 'a reason of the test', ${second.person.personId})`,
      ),
    ).rejects.toThrow(/row-level security/)
    const concerns = async (who: SignedIn) =>
      (await who.client.administration.retention.query()).holds.map(({ concernsReader }) => concernsReader)
    expect([await concerns(second), await concerns(third)]).toEqual([[true], [false]])
    const requestId = await askHoldEnd(holdId)
    await counted(requestId)
    expect(await notificationsOf(second)).not.toContain('request_waiting')
    expect(await todayOf(second)).toEqual([])
    expect(await requestOf(second, requestId)).toMatchObject({
      ...{ mayConfirm: false, mayEnd: false, bar: 'in_team' },
    })
    for (const refused of [confirm(second, requestId), end(second, requestId)])
      expect((await refusalOf(refused)).code).toBe('FORBIDDEN')
    for (const statement of [
      confirmedBySql(requestId),
      sql`update retention_request set ended_at = now() where request_id = ${requestId}`,
    ])
      await expect(bySql(second, statement)).rejects.toThrow(/row-level security/)
    await confirm(third, requestId)
    await isDone(requestId)
  })

  it('on a team that all others were in is lifted by whoever runs the server', async () => {
    for (const { person } of [second, third])
      await addMembership(
        app.owner,
        { org, personId: person.personId },
        { role: 'analyst', teamId, startsOn: '2021-01-01' },
      )
    const holdId = await placeHold(null, { teamId })
    expect((await refusalOf(askHoldEnd(holdId))).details.reason).toBe('nobody_confirms')
  })

  it('that has ended keeps no erasure waiting, whoever placed it and is held', async () => {
    await placeHold(admin.person.personId)
    const ended = [await placeHold(analyst.person.personId), await placeHold(second.person.personId)]
    await app.owner
      .updateTable('legal_hold')
      .set({ ended_at: sql`now()`, ended_by: analyst.person.personId })
      .where('hold_id', 'in', ended)
      .execute()
    const requestId = await askErasure()
    await counted(requestId)
    expect(
      (await requestOf(second, requestId))?.counts?.find(({ kind }) => kind === 'work')?.onHold ?? 0,
    ).toBe(0)
    await confirm(second, requestId)
    await isDone(requestId)
    expect(await namesOf(analyst.person.personId)).toEqual([])
    const left = await app.owner
      .selectFrom('legal_hold')
      .select('ended_by')
      .where('org_id', '=', org)
      .where('ended_at', 'is not', null)
      .execute()
    expect(left).toEqual([{ ended_by: formerMember.personId }])
  })

  it('on who asked for an erasure or confirmed it keeps nothing of it', async () => {
    await placeHold(second.person.personId)
    await placeHold(admin.person.personId)
    const requestId = await askErasure()
    await counted(requestId)
    await confirm(second, requestId)
    await isDone(requestId)
    expect(await namesOf(analyst.person.personId)).toEqual([])
    expect(await requestOf(third, requestId)).toMatchObject({
      ...{ person: null, reason: '…', asker: { name: 'Admin' }, confirmer: { name: 'Second' } },
    })
  })

  it('names who ended it, and tells whom it was on', async () => {
    const holdId = await placeHold(null, { teamId })
    expect(await notificationsOf(analyst)).toEqual(['hold_placed'])
    const requestId = await askHoldEnd(holdId)
    await counted(requestId)
    await confirm(second, requestId)
    await isDone(requestId)
    expect(await notificationsOf(analyst)).toContain('hold_ended')
    const row = await app.owner
      .selectFrom('legal_hold')
      .select(['ended_by', 'placed_by'])
      .where('hold_id', '=', holdId)
      .executeTakeFirstOrThrow()
    expect(row).toEqual({ ended_by: admin.person.personId, placed_by: admin.person.personId })
  })

  it('is neither placed on another organisation nor with days that do not fit, nor ended by a statement', async () => {
    expect((await refusalOf(placeHold(foreign.person.personId))).code).toBe('NOT_FOUND')
    expect((await refusalOf(placeHold(analyst.person.personId, { teamId }))).details.reason).toBe(
      'one_subject',
    )
    const holdId = await placeHold(analyst.person.personId)
    expect((await refusalOf(askHoldEnd(holdId, foreign))).code).toBe('NOT_FOUND')
    await expect(
      bySql(admin, sql`update legal_hold set ended_at = now() where hold_id = ${holdId}`),
    ).rejects.toThrow(/permission denied/)
    await expect(
      bySql(
        analyst,
        sql`insert into legal_hold (org_id, hold_id, person_id, reason, review_on, placed_by) values
          (${org}, ${uuidv7()}, ${analyst.person.personId}, 'a claim of my own', '2035-01-01', ${analyst.person.personId})`,
      ),
    ).rejects.toThrow(/row-level security/)
  })
})

describe('a period', () => {
  it('is counted before it holds, and holds once a second one confirmed it', async () => {
    const left = await makePerson(app.owner, org, {
      memberships: [{ role: 'analyst', teamId, startsOn: '2020-01-01', endsOn: '2024-11-01' }],
    })
    await sql`update installation set retention_at = now()`.execute(app.owner)
    await app.owner
      .insertInto('goal')
      .values({
        ...{ org_id: org, goal_id: uuidv7(), team_id: teamId, subject_id: left.personId },
        ...{ author_id: admin.person.personId, metric: 'accuracy', baseline: null, target: 0.9 },
        ...{ due_on: '2024-10-01', claimed_at: '2024-01-01T00:00:00Z', why: null },
        ...{ ended_how: null, ended_by: null, ended_at: null },
      })
      .execute()
    const requestId = await askPeriod(365)
    await counted(requestId)
    const request = await requestOf(second, requestId)
    expect(request).toMatchObject({ kind: 'coaching', presentDays: 1095, days: 365 })
    expect(request?.counts?.find(({ kind }) => kind === 'coaching')).toMatchObject({ deleted: 1, onHold: 0 })
    const goals = () => app.owner.selectFrom('goal').select('goal_id').where('org_id', '=', org).execute()
    expect(await goals()).toHaveLength(1)
    const present = async () =>
      (await admin.client.administration.retention.query()).periods.find(({ kind }) => kind === 'coaching')
    expect(await present()).toMatchObject({ days: 1095 })
    await confirm(second, requestId)
    await isDone(requestId)
    expect(await present()).toMatchObject({ days: 365 })
    const row = await app.owner
      .selectFrom('retention_period')
      .select(['days', 'changed_by'])
      .where('org_id', '=', org)
      .execute()
    expect(row).toEqual([{ days: 365, changed_by: admin.person.personId }])
  })

  it('that two runs set at once is set once, and an older run undoes nothing that was set later', async () => {
    const alone = await createTestDatabase()
    const [owner, keys] = [openOwner(alone.ownerUrl), openKeystore(alone.keyFile)]
    const { db } = owner
    const orgId = await makeOrg(db)
    const [asker, confirmer] = [await makePerson(db, orgId), await makePerson(db, orgId)]
    const confirmed = async (days: number) => {
      const key = { org_id: orgId, request_id: uuidv7() }
      await db
        .insertInto('retention_request')
        .values({
          ...{
            ...key,
            what: 'period',
            kind: 'coaching',
            days,
            reason,
            asked_by: asker.personId,
            counts: '[]',
          },
          ...{ counted_at: sql`now()`, confirmed_by: confirmer.personId, confirmed_at: sql`now()` },
        })
        .execute()
      return key
    }
    const run = () =>
      settleRequests({ db, keys, log: pino({ level: 'silent' }), signal: new AbortController().signal })
    const stateOf = async () => {
      const [period] = await db.selectFrom('retention_period').select('days').execute()
      const trail = await db.selectFrom('audit_log').select('action').where('org_id', '=', orgId).execute()
      return { days: period?.days, trail: trail.map(({ action }) => action).toSorted() }
    }
    await confirmed(400)
    await Promise.all([run(), run()])
    const first = ['administration.request.done', 'retention.setPeriod']
    expect(await stateOf()).toEqual({ days: 400, trail: first })
    // Another run does it, and what was confirmed after it, while two older ones have listed it already.
    const request = await confirmed(500)
    const runs = await db.transaction().execute(async (transaction) => {
      expect(await settleRequest(transaction, request, 'done')).toBe(true)
      await setPeriod(transaction, { org: orgId, kind: 'coaching', days: 500 })
      await setPeriod(transaction, { org: orgId, kind: 'coaching', days: 600 })
      const older = [run(), run()]
      await expect
        .poll(async () => {
          const { rows } = await sql`select from pg_stat_activity
            where datname = current_database() and wait_event_type = 'Lock'`.execute(db)
          return rows.length
        })
        .toBe(2)
      return older
    })
    await Promise.all(runs)
    const trail = [...first, first[0], ...Array(2).fill(first[1])].toSorted()
    expect(await stateOf()).toEqual({ days: 600, trail })
    keys.close()
    await owner.close()
    await alone.drop()
  })

  it('has bounds, and is another than the present one', async () => {
    expect(await refusalOf(askPeriod(364))).toEqual({
      code: 'INVALID',
      details: { field: 'days', reason: 'period_bounds', values: { least: 365, largest: 3650 } },
    })
    expect((await refusalOf(askPeriod(1095))).details).toEqual({ field: 'days', reason: 'period_same' })
    await expect(
      bySql(admin, sql`insert into retention_period (org_id, kind, days) values (${org}, 'coaching', 1)`),
    ).rejects.toThrow(/permission denied/)
  })
})
