import { describe, expect, test } from 'vitest'
import {
  advance,
  type CallFacts,
  type Chain,
  type ChainStep,
  chainOn,
  type Reachable,
} from './chain-rules.ts'

const lead = (personId: string, changes: Partial<Reachable> = {}): Reachable => ({
  ...{ personId, role: 'lead', forId: null, absent: false },
  ...changes,
})
const manager = (personId: string, changes: Partial<Reachable> = {}) =>
  lead(personId, { role: 'manager', ...changes })
const facts = (changes: Partial<CallFacts> = {}): CallFacts => ({
  people: [lead('ann'), lead('bob'), manager('max')],
  onShift: [],
  onDuty: [],
  barred: new Set(['raiser']),
  ...changes,
})
const named = (personId: string, minutes = 5): ChainStep => ({ source: 'person', personId, minutes })
const shift: ChainStep = { source: 'shift', personId: null, minutes: 7 }
const calendar: ChainStep = { source: 'calendar', personId: null, minutes: 9 }
const chain = (steps: ChainStep[], repeats = 0): Chain => ({ steps, repeats })
const first = { round: 1, place: 1, reachedBefore: false }

/** Returns the calls as place, person, for whom and outcome. */
const outcomes = ({ calls }: ReturnType<typeof advance>) =>
  calls.map(({ place, personId, forId, outcome }) => [place, personId, forId, outcome])

describe('a chain', () => {
  test('calls one step, and the next after its minutes', () => {
    const steps = chain([named('ann', 5), named('max', 10)])
    const begun = advance(steps, first, facts())
    expect(outcomes(begun)).toEqual([[1, 'ann', null, 'notified']])
    expect(begun.next).toEqual({ round: 1, place: 2, minutes: 5 })
    const after = advance(steps, { round: 1, place: 2, reachedBefore: true }, facts())
    expect(outcomes(after)).toEqual([[2, 'max', null, 'notified']])
    expect(after.next).toBeNull()
  })

  test('begins again as often as it repeats, after the minutes of its last step', () => {
    const steps = chain([named('ann', 5)], 2)
    expect(advance(steps, first, facts()).next).toEqual({ round: 2, place: 1, minutes: 5 })
    expect(advance(steps, { ...first, round: 2 }, facts()).next).toEqual({ round: 3, place: 1, minutes: 5 })
    expect(advance(steps, { ...first, round: 3 }, facts()).next).toBeNull()
  })

  test('passes over who raised it or is its subject, has left or is away, at once', () => {
    const steps = chain([named('raiser'), named('gone'), named('ann'), named('bob', 6)])
    const people = [lead('raiser'), lead('ann', { absent: true }), lead('bob'), manager('max')]
    const begun = advance(steps, first, facts({ people }))
    expect(outcomes(begun)).toEqual([
      [1, 'raiser', null, 'barred'],
      [2, 'gone', null, 'left'],
      [3, 'ann', null, 'away'],
      [4, 'bob', null, 'notified'],
    ])
  })

  test('calls who stands in for somebody, in their name, unless that one may not or is away too', () => {
    const steps = chain([named('ann')])
    const deputy = (changes: Partial<Reachable>) =>
      facts({ people: [lead('ann'), lead('bob', changes), manager('max')] })
    expect(outcomes(advance(steps, first, deputy({ forId: 'ann' })))).toEqual([[1, 'bob', 'ann', 'notified']])
    expect(outcomes(advance(steps, first, deputy({ forId: 'ann', absent: true })))).toEqual([
      [1, 'ann', null, 'notified'],
    ])
    const barred = { ...deputy({ forId: 'ann' }), barred: new Set(['bob']) }
    expect(outcomes(advance(steps, first, barred))).toEqual([[1, 'ann', null, 'notified']])
  })

  test('calls every lead who is on shift, and whoever the calendar names, each once', () => {
    const onShift = advance(chain([shift]), first, facts({ onShift: ['bob', 'max', 'ann'] }))
    expect(outcomes(onShift)).toEqual([
      [1, 'ann', null, 'notified'],
      [1, 'bob', null, 'notified'],
    ])
    expect(outcomes(advance(chain([calendar]), first, facts({ onDuty: ['max', 'max'] })))).toEqual([
      [1, 'max', null, 'notified'],
    ])
  })

  test('calls the managers where it has no steps or none of them reaches anybody', () => {
    expect(outcomes(advance(chain([]), first, facts()))).toEqual([[0, 'max', null, 'notified']])
    expect(outcomes(advance(chain([shift, named('gone')]), first, facts()))).toEqual([
      [1, null, null, 'nobody'],
      [2, 'gone', null, 'left'],
      [0, 'max', null, 'notified'],
    ])
    const away = facts({ people: [manager('max', { absent: true })] })
    expect(outcomes(advance(chain([]), first, away))).toEqual([[0, null, null, 'nobody']])
  })

  test('does not call the managers where an earlier step of the round reached somebody', () => {
    const ended = advance(
      chain([named('ann'), shift], 1),
      { round: 1, place: 2, reachedBefore: true },
      facts(),
    )
    expect(outcomes(ended)).toEqual([[2, null, null, 'nobody']])
    expect(ended.next).toEqual({ round: 2, place: 1, minutes: 7 })
  })
})

test('of the chains that have begun the one with the latest first day holds, set last', () => {
  const chains = [
    { number: 3, startsOn: '2026-12-01' },
    { number: 2, startsOn: '2026-12-10' },
    { number: 1, startsOn: '2026-12-01' },
  ]
  expect(chainOn(chains, '2026-11-30')).toBeUndefined()
  expect(chainOn(chains, '2026-12-05')?.number).toBe(3)
  expect(chainOn(chains, '2026-12-10')?.number).toBe(2)
})
