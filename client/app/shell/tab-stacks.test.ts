import { expect, test } from 'vitest'
import { layDown, type Stack, type Step, stackAfter } from './tab-stacks.ts'

const visit = (key: string, to: string) => ({ key, to })
const step = (key: string, to: string, rest: Partial<Step> = {}): Step => ({
  ...{ visit: visit(key, to), action: 'PUSH', place: undefined, kept: undefined },
  ...rest,
})

/** Walks the steps as a browser would, and remembers every entry by its key. */
function walk(steps: readonly Step[]): Stack | undefined {
  const seen = new Map<string, Stack>()
  let now: Stack | undefined
  for (const each of steps) {
    now = stackAfter(now, seen.get(each.visit.key), each)
    seen.set(each.visit.key, now)
  }
  return now
}

test('what is opened lies on the place that it was opened from', () => {
  const team = step('a', '/team', { place: '/team' })
  expect(walk([team, step('b', '/people/7'), step('c', '/notes/3')])).toEqual({
    place: '/team',
    visits: [visit('a', '/team'), visit('b', '/people/7'), visit('c', '/notes/3')],
  })
  const replaced = walk([team, step('b', '/people/7/new'), step('c', '/notes/3', { action: 'REPLACE' })])
  expect(replaced?.visits.map(({ to }) => to)).toEqual(['/team', '/notes/3'])
})

test('back takes the top away, also across two places', () => {
  const steps = [
    step('a', '/team', { place: '/team' }),
    step('b', '/people/7'),
    step('c', '/today', { place: '/today' }),
    step('b', '/people/7', { action: 'POP' }),
  ]
  expect(walk(steps)).toEqual({
    place: '/team',
    visits: [visit('a', '/team'), visit('b', '/people/7')],
  })
  expect(walk([...steps, step('a', '/team', { action: 'POP', place: '/team' })])?.visits).toHaveLength(1)
})

test('a stack that is laid down again is the same stack, at every depth', () => {
  const before: Stack = {
    place: '/team',
    visits: [visit('a', '/team'), visit('b', '/people/7?part=actions')],
  }
  const [root, top] = layDown(before)
  expect([root?.to, top?.to]).toEqual(['/team', '/people/7?part=actions'])
  const today = step('c', '/today', { place: '/today' })
  const again = walk([today, step('e', '/people/7?part=actions', { kept: top?.kept })])
  expect(again?.place).toBe('/team')
  expect(again?.visits.map(({ to }) => to)).toEqual(['/team', '/people/7?part=actions'])
  // Its root was never shown after it was laid down; going back there still knows where it is.
  const back = step('d', '/team', { action: 'POP', place: '/team', kept: root?.kept })
  expect(walk([today, step('e', '/people/7', { kept: top?.kept }), back])?.visits).toHaveLength(1)
})

test('an app that opens on a detail belongs to no place', () => {
  expect(walk([step('a', '/notes/3', { action: 'POP' }), step('b', '/people/7')])?.place).toBeUndefined()
})
