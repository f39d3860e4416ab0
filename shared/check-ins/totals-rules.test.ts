import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  bandOf,
  type Candidate,
  decide,
  leastPeople,
  levelOf,
  periodOf,
  shifted,
  type TotalLevel,
  totalLevels,
} from './totals-rules.ts'

const people = (from: number, to: number) =>
  new Set(Array.from({ length: to - from }, (_, n) => `p${from + n}`))
const team = (teamId: string, respondents: Set<string>, members = respondents): Candidate => ({
  teamId,
  respondents,
  members,
})
const reasons = (candidates: Candidate[], published: Set<string>[] = []) =>
  [...decide(candidates, published).values()].map(({ why }) => why)

describe('a total', () => {
  test('is of five at least, in a team of five at least', () => {
    expect(reasons([team('a', people(0, 4))])).toEqual(['small'])
    expect(reasons([team('a', people(0, 4), people(0, 12))])).toEqual(['few'])
    expect(reasons([team('a', people(0, 5))])).toEqual([null])
  })

  test('leaves nobody or five who did not answer', () => {
    expect(reasons([team('a', people(0, 8), people(0, 12))])).toEqual(['rest'])
    expect(reasons([team('a', people(0, 7), people(0, 12))])).toEqual([null])
    expect(reasons([team('a', people(0, 12))])).toEqual([null])
  })

  test('counts nobody who is in the total of a team below', () => {
    const below = [team('a', people(0, 6)), team('b', people(6, 9))]
    expect(reasons([...below, team('above', people(0, 9))])).toEqual([null, 'small', 'apart'])
    const decisions = decide([...below, team('above', people(0, 12))], [])
    expect(decisions.get('above')).toEqual({ why: null, respondents: people(6, 12), members: people(6, 12) })
    expect(reasons([...below, team('above', people(0, 12), people(0, 14))])).toEqual([null, 'small', 'rest'])
  })

  test('is not out again when one to four came or went', () => {
    const before = people(0, 6)
    expect(reasons([team('a', people(0, 6))], [before])).toEqual([null])
    expect(reasons([team('a', people(0, 7))], [before])).toEqual(['change'])
    expect(reasons([team('a', people(1, 7))], [before])).toEqual(['change'])
    expect(reasons([team('a', people(0, 11))], [before])).toEqual([null])
    expect(reasons([team('a', people(6, 11))], [before])).toEqual([null])
  })
})

test('periods are four whole weeks, one after the other', () => {
  const period = periodOf('2026-11-26')
  expect(new Date(period.from).getUTCDay()).toBe(1)
  expect((Date.parse(period.to) - Date.parse(period.from)) / 86_400_000).toBe(27)
  expect(periodOf(period.from)).toEqual(period)
  expect(periodOf(period.to)).toEqual(period)
  expect(periodOf(shifted(period, 1).from)).toEqual(shifted(period, 1))
  expect(shifted(shifted(period, 3), -3)).toEqual(period)
  expect(Date.parse(shifted(period, 1).from) - Date.parse(period.to)).toBe(86_400_000)
})

test('a total is one of three levels, unanimous and nearly so alike', () => {
  expect(levelOf([1, 1, 1, 1, 1])).toBe('low')
  expect(levelOf([1, 1, 1, 1, 5])).toBe('low')
  expect(levelOf([5, 5, 5, 5, 5])).toBe('high')
  expect(levelOf([5, 5, 5, 5, 1])).toBe('high')
  expect([levelOf([2, 3]), levelOf([3, 3]), levelOf([3, 4])]).toEqual(['middle', 'middle', 'middle'])
})

test('how many answered is a band', () => {
  expect([bandOf(5, 12), bandOf(6, 12), bandOf(9, 12)]).toEqual(['under_half', 'half', 'most'])
})

/** Teams in a tree, people who join, leave and move, and who of them answers, for so many periods. */
const histories = fc
  .record({
    parents: fc.array(fc.integer({ min: -1, max: 3 }), { minLength: 1, maxLength: 5 }),
    headcount: fc.integer({ min: 8, max: 40 }),
    periods: fc.integer({ min: 1, max: 4 }),
    moves: fc.array(fc.tuple(fc.nat(), fc.nat(), fc.nat()), { maxLength: 30 }),
    silence: fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 40 }),
  })
  .map(({ parents, headcount, periods, moves, silence }) => {
    const teams = parents.map((parent, n) => ({ id: n, parent: parent >= 0 && parent < n ? parent : null }))
    const within = (id: number): number[] => [
      id,
      ...teams.filter(({ parent }) => parent === id).flatMap((team) => within(team.id)),
    ]
    const home = new Map(Array.from({ length: headcount }, (_, n) => [`p${n}`, n % (teams.length + 1)]))
    return Array.from({ length: periods }, (_, period) => {
      for (const [when, who, where] of moves)
        if (when % periods === period) home.set(`p${who % headcount}`, where % (teams.length + 1))
      const silent = new Set(
        silence.filter(([when]) => when % periods === period).map(([, who]) => `p${who % headcount}`),
      )
      return teams
        .map(({ id }) => {
          const those = within(id)
          // The last number is nowhere: not yet come, or gone.
          const members = [...home].filter(([, team]) => those.includes(team)).map(([name]) => name)
          return {
            ...team(`t${id}`, new Set(members.filter((name) => !silent.has(name))), new Set(members)),
            size: those.length,
          }
        })
        .sort((a, b) => a.size - b.size)
    })
  })

