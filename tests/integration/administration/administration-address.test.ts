/** @module-tag attack */

import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openDatabase } from '#server/db/database.ts'
import { sweep } from '#server/jobs/broom.ts'
import { refusalOf, type SignedIn, startTestApp, type TestApp } from '#tests/support/app.ts'
import { makeOrg, makePerson, makeTeam, type NewMembership, testPassword } from '#tests/support/people.ts'

let app: TestApp
let org: string
let admin: SignedIn
let analyst: SignedIn
let teamId: string

beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.stop())
beforeEach(async () => {
  await app.owner.deleteFrom('sign_in_throttle').execute()
  org = await makeOrg(app.owner)
  teamId = await makeTeam(app.owner, org)
  admin = await signedIn('Admin', { role: 'admin' })
  analyst = await signedIn('Analyst', { role: 'analyst', teamId })
})

const signedIn = async (name: string, membership: NewMembership, inOrg = org) =>
  await app.signIn(await makePerson(app.owner, inOrg, { name, memberships: [membership] }))
const fresh = () => `${uuidv7()}@example.org`
const request = (who: SignedIn, email: string, current = testPassword) =>
  who.client.auth.requestAddress.mutate({ email, current })
const ownOf = ({ client }: SignedIn) => client.administration.ownAddress.query()
const waitingFor = async ({ client }: SignedIn) => (await client.administration.roles.query()).waiting
const kindsOf = async ({ client }: SignedIn) =>
  (await client.inbox.list.query()).items.map(({ kind }) => kind)

/** Asks for the address. Returns the id of the request. */
async function asked(who: SignedIn, email: string): Promise<string> {
  await request(who, email)
  return (await ownOf(who)).request?.requestId ?? ''
}
const confirm = (who: SignedIn, requestId: string, email: string) =>
  who.client.administration.confirmAddress.mutate({ meta: who.meta(), input: { requestId, email } })
const decline = (who: SignedIn, requestId: string) =>
  who.client.administration.declineAddress.mutate({ meta: who.meta(), input: { requestId } })
const withdraw = (who: SignedIn, requestId: string) =>
  who.client.administration.withdrawAddress.mutate({ meta: who.meta(), input: { requestId } })
const signInAs = (email: string, password = testPassword) =>
  app.stranger().auth.signIn.mutate({ email, password, device: 'x' })
const opens = async (email: string) =>
  await signInAs(email).then(
    () => true,
    () => false,
  )
async function bySql(who: SignedIn, ...statements: ReturnType<typeof sql>[]) {
  const database = openDatabase(app.database.appUrl)
  try {
    return await database.write({ org, person: who.person.personId }, async (db) => {
      let changed = 0n
      for (const statement of statements) changed = (await statement.execute(db.query)).numAffectedRows ?? 0n
      return changed
    })
  } finally {
    await database.close()
  }
}

