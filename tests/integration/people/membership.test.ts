import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Database, openDatabase } from '#server/db/database.ts'
import { startTestApp, type TestApp } from '#tests/support/app.ts'
import { makeOrg, makePerson, makeTeam, type NewMembership, type TestPerson } from '#tests/support/people.ts'

let app: TestApp
let database: Database

beforeAll(async () => {
  app = await startTestApp()
  database = openDatabase(app.database.appUrl, { connections: 1 })
})
afterAll(async () => {
  await database.close()
  await app.stop()
})

async function orgIn(zone: string): Promise<string> {
  const org = await makeOrg(app.owner)
  await app.owner.updateTable('org').set({ zone }).where('org_id', '=', org).execute()
  return org
}

const todayIn = (zone: string) => Temporal.Now.plainDateISO(zone)
const dayIn = (zone: string, days: number) => todayIn(zone).add({ days }).toString()

describe('a membership', () => {
  it.each([
    ['Asia/Seoul', '2026-11-26', '2026-11-25T15:00:00Z', '2026-11-27T15:00:00Z'],
    ['America/Los_Angeles', '2026-11-26', '2026-11-26T08:00:00Z', '2026-11-28T08:00:00Z'],
    // The clocks of the zone go back on its first day, which has 25 hours.
    ['America/Los_Angeles', '2026-11-01', '2026-11-01T07:00:00Z', '2026-11-03T08:00:00Z'],
    ['Pacific/Kiritimati', '2026-11-26', '2026-11-25T10:00:00Z', '2026-11-27T10:00:00Z'],
  ])('in %s from %s for two days holds from its first midnight there to its last', async (zone, from, first, end) => {
    const org = await orgIn(zone)
    const teamId = await makeTeam(app.owner, org, { zone: 'Europe/Dublin' })
    const endsOn = Temporal.PlainDate.from(from).add({ days: 2 }).toString()
    await makePerson(app.owner, org, { memberships: [{ role: 'analyst', teamId, startsOn: from, endsOn }] })
    const rolesAt = async (instant: string, milliseconds = 0) => {
      const timestamp = Temporal.Instant.from(instant).add({ milliseconds }).toString()
      const { rows } =
        await sql`select from app.memberships_at(${timestamp}::timestamptz) where org_id = ${org}`.execute(
          app.owner,
        )
      return rows.length
    }
    expect(await rolesAt(first, -1)).toBe(0)
    expect(await rolesAt(first)).toBe(1)
    expect(await rolesAt(end, -1)).toBe(1)
    expect(await rolesAt(end)).toBe(0)
  })

  // At every instant the day of one of them is not the day of UTC.
  it.each([
    'Pacific/Kiritimati',
    'Pacific/Pago_Pago',
    'Asia/Seoul',
  ])('holds today for the view, the session and row-level security alike, on the day of %s', async (zone) => {
    const org = await orgIn(zone)
    const days: [from: number, to: number | null, holds: boolean][] = [
      [0, null, true],
      [-30, 1, true],
      [1, null, false],
      [-30, 0, false],
      [0, 0, false],
    ]
    for (const [from, to, holds] of days) {
      const teamId = await makeTeam(app.owner, org)
      const dates = { startsOn: dayIn(zone, from), ...(to === null ? {} : { endsOn: dayIn(zone, to) }) }
      const person = await makePerson(app.owner, org, { memberships: [{ role: 'lead', teamId, ...dates }] })
      const expected = holds ? [teamId] : []
      const viewed = await app.owner
        .selectFrom('app.membership_today')
        .select('team_id')
        .where('person_id', '=', person.personId)
        .execute()
      expect(viewed.map(({ team_id }) => team_id)).toEqual(expected)
      const { client } = await app.signIn(person)
      const me = await client.people.me.query()
      expect(me.roles.map((role) => role.teamId)).toEqual(expected)
      expect(me.teams.map((team) => team.teamId)).toEqual(expected)
      const [row] = await database.read({ org, person: person.personId }, async ({ query }) => {
        const { rows } = await sql<{ led: string[] }>`select app.visible_teams('lead') as led`.execute(query)
        return rows
      })
      expect(row?.led).toEqual(expected)
    }
  })

  it('is seen in the view by nobody who may not see it in its table', async () => {
    const org = await orgIn('Asia/Seoul')
    const teamId = await makeTeam(app.owner, org)
    const other = await makeTeam(app.owner, org)
    const analyst = await makePerson(app.owner, org, { memberships: [{ role: 'analyst', teamId }] })
    await makePerson(app.owner, org, { memberships: [{ role: 'analyst', teamId: other }] })
    const seen = await database.read({ org, person: analyst.personId }, ({ query }) =>
      query.selectFrom('app.membership_today').select('person_id').execute(),
    )
    expect(seen).toEqual([{ person_id: analyst.personId }])
    const stranger = await database.read({ org: randomUUID(), person: analyst.personId }, ({ query }) =>
      query.selectFrom('app.membership_today').select('person_id').execute(),
    )
    expect(stranger).toEqual([])
    const nobody = await database.anonymous((db) =>
      db.selectFrom('app.membership_today').select('person_id').execute(),
    )
    expect(nobody).toEqual([])
  })
})

