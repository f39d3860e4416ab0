import { expect, test } from 'vitest'
import type { PersonRow } from '#shared/administration/people-file-rules.ts'
import type { DirectoryPerson } from '#shared/administration/views.ts'
import { planOf } from './people-plan.ts'

const row = (given: Partial<PersonRow> = {}): PersonRow => ({
  ...{ row: 2, email: 'han@example.com', name: '한예린', team: '서울 QA', role: 'analyst' },
  ...{ locale: null, startsOn: null },
  ...given,
})
const teams = [{ teamId: 'seoul', name: '서울 QA', parentId: null, zone: 'Asia/Seoul', version: 1 }]
const person = (given: Partial<DirectoryPerson> = {}): DirectoryPerson => ({
  ...{ personId: 'p', name: '한예린', reference: null, locale: 'ko', email: null, signsIn: false },
  ...{ invitedUntil: null, invitationWaits: false },
  standings: [
    {
      ...{ membershipId: 'm', role: 'analyst', teamId: 'seoul', function: null, startsOn: '2026-01-01' },
      ...{ endsOn: null, confirmed: true },
    },
  ],
  ...given,
})
const plan = (
  found: { byEmail?: DirectoryPerson; byName?: DirectoryPerson[] },
  given = row(),
  join = false,
) =>
  planOf(
    { missing: [], people: [given], refused: [] },
    {
      ...{ teams, today: '2026-11-29', join },
      find: async () => ({ byEmail: undefined, byName: [], ...found }),
    },
  )

test('somebody new is invited, and the same file a second time does nothing', async () => {
  expect((await plan({})).rows).toMatchObject([{ act: 'invite', teamId: 'seoul' }])
  const there = person({ email: 'han@example.com' })
  expect((await plan({ byEmail: there, byName: [there] })).rows).toMatchObject([{ act: 'nothing' }])
})

test('another role goes to the person who has the address', async () => {
  const there = person({ email: 'han@example.com', signsIn: true })
  const given = row({ role: 'admin', team: null })
  expect((await plan({ byEmail: there }, given)).rows).toMatchObject([{ act: 'give', personId: 'p' }])
})

test('whom an import made is joined only where that was said, and only where the name is theirs alone', async () => {
  const imported = person()
  expect((await plan({ byName: [imported] })).refused).toMatchObject([
    { field: 'name', reason: 'known_name' },
  ])
  expect((await plan({ byName: [imported] }, row(), true)).rows).toMatchObject([
    { act: 'join', personId: 'p' },
  ])
  const two = [imported, person({ personId: 'q' })]
  expect((await plan({ byName: two }, row(), true)).refused).toMatchObject([{ reason: 'known_name' }])
  const signsIn = person({ signsIn: true, email: 'other@example.com' })
  expect((await plan({ byName: [signsIn] })).rows).toMatchObject([{ act: 'invite' }])
})

test('a team that is not there is named', async () => {
  const { refused } = await plan({}, row({ team: '부산 QA' }))
  expect(refused).toEqual([{ row: 2, field: 'team', reason: 'unknown_team', value: '부산 QA' }])
})

test('whom a move-in made is known by the address: invited, or given the role that they lack', async () => {
  const moved = person({ name: '한예린(상담)', reference: 'Han@example.com' })
  expect((await plan({ byName: [moved] })).rows).toMatchObject([{ act: 'join', personId: 'p' }])
  const without = { ...moved, standings: [] }
  expect((await plan({ byName: [without] })).rows).toMatchObject([{ act: 'give', personId: 'p' }])
  const signsIn = { ...moved, signsIn: true }
  expect((await plan({ byName: [signsIn] })).rows).toMatchObject([{ act: 'invite' }])
})