describe('another sign-in address', () => {
  it('holds when an administrator confirms it: alone, for the same person, on the same devices', async () => {
    const email = fresh()
    const old = analyst.person.email
    const other = await app.signIn(analyst.person)
    const requestId = await asked(analyst, `  ${email.toUpperCase()} `)
    expect(await ownOf(analyst)).toMatchObject({ email: old, request: { email, state: 'open' } })
    expect(await opens(email)).toBe(false)
    const today = (await admin.client.today.list.query()).items
    expect(today).toMatchObject([{ kind: 'confirmation', what: 'address', person: { name: 'Analyst' } }])
    expect(await kindsOf(admin)).toContain('confirmation_waiting')
    expect(await kindsOf(analyst)).toEqual(['address_asked'])
    expect(await waitingFor(admin)).toMatchObject([{ kind: 'address', email, present: old }])
    await confirm(admin, requestId, email)
    expect(await opens(old)).toBe(false)
    expect(await opens(email)).toBe(true)
    expect(await ownOf(analyst)).toMatchObject({ email, request: null })
    expect(await kindsOf(other)).toContain('address_confirmed')
    expect((await admin.client.today.list.query()).items).toEqual([])
    expect(await refusalOf(confirm(admin, requestId, email))).toMatchObject({ code: 'CONFLICT' })
  })

  it('is asked for with the password, and with another than the present one', async () => {
    expect(await refusalOf(request(analyst, fresh(), 'guess'))).toEqual({
      code: 'INVALID',
      details: { field: 'current', reason: 'wrong_password' },
    })
    expect(await refusalOf(request(analyst, analyst.person.email.toUpperCase()))).toEqual({
      code: 'INVALID',
      details: { field: 'email', reason: 'address_same' },
    })
    expect(await refusalOf(request(analyst, 'not an address'))).toMatchObject({
      code: 'INVALID',
      details: { field: 'email' },
    })
    expect(
      (await refusalOf(app.stranger().auth.requestAddress.mutate({ email: fresh(), current: 'x' }))).code,
    ).toBe('UNAUTHORIZED')
    expect((await ownOf(analyst)).request).toBeNull()
  })

  it('is not confirmed by who asked, by who does not administer, nor in another organisation', async () => {
    const second = await signedIn('Second', { role: 'admin' })
    const foreign = await signedIn('Foreign', { role: 'admin' }, await makeOrg(app.owner))
    const lead = await signedIn('Lead', { role: 'lead', teamId })
    const email = fresh()
    const requestId = await asked(admin, email)
    expect((await refusalOf(confirm(admin, requestId, email))).code).toBe('FORBIDDEN')
    for (const who of [lead, analyst, foreign]) {
      expect((await refusalOf(confirm(who, requestId, email))).code).toBe('NOT_FOUND')
      expect(await waitingFor(who)).toEqual([])
    }
    expect(await waitingFor(admin)).toEqual([])
    await confirm(second, requestId, email)
    expect(await opens(email)).toBe(true)
  })

  it('is confirmed as it was looked at, and not as it was changed to meanwhile', async () => {
    const [seen, turned] = [fresh(), fresh()]
    const requestId = await asked(analyst, seen)
    const later = await asked(analyst, turned)
    expect(later).not.toBe(requestId)
    expect((await refusalOf(confirm(admin, requestId, seen))).code).toBe('CONFLICT')
    expect((await refusalOf(confirm(admin, later, seen))).code).toBe('CONFLICT')
    expect(await opens(analyst.person.email)).toBe(true)
  })

  it('is declined or withdrawn, and the old one holds', async () => {
    const declined = await asked(analyst, fresh())
    await decline(admin, declined)
    expect((await ownOf(analyst)).request).toMatchObject({ state: 'declined' })
    expect(await kindsOf(analyst)).toContain('address_declined')
    const email = fresh()
    const withdrawn = await asked(analyst, email)
    expect((await refusalOf(withdraw(admin, withdrawn))).code).toBe('FORBIDDEN')
    await withdraw(analyst, withdrawn)
    expect(await waitingFor(admin)).toEqual([])
    const calls = [
      () => confirm(admin, withdrawn, email),
      () => decline(admin, declined),
      () => withdraw(analyst, withdrawn),
    ]
    for (const call of calls)
      expect(await refusalOf(call())).toEqual({ code: 'CONFLICT', details: { reason: 'request_over' } })
    expect(await opens(analyst.person.email)).toBe(true)
  })

  it('lapses after fourteen days, and is forgotten ninety days later', async () => {
    const email = fresh()
    const requestId = await asked(analyst, email)
    const { until = '', at = '' } = (await ownOf(analyst)).request ?? {}
    expect(Date.parse(until) - Date.parse(at)).toBe(14 * 86_400_000)
    const lapse = (days: number) =>
      sql`update address_request set expires_at = now() - make_interval(days => ${days})`.execute(app.owner)
    await lapse(0)
    expect((await ownOf(analyst)).request).toMatchObject({ state: 'lapsed' })
    expect(await waitingFor(admin)).toEqual([])
    expect(await refusalOf(confirm(admin, requestId, email))).toMatchObject({ code: 'CONFLICT' })
    await bySql(admin, sql`select app.confirm_address(${requestId}, ${email})`)
    expect(await opens(email)).toBe(false)
    await asked(analyst, email)
    await sql`delete from address_request where request_id <> ${requestId}`.execute(app.owner)
    await sql`update address_request set outcome = null, decided_at = null, decided_by = null`.execute(
      app.owner,
    )
    await lapse(91)
    await sweep({ db: app.owner, signal: new AbortController().signal })
    expect((await ownOf(analyst)).request).toBeNull()
  })

  it('that is taken is refused when it is confirmed, and the asker learns nothing of it', async () => {
    const foreigner = await makePerson(app.owner, await makeOrg(app.owner))
    const invited = fresh()
    await admin.client.administration.invite.mutate({
      meta: admin.meta(),
      input: {
        ...{ personId: uuidv7(), name: 'Invited', email: invited, reference: null, locale: 'en' },
        tokenHash: randomBytes(32).toString('hex'),
        standing: {
          ...{ membershipId: uuidv7(), role: 'analyst', teamId, function: null },
          ...{ startsOn: '2026-01-01', endsOn: null },
        },
      },
    })
    for (const email of [admin.person.email, foreigner.email, invited]) {
      const requestId = await asked(analyst, email)
      expect(await refusalOf(confirm(admin, requestId, email))).toEqual({
        code: 'CONFLICT',
        details: { reason: 'address_taken' },
      })
    }
    expect(await opens(foreigner.email)).toBe(true)
    expect(await opens(analyst.person.email)).toBe(true)
  })

  it('of the only administrator waits for whoever runs the server', async () => {
    await request(admin, fresh())
    expect(await ownOf(admin)).toMatchObject({ confirmable: false, request: { state: 'open' } })
    expect(await ownOf(analyst)).toMatchObject({ confirmable: true })
  })

  it('starts with no failed attempts, takes links to the old one with it, and leaves one address alone', async () => {
    const email = fresh()
    const old = analyst.person.email
    const token = randomBytes(32).toString('base64url')
    const { personId } = analyst.person
    await app.owner
      .insertInto('invitation')
      .values({
        ...{ org_id: org, person_id: personId, email: old, used_at: null },
        token_hash: createHash('sha256').update(token).digest(),
        expires_at: '2099-01-01',
      })
      .execute()
    await sql`insert into sign_in (email, org_id, person_id, password_hash, changed_at)
      select ${fresh()}, org_id, person_id, password_hash, '2020-01-01' from sign_in where email = ${old}`.execute(
      app.owner,
    )
    for (let guess = 0; guess < 6; guess += 1) await signInAs(email, 'guess').catch(() => undefined)
    expect((await refusalOf(signInAs(email, 'guess'))).code).toBe('TOO_MANY_REQUESTS')
    await confirm(admin, await asked(analyst, email), email)
    expect(await opens(email)).toBe(true)
    const rows = await app.owner
      .selectFrom('sign_in')
      .select('email')
      .where('person_id', '=', personId)
      .execute()
    expect(rows).toEqual([{ email }])
    expect((await refusalOf(app.stranger().auth.invitation.query({ token }))).code).toBe('NOT_FOUND')
  })
})

