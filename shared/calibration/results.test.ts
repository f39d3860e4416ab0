import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { unclearOption } from './option-rules.ts'
import {
  agreementOf,
  caseResults,
  consensusOf,
  disagreementMatrix,
  pairResults,
  personResults,
} from './results.ts'
import { readOptions, severityOptions } from './rules.ts'

const people = ['a', 'b', 'c', 'd'].map((personId) => ({
  ...{ personId, name: personId },
  ratedAt: '2026-11-20T09:00:00Z',
}))
const compared = (list: typeof people) => ({ people: list, labelledBy: null })
const cases = (n: number) =>
  Array.from({ length: n }, (_, place) => ({
    ...{ caseId: `case ${place}`, reference: `C-${place}`, repeatOf: null, expected: null },
    supersededAt: null,
  }))
/** Ratings by a letter a person for each case; a dot where the person did not rate it. */
const ratings = (rows: readonly string[]) =>
  rows.flatMap((row, place) =>
    [...row].flatMap((value, who) =>
      value === '.'
        ? []
        : [{ caseId: `case ${place}`, personId: people[who]?.personId ?? '', value, comment: null }],
    ),
  )
const optionsOf = (values: string) => [...values].map((value) => ({ value }))
const scale = (values: string) => ({ level: 'nominal' as const, options: optionsOf(values), seed: 5 })

const anyRows = fc.array(
  fc
    .array(fc.constantFrom('x', 'y', 'z', '.'), { minLength: 4, maxLength: 4 })
    .map((letters) => letters.join('')),
  { minLength: 1, maxLength: 20 },
)

