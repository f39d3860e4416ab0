import { expect, test } from 'vitest'
import { inTreeOrder, isCircle, treesOf } from './tree-rules.ts'

const policies = [
  { code: 'harm', parent: null },
  { code: 'hate', parent: 'harm' },
  { code: 'slurs', parent: 'hate' },
  { code: 'spam', parent: null },
  { code: 'links', parent: 'gone' },
]

test('a policy is never above itself, also through others', () => {
  expect(isCircle('harm', 'slurs', policies)).toBe(true)
  expect(isCircle('hate', 'hate', policies)).toBe(true)
  expect(isCircle('slurs', 'spam', policies)).toBe(false)
  expect(isCircle('harm', null, policies)).toBe(false)
})

test('a circle that came about elsewhere ends the search', () => {
  const circle = [
    { code: 'a', parent: 'b' },
    { code: 'b', parent: 'a' },
  ]
  expect(isCircle('c', 'a', circle)).toBe(false)
})

test('each area comes before what lies in it, and a policy without its area is at the top', () => {
  expect(inTreeOrder(policies).map(({ policy, depth }) => [policy.code, depth])).toEqual([
    ['harm', 0],
    ['hate', 1],
    ['slurs', 2],
    ['spam', 0],
    ['links', 0],
  ])
  expect(treesOf(policies).map(({ under }) => under.length)).toEqual([1, 0, 0])
})
