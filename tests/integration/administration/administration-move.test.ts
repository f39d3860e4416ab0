/** @module-tag attack */

import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Database, openDatabase } from '#server/db/database.ts'
import { refusalOf, type SignedIn, startTestApp, type TestApp } from '#tests/support/app.ts'
import { dure } from '#tests/support/command-line.ts'
import { makeOrg, makePerson, makeTeam, type NewMembership } from '#tests/support/people.ts'

let app: TestApp
let database: Database
let org: string
let unit: string
let teamId: string
/** Managed by somebody who does not read the team. */
let elsewhere: string
let admin: SignedIn
let second: SignedIn
let manager: SignedIn
let reader: SignedIn
let lead: SignedIn
let analyst: SignedIn

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
  elsewhere = await makeTeam(app.owner, org, { name: 'Elsewhere' })
  admin = await signedIn('Admin', { role: 'admin' })
  second = await signedIn('Second', { role: 'admin' })
  manager = await signedIn('Manager', { role: 'manager', teamId: unit })
  reader = await signedIn('Reader', { role: 'manager', teamId: elsewhere })
  lead = await signedIn('Lead', { role: 'lead', teamId })
  analyst = await signedIn('Analyst', { role: 'analyst', teamId })
})

const signedIn = async (name: string, membership: NewMembership) =>
  await app.signIn(await makePerson(app.owner, org, { name, memberships: [membership] }))
async function move(parentId: string | null, { moved = teamId, name = 'Seoul', by = admin } = {}) {
  const { teams } = await by.client.administration.structure.query()
  const team = teams.find((item) => item.teamId === moved)
  const input = { teamId: moved, name, parentId, zone: 'Asia/Seoul' }
  return await by.client.administration.saveTeam.mutate({ meta: by.meta(team?.version ?? null), input })
}
const decide = (verb: 'confirmMove' | 'declineMove') => (who: SignedIn, moveId: string) =>
  who.client.administration[verb].mutate({ meta: who.meta(), input: { moveId } })
const confirm = decide('confirmMove')
const decline = decide('declineMove')
const movesOf = async ({ client }: SignedIn) => await client.administration.moves.query()
const waitingId = async () => (await movesOf(admin)).waiting[0]?.moveId ?? ''
async function placeOf(moved = teamId): Promise<string | null> {
  const row = await app.owner
    .selectFrom('team')
    .select('parent_id')
    .where('team_id', '=', moved)
    .executeTakeFirstOrThrow()
  return row.parent_id
}
/** What the database lets this person read of the team's figures and its people. */
const readsTeam = (who: SignedIn) =>
  database.read({ org, person: who.person.personId }, async ({ query }) => {
    const { rows } = await sql`select from membership where team_id = ${teamId}`.execute(query)
    return rows.length > 0
  })
const bySql = (who: SignedIn, statement: ReturnType<typeof sql>) =>
  database.write({ org, person: who.person.personId }, ({ query }) => statement.execute(query))
const notificationsOf = async ({ client }: SignedIn) =>
  (await client.inbox.list.query()).items.map(({ kind }) => kind)
const todayOf = async ({ client }: SignedIn) =>
  (await client.today.list.query()).items.filter(({ kind }) => kind === 'confirmation')

