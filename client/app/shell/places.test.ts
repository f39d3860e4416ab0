import { expect, test } from 'vitest'
import type { Me } from '#shared/people/views.ts'
import { homeOf, placesOf, secondPlaces } from './places.ts'

type TeamMembership = Me['teams'][number]['standing']
const id = '01890000-0000-7000-8000-000000000000'

function meWith(roles: Me['roles'][number]['role'][], memberships: TeamMembership[]): Me {
  return {
    person: {
      personId: id,
      name: '수진',
      zone: 'Asia/Seoul',
      locale: 'ko',
      theme: 'system',
      quiet: null,
      welcomed: true,
      version: 1,
    },
    org: { orgId: id, name: '두레', offlineHours: 72 },
    roles: roles.map((role) => ({ role, teamId: id, function: null })),
    teams: memberships.map((membership) => ({
      teamId: id,
      name: 'A',
      zone: 'Asia/Seoul',
      standing: membership,
      leads: [],
      people: [],
    })),
  }
}
const bar = (me: Me, second?: string) => placesOf(me, second).map((place) => place.to)

test('each role has its bar', () => {
  expect(bar(meWith(['analyst'], ['member']))).toEqual([
    '/today',
    '/record',
    '/wellbeing',
    '/escalations',
    '/me',
  ])
  expect(bar(meWith(['lead'], ['lead']))).toEqual(['/today', '/team', '/wellbeing', '/escalations', '/me'])
  expect(bar(meWith(['manager'], ['manager', 'manager']))).toEqual([
    '/today',
    '/teams',
    '/wellbeing',
    '/escalations',
    '/me',
  ])
  expect(bar(meWith(['partner'], []))).toEqual(['/escalations', '/me'])
  expect(homeOf(meWith(['partner'], []))).toBe('/escalations')
  expect(bar(meWith(['admin'], []))).toEqual(['/today', '/wellbeing', '/me'])
  expect(homeOf(meWith(['admin'], []))).toBe('/today')
  expect(bar(meWith(['partner', 'admin'], []))).toEqual(['/today', '/wellbeing', '/escalations', '/me'])
  expect(bar(meWith([], []))).toEqual(['/me'])
  expect(homeOf(meWith([], []))).toBe('/me')
})

test('several roles share the second place, and it stays where the person left it', () => {
  const both = meWith(['analyst', 'lead'], ['lead'])
  expect(secondPlaces(both).map((place) => place.to)).toEqual(['/record', '/team'])
  expect(bar(both)).toEqual(['/today', '/team', '/wellbeing', '/escalations', '/me'])
  expect(bar(both, '/record')).toEqual(['/today', '/record', '/wellbeing', '/escalations', '/me'])
})

test('who leads and manages one team has the place of each', () => {
  const both = meWith(['lead', 'manager'], ['lead'])
  expect(secondPlaces(both).map((place) => place.to)).toEqual(['/team', '/teams'])
})

test('who only analyses in a team of theirs leads nothing there', () => {
  const me = meWith(['analyst'], ['lead'])
  expect(secondPlaces(me).map((place) => place.to)).toEqual(['/record'])
})