describe('a person’s zone', () => {
  const zone = 'Pacific/Kiritimati'
  const dublin = 'Europe/Dublin'
  const far = 'Pacific/Pago_Pago'
  let org: string
  const teams: Record<string, string> = {}

  beforeAll(async () => {
    org = await orgIn(zone)
    for (const zone of [dublin, far]) teams[zone] = await makeTeam(app.owner, org, { zone: zone })
  })

  const analyst = (zone: string, startsOn: string, endsOn?: string): NewMembership => ({
    ...{ role: 'analyst', teamId: teams[zone] ?? '', startsOn },
    ...(endsOn === undefined ? {} : { endsOn }),
  })
  /** As the owner and through the app, which must say the same; and the day that it is for them. */
  async function zoneOf(person: TestPerson) {
    const { rows } = await sql<{
      zone: string
    }>`select zone from app.zone_of(${org}, ${person.personId})`.execute(app.owner)
    const { client } = await app.signIn(person)
    const me = await client.people.me.query()
    expect(rows).toEqual([{ zone: me.person.zone }])
    const day = todayIn(me.person.zone).toString()
    expect((await client.today.list.query()).day).toBe(day)
    expect((await client.checkIns.exposure.query()).day).toBe(day)
    return me.person.zone
  }

  it.each<[string, string, () => NewMembership[]]>([
    ['the team’s, from its first day', dublin, () => [analyst(dublin, dayIn(zone, 0))]],
    ['the team’s, to its last day', dublin, () => [analyst(dublin, dayIn(zone, -30), dayIn(zone, 1))]],
    [
      'that of the team they have been in longest',
      far,
      () => [analyst(dublin, dayIn(zone, -10)), analyst(far, dayIn(zone, -20))],
    ],
    [
      'that of the team they are in, not of one that they were in longer',
      dublin,
      () => [analyst(far, dayIn(zone, -90), dayIn(zone, 0)), analyst(dublin, dayIn(zone, -1))],
    ],
    ['the organisation’s before their first team', zone, () => [analyst(far, dayIn(zone, 1))]],
    [
      'the organisation’s between two teams',
      zone,
      () => [analyst(far, dayIn(zone, -90), dayIn(zone, 0)), analyst(far, dayIn(zone, 2))],
    ],
    ['the organisation’s after their last', zone, () => [analyst(far, dayIn(zone, -90), dayIn(zone, 0))]],
    ['the organisation’s without any team', zone, () => [{ role: 'partner', function: 'policy' }]],
  ])('is %s', async (_, expected, memberships) => {
    expect(await zoneOf(await makePerson(app.owner, org, { memberships: memberships() }))).toBe(expected)
  })
})

it('no policy, view or function but the one beneath the view compares the days of a membership', async () => {
  const { rows } = await sql<{ name: string }>`
    with texts as (
      select format('policy %s on %s', policyname, tablename) as name, concat_ws(' ', qual, with_check) as body
      from pg_policies
      union all select 'view ' || viewname, definition from pg_views where schemaname in ('public', 'app')
      union all select 'function ' || proname, pg_get_functiondef(oid) from pg_proc
      where pronamespace in ('public'::regnamespace, 'app'::regnamespace)
    ) select name from texts where body ~ '(starts|ends)_on"?\\s*([<>=@&]|is )|daterange' order by name`.execute(
    app.owner,
  )
  // Whom a legal hold covers goes by the days that the hold names, not by the present.
  expect(rows.map(({ name }) => name)).toEqual([
    'function memberships_at',
    'function was_in_team_on_hold',
    'policy read on legal_hold',
  ])
})