describe('agreement of a round', () => {
  const row = fc.array(fc.constantFrom('x', 'y', 'z', '.'), { minLength: 3, maxLength: 4 })
  const rows = fc.array(
    row.map((letters) => letters.join('')),
    { minLength: 1, maxLength: 30 },
  )

  test('does not change when raters and answers are called otherwise, nor with the order of the ratings', () => {
    fc.assert(
      fc.property(rows, fc.nat(), (given, turn) => {
        const list = cases(given.length)
        const said = ratings(given)
        const before = agreementOf(scale('xyz'), list, said)
        const renamed: Record<string, string> = { x: 'q', y: 'r', z: 's' }
        const other = said.map((rating) => ({
          ...rating,
          personId: `${rating.personId} renamed`,
          value: renamed[rating.value] ?? '',
        }))
        const by = turn % Math.max(1, other.length)
        const turned = [...other.slice(by), ...other.slice(0, by)]
        expect(agreementOf(scale('qrs'), list, turned)).toEqual(before)
      }),
      { seed: 1, numRuns: 200 },
    )
  })

  test('does not change with the names and the order of cases, raters and answers', () => {
    const order = (n: number) =>
      fc.shuffledSubarray(
        Array.from({ length: n }, (_, place) => place),
        { minLength: n, maxLength: n },
      )
    const renamed = anyRows.chain((given) =>
      fc.tuple(fc.constant(given), order(given.length), order(4), order(3)),
    )
    fc.assert(
      fc.property(renamed, ([given, byCase, byRater, byAnswer]) => {
        const before = agreementOf(scale('xyz'), cases(given.length), ratings(given))
        const names: Record<string, string | undefined> = { '.': '.' }
        byAnswer.forEach((to, place) => {
          names['xyz'[place] ?? ''] = 'xyz'[to]
        })
        const other = byCase.map((from) =>
          byRater.map((rater) => names[given[from]?.[rater] ?? '.'] ?? '.').join(''),
        )
        const after = agreementOf(scale('zxy'), cases(other.length), ratings(other))
        for (const figure of ['percentAgreement', 'alpha', 'ac1'] as const) {
          expect(after[figure] === null).toBe(before[figure] === null)
          expect(after[figure] ?? 0).toBeCloseTo(before[figure] ?? 0, 10)
        }
        expect(after).toMatchObject({ pairableUnits: before.pairableUnits, enough: before.enough })
      }),
      { seed: 1, numRuns: 200 },
    )
  })

  test('has the same interval for the same seed, and another for another', () => {
    const given = Array.from({ length: 60 }, (_, n) => (n % 3 === 0 ? 'xyx' : n % 2 ? 'xxx' : 'yyy'))
    const [list, said] = [cases(given.length), ratings(given)]
    const { intervals } = agreementOf(scale('xy'), list, said)
    expect(agreementOf(scale('xy'), list, said).intervals).toEqual(intervals)
    expect(agreementOf({ ...scale('xy'), seed: 6 }, list, said).intervals).not.toEqual(intervals)
    expect(intervals.alpha?.low).toBeLessThan(intervals.alpha?.high ?? 0)
    expect(intervals.percentAgreement?.low).toBeLessThan(intervals.percentAgreement?.high ?? 0)
    expect(intervals.ac1?.low).toBeLessThan(intervals.ac1?.high ?? 0)
  })

  test('says too little of few cases, and never from 1 to 1', () => {
    const agreed = (n: number) => Array.from({ length: n }, (_, place) => (place % 2 ? 'xxx' : 'yyy'))
    expect(agreementOf(scale('xy'), cases(9), ratings(agreed(9)))).toMatchObject({
      ...{ enough: false, band: null, pairableUnits: 9 },
    })
    expect(agreementOf(scale('xy'), cases(60), ratings(agreed(60)))).toMatchObject({
      ...{ enough: true, band: 'rely', alpha: 1 },
      intervals: { percentAgreement: null, alpha: null, ac1: null },
    })
    expect(agreementOf(scale('xy'), cases(12), ratings(Array(12).fill('xxx')))).toMatchObject({
      ...{ enough: true, band: null, alpha: null, ac1: null },
    })
  })

  test('counts a case that is shown again once', () => {
    const list = [...cases(1), { ...cases(1)[0], caseId: 'again', repeatOf: 'case 0' }].map((item) => ({
      ...{ caseId: '', reference: 'C-0', expected: null, repeatOf: null, supersededAt: null },
      ...item,
    }))
    const said = [...ratings(['xx']), ...ratings(['xy']).map((rating) => ({ ...rating, caseId: 'again' }))]
    expect(agreementOf(scale('xy'), list, said)).toMatchObject({ units: 1, ratings: 2, percentAgreement: 1 })
    const results = personResults({ cases: list, ratings: said }, compared(people.slice(0, 2)))
    expect(results.map(({ self }) => self)).toEqual([
      { x: 1, n: 1 },
      { x: 0, n: 1 },
    ])
    expect(pairResults({ cases: list, ratings: said }, people)).toEqual([
      { people: ['a', 'b'], agreed: { x: 1, n: 1 } },
    ])
  })
})

test('most is what was given more often than anything else', () => {
  expect(consensusOf(['x', 'y', 'x'])).toBe('x')
  expect(consensusOf(['x', 'y', 'x', 'y', 'z'])).toBeNull()
  expect(consensusOf([])).toBeNull()
})

test('each is compared with the others without their own rating: a tie is none, one other alone too', () => {
  const given = ['xxy', 'xy.', 'xyyx']
  const rated = { cases: cases(3), ratings: ratings(given) }
  expect(personResults(rated, compared(people)).map(({ others }) => others)).toEqual([
    // First case: the others of a are split. Third: b and c say y, d says x.
    { x: 0, n: 1 },
    { x: 0, n: 1 },
    { x: 0, n: 2 },
    { x: 0, n: 1 },
  ])
})

