import { expect, test } from 'vitest'
import { rowsOf } from './announce.ts'

test('everybody who hears of a change has a row: each person, and each team for its leads and managers', () => {
  expect(
    rowsOf([
      { feature: 'coaching', subjectId: 's', audience: { people: ['a', 's'], teams: ['t'] } },
      { feature: 'check-ins', audience: { people: ['a'], teams: ['t'], exceptId: 'b' } },
    ]),
  ).toEqual([
    { feature: 'coaching', person: 'a', team: null, subject: 's', except: null },
    { feature: 'coaching', person: 's', team: null, subject: 's', except: null },
    { feature: 'coaching', person: null, team: 't', subject: 's', except: null },
    { feature: 'check-ins', person: 'a', team: null, subject: null, except: null },
    { feature: 'check-ins', person: null, team: 't', subject: null, except: 'b' },
  ])
})

test('a person who is named twice hears of a change once', () => {
  const people = ['a', 'b', 'a']
  expect(rowsOf([{ feature: 'escalations', audience: { people } }])).toHaveLength(2)
  expect(rowsOf([{ feature: 'escalations', audience: {} }])).toEqual([])
})
