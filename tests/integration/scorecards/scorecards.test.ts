import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { refusalOf, startTestApp, type TestApp } from '#tests/support/app.ts'
import { fileOf, importAsOwner, optionsFor, type Row } from '#tests/support/audit-files.ts'
import { addMembership, makeOrg, makePerson, makeTeam } from '#tests/support/people.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.stop())

async function team(rows: readonly Row[]) {
  const org = await makeOrg(app.owner)
  const teamId = await makeTeam(app.owner, org, { name: 'Seoul' })
  const make = (role: 'lead' | 'manager' | 'analyst', reference: string) =>
    makePerson(app.owner, org, { name: reference, reference, memberships: [{ role, teamId }] })
  const [lead, manager, analyst, two] = await Promise.all([
    app.signIn(await make('lead', 'lead')),
    app.signIn(await make('manager', 'manager')),
    app.signIn(await make('analyst', 'rater-1')),
    app.signIn(await make('analyst', 'rater-2')),
  ])
  await importAsOwner(app.owner, org, { file: fileOf(rows), options: optionsFor(teamId) })
  return { org, teamId, lead, manager, one: analyst, two }
}
const rows: Row[] = [
  // Sunday, 23:59 in Seoul, and the minute after it; and fifteen weeks before the last.
  { analyst: 'rater-1', at: '2026-10-04T14:59:00Z' },
  { analyst: 'rater-1', at: '2026-10-04T15:00:00Z', decision: 'fine', policy: 'threat' },
  { analyst: 'rater-1', at: '2026-06-29' },
  { analyst: 'rater-2', at: '2026-10-13', decision: 'hateful', gold: 'fine' },
  { analyst: 'rater-2', at: '2026-10-13', gold: '' },
]
/** The targets that a team begins with. */
const begun = { accuracy: 0.95, missed: 0.03, overEnforced: 0.03 }
const none = { n: 0, correct: 0, missed: 0, overEnforced: 0, unverified: 0, acted: 0, unsided: 0 }

describe('a team', () => {
  test('thirteen weeks up to the data date, gaps as zero, people in the lead’s own order', async () => {
    const { teamId, lead, one, two } = await team(rows)
    const view = await lead.client.scorecards.team.query({ teamId })
    expect(view).toMatchObject({
      teamName: 'Seoul',
      zone: 'Asia/Seoul',
      dataThrough: '2026-10-12T15:00:00Z',
      targets: { '4w': begun, '13w': begun },
      targetBreaks: [],
      signals: [],
    })
    expect(view.weeks).toHaveLength(13)
    expect(view.weeks[0]).toEqual({ week: '2026-07-20', counts: none })
    expect(view.weeks.slice(-3)).toEqual([
      { week: '2026-09-28', counts: { ...none, n: 1, correct: 1, acted: 1 } },
      { week: '2026-10-05', counts: { ...none, n: 1, missed: 1 } },
      { week: '2026-10-12', counts: { ...none, n: 1, overEnforced: 1, unverified: 1 } },
    ])
    expect(view.people.map(({ name, isNew }) => [name, isNew])).toEqual([
      ['rater-1', false],
      ['rater-2', false],
    ])
    expect(view.people[1]?.weeks.at(-1)).toEqual({
      week: '2026-10-12',
      counts: { ...none, n: 1, overEnforced: 1, unverified: 1 },
    })
    const teamOrder = [two.person.personId, one.person.personId]
    await lead.client.people.setPreferences.mutate({ meta: lead.meta(), input: { teamOrder } })
    const again = await lead.client.scorecards.team.query({ teamId })
    expect(again.people.map(({ name }) => name)).toEqual(['rater-2', 'rater-1'])
  })

  test('a manager sees it without people, an analyst and another team’s lead not at all', async () => {
    const { org, teamId, lead, manager, one } = await team(rows)
    const seen = await manager.client.scorecards.team.query({ teamId })
    expect(seen.weeks).toEqual((await lead.client.scorecards.team.query({ teamId })).weeks)
    expect([seen.people, seen.signals]).toEqual([[], []])
    const far = await makeTeam(app.owner, org)
    const farLead = await app.signIn(
      await makePerson(app.owner, org, { memberships: [{ role: 'lead', teamId: far }] }),
    )
    for (const by of [one, farLead]) {
      expect((await refusalOf(by.client.scorecards.team.query({ teamId }))).code).toBe('NOT_FOUND')
    }
  })

  test('before the first import there are thirteen empty weeks and no data date', async () => {
    const { teamId, lead } = await team([])
    const view = await lead.client.scorecards.team.query({ teamId })
    expect(view.dataThrough).toBeNull()
    expect(view.weeks.map(({ counts }) => counts)).toEqual(Array(13).fill(none))
  })

  test('who joined within eight weeks is new, and who left is gone', async () => {
    const { org, teamId, lead } = await team([])
    const ago = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10)
    const joined = await makePerson(app.owner, org, { name: 'joined' })
    await addMembership(app.owner, joined, { role: 'analyst', teamId, startsOn: ago(20) })
    const left = await makePerson(app.owner, org, { name: 'left' })
    await addMembership(app.owner, left, { role: 'analyst', teamId, startsOn: ago(90), endsOn: ago(2) })
    const { people } = await lead.client.scorecards.team.query({ teamId })
    expect(people.map(({ name, isNew }) => [name, isNew])).toEqual([
      ['joined', true],
      ['rater-1', false],
      ['rater-2', false],
    ])
  })
})