describe('a move that lets a manager read the team', () => {
  it('waits, in both walls, and is told to who may confirm it', async () => {
    await move(elsewhere)
    expect(await placeOf()).toBe(unit)
    expect(await readsTeam(reader)).toBe(false)
    expect((await refusalOf(reader.client.scorecards.team.query({ teamId }))).code).toBe('NOT_FOUND')
    await expect(
      bySql(admin, sql`update team set parent_id = ${elsewhere} where team_id = ${teamId}`),
    ).rejects.toThrow(/row-level security/)
    for (const who of [second, manager]) {
      expect(await todayOf(who)).toMatchObject([{ what: 'move', person: { name: 'Admin' } }])
      expect((await movesOf(who)).waiting).toMatchObject([
        { teamName: 'Seoul', mayConfirm: true, newReaders: [{ name: 'Reader' }] },
      ])
    }
    for (const who of [admin, reader, lead, analyst]) expect(await todayOf(who)).toEqual([])
    expect((await movesOf(admin)).waiting).toMatchObject([{ mayConfirm: false, mayDecline: true }])
    for (const who of [reader, analyst]) expect((await movesOf(who)).waiting).toEqual([])
  })

  it('is confirmed by nobody who asked, gains by it, or neither administers nor manages the team', async () => {
    await move(elsewhere)
    const moveId = await waitingId()
    for (const who of [admin, lead]) expect((await refusalOf(confirm(who, moveId))).code).toBe('FORBIDDEN')
    for (const who of [reader, analyst])
      expect((await refusalOf(confirm(who, moveId))).code).toBe('NOT_FOUND')
    // Who gains does not confirm as an administrator either.
    await app.owner
      .insertInto('membership')
      .values({
        ...{ org_id: org, membership_id: uuidv7(), person_id: reader.person.personId, role: 'admin' },
        ...{ team_id: null, function: null, starts_on: '2020-01-01', ends_on: null },
      })
      .execute()
    const again = await app.signIn(reader.person)
    expect((await refusalOf(confirm(again, moveId))).code).toBe('FORBIDDEN')
    for (const who of [admin, lead, reader, analyst]) {
      const forged = bySql(
        who,
        sql`update team_move set confirmed_at = now(), confirmed_by = ${second.person.personId}
          where move_id = ${moveId}`,
      )
      const outcome = await forged.then(
        ({ numAffectedRows }) => numAffectedRows,
        (error: Error) => error.message,
      )
      expect([0n, expect.stringMatching(/row-level security/)], who.person.name).toContainEqual(outcome)
    }
    expect(await placeOf()).toBe(unit)
  })

  it.each([
    ['a second administrator', () => second],
    ['who manages the team where it stands', () => manager],
  ])('is confirmed by %s, and all are told who moved and who confirmed it', async (_, who) => {
    await move(elsewhere, { name: 'Seoul renamed' })
    await confirm(who(), await waitingId())
    expect(await placeOf()).toBe(elsewhere)
    expect(await readsTeam(reader)).toBe(true)
    for (const recipient of [admin, second, manager, reader, lead, analyst].filter((item) => item !== who()))
      expect(await notificationsOf(recipient), recipient.person.name).toContain('team_moved')
    for (const seer of [admin, reader, lead, analyst])
      expect((await movesOf(seer)).confirmed).toMatchObject([
        { teamName: 'Seoul renamed', asker: { name: 'Admin' }, confirmer: { name: who().person.name } },
      ])
    expect(await todayOf(second)).toEqual([])
  })

  it('is declined by who may confirm it, and taken back by who asked: the team stays', async () => {
    await move(elsewhere)
    const first = await waitingId()
    for (const who of [reader, analyst]) expect((await refusalOf(decline(who, first))).code).toBe('NOT_FOUND')
    expect((await refusalOf(decline(lead, first))).code).toBe('FORBIDDEN')
    await decline(manager, first)
    expect(await notificationsOf(admin)).toContain('move_declined')
    expect((await refusalOf(confirm(second, first))).code).toBe('NOT_FOUND')
    await move(elsewhere)
    await decline(admin, await waitingId())
    expect(await placeOf()).toBe(unit)
    expect((await movesOf(admin)).waiting).toEqual([])
  })

  it('takes the place of the one that waited, and is refused where the team was moved meanwhile', async () => {
    const third = await makeTeam(app.owner, org, { name: 'Third' })
    await signedIn('Manager of the third', { role: 'manager', teamId: third })
    await move(elsewhere)
    await move(third)
    expect((await movesOf(admin)).waiting).toMatchObject([{ toName: 'Third' }])
    const moveId = await waitingId()
    await move(null)
    expect(await placeOf()).toBeNull()
    expect(await refusalOf(confirm(second, moveId))).toMatchObject({
      code: 'CONFLICT',
      details: { reason: 'team_moved' },
    })
  })

  it('counts who is to manage there later, and who manages from further above', async () => {
    const below = await makeTeam(app.owner, org, { name: 'Below elsewhere', parentId: elsewhere })
    await move(below)
    expect(await placeOf()).toBe(unit)
    const later = await makeTeam(app.owner, org, { name: 'Later' })
    await signedIn('Manager to be', { role: 'manager', teamId: later, startsOn: '2099-01-01' })
    await move(later)
    expect(await placeOf()).toBe(unit)
    // A team in between is moved with everything below it.
    await move(elsewhere, { moved: unit, name: 'Unit' })
    expect(await placeOf(unit)).toBeNull()
  })
})

describe('a move that lets nobody read anew', () => {
  it('holds at once: to the top, below what the same people manage, below what nobody manages', async () => {
    const empty = await makeTeam(app.owner, org, { name: 'Managed by nobody' })
    await move(empty)
    expect(await placeOf()).toBe(empty)
    await move(null)
    expect(await placeOf()).toBeNull()
    const inside = await makeTeam(app.owner, org, { name: 'Inside the unit', parentId: unit })
    await app.owner.updateTable('team').set({ parent_id: unit }).where('team_id', '=', teamId).execute()
    await move(inside)
    expect(await placeOf()).toBe(inside)
    expect((await movesOf(admin)).waiting).toEqual([])
  })
})

describe('where nobody could confirm it', () => {
  const run = (...args: string[]) =>
    dure(['team', 'move', ...args, '--json'], {
      DATABASE_URL: app.database.appUrl,
      DATABASE_OWNER_URL: app.database.ownerUrl,
      APP_KEY_FILE: app.database.keyFile,
    })

  it('is refused with the reason, and nothing of it is kept', async () => {
    for (const { person } of [second, manager])
      await app.owner.deleteFrom('membership').where('person_id', '=', person.personId).execute()
    expect(await refusalOf(move(elsewhere))).toEqual({
      code: 'FORBIDDEN',
      details: { reason: 'nobody_confirms' },
    })
    expect(await placeOf()).toBe(unit)
    expect((await movesOf(admin)).waiting).toEqual([])
  })

  it('the command line moves it at once, and the managers are told', async () => {
    const [first] = await app.owner.selectFrom('org').select('org_id').orderBy('created_at').execute()
    org = first?.org_id ?? ''
    const suffix = uuidv7()
    const top = await makeTeam(app.owner, org, { name: `Top ${suffix}` })
    const moved = await makeTeam(app.owner, org, { name: `Moved ${suffix}` })
    const above = await signedIn('Manager above', { role: 'manager', teamId: top })
    const ran = await run(`Moved ${suffix}`, '--below', `Top ${suffix}`)
    expect(ran.code, ran.err).toBe(0)
    expect(await placeOf(moved)).toBe(top)
    expect(await notificationsOf(above)).toEqual(['team_moved'])
    expect((await movesOf(above)).confirmed).toMatchObject([{ asker: null, confirmer: null }])
    expect((await run(`Top ${suffix}`, '--below', `Moved ${suffix}`)).code).toBe(2)
    expect((await run(`Moved ${suffix}`)).code).toBe(2)
    expect((await run(`Moved ${suffix}`, '--top')).code).toBe(0)
    expect(await placeOf(moved)).toBeNull()
  })
})