describe('no statement of the app', () => {
  it('changes an address, adds a sign-in, or makes a request of somebody else’s', async () => {
    const { personId, email } = analyst.person
    const denied = async (who: SignedIn, ...statements: ReturnType<typeof sql>[]) =>
      await expect(bySql(who, ...statements)).rejects.toMatchObject({ code: '42501' })
    await denied(analyst, sql`update sign_in set email = 'mine@example.org' where person_id = ${personId}`)
    const add = sql`insert into sign_in (email, org_id, person_id, password_hash)
      values ('mine@example.org', ${org}, ${personId}, 'x')`
    await denied(analyst, add)
    const invitation = sql`insert into invitation (token_hash, org_id, person_id, email, expires_at)
      values (${randomBytes(32)}, ${org}, ${personId}, 'mine@example.org', now() + interval '1 day')`
    const use = sql`update invitation set used_at = now() where person_id = ${personId}`
    await denied(analyst, invitation, use, add)
    // A row of one's own that was changed in the same transaction is no new person.
    await denied(
      analyst,
      sql`update person set theme = 'dark' where person_id = ${personId}`,
      invitation,
      use,
      add,
    )
    for (const who of [admin, analyst]) {
      const other = who === admin ? personId : admin.person.personId
      await denied(
        who,
        sql`insert into address_request (org_id, request_id, person_id, email)
          values (${org}, gen_random_uuid(), ${other}, 'mine@example.org')`,
      )
    }
    const requestId = await asked(analyst, fresh())
    for (const column of ['email', 'person_id', 'expires_at', 'decided_by'])
      await denied(admin, sql`update address_request set ${sql.ref(column)} = null`)
    await denied(admin, sql`update address_request set outcome = 'confirmed' where request_id = ${requestId}`)
    await denied(
      analyst,
      sql`update address_request set outcome = 'confirmed' where request_id = ${requestId}`,
    )
    expect(await opens(email)).toBe(true)
  })

  it('confirms an invitation by renaming the person whom it is for', async () => {
    const person = await makePerson(app.owner, org, { memberships: [{ role: 'analyst', teamId }] })
    await app.owner.deleteFrom('sign_in').where('person_id', '=', person.personId).execute()
    const token = randomBytes(32).toString('base64url')
    const hash = createHash('sha256').update(token).digest()
    await bySql(
      admin,
      sql`select app.correct_name(${person.personId}, 'Another name')`,
      sql`insert into invitation (token_hash, org_id, person_id, email, expires_at)
        values (${hash}, ${org}, ${person.personId}, 'mine@example.org', now() + interval '1 day')`,
    )
    expect((await refusalOf(app.stranger().auth.invitation.query({ token }))).code).toBe('NOT_FOUND')
  })

  it('brings a used invitation back', async () => {
    const person = await makePerson(app.owner, org)
    const token = randomBytes(32).toString('base64url')
    await app.owner
      .insertInto('invitation')
      .values({
        ...{ org_id: org, person_id: person.personId, email: person.email, expires_at: '2099-01-01' },
        ...{ token_hash: createHash('sha256').update(token).digest(), used_at: '2026-01-01' },
      })
      .execute()
    const who = await app.signIn(person)
    for (const change of [sql`used_at = null`, sql`used_at = now()`])
      await expect(
        bySql(who, sql`update invitation set ${change} where person_id = ${person.personId}`),
      ).rejects.toMatchObject({ code: '42501' })
  })
})