describe('teams', () => {
  test('a manager sees every team below theirs, by name', async () => {
    const { org, teamId, manager, lead } = await team(rows)
    await makeTeam(app.owner, org, { name: 'Elsewhere' })
    const below = await makeTeam(app.owner, org, { name: 'Busan', parentId: teamId })
    const { teams } = await manager.client.scorecards.teams.query()
    expect(teams.map((each) => [each.teamId, each.teamName])).toEqual([
      [below, 'Busan'],
      [teamId, 'Seoul'],
    ])
    expect(teams[1]?.weeks.at(-1)?.counts).toEqual({ ...none, n: 1, overEnforced: 1, unverified: 1 })
    expect(await lead.client.scorecards.teams.query()).toEqual({ teams: [] })
  })
})

describe('an analyst', () => {
  test('sees their own by policy and week, and nobody is logged as a viewer', async () => {
    const { org, one } = await team(rows)
    const view = await one.client.scorecards.analyst.query({ personId: one.person.personId })
    expect(view).toMatchObject({
      person: { name: 'rater-1' },
      teamName: 'Seoul',
      dataThrough: '2026-10-12T15:00:00Z',
      openLooks: 0,
    })
    expect(view.policies.map(({ policy }) => policy)).toEqual(['slur', 'threat'])
    expect(view.policies[1]?.weeks[11]).toEqual({ week: '2026-10-05', counts: { ...none, n: 1, missed: 1 } })
    expect(view.weeks.slice(-3).map(({ counts }) => [counts.n, counts.missed])).toEqual([
      [1, 0],
      [1, 1],
      [0, 0],
    ])
    expect(await app.owner.selectFrom('record_view').selectAll().where('org_id', '=', org).execute()).toEqual(
      [],
    )
  })

  test('is seen by the lead, logged; not by a manager or a colleague', async () => {
    const { org, lead, manager, one, two } = await team(rows)
    const input = { personId: one.person.personId }
    expect(await lead.client.scorecards.analyst.query(input)).toEqual(
      await one.client.scorecards.analyst.query(input),
    )
    const [view] = await app.owner.selectFrom('record_view').selectAll().where('org_id', '=', org).execute()
    expect(view).toMatchObject({
      subject_id: one.person.personId,
      viewer_id: lead.person.personId,
      kind: 'scorecard',
    })
    for (const by of [manager, two]) {
      expect((await refusalOf(by.client.scorecards.analyst.query(input))).code).toBe('NOT_FOUND')
    }
    const own = { personId: lead.person.personId }
    expect((await refusalOf(lead.client.scorecards.analyst.query(own))).code).toBe('NOT_FOUND')
  })

  test('who moved shows the new lead nothing of the team before', async () => {
    const { org, teamId, one } = await team(rows)
    const next = await makeTeam(app.owner, org, { name: 'Next' })
    const lead = await app.signIn(
      await makePerson(app.owner, org, { memberships: [{ role: 'lead', teamId: next }] }),
    )
    await app.owner
      .updateTable('membership')
      .set({ ends_on: '2026-11-01' })
      .where('person_id', '=', one.person.personId)
      .where('team_id', '=', teamId)
      .execute()
    await addMembership(app.owner, one.person, { role: 'analyst', teamId: next, startsOn: '2026-11-01' })
    const view = await lead.client.scorecards.analyst.query({ personId: one.person.personId })
    expect(view).toMatchObject({ teamName: 'Next', policies: [] })
    expect(
      (await lead.client.audits.cases.query({ personId: one.person.personId, filter: 'all' })).cases,
    ).toEqual([])
  })
})