test('the most of the others is counted as its definition says it', () => {
  fc.assert(
    fc.property(anyRows, (given) => {
      const rated = { cases: cases(given.length), ratings: ratings(given) }
      const results = personResults(rated, compared(people))
      people.forEach((_, who) => {
        const expected = { x: 0, n: 0 }
        for (const row of given) {
          const own = row[who]
          const others = [...row].filter((value, place) => place !== who && value !== '.')
          if (own === '.' || others.length < 2) continue
          const times = (value: string) => others.filter((other) => other === value).length
          const highest = Math.max(...others.map(times))
          const modes = new Set(others.filter((value) => times(value) === highest))
          if (modes.size !== 1) continue
          expected.n += 1
          if (own !== undefined && modes.has(own)) expected.x += 1
        }
        expect(results[who]?.others).toEqual(expected)
      })
    }),
    { seed: 1, numRuns: 300 },
  )
})

test('what a person gives moves neither what they are compared with nor whether they are', () => {
  fc.assert(
    fc.property(anyRows, fc.nat(3), fc.constantFrom('x', 'y', 'z'), (given, who, value) => {
      const nOf = (rows: readonly string[]) =>
        personResults({ cases: cases(rows.length), ratings: ratings(rows) }, compared(people))[who]?.others.n
      const other = given.map((row) =>
        row[who] === '.' ? row : `${row.slice(0, who)}${value}${row.slice(who + 1)}`,
      )
      expect(nOf(other)).toBe(nOf(given))
    }),
    { seed: 1, numRuns: 200 },
  )
})

test('a gold label tests whoever rated while its policy version held, and never who wrote it', () => {
  const gold = cases(2).map((item) => ({ ...item, expected: 'x' }))
  const changed = gold.map((item, place) => ({
    ...item,
    supersededAt: place === 0 ? '2026-11-20T12:00:00Z' : null,
  }))
  const said = ratings(['xxy', 'xyy'])
  const late = people.map((person, place) => ({
    ...person,
    ratedAt: place === 1 ? '2026-11-21T09:00:00Z' : person.ratedAt,
  }))
  const goldOf = (list: typeof gold | typeof changed, labelledBy: string | null) =>
    personResults({ cases: list, ratings: said }, { people: late.slice(0, 3), labelledBy }).map(
      (result) => result.gold,
    )
  expect(goldOf(gold, null)).toEqual([
    { x: 2, n: 2 },
    { x: 1, n: 2 },
    { x: 0, n: 2 },
  ])
  // The second rated after the policy of the first case had changed.
  expect(goldOf(changed, null)).toEqual([
    { x: 2, n: 2 },
    { x: 0, n: 1 },
    { x: 0, n: 2 },
  ])
  expect(goldOf(gold, 'a')[0]).toBeNull()
})

test('the most split case stands first, and pairs of ratings are counted by their answers', () => {
  const rated = { cases: cases(4), ratings: ratings(['xxx', 'xxy', 'xyz', 'x..']) }
  const results = caseResults(rated, { isLead: true, inLedger: new Set(['case 1']) })
  expect(results.map(({ caseId, split, inLedger }) => [caseId, split, inLedger])).toEqual([
    ['case 2', 1, false],
    ['case 1', 1 - 2 / 6, true],
    ['case 0', 0, false],
    ['case 3', null, false],
  ])
  expect(disagreementMatrix(rated, optionsOf('xyz'))).toEqual([
    { a: 0, b: 0, n: 4 },
    { a: 0, b: 1, n: 3 },
    { a: 0, b: 2, n: 1 },
    { a: 1, b: 2, n: 1 },
  ])
})

test('answers are read a line each, and must be told apart', () => {
  expect(readOptions('위반 | Violation\n\n 판단 보류 ')).toEqual([
    { value: 'Violation', ko: '위반', en: 'Violation' },
    { value: '판단 보류', ko: '판단 보류', en: null },
  ])
  expect(unclearOption(readOptions('Yes\nyes '))).toBe('yes')
  expect(unclearOption(readOptions('Yes\nN/A'))).toBe('N/A')
  expect(unclearOption(severityOptions('5'))).toBeUndefined()
})