/**
 * The sizes of what any sum or difference of these figures can speak of, each counted once, added or subtracted. People who
 * are in the same figures are spoken of together, so each such group is reckoned once.
 */
function isolated(figures: readonly ReadonlySet<string>[]): number[] {
  const groups = new Map<string, { within: readonly boolean[]; size: number }>()
  for (const name of new Set(figures.flatMap((figure) => [...figure]))) {
    const within = figures.map((figure) => figure.has(name))
    const group = groups.get(within.join()) ?? { within, size: 0 }
    group.size += 1
    groups.set(within.join(), group)
  }
  const sizes: number[] = []
  const total = 3 ** figures.length
  for (let code = 1; code < total; code++) {
    const weights = figures.map((_, n) => (Math.floor(code / 3 ** n) % 3) - 1)
    let spoken = 0
    for (const { within, size } of groups.values())
      if (weights.reduce((sum, weight, n) => sum + (within[n] ? weight : 0), 0) !== 0) spoken += size
    sizes.push(spoken)
  }
  return sizes
}

test('no sum or difference of published figures speaks of fewer than five, over joins, leaves, moves and periods', () => {
  let published = 0
  let together = 0
  fc.assert(
    fc.property(histories, (periods) => {
      const out: ReadonlySet<string>[] = []
      for (const candidates of periods) {
        const decisions = decide(candidates, out)
        out.push(
          ...candidates
            .flatMap(({ teamId }) => decisions.get(teamId) ?? [])
            .filter(({ why }) => why === null)
            .map(({ respondents }) => respondents),
        )
      }
      published += out.length
      if (out.length > 1) together += 1
      // Of more than seven every seven in a row, and every pair.
      const some = out.length <= 7 ? [out] : out.slice(6).map((_, n) => out.slice(n, n + 7))
      for (const figures of some)
        for (const size of isolated(figures)) expect(size === 0 || size >= leastPeople).toBe(true)
      for (const [n, set] of out.entries())
        for (const other of out.slice(n + 1)) {
          const apart = set.symmetricDifference(other).size
          expect(apart === 0 || apart >= leastPeople).toBe(true)
        }
    }),
    { numRuns: 300, seed: 261_126 },
  )
  // There was something to subtract.
  expect(published).toBeGreaterThan(300)
  expect(together).toBeGreaterThan(100)
})

/**
 * Somebody who chose who is in which team, and knows or chose every answer but one: what all published levels of a period
 * can tell them of that one, over everything that it may be.
 */
test(
  'who controls all other answers and all memberships learns one side of one edge at most',
  { tags: ['attack'] },
  () => {
    let learned = 0
    fc.assert(
      fc.property(
        histories,
        fc.nat(),
        fc.array(fc.integer({ min: 4, max: 20 }), { minLength: 40, maxLength: 40 }),
        fc.constantFrom(...totalLevels),
        (periods, which, quarters, leaning) => {
          const candidates = periods[0] ?? []
          const published = [...decide(candidates, []).values()].filter(({ why }) => why === null)
          const victims = [...new Set(published.flatMap(({ respondents }) => [...respondents]))]
          const victim = victims[which % victims.length]
          if (victim === undefined) return
          // Near an edge the last answer decides: the others lean towards one, or are anything.
          const centre = { low: 2.25, middle: undefined, high: 3.4 }[leaning]
          const others = new Map(
            victims.map((name, n) => [name, centre ?? (quarters[n % quarters.length] ?? 12) / 4]),
          )
          const seen: TotalLevel[][] = []
          for (let answer = 1; answer <= 5; answer += 0.125) {
            const answers = new Map(others).set(victim, answer)
            const levels = published.map(({ respondents }) =>
              levelOf([...respondents].map((name) => answers.get(name) ?? Number.NaN)),
            )
            if (seen.at(-1)?.join() !== levels.join()) seen.push(levels)
          }
          expect(seen.length).toBeLessThanOrEqual(2)
          if (seen.length === 2) learned += 1
        },
      ),
      { numRuns: 500, seed: 261_129 },
    )
    // The adversary did find edges.
    expect(learned).toBeGreaterThan(50)
  },
)

test(
  'the four colleagues of a team of five learn no more of the fifth, whatever they answer',
  { tags: ['attack'] },
  () => {
    const steps = Array.from({ length: 33 }, (_, n) => 1 + n / 8)
    for (let sum = 4; sum <= 20; sum += 0.25) {
      const levels = steps.map((answer) => levelOf([sum / 4, sum / 4, sum / 4, sum / 4, answer]))
      expect(new Set(levels).size).toBeLessThanOrEqual(2)
      const order = levels.map((level) => totalLevels.indexOf(level))
      expect(order).toEqual(order.toSorted((a, b) => a - b))
    }
  },
)
