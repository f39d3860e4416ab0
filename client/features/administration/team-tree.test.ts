import { expect, test } from 'vitest'
import { inTree, selfAndBelow } from './team-tree.ts'

const team = (teamId: string, parentId: string | null) => ({
  ...{ teamId, parentId, name: teamId, zone: 'Asia/Seoul', version: 1 },
})
const names = (teams: { teamId: string }[]) => teams.map(({ teamId }) => teamId).join('')

test('teams stand after the one above them', () => {
  expect(names(inTree([team('a', 'c'), team('b', null), team('c', null), team('d', 'a')]))).toBe('bcad')
})

test('teams whose parent is not there, or that go in a circle, are there all the same', () => {
  expect(names(inTree([team('a', 'gone'), team('b', 'c'), team('c', 'b')]))).toBe('abc')
})

test('a team cannot be put below itself or what is below it', () => {
  const teams = [team('a', null), team('b', 'a'), team('c', 'b'), team('d', null)]
  expect([...selfAndBelow(teams, 'a')].sort()).toEqual(['a', 'b', 'c'])
})
