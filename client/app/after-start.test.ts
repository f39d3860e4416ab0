import { expect, test } from 'vitest'
import type { Me } from '#shared/people/views.ts'
import { afterStart } from './after-start.ts'
import { draftPath } from './pages/draft-path.ts'
import { entriesFor } from './pages/me-entries.ts'

const team = { teamId: 'team', name: 'Team', zone: 'Asia/Seoul' }
const me = (roles: readonly object[], teams: readonly object[] = []) =>
  ({ person: { personId: 'me', name: 'Me' }, org: { orgId: 'org' }, roles, teams }) as unknown as Me

test('what an analyst needs most is fetched first', async () => {
  const analyst = me([{ role: 'analyst' }], [{ ...team, standing: 'analyst', people: [] }])
  const parts = await afterStart.preload()
  const fetched = parts
    .flatMap(({ prefetch }) => prefetch?.(analyst) ?? [])
    .map(({ queryKey }) => queryKey[0])
  const features = fetched.map((path) => (path as string[])[0])
  const inTurn = [...new Set(features)]
  expect(inTurn.slice(0, 5)).toEqual(['people', 'today', 'inbox', 'checkIns', 'coaching'])
  expect(inTurn.slice(-8)).toEqual([
    ...['scorecards', 'audits', 'policies', 'questions', 'reviews', 'rubrics', 'calibration', 'emergency'],
  ])
})

test('rows under Me stand in their groups, for whom they are', async () => {
  const parts = await afterStart.preload()
  const labels = (roles: readonly object[]) =>
    entriesFor(me(roles), parts).flatMap(({ entries }) => entries.map(({ label }) => label))
  const forAll = ['policy.all']
  // A partner for anything but policy reads no precedents.
  const forStaff = [...forAll, 'precedent.title']
  expect(labels([{ role: 'analyst' }])).toEqual([
    ...['feed.title', 'shift.title', 'update.title', 'question.title', 'rubric.title', 'calibration.title'],
    ...[...forStaff, 'me.roles', 'retention.title', 'me.emergency'],
  ])
  expect(labels([{ role: 'lead' }])).toEqual([
    ...[
      'shift.title',
      'delegate.title',
      'readings.title',
      ...forStaff,
      'me.roles',
      'retention.title',
      'me.emergency',
    ],
  ])
  expect(labels([{ role: 'partner', function: 'wellbeing' }])).toEqual([
    'talk.title',
    ...forAll,
    'me.roles',
    'retention.title',
    'me.emergency',
  ])
  expect(labels([{ role: 'admin' }])).toEqual([
    'shift.title',
    ...forStaff,
    'me.administration',
    'me.roles',
    'retention.title',
    'me.emergency',
    'settings.wellbeing',
    'calendar.title',
    'names.title',
  ])
})

test('a draft is written on where it was begun', async () => {
  const parts = await afterStart.preload()
  const path = (draftKey: string) => draftPath(draftKey, parts)
  expect(path('note:new:somebody')).toBe('/people/somebody/notes/new')
  expect(path('note:new:somebody:missed:4:12')).toBe('/people/somebody/notes/new?draft=missed%3A4%3A12')
  expect(path('note:one')).toBe('/notes/one/edit')
  expect(path('reply:one')).toBe('/notes/one')
  expect(path('check-in')).toBe('/wellbeing/check-in')
  expect(path('question:ask:')).toBe('/questions/new')
  expect(path('question:ask:policy=spam')).toBe('/questions/new?policy=spam')
  expect(path('escalation:new')).toBe('/escalations/new')
  expect(path('escalation:new:case=one')).toBe('/escalations/new?case=one')
  expect(path('escalation:one')).toBe('/escalations/one/edit')
  expect(path('unknown')).toBeUndefined()
})
