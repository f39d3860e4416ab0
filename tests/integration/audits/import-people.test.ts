import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { refusalOf } from '#tests/support/app.ts'
import { fileOf, optionsFor, upload } from '#tests/support/audit-files.ts'
import { addMembership, makePerson, makeTeam } from '#tests/support/people.ts'
import { app, rowsOf, setUp, stored, team } from './import-setting.ts'

setUp()

const membershipsOf = async (org: string, personId: string) => {
  const { rows } = await sql<{ seen: string }>`
    select concat_ws(' ', starts_on, ends_on, case when confirmed_at is null then 'waits' else 'confirmed' end) as seen
    from membership where org_id = ${org} and person_id = ${personId} order by starts_on`.execute(app.owner)
  return rows.map(({ seen }) => seen)
}

test('two causes are two reasons: nobody is called so, or they were not in the team on that day', async () => {
  const { org, teamId, by } = await team()
  const far = await makeTeam(app.owner, org)
  await makePerson(app.owner, org, { name: '먼 팀', memberships: [{ role: 'analyst', teamId: far }] })
  const file = fileOf([{ analyst: '아무도 아님' }, { analyst: '먼 팀' }, { analyst: 'rater-1' }])
  const { report } = await upload(app.url, by, { file, options: { ...optionsFor(teamId), dryRun: true } })
  expect(rowsOf(report)).toEqual([
    [2, 'unknown_analyst', 'analyst'],
    [3, 'analyst_not_in_team', 'analyst'],
  ])
  expect(report?.findings).toMatchObject({
    unknownPeople: [{ word: '아무도 아님', rows: 1 }],
    absentPeople: [{ word: '먼 팀', rows: 1 }],
    earlierPeople: [],
  })
})

test('the lead lets a file make its people, who are in no total, and takes them back with it', async () => {
  const { org, teamId, by } = await team()
  const options = { ...optionsFor(teamId), makePeople: true }
  const file = fileOf([{ analyst: '새 사람' }, { analyst: '새 사람', at: '2026-10-01' }])
  const { report } = await upload(app.url, by, { file, options })
  expect(report).toMatchObject({
    added: 2,
    refused: 0,
    findings: { newPeople: [{ word: '새 사람', rows: 2 }] },
  })
  const made = (await by.client.administration.newcomers.query({ teamId })).find(
    ({ name }) => name === '새 사람',
  )
  expect(made).toMatchObject({ reference: '새 사람', email: null, confirmed: false })
  expect(await membershipsOf(org, made?.personId ?? '')).toEqual(['2026-10-01 waits'])
  const card = await by.client.scorecards.team.query({ teamId })
  expect(card.people.map(({ name }) => name)).toContain('새 사람')

  const input = { importId: report?.importId ?? '' }
  await by.client.audits.undoImport.mutate({ meta: by.meta(), input })
  expect(await stored(org)).toMatchObject({ audits: 0, days: 0 })
  expect(await by.client.administration.newcomers.query({ teamId })).toEqual([])
})

test('rows of before the first day of somebody invited today are taken where the lead says so', async () => {
  const { org, teamId, by } = await team()
  const today = Temporal.Now.plainDateISO('Asia/Seoul').toString()
  const invited = await makePerson(app.owner, org, {
    ...{ name: '오늘 초대', memberships: [{ role: 'analyst', teamId, startsOn: today }] },
  })
  const far = await makeTeam(app.owner, org)
  const moved = await makePerson(app.owner, org, { name: '옮긴 사람' })
  await addMembership(app.owner, moved, {
    ...{ role: 'analyst', teamId: far, startsOn: '2026-01-01', endsOn: '2026-11-20' },
  })
  await addMembership(app.owner, moved, { role: 'analyst', teamId, startsOn: '2026-11-20' })
  const file = fileOf([
    { analyst: '오늘 초대', at: '2026-10-05' },
    { analyst: '옮긴 사람', at: '2026-10-05' },
  ])
  const asked = await upload(app.url, by, { file, options: { ...optionsFor(teamId), dryRun: true } })
  expect(asked.report?.findings).toMatchObject({
    earlierPeople: [{ word: '오늘 초대', rows: 1 }],
    absentPeople: [{ word: '옮긴 사람', rows: 1 }],
  })
  const taken = await upload(app.url, by, { file, options: { ...optionsFor(teamId), earlierDays: true } })
  expect(taken.report).toMatchObject({ added: 1, refused: 1 })
  expect(await membershipsOf(org, invited.personId)).toEqual([
    `2026-10-05 ${today} waits`,
    `${today} confirmed`,
  ])
  // It waits for nobody: it gives nothing that could be confirmed.
  const unit = await makeTeam(app.owner, org)
  await app.owner.updateTable('team').set({ parent_id: unit }).where('team_id', '=', teamId).execute()
  const manager = await app.signIn(
    await makePerson(app.owner, org, { memberships: [{ role: 'manager', teamId: unit }] }),
  )
  expect((await manager.client.administration.roles.query()).waiting).toEqual([])
})

test('who manages the team imports nothing and makes nobody', async () => {
  const { org, teamId } = await team()
  const manager = await app.signIn(
    await makePerson(app.owner, org, { memberships: [{ role: 'manager', teamId }] }),
  )
  const options = { ...optionsFor(teamId), makePeople: true }
  const { status } = await upload(app.url, manager, { file: fileOf([{ analyst: '새 사람' }]), options })
  expect(status).toBe(403)
  expect((await refusalOf(manager.client.administration.newcomers.query({ teamId }))).code).toBe('FORBIDDEN')
})
